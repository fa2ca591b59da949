package dev.surprisal.runtime.kernel;

/** {@link ScalarMath} as exact as a float can tell. */
final class ScalarFloatMath {
  /** Up to this, exp(x) is a float. */
  static final float LARGEST_EXPONENT = 88;

  /** The largest |x| of {@link #scaledExp}. */
  static final double MOST_SCALED = 100;

  /** Values that lie so near to each other have exponentials of one scale. */
  static final double WIDEST = 80;

  private ScalarFloatMath() {}

  static float exp(float x) {
    double least = Math.min(x, LARGEST_EXPONENT);
    return least < ScalarMath.FLOAT_UNDERFLOW ? 0 : (float) ScalarMath.shortExp(least);
  }

  /** exp(x) for x of 0 or less. */
  static double expOfNegative(double x) {
    return ScalarMath.expForFloat(x);
  }

  /** The same for all of a block, in place. */
  static void expOfNegatives(double[] x, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = ScalarMath.expForFloat(x[i]);
    }
  }

  /** The same for all of a block, in place. */
  static void expOfNegatives(float[] x, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = (float) ScalarMath.expForFloat(x[i]);
    }
  }

  /** exp(x) / 2<sup>exponent</sup>, where that is a normal number; 0 for &minus;&infin;. */
  static float scaledExp(double x, int exponent) {
    return (float) (ScalarMath.expForFloat(x) * ScalarMath.powerOfTwo(-exponent));
  }

  /** tanh(x), within 2e-8. */
  static double tanh(double x) {
    double e = expOfTwice(x);
    return (e - 1) / (e + 1);
  }

  /** 1 / cosh&sup2;(x). */
  static double slopeOfTanh(double x) {
    double e = expOfTwice(x);
    return 4 * e / ((e + 1) * (e + 1));
  }

  /** exp(2 x), which beyond exp(108) makes no difference to a float. */
  private static double expOfTwice(double x) {
    return ScalarMath.expForFloat(Math.max(-108, Math.min(108, 2 * x)));
  }

  /** Whether a factor can be rounded to a float without losing more digits than one has. */
  static boolean holds(double factor) {
    return factor >= Float.MIN_NORMAL && factor <= Float.MAX_VALUE;
  }
}
