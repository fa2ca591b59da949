package dev.surprisal.annotation;

/** Where the variance of a Gaussian head comes from. */
public enum Variance {
  /** It is 1: half the squared error. The constant log(2&pi;)/2 per value is left out. */
  UNIT,

  /**
   * The constructor is given one for each value. The constant log(2&pi;&sigma;&sup2;)/2 per value
   * is left out.
   */
  FIXED,

  /**
   * The head emits it: a row of outputs is the means of all values, and then the logarithms of
   * their variances, so that no variance can be negative and none has to be clamped. The constant
   * log(2&pi;)/2 per value is left out.
   */
  LEARNED
}
