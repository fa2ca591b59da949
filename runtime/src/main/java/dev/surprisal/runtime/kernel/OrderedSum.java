package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * A sum carried in the lanes of a vector of double, and then over the lanes in one fixed order: the
 * API's own reduction leaves the order open, and interpreter and compiler take different ones.
 */
final class OrderedSum {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  // Each constant by itself: as elements of an array they would be no constants to the compiler.
  private static final VectorShuffle<Double> BY_16 = rotation(16);
  private static final VectorShuffle<Double> BY_8 = rotation(8);
  private static final VectorShuffle<Double> BY_4 = rotation(4);
  private static final VectorShuffle<Double> BY_2 = rotation(2);
  private static final VectorShuffle<Double> BY_1 = rotation(1);

  private OrderedSum() {}

  private static VectorShuffle<Double> rotation(int lanes) {
    return VectorShuffle.iota(SPECIES, lanes % LANES, 1, true);
  }

  static DoubleVector zero() {
    return DoubleVector.zero(SPECIES);
  }

  static DoubleVector add(DoubleVector sum, DoubleVector terms) {
    return sum.add(terms);
  }

  static DoubleVector add(DoubleVector sum, FloatVector terms) {
    return sum.add(half(terms, 0)).add(half(terms, 1));
  }

  static DoubleVector addSquares(DoubleVector sum, DoubleVector terms) {
    return terms.fma(terms, sum);
  }

  static DoubleVector addSquares(DoubleVector sum, FloatVector terms) {
    return addSquares(addSquares(sum, half(terms, 0)), half(terms, 1));
  }

  private static DoubleVector half(FloatVector terms, int part) {
    return (DoubleVector) terms.convertShape(F2D, SPECIES, part);
  }

  /** The sum over the lanes: halves are added until one lane holds all. */
  static double of(DoubleVector sum) {
    if (LANES > 16) {
      sum = sum.add(sum.rearrange(BY_16));
    }
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    if (LANES > 2) {
      sum = sum.add(sum.rearrange(BY_2));
    }
    if (LANES > 1) {
      sum = sum.add(sum.rearrange(BY_1));
    }
    return sum.lane(0);
  }
}
