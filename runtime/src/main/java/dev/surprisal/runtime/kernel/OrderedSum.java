package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A sum carried in the lanes of a vector of double, and then over the lanes in one fixed order: the
 * API's own reduction leaves the order open, and interpreter and compiler take different ones.
 */
final class OrderedSum {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private OrderedSum() {}

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

  /** The sum over the lanes, from the first to the last. */
  static double of(DoubleVector sum) {
    double total = 0;
    for (int lane = 0; lane < sum.length(); lane++) {
      total += sum.lane(lane);
    }
    return total;
  }
}
