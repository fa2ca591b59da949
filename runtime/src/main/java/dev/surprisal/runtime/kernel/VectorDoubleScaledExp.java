package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials on a scale that is a power of two, on vectors of double. What is left at the end of
 * a range takes the same steps, so that no result depends on its place.
 */
final class VectorDoubleScaledExp {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** 0, 1, 2 and so on. */
  private static final DoubleVector FIRST_LANES = DoubleVector.zero(SPECIES).addIndex(1);

  private VectorDoubleScaledExp() {}

  static void store(double[] z, int start, int length, int exponent, double[] out) {
    double roundToExponent = VectorDoubleMath.roundToExponent(exponent);
    int end = start + SPECIES.loopBound(length);
    if (start < end) {
      store(z, start, end, roundToExponent, out);
    }
    for (int i = end; i < start + length; i++) {
      out[i] = of(z[i], roundToExponent);
    }
  }

  private static void store(double[] z, int start, int end, double roundToExponent, double[] out) {
    for (int i = start; i < end; i += LANES) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
      VectorDoubleMath.scaledExp(v, roundToExponent, -Double.MAX_VALUE).intoArray(out, i);
    }
  }

  /**
   * In the order of {@link RowKernels#sum}, which {@link ByLength} leaves to scalars for few
   * vectors.
   */
  static double sum(double[] z, int start, int length, int exponent) {
    double roundToExponent = VectorDoubleMath.roundToExponent(exponent);
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
      double sum, double[] z, int i, int done, double roundToExponent) {
    DoubleVector v = DoubleVector.fromArray(SPECIES, z, i);
    DoubleVector e = VectorDoubleMath.scaledExp(v, roundToExponent, -Double.MAX_VALUE);
    DoubleVector fresh = e.blend(0, FIRST_LANES.compare(LT, done));
    double total = sum;
    for (int lane = 0; lane < LANES; lane++) {
      total += fresh.lane(lane);
    }
    return total;
  }

  private static double sum(double[] z, int start, int end, double roundToExponent) {
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

  /** exp(z) / 2<sup>exponent</sup>, the same bits as a lane has. */
  static double of(double z, double roundToExponent) {
    return VectorDoubleMath.scaledExp(broadcast(SPECIES, z), roundToExponent, -Double.MAX_VALUE)
        .lane(0);
  }
}
