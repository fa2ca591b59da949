package dev.surprisal.runtime;

import static dev.surprisal.runtime.TargetRows.NO_WEIGHTS;
import static dev.surprisal.runtime.TargetRows.bad;
import static dev.surprisal.runtime.TargetRows.counts;
import static dev.surprisal.runtime.TargetRows.within;
import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;

/**
 * The checks of generated code that ask for targets, made before anything is written. A failed
 * check names the argument, the row, the value and the range. The lengths of arrays have been
 * checked already. Where rows have weights, what a row of weight 0 holds may be anything.
 */
public final class TargetChecks {
  /** What a row of target probabilities may be off from 1: they are often the work of floats. */
  private static final double SUM_TOLERANCE = 1e-3;

  private TargetChecks() {}

  /**
   * Checks class indices, each in 0..size&minus;1.
   *
   * @param name the name of the argument
   * @param classes the class indices
   * @param size the number of classes
   */
  public static void classIndices(String name, int[] classes, int size) {
    classIndices(name, classes, size, NO_WEIGHTS);
  }

  /**
   * Checks class indices, each in 0..size&minus;1.
   *
   * @param name the name of the argument
   * @param classes the class indices
   * @param size the number of classes
   * @param weights the weight of each row
   */
  public static void classIndices(String name, int[] classes, int size, double[] weights) {
    for (int row = 0; row < classes.length; row++) {
      if ((classes[row] < 0 || classes[row] >= size) && counts(row, weights)) {
        throw bad(name, row, row, classes[row], "a class index must be in 0.." + (size - 1));
      }
    }
  }

  /**
   * Checks class indices, each in 0..size&minus;1 or one that marks a row to ignore.
   *
   * @param name the name of the argument
   * @param classes the class indices
   * @param size the number of classes
   * @param ignored what marks a row to ignore
   */
  public static void classIndicesOr(String name, int[] classes, int size, int ignored) {
    classIndicesOr(name, classes, size, ignored, NO_WEIGHTS);
  }

  /**
   * Checks class indices, each in 0..size&minus;1 or one that marks a row to ignore.
   *
   * @param name the name of the argument
   * @param classes the class indices
   * @param size the number of classes
   * @param ignored what marks a row to ignore
   * @param weights the weight of each row
   */
  public static void classIndicesOr(
      String name, int[] classes, int size, int ignored, double[] weights) {
    for (int row = 0; row < classes.length; row++) {
      boolean isClass = classes[row] >= 0 && classes[row] < size;
      if (!isClass && classes[row] != ignored && counts(row, weights)) {
        String range =
            "a class index must be in 0.." + (size - 1) + ", or " + ignored + " to ignore it";
        throw bad(name, row, row, classes[row], range);
      }
    }
  }

  /**
   * Checks targets that are probabilities, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void probabilities(String name, float[] targets, int size, int positions) {
    probabilities(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are probabilities, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void probabilities(
      String name, float[] targets, int size, int positions, double[] weights) {
    within(FLOATS, name, targets, size, positions, weights, 0, 1, "must be in 0..1");
  }

  /**
   * Checks targets that are probabilities, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void probabilities(String name, double[] targets, int size, int positions) {
    probabilities(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are probabilities, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void probabilities(
      String name, double[] targets, int size, int positions, double[] weights) {
    within(DOUBLES, name, targets, size, positions, weights, 0, 1, "must be in 0..1");
  }

  /**
   * Checks targets that are real numbers, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void finite(String name, float[] targets, int size, int positions) {
    finite(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are real numbers, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void finite(
      String name, float[] targets, int size, int positions, double[] weights) {
    float most = Float.MAX_VALUE;
    String range = "must be a finite number";
    within(FLOATS, name, targets, size, positions, weights, -most, most, range);
  }

  /**
   * Checks targets that are real numbers, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void finite(String name, double[] targets, int size, int positions) {
    finite(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are real numbers, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void finite(
      String name, double[] targets, int size, int positions, double[] weights) {
    double most = Double.MAX_VALUE;
    String range = "must be a finite number";
    within(DOUBLES, name, targets, size, positions, weights, -most, most, range);
  }

  /**
   * Checks targets of which each row is a distribution: all in 0..1, with the sum 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void distributions(String name, float[] targets, int size, int positions) {
    distributions(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets of which each row is a distribution: all in 0..1, with the sum 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void distributions(
      String name, float[] targets, int size, int positions, double[] weights) {
    probabilities(name, targets, size, positions, weights);
    for (int row = 0; row < targets.length / size; row++) {
      if (counts(row, weights)) {
        checkSum(name, row, sumOfRow(targets, row, size, positions));
      }
    }
  }

  /**
   * Checks targets of which each row is a distribution: all in 0..1, with the sum 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void distributions(String name, double[] targets, int size, int positions) {
    distributions(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets of which each row is a distribution: all in 0..1, with the sum 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void distributions(
      String name, double[] targets, int size, int positions, double[] weights) {
    probabilities(name, targets, size, positions, weights);
    for (int row = 0; row < targets.length / size; row++) {
      if (counts(row, weights)) {
        checkSum(name, row, sumOfRow(targets, row, size, positions));
      }
    }
  }

  private static double sumOfRow(float[] targets, int row, int size, int positions) {
    if (positions == 1) {
      return FLOATS.sum(targets, row * size, size);
    }
    int start = row / positions * size * positions + row % positions;
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += targets[start + k * positions];
    }
    return sum;
  }

  private static double sumOfRow(double[] targets, int row, int size, int positions) {
    if (positions == 1) {
      return DOUBLES.sum(targets, row * size, size);
    }
    int start = row / positions * size * positions + row % positions;
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += targets[start + k * positions];
    }
    return sum;
  }

  private static void checkSum(String name, int row, double sum) {
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          name
              + ": the probabilities in row "
              + row
              + " sum to "
              + sum
              + ": must be 1, within "
              + SUM_TOLERANCE);
    }
  }
}
