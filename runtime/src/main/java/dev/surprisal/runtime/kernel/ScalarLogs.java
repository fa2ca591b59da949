package dev.surprisal.runtime.kernel;

/** Logarithms one value at a time, in double arithmetic: see {@link ScalarMath}. */
final class ScalarLogs {
  /** &radic;2 &minus; 1. */
  static final double LARGEST_SMALL = 0x1.a827999fcef32p-2;

  // (atanh(s)/s - 1)/s^2, minimax for s up to (sqrt(2) - 1)/(sqrt(2) + 1).
  static final double LOG1P_3 = 0x1.5555555555592p-2;
  static final double LOG1P_5 = 0x1.999999997fd77p-3;
  static final double LOG1P_7 = 0x1.24924941f4f5fp-3;
  static final double LOG1P_9 = 0x1.c71c52060dda4p-4;
  static final double LOG1P_11 = 0x1.74663fa0bb0f1p-4;
  static final double LOG1P_13 = 0x1.39a1a71ff0a49p-4;
  static final double LOG1P_15 = 0x1.2f0632cb74c93p-4;

  // (atanh(s)/s - 1)/s^2, minimax for s up to 1/3.
  private static final double ATANH_3 = 0x1.5555555555555p-2;
  private static final double ATANH_5 = 0x1.9999999999944p-3;
  private static final double ATANH_7 = 0x1.2492492499d46p-3;
  private static final double ATANH_9 = 0x1.c71c71bedea97p-4;
  private static final double ATANH_11 = 0x1.745d19937b1fcp-4;
  private static final double ATANH_13 = 0x1.3b13515f6f9efp-4;
  private static final double ATANH_15 = 0x1.111abdc8abe16p-4;
  private static final double ATANH_17 = 0x1.e0a2d581ab68fp-5;
  private static final double ATANH_19 = 0x1.bc37f0140c19ep-5;
  private static final double ATANH_21 = 0x1.32e0d25c9c761p-5;
  private static final double ATANH_23 = 0x1.401d3e65cdc48p-4;

  private ScalarLogs() {}

  /** log(1 + x) for any x of 0 or more, or NaN. */
  static double log1pOf(double x) {
    return x > 1 ? Math.log(1 + x) : log1p(x);
  }

  /** log(1 + x) for 0 &le; x &le; 1, or NaN, without a branch: 2 atanh(x / (2 + x)). */
  static double log1p(double x) {
    double s = x / (2 + x);
    double z = s * s;
    return s + s + 2 * s * z * atanhRest(z);
  }

  /** 2 atanh(s) &minus; 2s for s up to (&radic;2 &minus; 1)/(&radic;2 + 1). */
  static double aboveTwice(double s) {
    double z = s * s;
    double q = z * LOG1P_15 + LOG1P_13;
    q = q * z + LOG1P_11;
    q = q * z + LOG1P_9;
    q = q * z + LOG1P_7;
    q = q * z + LOG1P_5;
    q = q * z + LOG1P_3;
    return (s + s) * (z * q);
  }

  /** log(x &middot; 2<sup>exponent</sup>): with an x in 1..2, if it is a normal number. */
  static double logOfScaled(double x, int exponent) {
    int own = x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE ? Math.getExponent(x) : 0;
    double mantissa = Double.longBitsToDouble(Double.doubleToRawLongBits(x) - ((long) own << 52));
    return Math.log(mantissa) + (own + exponent) * ScalarMath.LN2;
  }

  /** x &minus; log(1 + x) for x of &minus;0.5 or more. */
  static double excess(double x) {
    if (x > 1) {
      return x - log1pOf(x);
    }
    double s = x / (2 + x);
    double z = s * s;
    return x * s - 2 * s * z * atanhRest(z);
  }

  /** (atanh(s)/s &minus; 1)/s&sup2; of z = s&sup2;, for s up to 1/3. */
  private static double atanhRest(double z) {
    double q = z * ATANH_23 + ATANH_21;
    q = q * z + ATANH_19;
    q = q * z + ATANH_17;
    q = q * z + ATANH_15;
    q = q * z + ATANH_13;
    q = q * z + ATANH_11;
    q = q * z + ATANH_9;
    q = q * z + ATANH_7;
    q = q * z + ATANH_5;
    return q * z + ATANH_3;
  }
}
