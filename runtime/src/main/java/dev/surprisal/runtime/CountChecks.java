package dev.surprisal.runtime;

import static dev.surprisal.runtime.TargetRows.NO_WEIGHTS;
import static dev.surprisal.runtime.TargetRows.row;
import static dev.surprisal.runtime.TargetRows.within;
import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;

/** As {@link TargetChecks}, of targets that are counts. */
public final class CountChecks {
  static final String COUNT = "a count must be a whole number, 0 or more";

  static final String COUNT_UP_TO = "a count must be a whole number in 0..";

  private CountChecks() {}

  /**
   * Checks targets that are counts, each a whole number, 0 or more.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void counts(String name, float[] targets, int size, int positions) {
    counts(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are counts, each a whole number, 0 or more.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void counts(
      String name, float[] targets, int size, int positions, double[] weights) {
    within(FLOATS, name, targets, size, positions, weights, 0, Float.MAX_VALUE, COUNT);
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] != Math.rint(targets[i])) {
        refuse(name, i, row(i, size, positions), targets[i], weights, COUNT);
      }
    }
  }

  /**
   * Checks targets that are counts, each a whole number, 0 or more.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void counts(String name, double[] targets, int size, int positions) {
    counts(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are counts, each a whole number, 0 or more.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void counts(
      String name, double[] targets, int size, int positions, double[] weights) {
    within(DOUBLES, name, targets, size, positions, weights, 0, Double.MAX_VALUE, COUNT);
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] != Math.rint(targets[i])) {
        refuse(name, i, row(i, size, positions), targets[i], weights, COUNT);
      }
    }
  }

  /**
   * Checks targets that count successes, each a whole number from 0 to the number of trials.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param trials the most that a target can be
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void countsOfTrials(
      String name, float[] targets, int size, double trials, int positions) {
    countsOfTrials(name, targets, size, trials, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that count successes, each a whole number from 0 to the number of trials.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param trials the most that a target can be
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void countsOfTrials(
      String name, float[] targets, int size, double trials, int positions, double[] weights) {
    for (int i = 0; i < targets.length; i++) {
      if (!isCount(targets[i], trials)) {
        refuse(name, i, row(i, size, positions), targets[i], weights, COUNT_UP_TO + (long) trials);
      }
    }
  }

  /**
   * Checks targets that count successes, each a whole number from 0 to the number of trials.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param trials the most that a target can be
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void countsOfTrials(
      String name, double[] targets, int size, double trials, int positions) {
    countsOfTrials(name, targets, size, trials, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that count successes, each a whole number from 0 to the number of trials.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param trials the most that a target can be
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void countsOfTrials(
      String name, double[] targets, int size, double trials, int positions, double[] weights) {
    for (int i = 0; i < targets.length; i++) {
      if (!isCount(targets[i], trials)) {
        refuse(name, i, row(i, size, positions), targets[i], weights, COUNT_UP_TO + (long) trials);
      }
    }
  }

  private static boolean isCount(double target, double trials) {
    return target >= 0 && target <= trials && target == Math.rint(target);
  }

  private static void refuse(
      String name, int index, int row, Number value, double[] weights, String demand) {
    if (TargetRows.counts(row, weights)) {
      throw TargetRows.bad(name, index, row, value, demand);
    }
  }
}
