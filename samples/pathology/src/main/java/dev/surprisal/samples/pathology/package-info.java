/** Why not softmax and the squared error: the same network from the same start, twice. */
package dev.surprisal.samples.pathology;
