package dev.surprisal.runtime.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Exponentials of differences from a maximum, and their sum, on vectors of double. */
final class VectorDoubleExp {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ScalarDoubleKernels TAIL = new ScalarDoubleKernels();

  private VectorDoubleExp() {}

  static double sum(double[] z, int start, int length, double shift) {
    DoubleVector sum = DoubleVector.zero(SPECIES);
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

  static double store(double[] z, int start, int length, double shift, double[] out) {
    DoubleVector sum = DoubleVector.zero(SPECIES);
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
}
