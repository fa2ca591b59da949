package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Real numbers of learned variance, on vectors of double: as many values as one has lanes at a
 * time. Here they are taken along the row; what is left of it, and rows that are shorter, are left
 * to scalars, or to {@link VectorFloatShortGaussian} where several rows fill a vector.
 */
final class VectorFloatGaussian {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final int VALUES = DOUBLES.length();

  /** As many floats as there are doubles in a vector. */
  static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private VectorFloatGaussian() {}

  static double surprisal(float[] z, float[] y, int from, int to, int size) {
    if (size <= VALUES) {
      return VectorFloatShortGaussian.surprisal(z, y, from, to, size);
    }
    double sum = 0;
    for (int row = from; row < to; row++) {
      sum += surprisalOfRow(z, y, 2 * size * row, size * row, size);
    }
    return sum;
  }

  static double residual(
      float[] z, float[] y, int from, int to, int size, double scale, float[] out) {
    if (size <= VALUES) {
      return VectorFloatShortGaussian.residual(z, y, from, to, size, scale, out);
    }
    double sum = 0;
    for (int row = from; row < to; row++) {
      sum += residualOfRow(z, y, 2 * size * row, size * row, size, scale, out);
    }
    return sum;
  }

  private static double surprisalOfRow(float[] z, float[] y, int mean, int target, int size) {
    DoubleVector sum = broadcast(DOUBLES, 0);
    int end = DOUBLES.loopBound(size);
    for (int k = 0; k < end; k += VALUES) {
      DoubleVector s =
          (DoubleVector)
              FloatVector.fromArray(HALF, z, mean + size + k).convertShape(F2D, DOUBLES, 0);
      DoubleVector inverse = VectorDoubleMath.inverseDeviation(s);
      DoubleVector standardised =
          ((DoubleVector) FloatVector.fromArray(HALF, z, mean + k).convertShape(F2D, DOUBLES, 0))
              .sub(FloatVector.fromArray(HALF, y, target + k).convertShape(F2D, DOUBLES, 0))
              .mul(inverse);
      sum = sum.add(s.add(standardised.mul(standardised)));
    }
    double total = 0;
    for (int lane = 0; lane < VALUES; lane++) {
      total += sum.lane(lane);
    }
    for (int k = end; k < size; k++) {
      total += ScalarFloatKernels.twiceSurprisal(z, y, mean + k, mean + size + k, target + k);
    }
    return total / 2;
  }

  private static double residualOfRow(
      float[] z, float[] y, int mean, int target, int size, double scale, float[] out) {
    double halfScale = scale / 2;
    DoubleVector sum = broadcast(DOUBLES, 0);
    int end = DOUBLES.loopBound(size);
    for (int k = 0; k < end; k += VALUES) {
      DoubleVector s =
          (DoubleVector)
              FloatVector.fromArray(HALF, z, mean + size + k).convertShape(F2D, DOUBLES, 0);
      DoubleVector inverse = VectorDoubleMath.inverseDeviation(s);
      DoubleVector standardised =
          ((DoubleVector) FloatVector.fromArray(HALF, z, mean + k).convertShape(F2D, DOUBLES, 0))
              .sub(FloatVector.fromArray(HALF, y, target + k).convertShape(F2D, DOUBLES, 0))
              .mul(inverse);
      DoubleVector square = standardised.mul(standardised);
      sum = sum.add(s.add(square));
      ((FloatVector) standardised.mul(inverse).mul(scale).convertShape(D2F, HALF, 0))
          .intoArray(out, mean + k);
      ((FloatVector) broadcast(DOUBLES, 1).sub(square).mul(halfScale).convertShape(D2F, HALF, 0))
          .intoArray(out, mean + size + k);
    }
    double total = 0;
    for (int lane = 0; lane < VALUES; lane++) {
      total += sum.lane(lane);
    }
    for (int k = end; k < size; k++) {
      int variance = mean + size + k;
      total += ScalarFloatKernels.twiceSurprisal(z, y, mean + k, variance, target + k, scale, out);
    }
    return total / 2;
  }
}
