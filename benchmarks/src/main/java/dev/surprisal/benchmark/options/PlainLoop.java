package dev.surprisal.benchmark.options;

/**
 * What an engineer writes in an afternoon for a family and its options: stable, with {@link Math},
 * a row after the other.
 */
interface PlainLoop {
  /** The mean loss. */
  double loss();

  /** The mean loss; its gradient is written. */
  double lossAndGradients(Values gradients);

  /** The diagonal of the Hessian of the mean loss is written. */
  void curvatures(Values hessian);
}
