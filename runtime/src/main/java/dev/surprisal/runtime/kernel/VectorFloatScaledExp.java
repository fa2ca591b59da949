package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials on a scale that is a power of two, on vectors of float. What is left at the end of a
 * range takes the same steps, so that no result depends on its place.
 */
final class VectorFloatScaledExp {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** 0, 1, 2 and so on. */
  private static final FloatVector FIRST_LANES = FloatVector.zero(SPECIES).addIndex(1);

  private VectorFloatScaledExp() {}

  static void store(float[] z, int start, int length, int exponent, float[] out) {
    float roundToExponent = VectorFloatMath.roundToExponent(exponent);
    int end = start + SPECIES.loopBound(length);
    if (start < end) {
      store(z, start, end, roundToExponent, out);
    }
    for (int i = end; i < start + length; i++) {
      out[i] = of(z[i], roundToExponent);
    }
  }

  private static void store(float[] z, int start, int end, float roundToExponent, float[] out) {
    for (int i = start; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, i);
      VectorFloatMath.scaledExp(v, roundToExponent, -Float.MAX_VALUE).intoArray(out, i);
    }
  }

  /**
   * In the order of {@link RowKernels#sum}, which {@link ByLength} leaves to scalars for few
   * vectors.
   */
  static double sum(float[] z, int start, int length, int exponent) {
    float roundToExponent = VectorFloatMath.roundToExponent(exponent);
    int end = start + SPECIES.loopBound(length);
    if (length >= ByLength.FEW * LANES) {
      double rest = 0;
      for (int i = end; i < start + length; i++) {
        rest += of(z[i], roundToExponent);
      }
      return sum(z, start, end, roundToExponent) + rest;
    }
    double sum = 0;
    for (int i = start; i < end; i += LANES) {
      sum = addScaledExp(sum, z, i, 0, roundToExponent);
    }
    int done = end - start;
    if (done > 0 && done < length) {
      int last = start + length - LANES;
      return addScaledExp(sum, z, last, end - last, roundToExponent);
    }
    for (int i = end; i < start + length; i++) {
      sum += of(z[i], roundToExponent);
    }
    return sum;
  }

  /** Adds the lanes of a vector, but for the first, which have been added before. */
  private static double addScaledExp(
      double sum, float[] z, int i, int done, float roundToExponent) {
    FloatVector v = FloatVector.fromArray(SPECIES, z, i);
    FloatVector e = VectorFloatMath.scaledExp(v, roundToExponent, -Float.MAX_VALUE);
    FloatVector fresh = e.blend(0, FIRST_LANES.compare(LT, done));
    double total = sum;
    for (int lane = 0; lane < LANES; lane++) {
      total += fresh.lane(lane);
    }
    return total;
  }

  private static double sum(float[] z, int start, int end, float roundToExponent) {
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

  /** exp(z) / 2<sup>exponent</sup>, the same bits as a lane has. */
  static float of(float z, float roundToExponent) {
    return VectorFloatMath.scaledExp(broadcast(SPECIES, z), roundToExponent, -Float.MAX_VALUE)
        .lane(0);
  }
}
