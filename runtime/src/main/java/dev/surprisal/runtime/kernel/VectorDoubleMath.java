package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions on vectors of double. Error bounds are relative, and hold for every lane.
 *
 * <p>They are as short as they are because the compiler gives up inlining when a loop grows beyond
 * some fifty operations on vectors, or a method beyond 325 bytes, and what it does not inline it
 * allocates. Constants are broadcast where they are used: the compiler keeps them in registers over
 * a loop, where it would load a constant vector from memory every time. It inlines the API whatever
 * the size of the loop, but not a method of ours: so there is none around {@code broadcast}.
 */
final class VectorDoubleMath {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private static final double LOG2_E = ScalarMath.LOG2_E;
  private static final double MINUS_LN2_HIGH = -0x1.62e42fefa3p-1;

  /** LN2_HIGH &minus; log 2. */
  private static final double MINUS_LN2_LOW = -0x1.3de6af278ece6p-42;

  /**
   * Added to n, leaves the exponent of 2<sup>n</sup> in the low bits: 1.5 &middot; 2<sup>52</sup>,
   * whose own low bits are 0, and the bias of exponents.
   */
  private static final double ROUND_TO_EXPONENT = 0x1.8p52 + 1023;

  private static final LongVector MANTISSA_BITS =
      LongVector.broadcast(LongVector.SPECIES_PREFERRED, 52);

  /** The bits of &radic;&frac12;. */
  private static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;

  /** Takes the exponent of &radic;&frac12; and what is above to that of 1, and so each octave. */
  private static final long ROOT_HALF_TO_ONE = 0x3ff0000000000000L - ROOT_HALF;

  private static final long MANTISSA = 0x000fffffffffffffL;

  private static final long BITS_OF_2_52 = 0x4330000000000000L;

  /** Below this, exp is less than the least normal double. */
  static final double UNDERFLOW = ScalarMath.UNDERFLOW;

  private VectorDoubleMath() {}

  /**
   * exp(x) for x &le; 709, or NaN; within 1 ulp, and 0 where it is less than the least normal
   * number, 2<sup>&minus;1022</sup>.
   */
  static DoubleVector exp(DoubleVector x) {
    return scaledExp(x, ROUND_TO_EXPONENT, UNDERFLOW);
  }

  /** The first constant of {@link #scaledExp} for a division by 2<sup>exponent</sup>. */
  static double roundToExponent(int exponent) {
    return ROUND_TO_EXPONENT - exponent;
  }

  /**
   * exp(x) / 2<sup>exponent</sup>, within 1 ulp where that is a normal number; 0 for x below the
   * given underflow.
   *
   * <p>x = n log 2 + r with |r| &le; log(2)/2; exp(r) is a polynomial of degree 11, whose relative
   * error is below 2e-17 there, even and odd powers apart; n &minus; exponent goes into the bits of
   * a power of two.
   */
  static DoubleVector scaledExp(DoubleVector x, double roundToExponent, double underflow) {
    DoubleVector rounded = x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, roundToExponent));
    DoubleVector n = rounded.sub(roundToExponent);
    DoubleVector r =
        n.fma(broadcast(SPECIES, MINUS_LN2_LOW), n.fma(broadcast(SPECIES, MINUS_LN2_HIGH), x));
    DoubleVector r2 = r.mul(r);
    DoubleVector odd =
        r2.fma(broadcast(SPECIES, ScalarMath.EXP_11), broadcast(SPECIES, ScalarMath.EXP_9))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_7))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_5))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_3));
    DoubleVector even =
        r2.fma(broadcast(SPECIES, ScalarMath.EXP_10), broadcast(SPECIES, ScalarMath.EXP_8))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_6))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_4))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_2));
    DoubleVector one = broadcast(SPECIES, 1);
    DoubleVector p = r.fma(r.fma(r.fma(odd, even), one), one);
    DoubleVector powerOfTwo =
        rounded.reinterpretAsLongs().lanewise(LSHL, MANTISSA_BITS).reinterpretAsDoubles();
    return p.mul(powerOfTwo).blend(0, x.compare(LT, underflow));
  }

  /** What {@link #powerOfTwo} of x is taken from, with the bias of exponents. */
  static DoubleVector rounded(DoubleVector x) {
    return x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUND_TO_EXPONENT));
  }

  /** The power of two near exp(x), 2<sup>n</sup> in {@link #scaledExp}. */
  static DoubleVector powerOfTwo(DoubleVector rounded) {
    return rounded.reinterpretAsLongs().lanewise(LSHL, MANTISSA_BITS).reinterpretAsDoubles();
  }

  /**
   * exp(x) less the power of two near it, 2<sup>n</sup> (exp(r) &minus; 1): exp(x) and exp(x)
   * &minus; 1 both have their digits where that power, or that less 1, is added.
   */
  static DoubleVector expMinusPower(DoubleVector x, DoubleVector rounded) {
    DoubleVector n = rounded.sub(ROUND_TO_EXPONENT);
    DoubleVector r =
        n.fma(broadcast(SPECIES, MINUS_LN2_LOW), n.fma(broadcast(SPECIES, MINUS_LN2_HIGH), x));
    DoubleVector r2 = r.mul(r);
    DoubleVector odd =
        r2.fma(broadcast(SPECIES, ScalarMath.EXP_11), broadcast(SPECIES, ScalarMath.EXP_9))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_7))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_5))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_3));
    DoubleVector even =
        r2.fma(broadcast(SPECIES, ScalarMath.EXP_10), broadcast(SPECIES, ScalarMath.EXP_8))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_6))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_4))
            .fma(r2, broadcast(SPECIES, ScalarMath.EXP_2));
    return odd.fma(r, even).fma(r2, r).mul(powerOfTwo(rounded));
  }

  /**
   * log(1 + x) for 0 &le; x &le; 1, or NaN; within 2 ulp.
   *
   * <p>Beyond &radic;2 &minus; 1, x is replaced by (x &minus; 1)/2, which takes log 2 from the
   * result. With s = x/(2 + x), log(1 + x) is 2s + 2s&sup3; times a minimax polynomial in s&sup2;,
   * whose error is below 2e-18 of the whole.
   */
  static DoubleVector log1p(DoubleVector x) {
    VectorMask<Double> isLarge = x.compare(GT, ScalarLogs.LARGEST_SMALL);
    DoubleVector f = x.blend(x.sub(1).mul(0.5), isLarge);
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector q =
        z.fma(broadcast(SPECIES, ScalarLogs.LOG1P_15), broadcast(SPECIES, ScalarLogs.LOG1P_13))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_11))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_9))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_7))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_5))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_3));
    DoubleVector twice = s.add(s);
    DoubleVector log = twice.fma(z.mul(q), twice);
    return log.add(broadcast(SPECIES, 0).blend(ScalarMath.LN2, isLarge));
  }

  /** exp(x) &minus; 1 &minus; x for |x| &le; 1. */
  static DoubleVector expAboveTangent(DoubleVector x) {
    DoubleVector p =
        x.fma(broadcast(SPECIES, ScalarMath.TANGENT_16), broadcast(SPECIES, ScalarMath.TANGENT_15))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_14))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_13))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_12))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_11))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_10))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_9))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_8))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_7))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_6))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_5))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_4))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_3))
            .fma(x, broadcast(SPECIES, ScalarMath.TANGENT_2));
    return p.mul(x).mul(x);
  }

  /**
   * log x for finite x &gt; 0; within 2 ulp.
   *
   * <p>x = 2<sup>n</sup> m with m from &radic;&frac12; to &radic;2; log m is, with s = (m &minus;
   * 1)/(m + 1), 2s + 2s&sup3; times the polynomial of {@link #log1p}. A number below the least
   * normal one is multiplied by 2<sup>54</sup> before.
   */
  static DoubleVector log(DoubleVector x) {
    VectorMask<Double> isSubnormal = x.compare(LT, Double.MIN_NORMAL);
    DoubleVector normal = x.mul(broadcast(SPECIES, 1).blend(0x1p54, isSubnormal));
    LongVector bits = normal.reinterpretAsLongs().add(ROOT_HALF_TO_ONE);
    DoubleVector n =
        bits.lanewise(LSHR, MANTISSA_BITS)
            .or(BITS_OF_2_52)
            .reinterpretAsDoubles()
            .sub(broadcast(SPECIES, 0x1p52 + 1023).blend(0x1p52 + 1023 + 54, isSubnormal));
    DoubleVector m = bits.and(MANTISSA).add(ROOT_HALF).reinterpretAsDoubles();
    DoubleVector f = m.sub(1);
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector q =
        z.fma(broadcast(SPECIES, ScalarLogs.LOG1P_15), broadcast(SPECIES, ScalarLogs.LOG1P_13))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_11))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_9))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_7))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_5))
            .fma(z, broadcast(SPECIES, ScalarLogs.LOG1P_3));
    DoubleVector twice = s.add(s);
    DoubleVector rest = n.fma(broadcast(SPECIES, ScalarMath.LN2_LOW), twice.mul(z.mul(q)));
    return n.fma(broadcast(SPECIES, ScalarMath.LN2_HIGH), twice.add(rest));
  }

  /** Where yes is the more probable answer to a logit. */
  static VectorMask<Double> leansToYes(DoubleVector z) {
    return z.compare(GT, 0);
  }

  /** &minus;|z|; NaN for +&infin;, see {@link Logistic}. */
  static DoubleVector minusAbs(DoubleVector z, VectorMask<Double> leansToYes) {
    return broadcast(SPECIES, 0).blend(z, leansToYes).fma(broadcast(SPECIES, -2), z);
  }
}
