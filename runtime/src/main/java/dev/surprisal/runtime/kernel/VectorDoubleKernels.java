package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
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
 * <p>Sums of log(1 + e) are one logarithm of &Pi; (1 + e) &minus; 1, which loses no digit where all
 * e are small.
 */
final class VectorDoubleKernels implements RowKernels<double[]> {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /**
   * Values that are worked on while they lie in the first-level cache; and factors of 2 or less
   * whose product is a double.
   */
  private static final int BLOCK = 512;

  private static final LongVector ONE_BITS =
      LongVector.broadcast(LongVector.SPECIES_PREFERRED, Double.doubleToRawLongBits(1));
  private static final LongVector ALL_BUT_SIGN =
      LongVector.broadcast(LongVector.SPECIES_PREFERRED, Double.SIZE - 1);

  private static final ScalarDoubleKernels TAIL = new ScalarDoubleKernels();

  @Override
  public double max(double[] z, int start, int length) {
    DoubleVector max = broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      max = max.blend(v, v.compare(GT, max));
    }
    return Math.max(max.reduceLanes(MAX), TAIL.max(z, end, start + length - end));
  }

  @Override
  public int commonExponent(double[] z, int start, int length) {
    DoubleVector max = broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    DoubleVector min = broadcast(SPECIES, Double.POSITIVE_INFINITY);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      max = max.blend(v, v.compare(GT, max));
      DoubleVector unmasked = v.blend(Double.POSITIVE_INFINITY, v.compare(LT, -Double.MAX_VALUE));
      min = min.blend(unmasked, unmasked.compare(LT, min));
    }
    int rest = start + length - end;
    return ScalarDoubleKernels.commonExponent(
        Math.min(min.reduceLanes(MIN), TAIL.leastUnmasked(z, end, rest)),
        Math.max(max.reduceLanes(MAX), TAIL.max(z, end, rest)));
  }

  /** What is left at the end takes the same steps, so that no result depends on its place. */
  @Override
  public void storeScaledExp(double[] z, int start, int length, int exponent, double[] out) {
    double roundToExponent = VectorDoubleMath.roundToExponent(exponent);
    int end = start + SPECIES.loopBound(length);
    if (start < end) {
      storeScaledExp(z, start, end, roundToExponent, out);
    }
    for (int i = end; i < start + length; i++) {
      out[i] = scaledExp(z[i], roundToExponent);
    }
  }

  private static void storeScaledExp(
      double[] z, int start, int end, double roundToExponent, double[] out) {
    for (int i = start; i < end; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      VectorDoubleMath.scaledExp(v, roundToExponent, -Double.MAX_VALUE).intoArray(out, i);
    }
  }

  @Override
  public double sumScaledExp(double[] z, int start, int length, int exponent) {
    double roundToExponent = VectorDoubleMath.roundToExponent(exponent);
    int end = start + SPECIES.loopBound(length);
    double sum = start < end ? sumScaledExp(z, start, end, roundToExponent) : 0;
    double rest = 0;
    for (int i = end; i < start + length; i++) {
      rest += scaledExp(z[i], roundToExponent);
    }
    return sum + rest;
  }

  private static double sumScaledExp(double[] z, int start, int end, double roundToExponent) {
    DoubleVector sum = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector e = VectorDoubleMath.scaledExp(v, roundToExponent, -Double.MAX_VALUE);
      sum = sum.add(e);
    }
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  @Override
  public double scaledExp(double[] z, int i, int exponent) {
    return scaledExp(z[i], VectorDoubleMath.roundToExponent(exponent));
  }

  private static double scaledExp(double z, double roundToExponent) {
    return VectorDoubleMath.scaledExp(broadcast(SPECIES, z), roundToExponent, -Double.MAX_VALUE)
        .lane(0);
  }

  @Override
  public double sumExp(double[] z, int start, int length, double shift) {
    DoubleVector sum = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector e = VectorDoubleMath.exp(DoubleVector.fromArray(SPECIES, z, i).sub(shift));
      sum = sum.add(e);
    }
    double total = TAIL.sumExp(z, end, start + length - end, shift);
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  @Override
  public double storeExp(double[] z, int start, int length, double shift, double[] out) {
    DoubleVector sum = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector e = VectorDoubleMath.exp(DoubleVector.fromArray(SPECIES, z, i).sub(shift));
      e.intoArray(out, i);
      sum = sum.add(e);
    }
    double total = TAIL.storeExp(z, end, start + length - end, shift, out);
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  @Override
  public void scale(double[] x, int start, int length, double factor) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector.fromArray(SPECIES, x, i).mul(factor).intoArray(x, i);
    }
    TAIL.scale(x, end, start + length - end, factor);
  }

  @Override
  public void indicatorVariance(double[] x, int start, int length, double total, double scale) {
    double restOfMax = (total - 1);
    double factor = (scale / total);
    double perTotal = (1 / total);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector e = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector rest = broadcast(SPECIES, 1).sub(e).add(restOfMax);
      e.mul(factor).mul(rest.mul(perTotal)).intoArray(x, i);
    }
    TAIL.indicatorVariance(x, end, start + length - end, total, scale);
  }

  @Override
  public double softplusMinusProduct(double[] z, double[] y, int start, int length) {
    double sum = 0;
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += BLOCK) {
      int endOfBlock = Math.min(i + BLOCK, end);
      sum += logOfOnePlusExp(z, i, endOfBlock) - product(z, y, i, endOfBlock);
    }
    return sum + TAIL.softplusMinusProduct(z, y, end, start + length - end);
  }

  /** &Sigma; log(1 + exp(&minus;|z|)). */
  private static double logOfOnePlusExp(double[] z, int start, int end) {
    DoubleVector product = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector e =
          VectorDoubleMath.exp(
              VectorDoubleMath.minusAbs(logit, VectorDoubleMath.leansToYes(logit)));
      product = product.fma(e, product.add(e));
    }
    double all = 0;
    for (int lane = 0; lane < LANES; lane++) {
      all += product.lane(lane) + all * product.lane(lane);
    }
    return Math.log1p(all);
  }

  @Override
  public double sigmoidMinus(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    double sum = 0;
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += BLOCK) {
      int endOfBlock = Math.min(i + BLOCK, end);
      sum -= product(z, y, i, endOfBlock);
      storeSignedExp(z, i, endOfBlock, out);
      sum += residualOfSignedExp(y, i, endOfBlock, -scale, out);
    }
    return sum + TAIL.sigmoidMinus(z, y, end, start + length - end, scale, out);
  }

  /**
   * Sums z times how far y is from the answer that z leans to, &minus;1 for a no that was a yes.
   */
  private static double product(double[] z, double[] y, int start, int end) {
    DoubleVector sum = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector miss =
          DoubleVector.fromArray(SPECIES, y, i).sub(broadcast(SPECIES, 0).blend(1, leansToYes));
      DoubleVector linear = logit.mul(miss).blend(0, miss.compare(EQ, 0).andNot(leansToYes));
      sum = sum.add(linear);
    }
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  /** Stores exp(&minus;|z|) with the sign of z, which may be lost by that. */
  private static void storeSignedExp(double[] z, int start, int end, double[] out) {
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector e = VectorDoubleMath.exp(VectorDoubleMath.minusAbs(logit, leansToYes));
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
      double[] y, int start, int end, double minusScale, double[] out) {
    DoubleVector product = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      DoubleVector signed = DoubleVector.fromArray(SPECIES, out, i);
      LongVector sign = signed.reinterpretAsLongs().lanewise(ASHR, ALL_BUT_SIGN);
      DoubleVector answer = ONE_BITS.lanewise(AND_NOT, sign).reinterpretAsDoubles();
      DoubleVector miss = DoubleVector.fromArray(SPECIES, y, i).sub(answer);
      DoubleVector e = signed.abs();
      // Plus 0, which takes the sign from a 0.
      signed.div(e.add(1)).add(miss).fma(minusScale, 0).intoArray(out, i);
      product = product.fma(e, product.add(e));
    }
    double all = 0;
    for (int lane = 0; lane < LANES; lane++) {
      all += product.lane(lane) + all * product.lane(lane);
    }
    return Math.log1p(all);
  }

  @Override
  public void sigmoid(double[] z, int start, int length, double[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector e = VectorDoubleMath.exp(VectorDoubleMath.minusAbs(logit, leansToYes));
      e.blend(1, leansToYes).div(e.add(1)).intoArray(out, i);
    }
    TAIL.sigmoid(z, end, start + length - end, out);
  }

  @Override
  public void sigmoidSlope(double[] z, int start, int length, double scale, double[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector e =
          VectorDoubleMath.exp(
              VectorDoubleMath.minusAbs(logit, VectorDoubleMath.leansToYes(logit)));
      DoubleVector onePlusE = e.add(1);
      e.div(onePlusE.mul(onePlusE)).mul(scale).intoArray(out, i);
    }
    TAIL.sigmoidSlope(z, end, start + length - end, scale, out);
  }

  @Override
  public double halfSquaredDistance(double[] z, double[] y, int start, int length) {
    DoubleVector sum = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector difference =
          DoubleVector.fromArray(SPECIES, z, i).sub(DoubleVector.fromArray(SPECIES, y, i));
      sum = difference.fma(difference, sum);
    }
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total / 2 + TAIL.halfSquaredDistance(z, y, end, start + length - end);
  }

  @Override
  public double difference(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    DoubleVector sum = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector difference =
          DoubleVector.fromArray(SPECIES, z, i).sub(DoubleVector.fromArray(SPECIES, y, i));
      difference.mul(scale).intoArray(out, i);
      sum = difference.fma(difference, sum);
    }
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total / 2 + TAIL.difference(z, y, end, start + length - end, scale, out);
  }

  @Override
  public double sum(double[] x, int start, int length) {
    DoubleVector sum = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      sum = sum.add(v);
    }
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total + TAIL.sum(x, end, start + length - end);
  }

  @Override
  public int firstOutside(double[] x, int start, int length, double low, double high) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, i);
      if (!v.compare(GE, low).and(v.compare(LE, high)).allTrue()) {
        return TAIL.firstOutside(x, i, LANES, low, high);
      }
    }
    return TAIL.firstOutside(x, end, start + length - end, low, high);
  }
}
