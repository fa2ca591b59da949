package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API: full vectors here, what is left at the end of a range by the scalar kernels.
 *
 * <p>Loops are short, and two are better than a long one: the processor looks ahead over a few
 * hundred instructions, so of a short loop it works on several iterations at a time.
 *
 * <p>A vector is an object where the compiler does not see all of its life. So sums start from
 * vectors made on the spot, no method of ours is given one after a loop, and lanes are added up in
 * place; one by one, as the API's own reduction leaves their order open.
 *
 * <p>Sums of exponentials begin with a 1 in each lane, which is taken off at the end: as the sum is
 * then never less than the next term, what rounding takes from it is known exactly, and summed too.
 * Sums of log(1 + e) are one logarithm of &Pi; (1 + e) &minus; 1, which loses no digit where all e
 * are small.
 */
final class VectorFloatKernels implements RowKernels<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** The width of the preferred vectors. */
  static final int BITS = SPECIES.vectorBitSize();

  /**
   * Values that are worked on while they lie in the first-level cache; and factors of 2 or less
   * whose product is a double.
   */
  private static final int BLOCK = 512;

  private static final IntVector ONE_BITS =
      IntVector.broadcast(IntVector.SPECIES_PREFERRED, Float.floatToRawIntBits(1));
  private static final IntVector ALL_BUT_SIGN =
      IntVector.broadcast(IntVector.SPECIES_PREFERRED, Float.SIZE - 1);

  private static final ScalarFloatKernels TAIL = new ScalarFloatKernels();

  @Override
  public double max(float[] z, int start, int length) {
    FloatVector max = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, i);
      max = max.blend(v, v.compare(GT, max));
    }
    return Math.max(max.reduceLanes(MAX), TAIL.max(z, end, start + length - end));
  }

  @Override
  public int commonExponent(float[] z, int start, int length) {
    FloatVector max = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector min = broadcast(SPECIES, Float.POSITIVE_INFINITY);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, i);
      max = max.blend(v, v.compare(GT, max));
      FloatVector unmasked = v.blend(Float.POSITIVE_INFINITY, v.compare(LT, -Float.MAX_VALUE));
      min = min.blend(unmasked, unmasked.compare(LT, min));
    }
    int rest = start + length - end;
    return ScalarFloatKernels.commonExponent(
        Math.min(min.reduceLanes(MIN), TAIL.leastUnmasked(z, end, rest)),
        Math.max(max.reduceLanes(MAX), TAIL.max(z, end, rest)));
  }

  /** What is left at the end takes the same steps, so that no result depends on its place. */
  @Override
  public void storeScaledExp(float[] z, int start, int length, int exponent, float[] out) {
    float roundToExponent = VectorFloatMath.roundToExponent(exponent);
    int end = start + SPECIES.loopBound(length);
    if (start < end) {
      storeScaledExp(z, start, end, roundToExponent, out);
    }
    for (int i = end; i < start + length; i++) {
      out[i] = scaledExp(z[i], roundToExponent);
    }
  }

  private static void storeScaledExp(
      float[] z, int start, int end, float roundToExponent, float[] out) {
    for (int i = start; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, i);
      VectorFloatMath.scaledExp(v, roundToExponent, -Float.MAX_VALUE).intoArray(out, i);
    }
  }

  @Override
  public double sumScaledExp(float[] z, int start, int length, int exponent) {
    float roundToExponent = VectorFloatMath.roundToExponent(exponent);
    int end = start + SPECIES.loopBound(length);
    double sum = start < end ? sumScaledExp(z, start, end, roundToExponent) : 0;
    double rest = 0;
    for (int i = end; i < start + length; i++) {
      rest += scaledExp(z[i], roundToExponent);
    }
    return sum + rest;
  }

  private static double sumScaledExp(float[] z, int start, int end, float roundToExponent) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, i);
      FloatVector e = VectorFloatMath.scaledExp(v, roundToExponent, -Float.MAX_VALUE);
      sum0 = sum0.add(e.convertShape(F2D, DOUBLES, 0));
      sum1 = sum1.add(e.convertShape(F2D, DOUBLES, 1));
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      total += sum0.lane(lane);
    }
    return total;
  }

  @Override
  public double scaledExp(float[] z, int i, int exponent) {
    return scaledExp(z[i], VectorFloatMath.roundToExponent(exponent));
  }

  private static float scaledExp(float z, float roundToExponent) {
    return VectorFloatMath.scaledExp(broadcast(SPECIES, z), roundToExponent, -Float.MAX_VALUE)
        .lane(0);
  }

  @Override
  public double sumExp(float[] z, int start, int length, double shift) {
    FloatVector sum = broadcast(SPECIES, 1);
    FloatVector lost = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = VectorFloatMath.exp(FloatVector.fromArray(SPECIES, z, i).sub((float) shift));
      FloatVector next = sum.add(e);
      lost = lost.add(e.sub(next.sub(sum)));
      sum = next;
    }
    double total = TAIL.sumExp(z, end, start + length - end, shift);
    for (int lane = 0; lane < LANES; lane++) {
      total += (sum.lane(lane) - 1.0) + lost.lane(lane);
    }
    return total;
  }

  @Override
  public double storeExp(float[] z, int start, int length, double shift, float[] out) {
    FloatVector sum = broadcast(SPECIES, 1);
    FloatVector lost = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = VectorFloatMath.exp(FloatVector.fromArray(SPECIES, z, i).sub((float) shift));
      e.intoArray(out, i);
      FloatVector next = sum.add(e);
      lost = lost.add(e.sub(next.sub(sum)));
      sum = next;
    }
    double total = TAIL.storeExp(z, end, start + length - end, shift, out);
    for (int lane = 0; lane < LANES; lane++) {
      total += (sum.lane(lane) - 1.0) + lost.lane(lane);
    }
    return total;
  }

  @Override
  public void scale(float[] x, int start, int length, double factor) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, x, i).mul((float) factor).intoArray(x, i);
    }
    TAIL.scale(x, end, start + length - end, factor);
  }

  @Override
  public void indicatorVariance(float[] x, int start, int length, double total, double scale) {
    float restOfMax = (float) (total - 1);
    float factor = (float) (scale / total);
    float perTotal = (float) (1 / total);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, x, i);
      FloatVector rest = broadcast(SPECIES, 1).sub(e).add(restOfMax);
      e.mul(factor).mul(rest.mul(perTotal)).intoArray(x, i);
    }
    TAIL.indicatorVariance(x, end, start + length - end, total, scale);
  }

  @Override
  public double softplusMinusProduct(float[] z, float[] y, int start, int length) {
    double sum = 0;
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += BLOCK) {
      int endOfBlock = Math.min(i + BLOCK, end);
      sum += logOfOnePlusExp(z, i, endOfBlock) - product(z, y, i, endOfBlock);
    }
    return sum + TAIL.softplusMinusProduct(z, y, end, start + length - end);
  }

  /** &Sigma; log(1 + exp(&minus;|z|)). */
  private static double logOfOnePlusExp(float[] z, int start, int end) {
    DoubleVector product0 = DoubleVector.zero(DOUBLES);
    DoubleVector product1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      FloatVector e =
          VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, VectorFloatMath.leansToYes(logit)));
      DoubleVector e0 = (DoubleVector) e.convertShape(F2D, DOUBLES, 0);
      DoubleVector e1 = (DoubleVector) e.convertShape(F2D, DOUBLES, 1);
      product0 = product0.fma(e0, product0.add(e0));
      product1 = product1.fma(e1, product1.add(e1));
    }
    product0 = product0.fma(product1, product0.add(product1));
    double product = 0;
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      product += product0.lane(lane) + product * product0.lane(lane);
    }
    return Math.log1p(product);
  }

  @Override
  public double sigmoidMinus(
      float[] z, float[] y, int start, int length, double scale, float[] out) {
    double sum = 0;
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += BLOCK) {
      int endOfBlock = Math.min(i + BLOCK, end);
      sum -= product(z, y, i, endOfBlock);
      storeSignedExp(z, i, endOfBlock, out);
      sum += residualOfSignedExp(y, i, endOfBlock, (float) -scale, out);
    }
    return sum + TAIL.sigmoidMinus(z, y, end, start + length - end, scale, out);
  }

  /**
   * Sums z times how far y is from the answer that z leans to, &minus;1 for a no that was a yes.
   */
  private static double product(float[] z, float[] y, int start, int end) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector miss =
          FloatVector.fromArray(SPECIES, y, i).sub(broadcast(SPECIES, 0).blend(1, leansToYes));
      FloatVector product = logit.mul(miss).blend(0, miss.compare(EQ, 0).andNot(leansToYes));
      sum0 = sum0.add(product.convertShape(F2D, DOUBLES, 0));
      sum1 = sum1.add(product.convertShape(F2D, DOUBLES, 1));
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      total += sum0.lane(lane);
    }
    return total;
  }

  /** Stores exp(&minus;|z|) with the sign of z, which may be lost by that. */
  private static void storeSignedExp(float[] z, int start, int end, float[] out) {
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector e = VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, leansToYes));
      e.neg().blend(e, leansToYes).intoArray(out, i);
    }
  }

  /**
   * From s = &plusmn;exp(&minus;|z|), the residual &minus;(s / (1 + |s|) + miss), where miss is y
   * less the answer that z leans to.
   *
   * @return &Sigma; log(1 + |s|)
   */
  private static double residualOfSignedExp(
      float[] y, int start, int end, float minusScale, float[] out) {
    DoubleVector product0 = DoubleVector.zero(DOUBLES);
    DoubleVector product1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      FloatVector signed = FloatVector.fromArray(SPECIES, out, i);
      IntVector sign = signed.reinterpretAsInts().lanewise(ASHR, ALL_BUT_SIGN);
      FloatVector answer = ONE_BITS.lanewise(AND_NOT, sign).reinterpretAsFloats();
      FloatVector miss = FloatVector.fromArray(SPECIES, y, i).sub(answer);
      FloatVector e = signed.abs();
      // Plus 0, which takes the sign from a 0.
      signed.div(e.add(1)).add(miss).fma(minusScale, 0).intoArray(out, i);
      DoubleVector e0 = (DoubleVector) e.convertShape(F2D, DOUBLES, 0);
      DoubleVector e1 = (DoubleVector) e.convertShape(F2D, DOUBLES, 1);
      product0 = product0.fma(e0, product0.add(e0));
      product1 = product1.fma(e1, product1.add(e1));
    }
    product0 = product0.fma(product1, product0.add(product1));
    double product = 0;
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      product += product0.lane(lane) + product * product0.lane(lane);
    }
    return Math.log1p(product);
  }

  @Override
  public void sigmoid(float[] z, int start, int length, float[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector e = VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, leansToYes));
      e.blend(1, leansToYes).div(e.add(1)).intoArray(out, i);
    }
    TAIL.sigmoid(z, end, start + length - end, out);
  }

  @Override
  public void sigmoidSlope(float[] z, int start, int length, double scale, float[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      FloatVector e =
          VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, VectorFloatMath.leansToYes(logit)));
      FloatVector onePlusE = e.add(1);
      e.div(onePlusE.mul(onePlusE)).mul((float) scale).intoArray(out, i);
    }
    TAIL.sigmoidSlope(z, end, start + length - end, scale, out);
  }

  @Override
  public double halfSquaredDistance(float[] z, float[] y, int start, int length) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, z, i).sub(FloatVector.fromArray(SPECIES, y, i));
      DoubleVector half0 = (DoubleVector) difference.convertShape(F2D, DOUBLES, 0);
      DoubleVector half1 = (DoubleVector) difference.convertShape(F2D, DOUBLES, 1);
      sum0 = half0.fma(half0, sum0);
      sum1 = half1.fma(half1, sum1);
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      total += sum0.lane(lane);
    }
    return total / 2 + TAIL.halfSquaredDistance(z, y, end, start + length - end);
  }

  @Override
  public double difference(float[] z, float[] y, int start, int length, double scale, float[] out) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, z, i).sub(FloatVector.fromArray(SPECIES, y, i));
      difference.mul((float) scale).intoArray(out, i);
      DoubleVector half0 = (DoubleVector) difference.convertShape(F2D, DOUBLES, 0);
      DoubleVector half1 = (DoubleVector) difference.convertShape(F2D, DOUBLES, 1);
      sum0 = half0.fma(half0, sum0);
      sum1 = half1.fma(half1, sum1);
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      total += sum0.lane(lane);
    }
    return total / 2 + TAIL.difference(z, y, end, start + length - end, scale, out);
  }

  @Override
  public double sum(float[] x, int start, int length) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      sum0 = sum0.add(v.convertShape(F2D, DOUBLES, 0));
      sum1 = sum1.add(v.convertShape(F2D, DOUBLES, 1));
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      total += sum0.lane(lane);
    }
    return total + TAIL.sum(x, end, start + length - end);
  }

  @Override
  public int firstOutside(float[] x, int start, int length, double low, double high) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, i);
      if (!v.compare(GE, (float) low).and(v.compare(LE, (float) high)).allTrue()) {
        return TAIL.firstOutside(x, i, LANES, low, high);
      }
    }
    return TAIL.firstOutside(x, end, start + length - end, low, high);
  }
}
