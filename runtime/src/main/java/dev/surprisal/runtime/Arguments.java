package dev.surprisal.runtime;

import java.util.Objects;

/**
 * The checks of generated code that ask for shapes and single numbers, made before anything is
 * written. A failed check names the argument, the value and the range. A null array gives a {@link
 * NullPointerException} with the name of the argument.
 */
public final class Arguments {
  /** The reciprocal of a number below this may be no normal float any more. */
  static final double LEAST = 1e-30;

  /** The reciprocal of a number above this may be no normal float any more. */
  static final double MOST = 1e30;

  private Arguments() {}

  /**
   * Checks the number of outputs per example that a constructor was given.
   *
   * @param name the name of the number
   * @param size the number of outputs per example
   * @return the same number
   */
  public static int size(String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          name + " = " + size + ": an example needs at least one output");
    }
    return size;
  }

  /**
   * Checks the number of classes that a constructor was given.
   *
   * @param name the name of the number
   * @param size the number of classes
   * @return the same number
   */
  public static int classes(String name, int size) {
    if (size < 2) {
      throw new IllegalArgumentException(
          name
              + " = "
              + size
              + ": a softmax over fewer than two classes is always 1: its loss is always 0 and"
              + " nothing is learned");
    }
    return size;
  }

  /**
   * Checks the number of positions per example that a constructor was given.
   *
   * @param positions the number of positions per example
   * @param size the number of outputs of a position
   * @return the same number of positions
   */
  public static int positions(int positions, int size) {
    if (positions < 1) {
      throw new IllegalArgumentException(
          "positions = " + positions + ": an example needs at least one position");
    }
    if ((long) positions * size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "positions = " + positions + ": times " + size + " outputs is more than an array holds");
    }
    return positions;
  }

  /**
   * Checks that outputs are whole rows.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param size the number of outputs per example
   * @return the number of rows
   */
  public static int rows(String name, float[] outputs, int size) {
    return rows(name, Objects.requireNonNull(outputs, name).length, size);
  }

  /**
   * Checks that outputs are whole rows.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param size the number of outputs per example
   * @return the number of rows
   */
  public static int rows(String name, double[] outputs, int size) {
    return rows(name, Objects.requireNonNull(outputs, name).length, size);
  }

  private static int rows(String name, int length, int size) {
    if (length % size != 0) {
      throw new IllegalArgumentException(
          name
              + ": length "
              + length
              + " is not a multiple of "
              + size
              + ", the number of outputs per example");
    }
    return length / size;
  }

  /**
   * Checks the length of an array.
   *
   * @param name the name of the argument
   * @param array the array
   * @param length the length that it must have
   */
  public static void length(String name, float[] array, int length) {
    length(name, Objects.requireNonNull(array, name).length, length);
  }

  /**
   * Checks the length of an array.
   *
   * @param name the name of the argument
   * @param array the array
   * @param length the length that it must have
   */
  public static void length(String name, double[] array, int length) {
    length(name, Objects.requireNonNull(array, name).length, length);
  }

  /**
   * Checks the length of an array of targets.
   *
   * @param name the name of the argument
   * @param array the array
   * @param length the length that it must have
   */
  public static void length(String name, int[] array, int length) {
    length(name, Objects.requireNonNull(array, name).length, length);
  }

  /**
   * Checks the length of an array that says something of each target.
   *
   * @param name the name of the argument
   * @param array the array
   * @param length the length that it must have
   */
  public static void length(String name, boolean[] array, int length) {
    length(name, Objects.requireNonNull(array, name).length, length);
  }

  private static void length(String name, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          name + ": length " + actual + ", must be " + expected + " to fit the other arguments");
    }
  }

  /**
   * Checks the number that divides a gradient.
   *
   * @param denominator the number
   * @param weight the weight of what counts; where it is 0, the denominator may be, as it divides
   *     nothing
   * @return the same number
   */
  public static double denominator(double denominator, double weight) {
    boolean isInRange = denominator >= LEAST && denominator <= MOST;
    if (!isInRange && !(denominator == 0 && weight == 0)) {
      throw new IllegalArgumentException(
          "denominator = " + denominator + ": must be in 1e-30..1e30");
    }
    return denominator;
  }

  /**
   * What a division by a number multiplies by.
   *
   * @param divisor a number that was checked
   * @return 1 / divisor; 0 for 0, which is the divisor where nothing counts
   */
  public static double inverse(double divisor) {
    return divisor == 0 ? 0 : 1 / divisor;
  }

  /**
   * Checks that one number can divide the gradients of all heads of a composite loss.
   *
   * @param denominator the number
   * @param denominators what the gradients of each head would be divided by, as its mean has it
   * @param areAlike whether they are the same for all heads, in this batch as in others
   */
  public static void oneDenominator(double denominator, Record denominators, boolean areAlike) {
    if (!areAlike) {
      throw new IllegalArgumentException(
          "denominator = "
              + denominator
              + ": one number for heads that count differently, "
              + denominators
              + ". Add up the denominators of all parts of the batch, and give those to"
              + " valuesAndGradients.");
    }
  }

  /**
   * Checks numbers that a constructor was given for each output.
   *
   * @param name the name of the argument
   * @param numbers the numbers
   * @return a copy of them
   */
  public static double[] positive(String name, double[] numbers) {
    for (int k = 0; k < numbers.length; k++) {
      if (!(numbers[k] >= LEAST && numbers[k] <= MOST)) {
        throw outside(name, k, numbers[k], "in 1e-30..1e30");
      }
    }
    return numbers.clone();
  }

  /**
   * Checks numbers that a constructor was given for each output.
   *
   * @param name the name of the argument
   * @param numbers the numbers
   * @return a copy of them
   */
  public static double[] notNegative(String name, double[] numbers) {
    for (int k = 0; k < numbers.length; k++) {
      if (!(numbers[k] == 0 || numbers[k] >= LEAST && numbers[k] <= MOST)) {
        throw outside(name, k, numbers[k], "0 or in 1e-30..1e30");
      }
    }
    return numbers.clone();
  }

  /**
   * Checks a number of a formula that a constructor was given.
   *
   * @param name the name of the argument
   * @param number the number
   * @param isAllowed whether it is one of those that the declaration allows
   * @param range these, in words
   * @return the same number
   */
  public static double parameter(String name, double number, boolean isAllowed, String range) {
    if (!isAllowed || !Double.isFinite(number)) {
      throw new IllegalArgumentException(name + " = " + number + ": must be " + range);
    }
    return number;
  }

  /**
   * Checks a number of a formula, any that is finite, that a constructor was given.
   *
   * @param name the name of the argument
   * @param number the number
   * @param range what it is, in words
   * @return the same number
   */
  public static double parameter(String name, double number, String range) {
    return parameter(name, number, true, range);
  }

  private static IllegalArgumentException outside(
      String name, int index, double value, String range) {
    return new IllegalArgumentException(name + "[" + index + "] = " + value + ": must be " + range);
  }
}
