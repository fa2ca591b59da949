package dev.surprisal.runtime.kernel;

/** {@link ScalarMath} for double. */
final class ScalarDoubleMath {
  /** Up to this, exp(x) is a double. */
  static final double LARGEST_EXPONENT = ScalarMath.LARGEST_EXPONENT;

  /** The largest |x| of {@link #scaledExp}. */
  static final double MOST_SCALED = RowKernels.MOST_SCALED;

  /** Values that lie so near to each other have exponentials of one scale. */
  static final double WIDEST = 600;

  private ScalarDoubleMath() {}

  static double exp(double x) {
    return ScalarMath.exp(Math.min(x, LARGEST_EXPONENT));
  }

  /** exp(x) for x of 0 or less. */
  static double expOfNegative(double x) {
    return ScalarMath.exp(x);
  }

  /** The same for all of a block, in place. */
  static void expOfNegatives(double[] x, int length) {
    TwoPasses.exp(x, length, x);
  }

  /** exp(x) / 2<sup>exponent</sup>, where that is a normal number; 0 for &minus;&infin;. */
  static double scaledExp(double x, int exponent) {
    return x == Double.NEGATIVE_INFINITY ? 0 : ScalarMath.scaledExp(x, exponent);
  }

  /** Whether a factor can be used as it is: as a double, each can. */
  static boolean holds(double factor) {
    return true;
  }
}
