package dev.surprisal.runtime;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;

import dev.surprisal.runtime.kernel.RowKernels;
import java.lang.reflect.Array;

/**
 * The checks of generated code that ask for targets, made before anything is written. A failed
 * check names the argument, the row, the value and the range. The lengths of arrays have been
 * checked already.
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
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of classes
   */
  public static void classIndices(String name, int[] classes, int from, int to, int size) {
    for (int row = from; row < to; row++) {
      if (classes[row] < 0 || classes[row] >= size) {
        throw bad(name, row, row, classes[row], "a class index must be in 0.." + (size - 1));
      }
    }
  }

  /**
   * Checks class indices, each in 0..size&minus;1 or one that marks a row to ignore.
   *
   * @param name the name of the argument
   * @param classes the class indices
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of classes
   * @param ignored what marks a row to ignore
   */
  public static void classIndicesOr(
      String name, int[] classes, int from, int to, int size, int ignored) {
    for (int row = from; row < to; row++) {
      if (classes[row] != ignored && (classes[row] < 0 || classes[row] >= size)) {
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
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of targets per row
   */
  public static void probabilities(String name, float[] targets, int from, int to, int size) {
    within(FLOATS, name, targets, from, to, size, 0, 1, "must be in 0..1");
  }

  /**
   * Checks targets that are probabilities, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of targets per row
   */
  public static void probabilities(String name, double[] targets, int from, int to, int size) {
    within(DOUBLES, name, targets, from, to, size, 0, 1, "must be in 0..1");
  }

  /**
   * Checks targets that are real numbers, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of targets per row
   */
  public static void finite(String name, float[] targets, int from, int to, int size) {
    float most = Float.MAX_VALUE;
    within(FLOATS, name, targets, from, to, size, -most, most, "must be a finite number");
  }

  /**
   * Checks targets that are real numbers, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of targets per row
   */
  public static void finite(String name, double[] targets, int from, int to, int size) {
    double most = Double.MAX_VALUE;
    within(DOUBLES, name, targets, from, to, size, -most, most, "must be a finite number");
  }

  /**
   * Checks targets that are probabilities, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of targets per row
   * @param positions the number of positions per example: the targets of a row lie so far apart
   */
  public static void probabilities(
      String name, float[] targets, int from, int to, int size, int positions) {
    within(FLOATS, name, targets, from, to, size, positions, 0, 1, "must be in 0..1");
  }

  /**
   * Checks targets that are probabilities, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of targets per row
   * @param positions the number of positions per example: the targets of a row lie so far apart
   */
  public static void probabilities(
      String name, double[] targets, int from, int to, int size, int positions) {
    within(DOUBLES, name, targets, from, to, size, positions, 0, 1, "must be in 0..1");
  }

  /**
   * Checks targets that are real numbers, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of targets per row
   * @param positions the number of positions per example: the targets of a row lie so far apart
   */
  public static void finite(
      String name, float[] targets, int from, int to, int size, int positions) {
    float most = Float.MAX_VALUE;
    String range = "must be a finite number";
    within(FLOATS, name, targets, from, to, size, positions, -most, most, range);
  }

  /**
   * Checks targets that are real numbers, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of targets per row
   * @param positions the number of positions per example: the targets of a row lie so far apart
   */
  public static void finite(
      String name, double[] targets, int from, int to, int size, int positions) {
    double most = Double.MAX_VALUE;
    String range = "must be a finite number";
    within(DOUBLES, name, targets, from, to, size, positions, -most, most, range);
  }

  private static <A> void within(
      RowKernels<A> kernels,
      String name,
      A targets,
      int from,
      int to,
      int size,
      double low,
      double high,
      String range) {
    int end = to * size;
    int bad = kernels.firstOutside(targets, from * size, end - from * size, low, high);
    if (bad < end) {
      throw bad(name, bad, bad / size, Array.get(targets, bad), range);
    }
  }

  /** Rows whose targets do not lie side by side, as those of an example do. */
  private static <A> void within(
      RowKernels<A> kernels,
      String name,
      A targets,
      int from,
      int to,
      int size,
      int positions,
      double low,
      double high,
      String range) {
    for (int row = from, end; row < to; row = end) {
      int example = row / positions;
      end = Math.min(to, (example + 1) * positions);
      for (int k = 0; k < size; k++) {
        int start = (example * size + k) * positions + row % positions;
        int bad = kernels.firstOutside(targets, start, end - row, low, high);
        if (bad < start + end - row) {
          throw bad(name, bad, row + bad - start, Array.get(targets, bad), range);
        }
      }
    }
  }

  /**
   * Checks targets of which each row is a distribution: all in 0..1, with the sum 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of classes, which lie side by side
   */
  public static void distributions(String name, float[] targets, int from, int to, int size) {
    probabilities(name, targets, from, to, size);
    sumsToOne(FLOATS, name, targets, from, to, size);
  }

  /**
   * Checks targets of which each row is a distribution: all in 0..1, with the sum 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of classes, which lie side by side
   */
  public static void distributions(String name, double[] targets, int from, int to, int size) {
    probabilities(name, targets, from, to, size);
    sumsToOne(DOUBLES, name, targets, from, to, size);
  }

  private static <A> void sumsToOne(
      RowKernels<A> kernels, String name, A targets, int from, int to, int size) {
    for (int row = from; row < to; row++) {
      checkSum(name, row, kernels.sum(targets, row * size, size));
    }
  }

  /**
   * Checks targets of which each row is a distribution: all in 0..1, with the sum 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   */
  public static void distributions(
      String name, float[] targets, int from, int to, int size, int positions) {
    probabilities(name, targets, from, to, size, positions);
    for (int row = from; row < to; row++) {
      int start = row / positions * size * positions + row % positions;
      double sum = 0;
      for (int k = 0; k < size; k++) {
        sum += targets[start + k * positions];
      }
      checkSum(name, row, sum);
    }
  }

  /**
   * Checks targets of which each row is a distribution: all in 0..1, with the sum 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param from the first row to look at
   * @param to the row after the last
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   */
  public static void distributions(
      String name, double[] targets, int from, int to, int size, int positions) {
    probabilities(name, targets, from, to, size, positions);
    for (int row = from; row < to; row++) {
      int start = row / positions * size * positions + row % positions;
      double sum = 0;
      for (int k = 0; k < size; k++) {
        sum += targets[start + k * positions];
      }
      checkSum(name, row, sum);
    }
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

  /**
   * Checks the weights of examples: one for each row, each finite, 0 or more.
   *
   * @param weights the weights
   * @param rows the number of rows
   */
  public static void weights(double[] weights, int rows) {
    Arguments.length("weights", weights, rows);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += weights[row];
      if (!(weights[row] >= 0 && sum < Double.POSITIVE_INFINITY)) {
        throw bad(
            "weights", row, row, weights[row], "must be finite, 0 or more, as must their sum");
      }
    }
  }

  private static IllegalArgumentException bad(
      String name, int index, int row, Object value, String range) {
    return new IllegalArgumentException(
        name + "[" + index + "] = " + value + ", in row " + row + ": " + range);
  }
}
