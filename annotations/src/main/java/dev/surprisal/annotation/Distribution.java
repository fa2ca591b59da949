package dev.surprisal.annotation;

/**
 * The distribution that a head's outputs describe. The loss is the surprisal of the target under
 * it, &minus;log p(target), in nats.
 *
 * <p>Most are exponential families in their natural parameter z, so that with the matching {@link
 * Activation} the gradient by z is the residual, mean &minus; target.
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
  GAUSSIAN,

  /**
   * A count of events: claims in a year, clicks in an hour. Goes with {@link Activation#EXP}: the
   * output z is the logarithm of the rate; targets are whole numbers, 0 or more. The loss is exp(z)
   * &minus; y z, as PyTorch's {@code PoissonNLLLoss} has it; the constant log(y!) per output does
   * not depend on the outputs and is left out.
   */
  POISSON,

  /**
   * A real number with heavier tails than {@link #GAUSSIAN}, of which a few that are far off move
   * the model little. Goes with {@link Activation#IDENTITY}: the output is the median; the loss is
   * the absolute error. The constant log 2 per output is left out.
   */
  LAPLACE,

  /**
   * A real number of which a quantile is asked for, {@link Loss#quantile}: of all targets that part
   * is to lie below the output. Goes with {@link Activation#IDENTITY}; the loss is that of quantile
   * regression, the pinball loss. The constant &minus;log(quantile (1 &minus; quantile)) per output
   * is left out.
   */
  ASYMMETRIC_LAPLACE,

  /**
   * An amount that is often exactly 0, and else any positive number: what the claims of a year
   * cost, the rain of a day. Goes with {@link Activation#EXP}: the output z is the logarithm of the
   * mean; the variance grows with the mean to the {@link Loss#power}. What does not depend on the
   * output is left out.
   */
  TWEEDIE
}
