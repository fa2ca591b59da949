package dev.surprisal.runtime.kernel;

/** {@link ScalarMath} for blocks of double. */
final class ScalarDoubleMath {
  /** Up to this, exp(x) is a double. */
  static final double LARGEST_EXPONENT = ScalarMath.LARGEST_EXPONENT;

  private ScalarDoubleMath() {}

  static double exp(double x) {
    return ScalarMath.exp(Math.min(x, LARGEST_EXPONENT));
  }

  /** exp(x) for x of 0 or less. */
  static double expOfNegative(double x) {
    return ScalarMath.exp(x);
  }
}
