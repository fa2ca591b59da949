package dev.surprisal.runtime.kernel;

/**
 * Elementary functions one value at a time, in double arithmetic without a call, a table or a fused
 * multiply-add, so that a loop over them is compiled to plain instructions on every machine. Error
 * bounds are relative.
 */
final class ScalarMath {
  static final double LOG2_E = 0x1.71547652b82fep0;
  static final double LN2 = 0x1.62e42fefa39efp-1;

  /** log 2, with so few digits that n &middot; LN2_HIGH is exact; and the rest of it. */
  static final double LN2_HIGH = 0x1.62e42fee00000p-1;

  static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /** Added to a number below 2<sup>51</sup>, leaves it rounded in the low bits. */
  private static final double ROUND = 0x1.8p52;

  /** The exponent of 1, as it stands in the bits. */
  private static final int BIAS = 1023;

  /** Below this, exp is less than the least normal double. */
  static final double UNDERFLOW = -0x1.6232bdd7abcd2p9;

  /** Below this, exp is less than half the least float. */
  static final double FLOAT_UNDERFLOW = -104;

  /** Far below where exp is 0 in double, and near enough for {@link #bySquaring} to find it so. */
  private static final double NOTHING = -2000;

  /** Up to this, exp(x) is finite. */
  static final double LARGEST_EXPONENT = 709;

  /** Whether the compiler makes vectors of a loop that turns float into double and back. */
  private static final boolean LOOPS_BECOME_VECTORS = Runtime.version().feature() >= 21;

  /** Below this, exp(x) &minus; 1 is &minus;1 to a double. */
  static final double LEAST_EXPM1 = -40;

  // exp(r) = 1 + r + EXP_2 r^2 + ..., minimax for |r| <= log(2)/2.
  static final double EXP_2 = 0x1.000000000000ap-1;
  static final double EXP_3 = 0x1.55555555554f9p-3;
  static final double EXP_4 = 0x1.555555555083ep-5;
  static final double EXP_5 = 0x1.1111111127d12p-7;
  static final double EXP_6 = 0x1.6c16c18438b08p-10;
  static final double EXP_7 = 0x1.a01a012a0dd26p-13;
  static final double EXP_8 = 0x1.a01999e260f55p-16;
  static final double EXP_9 = 0x1.71df25b64e92ep-19;
  static final double EXP_10 = 0x1.28ad9b897b634p-22;
  static final double EXP_11 = 0x1.ad7f399d5257bp-26;

  // exp(x) = 1 + x + TANGENT_2 x^2 + ..., minimax for |x| <= 1.
  static final double TANGENT_2 = 0.5;
  static final double TANGENT_3 = 0x1.5555555555555p-3;
  static final double TANGENT_4 = 0x1.5555555555555p-5;
  static final double TANGENT_5 = 0x1.11111111110d9p-7;
  static final double TANGENT_6 = 0x1.6c16c16c16bfep-10;
  static final double TANGENT_7 = 0x1.a01a01a023747p-13;
  static final double TANGENT_8 = 0x1.a01a01a01e338p-16;
  static final double TANGENT_9 = 0x1.71de3a4a2dee8p-19;
  static final double TANGENT_10 = 0x1.27e4fb728bf10p-22;
  static final double TANGENT_11 = 0x1.ae64643b799f9p-26;
  static final double TANGENT_12 = 0x1.1eed9518c242bp-29;
  static final double TANGENT_13 = 0x1.611b662223de4p-33;
  static final double TANGENT_14 = 0x1.938f50b0d66c4p-37;
  static final double TANGENT_15 = 0x1.b478aeefb45a8p-41;
  static final double TANGENT_16 = 0x1.b3cdd9ad4768dp-45;

  private ScalarMath() {}

  /**
   * exp(x) for x &le; 108, or NaN; within 2e-8 (beyond 104, 3e-8), as much as a float can tell,
   * down to the least float; below, of no account, and 0 for &minus;&infin;.
   *
   * @param x 108 or less, or NaN
   * @return exp(x)
   */
  static double expForFloat(double x) {
    return LOOPS_BECOME_VECTORS ? bySquaring(x) : byPowerOfTwo(x);
  }

  /**
   * exp(x / 1024), ten times squared: more arithmetic than {@link #byPowerOfTwo}, but nothing else,
   * so that the compiler can work on several values at a time. The polynomial has the degree 6, its
   * remainder, times 1024, is below 2e-8 as far as floats go.
   */
  private static double bySquaring(double x) {
    double r = Math.max(x, NOTHING) * (1.0 / 1024);
    double p = 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 1.0 / 2;
    p = p * r + 1;
    p = p * r + 1;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    return p * p;
  }

  private static double byPowerOfTwo(double x) {
    return x < FLOAT_UNDERFLOW ? 0 : shortExp(x);
  }

  /**
   * exp(x) where that is a normal number; within 1e-8.
   *
   * <p>x = n log 2 + r with |r| &le; log(2)/2; exp(r) is a minimax polynomial of degree 6, whose
   * error is below 4e-9 there.
   */
  static double shortExp(double x) {
    double rounded = x * LOG2_E + ROUND;
    double r = x - (rounded - ROUND) * LN2;
    double r2 = r * r;
    double high = 0x1.6a23e66b2fa79p-10 * r2 + (0x1.123a1fc8d2711p-7 * r + 0x1.5558f2cf6b1e7p-5);
    double q = high * r2 + (0x1.555491034dfebp-3 * r + 0x1.fffffb97e7502p-2);
    return (q * r2 + (r + 1)) * powerOfTwo(rounded, BIAS);
  }

  /**
   * exp(x) for x &le; 0, or NaN; within 2 ulp of double, and 0 where it is less than the least
   * normal number.
   *
   * @param x 0 or less, or NaN
   * @return exp(x)
   */
  static double exp(double x) {
    return x < UNDERFLOW ? 0 : scaledExp(x, 0);
  }

  /**
   * exp(x) / 2<sup>exponent</sup> where that is a normal number; within 2 ulp of double, and the
   * same digits for every exponent.
   *
   * <p>As {@link #shortExp}, with log 2 in two parts and a minimax polynomial of degree 11, whose
   * error is below 2e-17, its even and odd powers apart.
   */
  static double scaledExp(double x, int exponent) {
    return (expm1OfRest(x) + 1) * powerOfTwo(x * LOG2_E + ROUND, BIAS - exponent);
  }

  /** The power of two nearest to exp(x), if it is a normal number. */
  static double nearestPower(double x) {
    return powerOfTwo(x * LOG2_E + ROUND, BIAS);
  }

  /** exp(x) divided by {@link #nearestPower}, less 1. */
  static double expm1OfRest(double x) {
    double n = x * LOG2_E + ROUND - ROUND;
    return polynomialOfExpm1((x - n * LN2_HIGH) - n * LN2_LOW);
  }

  /** exp(r) &minus; 1 for |r| &le; log(2)/2. */
  private static double polynomialOfExpm1(double r) {
    double r2 = r * r;
    double odd = r2 * EXP_11 + EXP_9;
    odd = odd * r2 + EXP_7;
    odd = odd * r2 + EXP_5;
    odd = odd * r2 + EXP_3;
    double even = r2 * EXP_10 + EXP_8;
    even = even * r2 + EXP_6;
    even = even * r2 + EXP_4;
    even = even * r2 + EXP_2;
    return (odd * r + even) * r2 + r;
  }

  /** tanh(x), within 3 ulp of double. */
  static double tanh(double x) {
    double rest = expm1(-2 * Math.abs(x));
    return Math.copySign(-rest / (2 + rest), x);
  }

  /**
   * exp(x) &minus; 1, of no x beyond 709: 2<sup>n</sup> (exp(r) &minus; 1) + 2<sup>n</sup> &minus;
   * 1, with n and r of {@link #scaledExp}.
   */
  static double expm1(double x) {
    double inRange = Math.min(Math.max(x, LEAST_EXPM1), LARGEST_EXPONENT);
    double power = nearestPower(inRange);
    return power * expm1OfRest(inRange) + (power - 1);
  }

  /** exp(x) &minus; 1 &minus; x: within 1 of 0 from a polynomial, beyond from the exponential. */
  static double expAboveTangent(double x) {
    if (Math.abs(x) > 1) {
      return x == Double.POSITIVE_INFINITY ? x : ScalarDoubleMath.exp(x) - 1 - x;
    }
    double p = x * TANGENT_16 + TANGENT_15;
    p = p * x + TANGENT_14;
    p = p * x + TANGENT_13;
    p = p * x + TANGENT_12;
    p = p * x + TANGENT_11;
    p = p * x + TANGENT_10;
    p = p * x + TANGENT_9;
    p = p * x + TANGENT_8;
    p = p * x + TANGENT_7;
    p = p * x + TANGENT_6;
    p = p * x + TANGENT_5;
    p = p * x + TANGENT_4;
    p = p * x + TANGENT_3;
    p = p * x + TANGENT_2;
    return p * x * x;
  }

  /** 2<sup>n</sup>, where that is a normal number. */
  static double powerOfTwo(int n) {
    return Double.longBitsToDouble((long) (BIAS + n) << 52);
  }

  /** 2<sup>n + bias &minus; BIAS</sup>, from n + {@link #ROUND}. */
  private static double powerOfTwo(double rounded, int bias) {
    return Double.longBitsToDouble((Double.doubleToRawLongBits(rounded) + bias) << 52);
  }
}
