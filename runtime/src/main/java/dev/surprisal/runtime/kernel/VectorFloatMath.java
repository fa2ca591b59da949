package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Elementary functions on vectors of float. Error bounds are relative, and hold for every lane. */
final class VectorFloatMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Added to x, leaves the nearest integer to x in the low bits; 1.5 &middot; 2^23. */
  private static final float ROUND = 0x1.8p23f;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  private static final float LOG2_E = 0x1.715476p0f;
  private static final float LN2_HIGH = 0x1.62e43p-1f;

  /** log 2 &minus; LN2_HIGH. */
  private static final float LN2_LOW = -0x1.05c61p-29f;

  /** Below this, exp is 0 in float. */
  private static final float UNDERFLOW = -105f;

  private static final int EXPONENT_BIAS = 127;
  private static final int MANTISSA_BITS = 23;

  private VectorFloatMath() {}

  /**
   * exp(x) for x &le; 0, or NaN; within 2 ulp, subnormal results included.
   *
   * <p>x = n log 2 + r with |r| &le; log(2)/2; exp(r) is its Taylor polynomial of degree 7, whose
   * remainder is below 6e-9 there.
   */
  static FloatVector exp(FloatVector x) {
    FloatVector bounded = x.blend(UNDERFLOW, x.compare(LT, UNDERFLOW));
    FloatVector rounded = bounded.mul(LOG2_E).add(ROUND);
    FloatVector n = rounded.sub(ROUND);
    FloatVector r = n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), bounded);
    r = n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), r);
    FloatVector p = FloatVector.broadcast(SPECIES, 1f / 5040);
    p = horner(p, r, 1f / 720);
    p = horner(p, r, 1f / 120);
    p = horner(p, r, 1f / 24);
    p = horner(p, r, 1f / 6);
    p = horner(p, r, 1f / 2);
    p = horner(p, r, 1);
    p = horner(p, r, 1);
    return scaleByPowerOfTwo(p, rounded.reinterpretAsInts().sub(ROUND_BITS));
  }

  /** p &middot; x + coefficient. */
  private static FloatVector horner(FloatVector p, FloatVector x, float coefficient) {
    return p.fma(x, FloatVector.broadcast(SPECIES, coefficient));
  }

  /** p &middot; 2^n in two steps, so that neither power is subnormal. */
  private static FloatVector scaleByPowerOfTwo(FloatVector p, IntVector n) {
    // Half of n, rounded down; n is made positive for the shift.
    IntVector half = n.add(4 * EXPONENT_BIAS).lanewise(LSHR, 1).sub(2 * EXPONENT_BIAS);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
  }

  private static FloatVector powerOfTwo(IntVector n) {
    return n.add(EXPONENT_BIAS).lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
  }

  /**
   * log(1 + e) for e in 0..1, or NaN; within 2 ulp.
   *
   * <p>2 artanh(s) with s = e / (2 + e) &le; 1/3: its series in s&sup2; up to the power 7, whose
   * remainder is below 2e-9.
   */
  static FloatVector log1p(FloatVector e) {
    FloatVector s = e.div(e.add(2));
    FloatVector w = s.mul(s);
    FloatVector p = FloatVector.broadcast(SPECIES, 1f / 15);
    p = horner(p, w, 1f / 13);
    p = horner(p, w, 1f / 11);
    p = horner(p, w, 1f / 9);
    p = horner(p, w, 1f / 7);
    p = horner(p, w, 1f / 5);
    p = horner(p, w, 1f / 3);
    FloatVector twice = s.add(s);
    return twice.mul(w).fma(p, twice);
  }

  /** &minus;|z|; NaN for +&infin;, see {@link Logistic}. */
  static FloatVector minusAbs(FloatVector z) {
    FloatVector positive = z.blend(0, z.compare(LT, 0));
    return z.sub(positive).sub(positive);
  }

  /** softplus(z) &minus; y z, from e = exp(&minus;|z|); see {@link Logistic}. */
  static FloatVector softplusMinusProduct(
      FloatVector z, FloatVector y, FloatVector minusAbs, FloatVector e) {
    FloatVector miss = y.blend(y.lanewise(NEG).add(1), z.compare(GT, 0));
    FloatVector linear = minusAbs.lanewise(NEG).mul(miss).blend(0, miss.compare(EQ, 0));
    return linear.add(log1p(e));
  }

  /** &sigma;(z), from e = exp(&minus;|z|). */
  static FloatVector sigmoid(FloatVector z, FloatVector e) {
    return e.blend(1, z.compare(GT, 0)).div(e.add(1));
  }

  /** &sigma;(z) &minus; y, from e = exp(&minus;|z|); see {@link Logistic}. */
  static FloatVector residual(FloatVector z, FloatVector y, FloatVector e) {
    VectorMask<Float> leansToYes = z.compare(GT, 0);
    FloatVector minusY = y.lanewise(NEG);
    FloatVector missOfNo = minusY.add(1);
    FloatVector without = minusY.blend(missOfNo, leansToYes);
    FloatVector perE = missOfNo.blend(minusY, leansToYes);
    return perE.fma(e, without).div(e.add(1));
  }
}
