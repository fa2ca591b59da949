package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

import jdk.incubator.vector.DoubleVector;
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

  @Override
  public void storeScaledExp(double[] z, int start, int length, int exponent, double[] out) {
    VectorDoubleScaledExp.store(z, start, length, exponent, out);
  }

  @Override
  public double sumScaledExp(double[] z, int start, int length, int exponent) {
    return VectorDoubleScaledExp.sum(z, start, length, exponent);
  }

  @Override
  public double scaledExp(double[] z, int i, int exponent) {
    return VectorDoubleScaledExp.of(z[i], VectorDoubleMath.roundToExponent(exponent));
  }

  @Override
  public double sumExpOfSegment(double[] z, int start, int length, double shift) {
    DoubleVector sum = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector e = VectorDoubleMath.exp(DoubleVector.fromArray(SPECIES, z, i).sub(shift));
      sum = sum.add(e);
    }
    double total = TAIL.sumExpOfSegment(z, end, start + length - end, shift);
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  @Override
  public double storeExpOfSegment(double[] z, int start, int length, double shift, double[] out) {
    DoubleVector sum = broadcast(SPECIES, 0);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector e = VectorDoubleMath.exp(DoubleVector.fromArray(SPECIES, z, i).sub(shift));
      e.intoArray(out, i);
      sum = sum.add(e);
    }
    double total = TAIL.storeExpOfSegment(z, end, start + length - end, shift, out);
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
  public double softplusMinusProductOfBlock(double[] z, double[] y, int start, int length) {
    return VectorDoubleLogistic.softplusMinusProductOfBlock(z, y, start, length);
  }

  @Override
  public double sigmoidMinusOfBlock(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    return VectorDoubleLogistic.sigmoidMinusOfBlock(z, y, start, length, scale, out);
  }

  @Override
  public void sigmoid(double[] z, int start, int length, double[] out) {
    VectorDoubleLogistic.sigmoid(z, start, length, out);
  }

  @Override
  public void sigmoidSlope(double[] z, int start, int length, double scale, double[] out) {
    VectorDoubleLogistic.sigmoidSlope(z, start, length, scale, out);
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
