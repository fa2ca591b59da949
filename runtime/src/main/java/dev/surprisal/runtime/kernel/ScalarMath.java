package dev.surprisal.runtime.kernel;

/**
 * Elementary functions one value at a time, in double arithmetic without a call, a table or a fused
 * multiply-add, so that a loop over them is compiled to plain instructions on every machine. Error
 * bounds are relative.
 */
public final class ScalarMath {
  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LN2 = 0x1.62e42fefa39efp-1;

  /** log 2, with so few digits that n &middot; LN2_HIGH is exact; and the rest of it. */
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Added to a number below 2<sup>51</sup>, leaves it rounded in the low bits. */
  private static final double ROUND = 0x1.8p52;

  /** Below this, exp is less than the least normal double. */
  private static final double UNDERFLOW = -0x1.6232bdd7abcd2p9;

  /** Below this, exp is less than half the least float. */
  private static final double FLOAT_UNDERFLOW = -104;

  private ScalarMath() {}

  /**
   * exp(x) for x &le; 0, or NaN; within 1e-8, as much as a float can tell, and 0 where a float
   * would be.
   *
   * <p>x = n log 2 + r with |r| &le; log(2)/2; exp(r) is its Taylor polynomial of degree 7, whose
   * remainder is below 6e-9 there.
   *
   * @param x 0 or less, or NaN
   * @return exp(x)
   */
  public static double expForFloat(double x) {
    if (x < FLOAT_UNDERFLOW) {
      return 0;
    }
    double rounded = x * LOG2_E + ROUND;
    double n = rounded - ROUND;
    double r = x - n * LN2;
    double p = 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 1.0 / 2;
    p = p * r + 1;
    p = p * r + 1;
    return p * powerOfTwo(rounded);
  }

  /**
   * exp(x) for x &le; 0, or NaN; within 2 ulp of double, and 0 where it is less than the least
   * normal number.
   *
   * <p>As {@link #expForFloat}, with log 2 in two parts and the polynomial of degree 13, whose
   * remainder is below 5e-18.
   *
   * @param x 0 or less, or NaN
   * @return exp(x)
   */
  public static double exp(double x) {
    if (x < UNDERFLOW) {
      return 0;
    }
    double rounded = x * LOG2_E + ROUND;
    double n = rounded - ROUND;
    double r = (x - n * LN2_HIGH) - n * LN2_LOW;
    double p = 1.0 / 6227020800L;
    p = p * r + 1.0 / 479001600;
    p = p * r + 1.0 / 39916800;
    p = p * r + 1.0 / 3628800;
    p = p * r + 1.0 / 362880;
    p = p * r + 1.0 / 40320;
    p = p * r + 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 1.0 / 2;
    p = p * r + 1;
    p = p * r + 1;
    return p * powerOfTwo(rounded);
  }

  /** 2<sup>n</sup>, from n + {@link #ROUND}. */
  private static double powerOfTwo(double rounded) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) + 1023) << 52);
  }

  /**
   * log(1 + e) for e in 0..1, or NaN; within 1e-8, as much as a float can tell.
   *
   * <p>2 artanh(s) with s = e / (2 + e) &le; 1/3: its series in s&sup2; up to the power 7, whose
   * remainder is below 2e-9.
   */
  static double log1pForFloat(double e) {
    double s = e / (2 + e);
    double w = s * s;
    double p = 1.0 / 15;
    p = p * w + 1.0 / 13;
    p = p * w + 1.0 / 11;
    p = p * w + 1.0 / 9;
    p = p * w + 1.0 / 7;
    p = p * w + 1.0 / 5;
    p = p * w + 1.0 / 3;
    return 2 * s + 2 * s * w * p;
  }
}
