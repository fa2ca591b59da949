package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.__Real__Vector.broadcast;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/**
 * Exponentials of differences from a maximum, and their sum in double, on vectors of
 * {@code __real__}. What is left at the end of a range takes the same steps.
 */
final class Vector__Real__Exp {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int IN_DOUBLE = DOUBLES.length();

  private Vector__Real__Exp() {}

  /** In the order of {@link #store}. */
  static double sum(__real__[] z, int start, int length, double shift) {
    int end = start + SPECIES.loopBound(length);
    double total = 0;
    for (int i = end; i < start + length; i++) {
      total += of(z[i] - (__real__) shift);
    }
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector below = __Real__Vector.fromArray(SPECIES, z, i).sub((__real__) shift);
      __Real__Vector e = Vector__Real__Math.exp(below);
      sum0 = sum0.add(e.convertShape(TO_DOUBLE, DOUBLES, 0));
      if (LANES > IN_DOUBLE) {
        sum1 = sum1.add(e.convertShape(TO_DOUBLE, DOUBLES, 1));
      }
    }
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum0.lane(lane);
    }
    return total;
  }

  static double store(__real__[] z, int start, int length, double shift, __real__[] out) {
    int end = start + SPECIES.loopBound(length);
    double total = 0;
    for (int i = end; i < start + length; i++) {
      out[i] = of(z[i] - (__real__) shift);
      total += out[i];
    }
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector below = __Real__Vector.fromArray(SPECIES, z, i).sub((__real__) shift);
      __Real__Vector e = Vector__Real__Math.exp(below);
      e.intoArray(out, i);
      sum0 = sum0.add(e.convertShape(TO_DOUBLE, DOUBLES, 0));
      if (LANES > IN_DOUBLE) {
        sum1 = sum1.add(e.convertShape(TO_DOUBLE, DOUBLES, 1));
      }
    }
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum0.lane(lane);
    }
    return total;
  }

  /** What a lane has. */
  private static __real__ of(__real__ x) {
    return Vector__Real__Math.exp(broadcast(SPECIES, x)).lane(0);
  }
}
