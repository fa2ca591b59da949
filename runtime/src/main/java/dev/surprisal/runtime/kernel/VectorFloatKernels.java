package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API: full vectors here, what is left at the end of a range by the scalar kernels. */
final class VectorFloatKernels implements RowKernels<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** The width of the preferred vectors. */
  static final int BITS = SPECIES.vectorBitSize();

  /** Values that are worked on while they lie in the first-level cache. */
  private static final int BLOCK = 1024;

  private static final RowKernels<float[]> TAIL = new ScalarFloatKernels();

  @Override
  public double max(float[] z, int start, int length) {
    FloatVector max = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, i);
      max = max.blend(v, v.compare(GT, max));
    }
    return Math.max(max.reduceLanes(MAX), TAIL.max(z, end, start + length - end));
  }

  @Override
  public double sumExp(float[] z, int start, int length, double shift) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = VectorFloatMath.exp(FloatVector.fromArray(SPECIES, z, i).sub((float) shift));
      sum = OrderedSum.add(sum, e);
    }
    return OrderedSum.of(sum) + TAIL.sumExp(z, end, start + length - end, shift);
  }

  @Override
  public double storeExp(float[] z, int start, int length, double shift, float[] out) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = VectorFloatMath.exp(FloatVector.fromArray(SPECIES, z, i).sub((float) shift));
      e.intoArray(out, i);
      sum = OrderedSum.add(sum, e);
    }
    return OrderedSum.of(sum) + TAIL.storeExp(z, end, start + length - end, shift, out);
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
    FloatVector restOfMax = FloatVector.broadcast(SPECIES, (float) (total - 1));
    FloatVector factor = FloatVector.broadcast(SPECIES, (float) (scale / total));
    FloatVector perTotal = FloatVector.broadcast(SPECIES, (float) (1 / total));
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(SPECIES, x, i);
      FloatVector rest = restOfMax.add(one.sub(e));
      e.mul(factor).mul(rest.mul(perTotal)).intoArray(x, i);
    }
    TAIL.indicatorVariance(x, end, start + length - end, total, scale);
  }

  @Override
  public double softplusMinusProduct(float[] z, float[] y, int start, int length) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector miss = VectorFloatMath.miss(FloatVector.fromArray(SPECIES, y, i), leansToYes);
      FloatVector minusAbs = VectorFloatMath.minusAbs(logit, leansToYes);
      FloatVector e = VectorFloatMath.exp(minusAbs);
      sum = OrderedSum.add(sum, VectorFloatMath.softplusMinusProduct(minusAbs, miss, e));
    }
    // OrderedSum.of, written out: after a loop of this size a call of ours would not be inlined,
    // and
    // its argument be allocated.
    double total = 0;
    for (int lane = 0; lane < sum.length(); lane++) {
      total += sum.lane(lane);
    }
    return total + TAIL.softplusMinusProduct(z, y, end, start + length - end);
  }

  /** Block by block: the loss and the residual in one loop are more than the compiler inlines. */
  @Override
  public double sigmoidMinus(
      float[] z, float[] y, int start, int length, double scale, float[] out) {
    double sum = 0;
    for (int done = 0; done < length; done += BLOCK) {
      int block = Math.min(BLOCK, length - done);
      sum += softplusMinusProduct(z, y, start + done, block);
      residual(z, y, start + done, block, scale, out);
    }
    return sum;
  }

  private static void residual(
      float[] z, float[] y, int start, int length, double scale, float[] out) {
    FloatVector factor = FloatVector.broadcast(SPECIES, (float) scale);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector miss = VectorFloatMath.miss(FloatVector.fromArray(SPECIES, y, i), leansToYes);
      FloatVector e = VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, leansToYes));
      VectorFloatMath.residual(miss, e, leansToYes).mul(factor).intoArray(out, i);
    }
    TAIL.sigmoidMinus(z, y, end, start + length - end, scale, out);
  }

  @Override
  public void sigmoid(float[] z, int start, int length, float[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector e = VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, leansToYes));
      VectorFloatMath.sigmoid(e, leansToYes).intoArray(out, i);
    }
    TAIL.sigmoid(z, end, start + length - end, out);
  }

  @Override
  public void sigmoidSlope(float[] z, int start, int length, double scale, float[] out) {
    FloatVector factor = FloatVector.broadcast(SPECIES, (float) scale);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      FloatVector e =
          VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, VectorFloatMath.leansToYes(logit)));
      VectorFloatMath.slope(e).mul(factor).intoArray(out, i);
    }
    TAIL.sigmoidSlope(z, end, start + length - end, scale, out);
  }

  @Override
  public double halfSquaredDistance(float[] z, float[] y, int start, int length) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, z, i).sub(FloatVector.fromArray(SPECIES, y, i));
      sum = OrderedSum.addSquares(sum, difference);
    }
    return OrderedSum.of(sum) / 2 + TAIL.halfSquaredDistance(z, y, end, start + length - end);
  }

  @Override
  public double difference(float[] z, float[] y, int start, int length, double scale, float[] out) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, z, i).sub(FloatVector.fromArray(SPECIES, y, i));
      sum = OrderedSum.addSquares(sum, difference);
      difference.mul((float) scale).intoArray(out, i);
    }
    return OrderedSum.of(sum) / 2 + TAIL.difference(z, y, end, start + length - end, scale, out);
  }

  @Override
  public double sum(float[] x, int start, int length) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      sum = OrderedSum.add(sum, FloatVector.fromArray(SPECIES, x, i));
    }
    return OrderedSum.of(sum) + TAIL.sum(x, end, start + length - end);
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
