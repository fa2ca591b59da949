package dev.surprisal.runtime;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;

import java.util.Objects;

/**
 * The checks of generated code, made before anything is written. A failed check names the argument,
 * the row, the value and the range. A null array gives a {@link NullPointerException} with the name
 * of the argument.
 */
public final class Arguments {
  private Arguments() {}

  /**
   * Checks the number of outputs per example that a constructor was given.
   *
   * @param size the number of outputs per example
   * @return the same number
   */
  public static int size(int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "size = " + size + ": an example needs at least one output");
    }
    return size;
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
   * Checks the length of an array that will be written.
   *
   * @param name the name of the argument
   * @param array the array
   * @param length the length that it must have
   */
  public static void length(String name, float[] array, int length) {
    length(name, Objects.requireNonNull(array, name).length, length);
  }

  /**
   * Checks the length of an array that will be written.
   *
   * @param name the name of the argument
   * @param array the array
   * @param length the length that it must have
   */
  public static void length(String name, double[] array, int length) {
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
   * Checks the number that divides a gradient.
   *
   * @param denominator the number
   * @return the same number
   */
  public static double denominator(double denominator) {
    // Of a number beyond, the reciprocal may be no normal float any more.
    if (!(denominator >= 1e-30 && denominator <= 1e30)) {
      throw new IllegalArgumentException(
          "denominator = " + denominator + ": must be in 1e-30..1e30");
    }
    return denominator;
  }

  /**
   * Checks class indices: one for each row, each in 0..size−1.
   *
   * @param name the name of the argument
   * @param classes the class indices
   * @param rows the number of rows
   * @param size the number of classes
   */
  public static void classIndices(String name, int[] classes, int rows, int size) {
    length(name, Objects.requireNonNull(classes, name).length, rows);
    for (int row = 0; row < rows; row++) {
      if (classes[row] < 0 || classes[row] >= size) {
        throw new IllegalArgumentException(
            name
                + "["
                + row
                + "] = "
                + classes[row]
                + ", in row "
                + row
                + ": a class index must be in 0.."
                + (size - 1));
      }
    }
  }

  /**
   * Checks targets that are probabilities: one for each output, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param rows the number of rows
   * @param size the number of targets per row
   */
  public static void probabilities(String name, float[] targets, int rows, int size) {
    length(name, targets, rows * size);
    int bad = FLOATS.firstOutside(targets, 0, targets.length, 0, 1);
    if (bad < targets.length) {
      throw notAProbability(name, bad, bad / size, targets[bad]);
    }
  }

  /**
   * Checks targets that are probabilities: one for each output, each in 0..1.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param rows the number of rows
   * @param size the number of targets per row
   */
  public static void probabilities(String name, double[] targets, int rows, int size) {
    length(name, targets, rows * size);
    int bad = DOUBLES.firstOutside(targets, 0, targets.length, 0, 1);
    if (bad < targets.length) {
      throw notAProbability(name, bad, bad / size, targets[bad]);
    }
  }

  private static IllegalArgumentException notAProbability(
      String name, int index, int row, double value) {
    return new IllegalArgumentException(
        name + "[" + index + "] = " + value + ", in row " + row + ": must be in 0..1");
  }

  /**
   * Checks targets that are real numbers: one for each output, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param rows the number of rows
   * @param size the number of targets per row
   */
  public static void finite(String name, float[] targets, int rows, int size) {
    length(name, targets, rows * size);
    int bad = FLOATS.firstOutside(targets, 0, targets.length, -Float.MAX_VALUE, Float.MAX_VALUE);
    if (bad < targets.length) {
      throw notFinite(name, bad, bad / size, targets[bad]);
    }
  }

  /**
   * Checks targets that are real numbers: one for each output, each finite.
   *
   * @param name the name of the argument
   * @param targets the targets of all examples
   * @param rows the number of rows
   * @param size the number of targets per row
   */
  public static void finite(String name, double[] targets, int rows, int size) {
    length(name, targets, rows * size);
    int bad = DOUBLES.firstOutside(targets, 0, targets.length, -Double.MAX_VALUE, Double.MAX_VALUE);
    if (bad < targets.length) {
      throw notFinite(name, bad, bad / size, targets[bad]);
    }
  }

  private static IllegalArgumentException notFinite(String name, int index, int row, double value) {
    return new IllegalArgumentException(
        name + "[" + index + "] = " + value + ", in row " + row + ": must be a finite number");
  }
}
