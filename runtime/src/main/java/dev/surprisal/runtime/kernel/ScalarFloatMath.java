package dev.surprisal.runtime.kernel;

/** {@link ScalarMath} as exact as a float can tell. */
final class ScalarFloatMath {
  /** Up to this, exp(x) is a float. */
  static final float LARGEST_EXPONENT = 88;

  private ScalarFloatMath() {}

  static float exp(float x) {
    double least = Math.min(x, LARGEST_EXPONENT);
    return (float)
        (least < ScalarMath.FLOAT_UNDERFLOW ? 0 : ScalarMath.scaledExpForFloat(least, 0));
  }

  /** exp(x) for x of 0 or less. */
  static double expOfNegative(double x) {
    return ScalarMath.expForFloat(x);
  }
}
