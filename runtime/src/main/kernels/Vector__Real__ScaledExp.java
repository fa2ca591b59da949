package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.__Real__Vector.broadcast;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.__Real__Vector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials on a scale that is a power of two, on vectors of {@code __real__}. What is
 * left at the end of a range takes the same steps, so that no result depends on its place.
 */
final class Vector__Real__ScaledExp {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int IN_DOUBLE = DOUBLES.length();

  /** 0, 1, 2 and so on. */
  private static final __Real__Vector FIRST_LANES = __Real__Vector.zero(SPECIES).addIndex(1);

  private Vector__Real__ScaledExp() {}

  static void store(__real__[] z, int start, int length, int exponent, __real__[] out) {
    __real__ roundToExponent = Vector__Real__Math.roundToExponent(exponent);
    int end = start + SPECIES.loopBound(length);
    if (start < end) {
      store(z, start, end, roundToExponent, out);
    }
    for (int i = end; i < start + length; i++) {
      out[i] = of(z[i], roundToExponent);
    }
  }

  private static void store(__real__[] z, int start, int end, __real__ roundToExponent, __real__[] out) {
    for (int i = start; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, z, i);
      Vector__Real__Math.scaledExp(v, roundToExponent, -__Real__.MAX_VALUE).intoArray(out, i);
    }
  }

  /**
   * In the order of {@link RowKernels#sum}, which {@link ByLength} leaves to scalars for few
   * vectors.
   */
  static double sum(__real__[] z, int start, int length, int exponent) {
    __real__ roundToExponent = Vector__Real__Math.roundToExponent(exponent);
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
      double sum, __real__[] z, int i, int done, __real__ roundToExponent) {
    __Real__Vector v = __Real__Vector.fromArray(SPECIES, z, i);
    __Real__Vector e = Vector__Real__Math.scaledExp(v, roundToExponent, -__Real__.MAX_VALUE);
    __Real__Vector fresh = e.blend(0, FIRST_LANES.compare(LT, done));
    double total = sum;
    for (int lane = 0; lane < LANES; lane++) {
      total += fresh.lane(lane);
    }
    return total;
  }

  private static double sum(__real__[] z, int start, int end, __real__ roundToExponent) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, z, i);
      __Real__Vector e = Vector__Real__Math.scaledExp(v, roundToExponent, -__Real__.MAX_VALUE);
      sum0 = sum0.add(e.convertShape(TO_DOUBLE, DOUBLES, 0));
      if (LANES > IN_DOUBLE) {
        sum1 = sum1.add(e.convertShape(TO_DOUBLE, DOUBLES, 1));
      }
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum0.lane(lane);
    }
    return total;
  }

  /** exp(z) / 2<sup>exponent</sup>, the same bits as a lane has. */
  static __real__ of(__real__ z, __real__ roundToExponent) {
    return Vector__Real__Math.scaledExp(broadcast(SPECIES, z), roundToExponent, -__Real__.MAX_VALUE)
        .lane(0);
  }
}
