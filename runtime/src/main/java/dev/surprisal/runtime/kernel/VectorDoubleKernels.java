package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API: full vectors here, what is left at the end of a range by the scalar kernels. */
final class VectorDoubleKernels implements RowKernels<double[]> {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** Values that are worked on while they lie in the first-level cache. */
  private static final int BLOCK = 1024;

  private static final RowKernels<double[]> TAIL = new ScalarDoubleKernels();

  @Override
  public double max(double[] z, int start, int length) {
    DoubleVector max = DoubleVector.broadcast(SPECIES, Double.NEGATIVE_INFINITY);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      max = max.blend(v, v.compare(GT, max));
    }
    return Math.max(max.reduceLanes(MAX), TAIL.max(z, end, start + length - end));
  }

  @Override
  public double sumExp(double[] z, int start, int length, double shift) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector e = VectorDoubleMath.exp(DoubleVector.fromArray(SPECIES, z, i).sub(shift));
      sum = OrderedSum.add(sum, e);
    }
    return OrderedSum.of(sum) + TAIL.sumExp(z, end, start + length - end, shift);
  }

  @Override
  public double storeExp(double[] z, int start, int length, double shift, double[] out) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector e = VectorDoubleMath.exp(DoubleVector.fromArray(SPECIES, z, i).sub(shift));
      e.intoArray(out, i);
      sum = OrderedSum.add(sum, e);
    }
    return OrderedSum.of(sum) + TAIL.storeExp(z, end, start + length - end, shift, out);
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
    DoubleVector restOfMax = DoubleVector.broadcast(SPECIES, (total - 1));
    DoubleVector factor = DoubleVector.broadcast(SPECIES, (scale / total));
    DoubleVector perTotal = DoubleVector.broadcast(SPECIES, (1 / total));
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector e = DoubleVector.fromArray(SPECIES, x, i);
      DoubleVector rest = restOfMax.add(one.sub(e));
      e.mul(factor).mul(rest.mul(perTotal)).intoArray(x, i);
    }
    TAIL.indicatorVariance(x, end, start + length - end, total, scale);
  }

  @Override
  public double softplusMinusProduct(double[] z, double[] y, int start, int length) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector miss = VectorDoubleMath.miss(DoubleVector.fromArray(SPECIES, y, i), leansToYes);
      DoubleVector minusAbs = VectorDoubleMath.minusAbs(logit, leansToYes);
      DoubleVector e = VectorDoubleMath.exp(minusAbs);
      sum = OrderedSum.add(sum, VectorDoubleMath.softplusMinusProduct(minusAbs, miss, e));
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
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    double sum = 0;
    for (int done = 0; done < length; done += BLOCK) {
      int block = Math.min(BLOCK, length - done);
      sum += softplusMinusProduct(z, y, start + done, block);
      residual(z, y, start + done, block, scale, out);
    }
    return sum;
  }

  private static void residual(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector miss = VectorDoubleMath.miss(DoubleVector.fromArray(SPECIES, y, i), leansToYes);
      DoubleVector e = VectorDoubleMath.exp(VectorDoubleMath.minusAbs(logit, leansToYes));
      VectorDoubleMath.residual(miss, e, leansToYes).mul(factor).intoArray(out, i);
    }
    TAIL.sigmoidMinus(z, y, end, start + length - end, scale, out);
  }

  @Override
  public void sigmoid(double[] z, int start, int length, double[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector e = VectorDoubleMath.exp(VectorDoubleMath.minusAbs(logit, leansToYes));
      VectorDoubleMath.sigmoid(e, leansToYes).intoArray(out, i);
    }
    TAIL.sigmoid(z, end, start + length - end, out);
  }

  @Override
  public void sigmoidSlope(double[] z, int start, int length, double scale, double[] out) {
    DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector e =
          VectorDoubleMath.exp(
              VectorDoubleMath.minusAbs(logit, VectorDoubleMath.leansToYes(logit)));
      VectorDoubleMath.slope(e).mul(factor).intoArray(out, i);
    }
    TAIL.sigmoidSlope(z, end, start + length - end, scale, out);
  }

  @Override
  public double halfSquaredDistance(double[] z, double[] y, int start, int length) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector difference =
          DoubleVector.fromArray(SPECIES, z, i).sub(DoubleVector.fromArray(SPECIES, y, i));
      sum = OrderedSum.addSquares(sum, difference);
    }
    return OrderedSum.of(sum) / 2 + TAIL.halfSquaredDistance(z, y, end, start + length - end);
  }

  @Override
  public double difference(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector difference =
          DoubleVector.fromArray(SPECIES, z, i).sub(DoubleVector.fromArray(SPECIES, y, i));
      sum = OrderedSum.addSquares(sum, difference);
      difference.mul(scale).intoArray(out, i);
    }
    return OrderedSum.of(sum) / 2 + TAIL.difference(z, y, end, start + length - end, scale, out);
  }

  @Override
  public double sum(double[] x, int start, int length) {
    DoubleVector sum = OrderedSum.zero();
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      sum = OrderedSum.add(sum, DoubleVector.fromArray(SPECIES, x, i));
    }
    return OrderedSum.of(sum) + TAIL.sum(x, end, start + length - end);
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
