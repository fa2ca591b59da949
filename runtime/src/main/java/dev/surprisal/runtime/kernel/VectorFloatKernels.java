package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
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
final class VectorFloatKernels implements RowKernels<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  private static final int VALUES = DOUBLES.length();

  /** As many floats as there are doubles in a vector. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  /** The width of the preferred vectors. */
  static final int BITS = SPECIES.vectorBitSize();

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

  @Override
  public void storeScaledExp(float[] z, int start, int length, int exponent, float[] out) {
    VectorFloatScaledExp.store(z, start, length, exponent, out);
  }

  @Override
  public double sumScaledExp(float[] z, int start, int length, int exponent) {
    return VectorFloatScaledExp.sum(z, start, length, exponent);
  }

  @Override
  public double scaledExp(float[] z, int i, int exponent) {
    return VectorFloatScaledExp.of(z[i], VectorFloatMath.roundToExponent(exponent));
  }

  @Override
  public double sumExpOfSegment(float[] z, int start, int length, double shift) {
    return VectorFloatExp.sum(z, start, length, shift);
  }

  @Override
  public double storeExpOfSegment(float[] z, int start, int length, double shift, float[] out) {
    return VectorFloatExp.store(z, start, length, shift, out);
  }

  @Override
  public void scale(float[] x, int start, int length, double factor) {
    if (!ScalarFloatKernels.isNormalFloat(factor)) {
      TAIL.scale(x, start, length, factor);
      return;
    }
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, x, i).mul((float) factor).intoArray(x, i);
    }
    TAIL.scale(x, end, start + length - end, factor);
  }

  @Override
  public void indicatorVariance(float[] x, int start, int length, double total, double scale) {
    if (scale > Float.MAX_VALUE) {
      TAIL.indicatorVariance(x, start, length, total, scale);
      return;
    }
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
  public double softplusMinusProductOfBlock(float[] z, float[] y, int start, int length) {
    return VectorFloatLogistic.softplusMinusProductOfBlock(z, y, start, length);
  }

  @Override
  public double sigmoidMinusOfBlock(
      float[] z, float[] y, int start, int length, double scale, float[] out) {
    return scale > Float.MAX_VALUE
        ? TAIL.sigmoidMinusOfBlock(z, y, start, length, scale, out)
        : VectorFloatLogistic.sigmoidMinusOfBlock(z, y, start, length, scale, out);
  }

  @Override
  public void sigmoid(float[] z, int start, int length, float[] out) {
    VectorFloatLogistic.sigmoid(z, start, length, out);
  }

  @Override
  public void sigmoidSlope(float[] z, int start, int length, double scale, float[] out) {
    if (scale > Float.MAX_VALUE) {
      TAIL.sigmoidSlope(z, start, length, scale, out);
    } else {
      VectorFloatLogistic.sigmoidSlope(z, start, length, scale, out);
    }
  }

  @Override
  public double halfSquaredDistance(float[] z, float[] y, int start, int length) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    int end = start + DOUBLES.loopBound(length);
    for (int i = start; i < end; i += VALUES) {
      DoubleVector difference =
          ((DoubleVector) FloatVector.fromArray(HALF, z, i).convertShape(F2D, DOUBLES, 0))
              .sub(FloatVector.fromArray(HALF, y, i).convertShape(F2D, DOUBLES, 0));
      sum = difference.fma(difference, sum);
    }
    double total = 0;
    for (int lane = 0; lane < VALUES; lane++) {
      total += sum.lane(lane);
    }
    return total / 2 + TAIL.halfSquaredDistance(z, y, end, start + length - end);
  }

  @Override
  public double difference(float[] z, float[] y, int start, int length, double scale, float[] out) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    int end = start + DOUBLES.loopBound(length);
    for (int i = start; i < end; i += VALUES) {
      DoubleVector difference =
          ((DoubleVector) FloatVector.fromArray(HALF, z, i).convertShape(F2D, DOUBLES, 0))
              .sub(FloatVector.fromArray(HALF, y, i).convertShape(F2D, DOUBLES, 0));
      sum = difference.fma(difference, sum);
      ((FloatVector) difference.mul(scale).convertShape(D2F, HALF, 0)).intoArray(out, i);
    }
    double total = 0;
    for (int lane = 0; lane < VALUES; lane++) {
      total += sum.lane(lane);
    }
    return total / 2 + TAIL.difference(z, y, end, start + length - end, scale, out);
  }

  @Override
  public double sum(float[] x, int start, int length) {
    int end = start + SPECIES.loopBound(length);
    return sumOfVectors(x, start, end) + TAIL.sum(x, end, start + length - end);
  }

  static double sumOfVectors(float[] x, int start, int end) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
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
    return total;
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
