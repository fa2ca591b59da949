package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials of differences from a maximum, and their sum, on vectors of float.
 *
 * <p>A sum begins with a 1 in each lane, which is taken off at the end: as the sum is then never
 * less than the next term, what rounding takes from it is known exactly, and summed too. That
 * second sum rounds as well, by up to 2<sup>&minus;14</sup> of it in a segment. So where it is no
 * small part of what there is besides the maximum, as where a prediction is confident, the terms
 * are added again in double, which takes longer.
 */
final class VectorFloatExp {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final ScalarFloatKernels TAIL = new ScalarFloatKernels();

  /** The part of a sum that may be off by 2<sup>&minus;14</sup>. */
  private static final double SMALL_PART = 0x1p-9;

  private VectorFloatExp() {}

  static double sum(float[] z, int start, int length, double shift) {
    int end = start + SPECIES.loopBound(length);
    double tail = TAIL.sumExpOfSegment(z, end, start + length - end, shift);
    FloatVector sum = broadcast(SPECIES, 1);
    FloatVector lost = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = VectorFloatMath.exp(FloatVector.fromArray(SPECIES, z, i).sub((float) shift));
      FloatVector next = sum.add(e);
      lost = lost.add(e.sub(next.sub(sum)));
      sum = next;
    }
    double kept = 0;
    double rest = 0;
    for (int lane = 0; lane < LANES; lane++) {
      kept += sum.lane(lane) - 1.0;
      rest += lost.lane(lane);
    }
    return isSmallPart(rest, kept) ? kept + rest + tail : sumInDouble(z, start, end, shift) + tail;
  }

  static double store(float[] z, int start, int length, double shift, float[] out) {
    int end = start + SPECIES.loopBound(length);
    double tail = TAIL.storeExpOfSegment(z, end, start + length - end, shift, out);
    FloatVector sum = broadcast(SPECIES, 1);
    FloatVector lost = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = VectorFloatMath.exp(FloatVector.fromArray(SPECIES, z, i).sub((float) shift));
      e.intoArray(out, i);
      FloatVector next = sum.add(e);
      lost = lost.add(e.sub(next.sub(sum)));
      sum = next;
    }
    double kept = 0;
    double rest = 0;
    for (int lane = 0; lane < LANES; lane++) {
      kept += sum.lane(lane) - 1.0;
      rest += lost.lane(lane);
    }
    return isSmallPart(rest, kept)
        ? kept + rest + tail
        : VectorFloatKernels.sumOfVectors(out, start, end) + tail;
  }

  /** The exponential of the maximum, which is 1 and may be among them, does not count. */
  private static boolean isSmallPart(double rest, double kept) {
    double others = kept < 1 ? kept : kept - 1;
    return Math.abs(rest) <= SMALL_PART * others;
  }

  /** In the order of {@link VectorFloatKernels#sumOfVectors}. */
  private static double sumInDouble(float[] z, int start, int end, double shift) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      FloatVector e = VectorFloatMath.exp(FloatVector.fromArray(SPECIES, z, i).sub((float) shift));
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
}
