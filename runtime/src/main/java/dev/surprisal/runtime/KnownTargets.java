package dev.surprisal.runtime;

import static dev.surprisal.runtime.TargetRows.NO_WEIGHTS;
import static dev.surprisal.runtime.TargetRows.counts;
import static dev.surprisal.runtime.TargetRows.row;

import java.lang.reflect.Array;

/**
 * Targets of which some are unknown, which NaN says, by what the others may be. As {@link
 * TargetChecks}, for generated code; targets are {@code float[]} or {@code double[]}.
 */
public enum KnownTargets {
  /** Numbers in 0..1. */
  PROBABILITIES(0, 1, 0, 1, "must be in 0..1"),
  /** Numbers between 0 and 1, neither of them. */
  SHARES(
      Float.MIN_VALUE, Math.nextDown(1f), Double.MIN_VALUE, Math.nextDown(1.0), AmountChecks.SHARE),
  /** Finite numbers. */
  REALS(
      -Float.MAX_VALUE,
      Float.MAX_VALUE,
      -Double.MAX_VALUE,
      Double.MAX_VALUE,
      "must be a finite number"),
  /** Whole numbers, 0 or more. */
  COUNTS(0, Float.MAX_VALUE, 0, Double.MAX_VALUE, CountChecks.COUNT),
  /** Finite numbers, 0 or more. */
  AMOUNTS(0, Float.MAX_VALUE, 0, Double.MAX_VALUE, AmountChecks.AMOUNT),
  /** Finite numbers above 0. */
  POSITIVE(
      Float.MIN_VALUE, Float.MAX_VALUE, Double.MIN_VALUE, Double.MAX_VALUE, AmountChecks.POSITIVE);

  private final float leastFloat;
  private final float mostFloat;
  private final double leastDouble;
  private final double mostDouble;
  private final String demand;

  KnownTargets(
      float leastFloat, float mostFloat, double leastDouble, double mostDouble, String demand) {
    this.leastFloat = leastFloat;
    this.mostFloat = mostFloat;
    this.leastDouble = leastDouble;
    this.mostDouble = mostDouble;
    this.demand = demand;
  }

  /**
   * Checks targets, each one of these or NaN.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public void check(String name, Object targets, int size, int positions) {
    check(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets, each one of these or NaN.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public void check(String name, Object targets, int size, int positions, double[] weights) {
    checkUpTo(name, targets, size, mostDouble, positions, weights);
  }

  /**
   * Checks targets, each one of these that is not above a number, or NaN.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param most the most that a target can be, a whole number
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public void checkUpTo(String name, Object targets, int size, double most, int positions) {
    checkUpTo(name, targets, size, most, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets, each one of these that is not above a number, or NaN.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param most the most that a target can be, a whole number
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public void checkUpTo(
      String name, Object targets, int size, double most, int positions, double[] weights) {
    int length = Array.getLength(targets);
    int bad = firstBad(targets, 0, most);
    while (bad < length) {
      int row = row(bad, size, positions);
      if (counts(row, weights)) {
        String range = most == mostDouble ? demand : CountChecks.COUNT_UP_TO + (long) most;
        Object value = Array.get(targets, bad);
        throw TargetRows.bad(name, bad, row, value, range + ", or NaN where it is unknown");
      }
      bad = firstBad(targets, bad + 1, most);
    }
  }

  private int firstBad(Object targets, int from, double most) {
    return targets instanceof float[] floats
        ? firstBad(floats, from, (float) Math.min(most, mostFloat))
        : firstBad((double[]) targets, from, most);
  }

  /** NaN is neither below nor above a number. */
  private int firstBad(float[] x, int from, float most) {
    int i = from;
    while (i < x.length && !(x[i] < leastFloat || x[i] > most || isFraction(x[i]))) {
      i++;
    }
    return i;
  }

  private int firstBad(double[] x, int from, double most) {
    int i = from;
    while (i < x.length && !(x[i] < leastDouble || x[i] > most || isFraction(x[i]))) {
      i++;
    }
    return i;
  }

  /** Where whole numbers are asked for. */
  private boolean isFraction(double x) {
    return this == COUNTS && x != Math.rint(x) && !Double.isNaN(x);
  }

  /**
   * Adds up the rows in which at least one target is known.
   *
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @return their number
   */
  public static double rows(Object targets, int size, int positions) {
    return rows(targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Adds up the weights of the rows in which at least one target is known.
   *
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   * @return the sum
   */
  public static double rows(Object targets, int size, int positions, double[] weights) {
    int rows = Array.getLength(targets) / size;
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      if (isAny(targets, row, size, positions)) {
        sum += weight(weights, row);
      }
    }
    return sum;
  }

  /**
   * Adds up the targets that are known.
   *
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @return their number
   */
  public static double outputs(Object targets, int size, int positions) {
    return outputs(targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Adds up the targets that are known, each with the weight of its row.
   *
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   * @return the sum
   */
  public static double outputs(Object targets, int size, int positions, double[] weights) {
    int rows = Array.getLength(targets) / size;
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += weight(weights, row) * known(targets, row, size, positions);
    }
    return sum;
  }

  private static double weight(double[] weights, int row) {
    return weights.length == 0 ? 1 : weights[row];
  }

  /**
   * Whether a target of a row is known.
   *
   * @param targets the targets of all examples
   * @param row the row
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @return whether there is one that is not NaN
   */
  public static boolean isAny(Object targets, int row, int size, int positions) {
    return known(targets, row, size, positions) > 0;
  }

  private static int known(Object targets, int row, int size, int positions) {
    int start = row / positions * size * positions + row % positions;
    return targets instanceof float[] floats
        ? known(floats, start, size, positions)
        : known((double[]) targets, start, size, positions);
  }

  private static int known(float[] targets, int start, int size, int positions) {
    int known = 0;
    for (int k = 0; k < size; k++) {
      known += Float.isNaN(targets[start + k * positions]) ? 0 : 1;
    }
    return known;
  }

  private static int known(double[] targets, int start, int size, int positions) {
    int known = 0;
    for (int k = 0; k < size; k++) {
      known += Double.isNaN(targets[start + k * positions]) ? 0 : 1;
    }
    return known;
  }
}
