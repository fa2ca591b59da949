package dev.surprisal.runtime;

import java.util.Objects;

/**
 * The checks of generated code that ask for shapes and single numbers, made before anything is
 * written. A failed check names the argument, the value and the range. A null array gives a {@link
 * NullPointerException} with the name of the argument.
 */
public final class Arguments {
  // The reciprocal of a number beyond these may be no normal float any more.
  private static final double LEAST = 1e-30;
  private static final double MOST = 1e30;

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

  private static void length(String name, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          name + ": length " + actual + ", must be " + expected + " to fit the other arguments");
    }
  }

  /**
   * Checks that an array that will be written is not the array of targets, which would be lost.
   *
   * @param name the name of the array that will be written
   * @param array the array that will be written
   * @param targets the targets
   */
  public static void notTheTargets(String name, Object array, Object targets) {
    if (array == targets) {
      throw new IllegalArgumentException(
          name + ": is the array of targets itself, which would be overwritten");
    }
  }

  /**
   * Checks that an array that will be written is not that of the weights, which would be lost.
   *
   * @param name the name of the array that will be written
   * @param array the array that will be written
   * @param weights the weights
   */
  public static void notTheWeights(String name, double[] array, double[] weights) {
    if (array == weights) {
      throw new IllegalArgumentException(
          name + ": is the array of weights itself, which would be overwritten");
    }
  }

  /**
   * Checks that an array that will be written is not another one of the same call.
   *
   * @param name the name of the array that will be written
   * @param array the array that will be written
   * @param otherName the name of the other one
   * @param other the other one
   */
  public static void notTheSame(String name, Object array, String otherName, Object other) {
    if (array == other) {
      throw new IllegalArgumentException(
          name + ": is the same array as " + otherName + ", must be another one");
    }
  }

  /**
   * Checks that an array that will be written is none that a head reads.
   *
   * @param name the name of the array that will be written
   * @param array the array that will be written
   * @param others arrays of a head
   */
  public static void apart(String name, Object array, Object... others) {
    if (isOneOf(array, others)) {
      throw shared(name);
    }
  }

  /**
   * Checks that no array of gradients is one that another head reads or writes.
   *
   * @param heads the names of the heads
   * @param gradients the array that will be written for each head
   * @param read the arrays that are read for each head
   */
  public static void apart(String[] heads, Object[] gradients, Object[][] read) {
    for (int head = 0; head < heads.length; head++) {
      for (int other = 0; other < heads.length; other++) {
        Object written = gradients[head];
        if (head != other && (written == gradients[other] || isOneOf(written, read[other]))) {
          throw shared(heads[head] + ": gradients");
        }
      }
    }
  }

  private static boolean isOneOf(Object array, Object[] others) {
    for (Object other : others) {
      if (array == other) {
        return true;
      }
    }
    return false;
  }

  private static IllegalArgumentException shared(String name) {
    return new IllegalArgumentException(
        name + ": is an array of another head as well, which would be overwritten");
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
   * Checks the sum of the weights of a batch, which divides its gradient.
   *
   * @param weight the sum
   * @return the same number
   */
  public static double totalWeight(double weight) {
    if (!(weight == 0 || weight >= LEAST && weight <= MOST)) {
      throw new IllegalArgumentException(
          "the weights of the rows sum to " + weight + ": must be 0 or in 1e-30..1e30");
    }
    return weight;
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

  private static IllegalArgumentException outside(
      String name, int index, double value, String range) {
    return new IllegalArgumentException(name + "[" + index + "] = " + value + ": must be " + range);
  }
}
