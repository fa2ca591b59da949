package dev.surprisal.processor;

/**
 * A number of some precision, for a reference that is written once for all precisions.
 *
 * @param <N> the numbers of this precision
 */
interface Real<N extends Real<N>> {
  /** A number of this precision. */
  N of(double value);

  N plus(N other);

  N times(N other);

  N over(N other);

  N exp();

  N log();

  N tanh();

  /** The nearest double. */
  double toDouble();
}
