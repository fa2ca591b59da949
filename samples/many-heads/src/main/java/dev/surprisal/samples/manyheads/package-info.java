/** One network, three answers of three kinds, and one loss for all of them. */
package dev.surprisal.samples.manyheads;
