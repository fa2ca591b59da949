package dev.surprisal.annotation;

/**
 * What the gradient is a gradient of, and so by what it is divided. The returned value carries the
 * sum and the count in any case, and can always be read either way.
 */
public enum Reduction {
  /**
   * The mean over the examples of the batch. The loss of an example is the sum over its outputs.
   */
  MEAN,

  /**
   * The mean over the single outputs of all examples, as PyTorch's {@code BCEWithLogitsLoss} and
   * {@code MSELoss} take it. Not for {@link Distribution#CATEGORICAL}, whose row of outputs
   * describes one outcome.
   */
  MEAN_OF_OUTPUTS,

  /** The sum over the batch: the gradient is divided by nothing. */
  SUM
}
