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
   * the absolute error. The scale is 1, or learned: {@link Loss#variance}. The constant log 2 per
   * output is left out.
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
  TWEEDIE,

  /**
   * A count of events that vary more than {@link #POISSON} allows: its variance is mean +
   * mean&sup2; / size. Goes with {@link Activation#EXP}: a row is all log-means, then all
   * log-sizes; targets are whole numbers, 0 or more. With large sizes it is a Poisson distribution.
   * The constant log(y!) per value is left out.
   */
  NEGATIVE_BINOMIAL,

  /**
   * How many of a number of {@link Loss#trials} succeed. Goes with {@link Activation#SIGMOID}: the
   * output is the log-odds of one success, {@code predict} gives its probability; targets are whole
   * numbers from 0 to the trials. The constant log(trials choose y) per value is left out.
   */
  BINOMIAL,

  /**
   * A positive amount whose spread is proportional to its mean: what a claim costs, how long a call
   * lasts. Goes with {@link Activation#EXP}: a row is all log-means, then all log-shapes; the
   * variance is mean&sup2; / shape. The constant log y per value is left out.
   */
  GAMMA,

  /**
   * A positive amount with a heavier tail than {@link #GAMMA}. Goes with {@link Activation#EXP}: a
   * row is all log-means, then all log-shapes; the variance is mean&sup3; / shape. The constant
   * (log(2&pi;) + 3 log y)/2 per value is left out.
   */
  INVERSE_GAUSSIAN,

  /**
   * A positive amount whose logarithm is Gaussian. Goes with {@link Activation#EXP}: a row is all
   * means of log y, then all logarithms of its variances; {@code predict} gives the median of y and
   * the variance of log y. The constant log y + log(2&pi;)/2 per value is left out. Amounts may be
   * {@link Loss#censored}.
   */
  LOG_NORMAL,

  /**
   * A time until something happens, of a chance that rises or falls with time. Goes with {@link
   * Activation#EXP}: a row is all log-scales, then all log-shapes. Of shape 1 it is an exponential
   * distribution. The constant log y per value is left out. Times may be {@link Loss#censored}.
   */
  WEIBULL,

  /**
   * A real number with tails as heavy as {@link Loss#degreesOfFreedom} say, so that outliers move
   * the model little. Goes with {@link Activation#IDENTITY}: a row is all locations, then all
   * logarithms of squared scales. The constant of the degrees of freedom per value is left out.
   */
  STUDENT_T,

  /**
   * A real number of which there may be several likely answers: a mixture of so many Gaussians as
   * {@link Loss#components} says. Goes with {@link Activation#SOFTMAX}, which gives the weights: a
   * row is all logits of the first component, then of the second and so on, then all means of the
   * first and so on, then all log-variances; {@code predict} gives weights, means and variances in
   * the same order. The constant log(2&pi;)/2 per value is left out.
   */
  MIXTURE_OF_GAUSSIANS,

  /**
   * A share between 0 and 1, neither of them: how much of a page is read, of a disk is used. Goes
   * with {@link Activation#SIGMOID}: a row is all logits of means, then all log-precisions; the
   * variance is mean (1 &minus; mean) / (1 + precision). The constant log y + log(1 &minus; y) per
   * value is left out.
   */
  BETA,

  /**
   * One of several classes that have an order: a grade, a number of stars, the stage of a disease.
   * Goes with {@link Activation#SIGMOID}: output k is the log-odds that the class is above k, of
   * those that reached k, so that there is one output less than there are classes; {@code predict}
   * gives these probabilities. Targets are class indices, {@code int[]}, from 0 to the number of
   * outputs.
   */
  ORDINAL,

  /** None by name: the loss is what {@link Loss#nll} says. */
  FORMULA
}
