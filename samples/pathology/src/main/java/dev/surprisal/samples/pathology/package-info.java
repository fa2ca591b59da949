/** Why not softmax and the squared error: the same network from the same start, by either. */
package dev.surprisal.samples.pathology;
