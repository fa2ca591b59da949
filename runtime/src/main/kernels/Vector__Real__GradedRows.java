package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.FROM_DOUBLE;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.PART;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/** The Vector API on rows in which every class has a target: see {@link Vector__Real__Kernels}. */
@SuppressWarnings("serial")
abstract class Vector__Real__GradedRows extends CompiledApart
    implements GradedRowKernels<__real__[]> {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int IN_DOUBLE = DOUBLES.length();

  /** What multiplies more, or is more, may be beyond the type where the difference is not. */
  private static final double MOST = 1e30;

  private static final Scalar__Real__Kernels TAIL = new Scalar__Real__Kernels();

  @Override
  public double sumBelow(__real__[] z, int start, int length, double from) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, z, i);
      DoubleVector below0 = (DoubleVector) v.convertShape(TO_DOUBLE, DOUBLES, 0);
      sum0 = sum0.add(DoubleVector.broadcast(DOUBLES, from).sub(below0));
      if (LANES > IN_DOUBLE) {
        DoubleVector below1 = (DoubleVector) v.convertShape(TO_DOUBLE, DOUBLES, 1);
        sum1 = sum1.add(DoubleVector.broadcast(DOUBLES, from).sub(below1));
      }
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum0.lane(lane);
    }
    return total + TAIL.sumBelow(z, end, start + length - end, from);
  }

  @Override
  public double sumBelow(__real__[] z, int start, int length, double from, double[] weights) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    int end = DOUBLES.loopBound(length);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector v =
          (DoubleVector)
              __Real__Vector.fromArray(PART, z, start + i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector below = DoubleVector.broadcast(DOUBLES, from).sub(v);
      sum = below.fma(DoubleVector.fromArray(DOUBLES, weights, i), sum);
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total + TAIL.sumBelow(z, start, end, length, from, weights);
  }

  @Override
  public double sumBelow(__real__[] z, __real__[] weights, int start, int length, double from) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    int end = start + DOUBLES.loopBound(length);
    for (int i = start; i < end; i += IN_DOUBLE) {
      DoubleVector v =
          (DoubleVector) __Real__Vector.fromArray(PART, z, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector weight =
          (DoubleVector)
              __Real__Vector.fromArray(PART, weights, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector below =
          DoubleVector.broadcast(DOUBLES, from).sub(v).blend(0, weight.compare(EQ, 0));
      sum = below.fma(weight, sum);
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total + TAIL.sumBelow(z, weights, end, start + length - end, from);
  }

  @Override
  public void scaleMinus(__real__[] x, int start, int length, double factor, double y) {
    if (!Scalar__Real__Math.holds(factor) || Math.max(factor, Math.abs(y)) > MOST) {
      TAIL.scaleMinus(x, start, length, factor, y);
      return;
    }
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      v.mul((__real__) factor).sub((__real__) y).intoArray(x, i);
    }
    TAIL.scaleMinus(x, end, start + length - end, factor, y);
  }

  @Override
  public void scaleMinus(
      __real__[] x, int start, int length, double factor, double[] y, double times) {
    int end = DOUBLES.loopBound(length);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector v =
          (DoubleVector)
              __Real__Vector.fromArray(PART, x, start + i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector residual =
          v.mul(factor).sub(DoubleVector.fromArray(DOUBLES, y, i).mul(times));
      ((__Real__Vector) residual.convertShape(FROM_DOUBLE, PART, 0)).intoArray(x, start + i);
    }
    TAIL.scaleMinus(x, start, end, length, factor, y, times);
  }

  /** In double, or what is nearly certain would lose its residual to a target of 1. */
  @Override
  public void scaleMinus(
      __real__[] x, __real__[] y, int start, int length, double factor, double times) {
    int end = start + DOUBLES.loopBound(length);
    for (int i = start; i < end; i += IN_DOUBLE) {
      DoubleVector v =
          (DoubleVector) __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector subtracted =
          (DoubleVector) __Real__Vector.fromArray(PART, y, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector residual = v.mul(factor).sub(subtracted.mul(times));
      ((__Real__Vector) residual.convertShape(FROM_DOUBLE, PART, 0)).intoArray(x, i);
    }
    TAIL.scaleMinus(x, y, end, start + length - end, factor, times);
  }
}
