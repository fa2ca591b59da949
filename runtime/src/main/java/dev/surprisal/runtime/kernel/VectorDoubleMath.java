package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions on vectors of double. Error bounds are relative, and hold for every lane.
 */
final class VectorDoubleMath {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** Added to x, leaves the nearest integer to x in the low bits; 1.5 &middot; 2^52. */
  private static final double ROUND = 0x1.8p52;

  private static final long ROUND_BITS = Double.doubleToRawLongBits(ROUND);

  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;

  /** log 2 &minus; LN2_HIGH. */
  private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

  /** Below this, exp is 0 in double. */
  private static final double UNDERFLOW = -750.0;

  private static final int EXPONENT_BIAS = 1023;
  private static final int MANTISSA_BITS = 52;

  private VectorDoubleMath() {}

  /**
   * exp(x) for x &le; 0, or NaN; within 2 ulp, subnormal results included.
   *
   * <p>x = n log 2 + r with |r| &le; log(2)/2; exp(r) is its Taylor polynomial of degree 13, whose
   * remainder is below 5e-18 there.
   */
  static DoubleVector exp(DoubleVector x) {
    DoubleVector bounded = x.blend(UNDERFLOW, x.compare(LT, UNDERFLOW));
    DoubleVector rounded = bounded.mul(LOG2_E).add(ROUND);
    DoubleVector n = rounded.sub(ROUND);
    DoubleVector r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), bounded);
    r = n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), r);
    DoubleVector p = DoubleVector.broadcast(SPECIES, 1.0 / 6227020800L);
    p = horner(p, r, 1.0 / 479001600);
    p = horner(p, r, 1.0 / 39916800);
    p = horner(p, r, 1.0 / 3628800);
    p = horner(p, r, 1.0 / 362880);
    p = horner(p, r, 1.0 / 40320);
    p = horner(p, r, 1.0 / 5040);
    p = horner(p, r, 1.0 / 720);
    p = horner(p, r, 1.0 / 120);
    p = horner(p, r, 1.0 / 24);
    p = horner(p, r, 1.0 / 6);
    p = horner(p, r, 1.0 / 2);
    p = horner(p, r, 1);
    p = horner(p, r, 1);
    return scaleByPowerOfTwo(p, rounded.reinterpretAsLongs().sub(ROUND_BITS));
  }

  /** p &middot; x + coefficient. */
  private static DoubleVector horner(DoubleVector p, DoubleVector x, double coefficient) {
    return p.fma(x, DoubleVector.broadcast(SPECIES, coefficient));
  }

  /** p &middot; 2^n in two steps, so that neither power is subnormal. */
  private static DoubleVector scaleByPowerOfTwo(DoubleVector p, LongVector n) {
    // Half of n, rounded down; n is made positive for the shift.
    LongVector half = n.add(4 * EXPONENT_BIAS).lanewise(LSHR, 1).sub(2 * EXPONENT_BIAS);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
  }

  private static DoubleVector powerOfTwo(LongVector n) {
    return n.add(EXPONENT_BIAS).lanewise(LSHL, MANTISSA_BITS).reinterpretAsDoubles();
  }

  /**
   * log(1 + e) for e in 0..1, or NaN; within 2 ulp.
   *
   * <p>2 artanh(s) with s = e / (2 + e) &le; 1/3: its series in s&sup2; up to the power 16, whose
   * remainder is below 2e-18.
   */
  static DoubleVector log1p(DoubleVector e) {
    DoubleVector s = e.div(e.add(2));
    DoubleVector w = s.mul(s);
    DoubleVector p = DoubleVector.broadcast(SPECIES, 1.0 / 33);
    p = horner(p, w, 1.0 / 31);
    p = horner(p, w, 1.0 / 29);
    p = horner(p, w, 1.0 / 27);
    p = horner(p, w, 1.0 / 25);
    p = horner(p, w, 1.0 / 23);
    p = horner(p, w, 1.0 / 21);
    p = horner(p, w, 1.0 / 19);
    p = horner(p, w, 1.0 / 17);
    p = horner(p, w, 1.0 / 15);
    p = horner(p, w, 1.0 / 13);
    p = horner(p, w, 1.0 / 11);
    p = horner(p, w, 1.0 / 9);
    p = horner(p, w, 1.0 / 7);
    p = horner(p, w, 1.0 / 5);
    p = horner(p, w, 1.0 / 3);
    DoubleVector twice = s.add(s);
    return twice.mul(w).fma(p, twice);
  }

  /** &minus;|z|; NaN for +&infin;, see {@link Logistic}. */
  static DoubleVector minusAbs(DoubleVector z) {
    DoubleVector positive = z.blend(0, z.compare(LT, 0));
    return z.sub(positive).sub(positive);
  }

  /** softplus(z) &minus; y z, from e = exp(&minus;|z|); see {@link Logistic}. */
  static DoubleVector softplusMinusProduct(
      DoubleVector z, DoubleVector y, DoubleVector minusAbs, DoubleVector e) {
    DoubleVector miss = y.blend(y.lanewise(NEG).add(1), z.compare(GT, 0));
    DoubleVector linear = minusAbs.lanewise(NEG).mul(miss).blend(0, miss.compare(EQ, 0));
    return linear.add(log1p(e));
  }

  /** &sigma;(z), from e = exp(&minus;|z|). */
  static DoubleVector sigmoid(DoubleVector z, DoubleVector e) {
    return e.blend(1, z.compare(GT, 0)).div(e.add(1));
  }

  /** &sigma;(z) &minus; y, from e = exp(&minus;|z|); see {@link Logistic}. */
  static DoubleVector residual(DoubleVector z, DoubleVector y, DoubleVector e) {
    VectorMask<Double> leansToYes = z.compare(GT, 0);
    DoubleVector minusY = y.lanewise(NEG);
    DoubleVector missOfNo = minusY.add(1);
    DoubleVector without = minusY.blend(missOfNo, leansToYes);
    DoubleVector perE = missOfNo.blend(minusY, leansToYes);
    return perE.fma(e, without).div(e.add(1));
  }
}
