package dev.surprisal.annotation;

/** Where the variance of a Gaussian head, or the scale of a Laplace head, comes from. */
public enum Variance {
  /**
   * It is 1: half the squared error, or the absolute error. The constant log(2&pi;)/2, or log 2,
   * per value is left out.
   */
  UNIT,

  /**
   * The constructor is given one for each value. The constant log(2&pi;&sigma;&sup2;)/2 per value
   * is left out. Of {@link Distribution#GAUSSIAN} alone.
   */
  FIXED,

  /**
   * The head emits it: a row of outputs is the means of all values, and then the logarithms of
   * their variances, so that no variance can be negative and none has to be clamped; of {@link
   * Distribution#LAPLACE}, their medians, and then the logarithms of their scales. The constant
   * log(2&pi;)/2, or log 2, per value is left out.
   */
  LEARNED
}
