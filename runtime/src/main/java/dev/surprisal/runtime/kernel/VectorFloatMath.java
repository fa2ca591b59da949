package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * Elementary functions on vectors of float. Error bounds are relative, and hold for every lane.
 *
 * <p>They are as short as they are because the compiler gives up inlining when a loop grows beyond
 * some fifty operations on vectors, and what it does not inline it allocates. For the same reason
 * constants are vectors already.
 */
final class VectorFloatMath {
  private static final FloatVector ZERO = constant(0);
  private static final FloatVector ONE = constant(1);
  private static final FloatVector TWO = constant(2);

  private static final FloatVector LOG2_E = constant(0x1.715476p0);
  private static final FloatVector MINUS_LN2_HIGH = constant(-0x1.62e43p-1);

  /** LN2_HIGH &minus; log 2. */
  private static final FloatVector MINUS_LN2_LOW = constant(0x1.05c61p-29);

  /**
   * Added to n, leaves the exponent of 2<sup>n</sup> in the low bits: 1.5 &middot; 2<sup>23</sup>,
   * whose own low bits are 0, and the bias of exponents.
   */
  private static final FloatVector ROUND_TO_EXPONENT = constant(0x1.8p23 + 127);

  private static final IntVector MANTISSA_BITS =
      IntVector.broadcast(IntVector.SPECIES_PREFERRED, 23);

  /** Below this, exp is less than the least normal float. */
  private static final FloatVector UNDERFLOW = constant(-0x1.5d589ep6);

  // 1 / k!
  private static final FloatVector EXP_2 = constant(1.0 / 2);
  private static final FloatVector EXP_3 = constant(1.0 / 6);
  private static final FloatVector EXP_4 = constant(1.0 / 24);
  private static final FloatVector EXP_5 = constant(1.0 / 120);
  private static final FloatVector EXP_6 = constant(1.0 / 720);
  private static final FloatVector EXP_7 = constant(1.0 / 5040);

  // 1 / (2 k + 1)
  private static final FloatVector LOG_1 = constant(1.0 / 3);
  private static final FloatVector LOG_2 = constant(1.0 / 5);
  private static final FloatVector LOG_3 = constant(1.0 / 7);
  private static final FloatVector LOG_4 = constant(1.0 / 9);
  private static final FloatVector LOG_5 = constant(1.0 / 11);
  private static final FloatVector LOG_6 = constant(1.0 / 13);
  private static final FloatVector LOG_7 = constant(1.0 / 15);

  private VectorFloatMath() {}

  private static FloatVector constant(double value) {
    return FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, (float) value);
  }

  /**
   * exp(x) for x &le; 0, or NaN; within 2 ulp, and 0 where it is less than the least normal number,
   * 2<sup>&minus;126</sup>.
   *
   * <p>x = n log 2 + r with |r| &le; log(2)/2; exp(r) is its Taylor polynomial of degree 7, whose
   * remainder is below 6e-9 there.
   */
  static FloatVector exp(FloatVector x) {
    FloatVector rounded = x.fma(LOG2_E, ROUND_TO_EXPONENT);
    FloatVector n = rounded.sub(ROUND_TO_EXPONENT);
    FloatVector r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, x));
    FloatVector p =
        EXP_7
            .fma(r, EXP_6)
            .fma(r, EXP_5)
            .fma(r, EXP_4)
            .fma(r, EXP_3)
            .fma(r, EXP_2)
            .fma(r, ONE)
            .fma(r, ONE);
    FloatVector powerOfTwo =
        rounded.reinterpretAsInts().lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
    return p.mul(powerOfTwo).blend(ZERO, x.compare(LT, UNDERFLOW));
  }

  /**
   * log(1 + e) for e in 0..1, or NaN; within 3 ulp.
   *
   * <p>2 artanh(s) with s = e / (2 + e) &le; 1/3: its series in s&sup2; up to the power 7, whose
   * remainder is below 2e-9.
   */
  static FloatVector log1p(FloatVector e) {
    FloatVector s = e.div(e.add(TWO));
    FloatVector w = s.mul(s);
    FloatVector p =
        LOG_7.fma(w, LOG_6).fma(w, LOG_5).fma(w, LOG_4).fma(w, LOG_3).fma(w, LOG_2).fma(w, LOG_1);
    FloatVector twice = s.add(s);
    return twice.mul(w).fma(p, twice);
  }

  /** Where yes is the more probable answer to a logit. */
  static VectorMask<Float> leansToYes(FloatVector z) {
    return z.compare(GT, ZERO);
  }

  /** &minus;|z|; NaN for +&infin;, see {@link Logistic}. */
  static FloatVector minusAbs(FloatVector z, VectorMask<Float> leansToYes) {
    FloatVector positive = ZERO.blend(z, leansToYes);
    return z.sub(positive).sub(positive);
  }

  /** How far a target is from the answer that its logit leans to. */
  static FloatVector miss(FloatVector y, VectorMask<Float> leansToYes) {
    return y.blend(ONE.sub(y), leansToYes);
  }

  /** softplus(z) &minus; y z, from &minus;|z| and its exp; see {@link Logistic}. */
  static FloatVector softplusMinusProduct(FloatVector minusAbs, FloatVector miss, FloatVector e) {
    FloatVector linear = minusAbs.mul(miss).blend(ZERO, miss.compare(EQ, ZERO));
    return log1p(e).sub(linear);
  }

  /** &sigma;(z), from e = exp(&minus;|z|). */
  static FloatVector sigmoid(FloatVector e, VectorMask<Float> leansToYes) {
    return e.blend(ONE, leansToYes).div(e.add(ONE));
  }

  /** &sigma;(z) (1 &minus; &sigma;(z)), from e = exp(&minus;|z|). */
  static FloatVector slope(FloatVector e) {
    FloatVector onePlusE = e.add(ONE);
    return e.div(onePlusE.mul(onePlusE));
  }

  /**
   * &sigma;(z) &minus; y = &plusmn;(miss &minus; (1 &minus; miss) e) / (1 + e), from e =
   * exp(&minus;|z|), with + where the logit leans to yes; see {@link Logistic}.
   */
  static FloatVector residual(FloatVector miss, FloatVector e, VectorMask<Float> leansToYes) {
    FloatVector rest = ONE.sub(miss).mul(e);
    return rest.sub(miss).blend(miss.sub(rest), leansToYes).div(e.add(ONE));
  }
}
