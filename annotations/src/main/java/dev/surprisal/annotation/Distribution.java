package dev.surprisal.annotation;

/**
 * The distribution that a head's outputs describe. The loss is the surprisal of the target under
 * it, &minus;log p(target), in nats.
 *
 * <p>All four are exponential families in their natural parameter z, so that with the matching
 * {@link Activation} the gradient by z is the residual, mean &minus; target.
 */
public enum Distribution {
  /**
   * One of several classes that exclude each other: a digit, the next token. Goes with {@link
   * Activation#SOFTMAX}; targets are class indices, {@code int[]}.
   */
  CATEGORICAL,

  /**
   * One yes or no: benign or malignant. Goes with {@link Activation#SIGMOID}; targets lie in 0..1.
   */
  BERNOULLI,

  /**
   * Several independent yes or no at once: all the findings on one picture. Goes with {@link
   * Activation#SIGMOID}, applied to each label; targets are multi-hot, each in 0..1.
   */
  PRODUCT_OF_BERNOULLIS,

  /**
   * A real number with noise of variance one around the output: a measurement. Goes with {@link
   * Activation#IDENTITY}; the loss is half the squared error. The constant log(2&pi;)/2 per output
   * does not depend on the outputs and is left out.
   */
  GAUSSIAN
}
