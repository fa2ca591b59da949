package dev.surprisal.benchmark.options;

/** A way to compute a row in a mode, from inputs in memory. */
interface Contender {
  /** Computes it once; returns the mean loss, or 0 where the mode has none. */
  double call();

  /** The derivatives that the last call has written, in the order of the outputs; may be none. */
  double[] derivatives();
}
