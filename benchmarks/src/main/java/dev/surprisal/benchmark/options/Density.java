package dev.surprisal.benchmark.options;

/**
 * Minus the logarithm of a density and its derivatives, at a value. Kept in fields, so that what
 * they share is calculated once.
 */
abstract class Density {
  double loss;

  /** By the output that tells the mean. */
  double byMean;

  /** By the output that tells the scale or shape, where there is one. */
  double byScale;

  /** Calculates them at outputs m and s and the target y. */
  abstract void at(double m, double s, double y);

  /** The same of the probability of more, for a target that was outlived. */
  void beyond(double m, double s, double y) {
    throw new UnsupportedOperationException("all targets were seen");
  }
}
