package dev.surprisal.runtime;

import static dev.surprisal.runtime.TargetRows.NO_WEIGHTS;
import static dev.surprisal.runtime.TargetRows.within;
import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;

/** As {@link TargetChecks}, of targets that are amounts, or shares of one. */
public final class AmountChecks {
  static final String AMOUNT = "an amount must be a finite number, 0 or more";

  static final String POSITIVE = "an amount must be a finite number above 0";

  static final String SHARE = "a share must lie between 0 and 1, and be neither";

  private AmountChecks() {}

  /**
   * Checks targets that are amounts, each finite and 0 or more.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void amounts(String name, float[] targets, int size, int positions) {
    amounts(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are amounts, each finite and 0 or more.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void amounts(
      String name, float[] targets, int size, int positions, double[] weights) {
    within(FLOATS, name, targets, size, positions, weights, 0, Float.MAX_VALUE, AMOUNT);
  }

  /**
   * Checks targets that are amounts, each finite and 0 or more.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void amounts(String name, double[] targets, int size, int positions) {
    amounts(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are amounts, each finite and 0 or more.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void amounts(
      String name, double[] targets, int size, int positions, double[] weights) {
    within(DOUBLES, name, targets, size, positions, weights, 0, Double.MAX_VALUE, AMOUNT);
  }

  /**
   * Checks targets that are positive amounts, each finite and above 0.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void positive(String name, float[] targets, int size, int positions) {
    positive(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are positive amounts, each finite and above 0.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void positive(
      String name, float[] targets, int size, int positions, double[] weights) {
    within(
        FLOATS,
        name,
        targets,
        size,
        positions,
        weights,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        POSITIVE);
  }

  /**
   * Checks targets that are positive amounts, each finite and above 0.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void positive(String name, double[] targets, int size, int positions) {
    positive(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are positive amounts, each finite and above 0.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void positive(
      String name, double[] targets, int size, int positions, double[] weights) {
    within(
        DOUBLES,
        name,
        targets,
        size,
        positions,
        weights,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        POSITIVE);
  }

  /**
   * Checks targets that are shares, each between 0 and 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void shares(String name, float[] targets, int size, int positions) {
    shares(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are shares, each between 0 and 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void shares(
      String name, float[] targets, int size, int positions, double[] weights) {
    within(
        FLOATS, name, targets, size, positions, weights, Float.MIN_VALUE, Math.nextDown(1f), SHARE);
  }

  /**
   * Checks targets that are shares, each between 0 and 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   */
  public static void shares(String name, double[] targets, int size, int positions) {
    shares(name, targets, size, positions, NO_WEIGHTS);
  }

  /**
   * Checks targets that are shares, each between 0 and 1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param size the number of targets per row
   * @param positions how far apart the targets of a row lie: the positions of an example, or 1
   * @param weights the weight of each row
   */
  public static void shares(
      String name, double[] targets, int size, int positions, double[] weights) {
    within(
        DOUBLES,
        name,
        targets,
        size,
        positions,
        weights,
        Double.MIN_VALUE,
        Math.nextDown(1.0),
        SHARE);
  }
}
