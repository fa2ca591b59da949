package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.FROM_DOUBLE;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.PART;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/** Differences and their squares, in double, on vectors of {@code __real__}. */
final class Vector__Real__Distances {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int IN_DOUBLE = DOUBLES.length();

  private static final Scalar__Real__Kernels TAIL = new Scalar__Real__Kernels();

  private Vector__Real__Distances() {}

  static double halfSquaredDistance(__real__[] z, __real__[] y, int start, int length) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    int end = start + DOUBLES.loopBound(length);
    for (int i = start; i < end; i += IN_DOUBLE) {
      DoubleVector difference =
          ((DoubleVector)
                  __Real__Vector.fromArray(PART, z, i).convertShape(TO_DOUBLE, DOUBLES, 0))
              .sub(__Real__Vector.fromArray(PART, y, i).convertShape(TO_DOUBLE, DOUBLES, 0));
      sum = difference.fma(difference, sum);
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total / 2 + TAIL.halfSquaredDistance(z, y, end, start + length - end);
  }

  static double difference(__real__[] z, __real__[] y, int start, int length, double scale, __real__[] out) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    int end = start + DOUBLES.loopBound(length);
    for (int i = start; i < end; i += IN_DOUBLE) {
      DoubleVector difference =
          ((DoubleVector)
                  __Real__Vector.fromArray(PART, z, i).convertShape(TO_DOUBLE, DOUBLES, 0))
              .sub(__Real__Vector.fromArray(PART, y, i).convertShape(TO_DOUBLE, DOUBLES, 0));
      sum = difference.fma(difference, sum);
      ((__Real__Vector) difference.mul(scale).convertShape(FROM_DOUBLE, PART, 0)).intoArray(out, i);
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total / 2 + TAIL.difference(z, y, end, start + length - end, scale, out);
  }

  static double weightedHalfSquaredDistance(
      __real__[] z, __real__[] y, int start, int length, double[] weights) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    int end = DOUBLES.loopBound(length);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector weight = DoubleVector.fromArray(DOUBLES, weights, i);
      DoubleVector difference =
          ((DoubleVector)
                  __Real__Vector.fromArray(PART, z, start + i).convertShape(TO_DOUBLE, DOUBLES, 0))
              .sub(__Real__Vector.fromArray(PART, y, start + i).convertShape(TO_DOUBLE, DOUBLES, 0))
              .blend(0, weight.compare(EQ, 0));
      sum = weight.mul(difference).fma(difference, sum);
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total / 2 + TAIL.weightedHalfSquaredDistance(z, y, start, end, length, weights);
  }

  static double weightedDifference(
      __real__[] z,
      __real__[] y,
      int start,
      int length,
      double[] weights,
      double scale,
      __real__[] out) {
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    int end = DOUBLES.loopBound(length);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector weight = DoubleVector.fromArray(DOUBLES, weights, i);
      DoubleVector difference =
          ((DoubleVector)
                  __Real__Vector.fromArray(PART, z, start + i).convertShape(TO_DOUBLE, DOUBLES, 0))
              .sub(__Real__Vector.fromArray(PART, y, start + i).convertShape(TO_DOUBLE, DOUBLES, 0))
              .blend(0, weight.compare(EQ, 0));
      DoubleVector weighted = weight.mul(difference);
      sum = weighted.fma(difference, sum);
      ((__Real__Vector) weighted.mul(scale).convertShape(FROM_DOUBLE, PART, 0))
          .intoArray(out, start + i);
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total / 2 + TAIL.weightedDifference(z, y, start, end, length, weights, scale, out);
  }
}
