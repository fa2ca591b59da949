package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;

/**
 * Elementary functions on vectors of double. Error bounds are relative, and hold for every lane.
 *
 * <p>They are as short as they are because the compiler gives up inlining when a loop grows beyond
 * some fifty operations on vectors, and what it does not inline it allocates. For the same reason
 * constants are vectors already.
 */
final class VectorDoubleMath {
  private static final DoubleVector ZERO = constant(0);
  private static final DoubleVector ONE = constant(1);
  private static final DoubleVector TWO = constant(2);

  private static final DoubleVector LOG2_E = constant(0x1.71547652b82fep0);
  private static final DoubleVector MINUS_LN2_HIGH = constant(-0x1.62e42fefa39efp-1);

  /** LN2_HIGH &minus; log 2. */
  private static final DoubleVector MINUS_LN2_LOW = constant(-0x1.abc9e3b39803fp-56);

  /**
   * Added to n, leaves the exponent of 2<sup>n</sup> in the low bits: 1.5 &middot; 2<sup>52</sup>,
   * whose own low bits are 0, and the bias of exponents.
   */
  private static final DoubleVector ROUND_TO_EXPONENT = constant(0x1.8p52 + 1023);

  private static final LongVector MANTISSA_BITS =
      LongVector.broadcast(LongVector.SPECIES_PREFERRED, 52);

  /** Below this, exp is less than the least normal double. */
  private static final DoubleVector UNDERFLOW = constant(-0x1.6232bdd7abcd2p9);

  // 1 / k!
  private static final DoubleVector EXP_2 = constant(1.0 / 2);
  private static final DoubleVector EXP_3 = constant(1.0 / 6);
  private static final DoubleVector EXP_4 = constant(1.0 / 24);
  private static final DoubleVector EXP_5 = constant(1.0 / 120);
  private static final DoubleVector EXP_6 = constant(1.0 / 720);
  private static final DoubleVector EXP_7 = constant(1.0 / 5040);
  private static final DoubleVector EXP_8 = constant(1.0 / 40320);
  private static final DoubleVector EXP_9 = constant(1.0 / 362880);
  private static final DoubleVector EXP_10 = constant(1.0 / 3628800);
  private static final DoubleVector EXP_11 = constant(1.0 / 39916800);
  private static final DoubleVector EXP_12 = constant(1.0 / 479001600);
  private static final DoubleVector EXP_13 = constant(1.0 / 6227020800L);

  // 1 / (2 k + 1)
  private static final DoubleVector LOG_1 = constant(1.0 / 3);
  private static final DoubleVector LOG_2 = constant(1.0 / 5);
  private static final DoubleVector LOG_3 = constant(1.0 / 7);
  private static final DoubleVector LOG_4 = constant(1.0 / 9);
  private static final DoubleVector LOG_5 = constant(1.0 / 11);
  private static final DoubleVector LOG_6 = constant(1.0 / 13);
  private static final DoubleVector LOG_7 = constant(1.0 / 15);
  private static final DoubleVector LOG_8 = constant(1.0 / 17);
  private static final DoubleVector LOG_9 = constant(1.0 / 19);
  private static final DoubleVector LOG_10 = constant(1.0 / 21);
  private static final DoubleVector LOG_11 = constant(1.0 / 23);
  private static final DoubleVector LOG_12 = constant(1.0 / 25);
  private static final DoubleVector LOG_13 = constant(1.0 / 27);
  private static final DoubleVector LOG_14 = constant(1.0 / 29);
  private static final DoubleVector LOG_15 = constant(1.0 / 31);
  private static final DoubleVector LOG_16 = constant(1.0 / 33);

  private VectorDoubleMath() {}

  private static DoubleVector constant(double value) {
    return DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, value);
  }

  /**
   * exp(x) for x &le; 0, or NaN; within 2 ulp, and 0 where it is less than the least normal number,
   * 2<sup>&minus;1022</sup>.
   *
   * <p>x = n log 2 + r with |r| &le; log(2)/2; exp(r) is its Taylor polynomial of degree 13, whose
   * remainder is below 5e-18 there.
   */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector rounded = x.fma(LOG2_E, ROUND_TO_EXPONENT);
    DoubleVector n = rounded.sub(ROUND_TO_EXPONENT);
    DoubleVector r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, x));
    DoubleVector p =
        EXP_13
            .fma(r, EXP_12)
            .fma(r, EXP_11)
            .fma(r, EXP_10)
            .fma(r, EXP_9)
            .fma(r, EXP_8)
            .fma(r, EXP_7)
            .fma(r, EXP_6)
            .fma(r, EXP_5)
            .fma(r, EXP_4)
            .fma(r, EXP_3)
            .fma(r, EXP_2)
            .fma(r, ONE)
            .fma(r, ONE);
    DoubleVector powerOfTwo =
        rounded.reinterpretAsLongs().lanewise(LSHL, MANTISSA_BITS).reinterpretAsDoubles();
    return p.mul(powerOfTwo).blend(ZERO, x.compare(LT, UNDERFLOW));
  }

  /**
   * log(1 + e) for e in 0..1, or NaN; within 3 ulp.
   *
   * <p>2 artanh(s) with s = e / (2 + e) &le; 1/3: its series in s&sup2; up to the power 16, whose
   * remainder is below 2e-18.
   */
  static DoubleVector log1p(DoubleVector e) {
    DoubleVector s = e.div(e.add(TWO));
    DoubleVector w = s.mul(s);
    DoubleVector p =
        LOG_16
            .fma(w, LOG_15)
            .fma(w, LOG_14)
            .fma(w, LOG_13)
            .fma(w, LOG_12)
            .fma(w, LOG_11)
            .fma(w, LOG_10)
            .fma(w, LOG_9)
            .fma(w, LOG_8)
            .fma(w, LOG_7)
            .fma(w, LOG_6)
            .fma(w, LOG_5)
            .fma(w, LOG_4)
            .fma(w, LOG_3)
            .fma(w, LOG_2)
            .fma(w, LOG_1);
    DoubleVector twice = s.add(s);
    return twice.mul(w).fma(p, twice);
  }

  /** Where yes is the more probable answer to a logit. */
  static VectorMask<Double> leansToYes(DoubleVector z) {
    return z.compare(GT, ZERO);
  }

  /** &minus;|z|; NaN for +&infin;, see {@link Logistic}. */
  static DoubleVector minusAbs(DoubleVector z, VectorMask<Double> leansToYes) {
    DoubleVector positive = ZERO.blend(z, leansToYes);
    return z.sub(positive).sub(positive);
  }

  /** How far a target is from the answer that its logit leans to. */
  static DoubleVector miss(DoubleVector y, VectorMask<Double> leansToYes) {
    return y.blend(ONE.sub(y), leansToYes);
  }

  /** softplus(z) &minus; y z, from &minus;|z| and its exp; see {@link Logistic}. */
  static DoubleVector softplusMinusProduct(
      DoubleVector minusAbs, DoubleVector miss, DoubleVector e) {
    DoubleVector linear = minusAbs.mul(miss).blend(ZERO, miss.compare(EQ, ZERO));
    return log1p(e).sub(linear);
  }

  /** &sigma;(z), from e = exp(&minus;|z|). */
  static DoubleVector sigmoid(DoubleVector e, VectorMask<Double> leansToYes) {
    return e.blend(ONE, leansToYes).div(e.add(ONE));
  }

  /** &sigma;(z) (1 &minus; &sigma;(z)), from e = exp(&minus;|z|). */
  static DoubleVector slope(DoubleVector e) {
    DoubleVector onePlusE = e.add(ONE);
    return e.div(onePlusE.mul(onePlusE));
  }

  /**
   * &sigma;(z) &minus; y = &plusmn;(miss &minus; (1 &minus; miss) e) / (1 + e), from e =
   * exp(&minus;|z|), with + where the logit leans to yes; see {@link Logistic}.
   */
  static DoubleVector residual(DoubleVector miss, DoubleVector e, VectorMask<Double> leansToYes) {
    DoubleVector rest = ONE.sub(miss).mul(e);
    return rest.sub(miss).blend(miss.sub(rest), leansToYes).div(e.add(ONE));
  }
}
