package dev.surprisal.runtime;

/**
 * The checks of generated code that no array is written which is read, or written, as another
 * argument.
 */
public final class Overlaps {
  private Overlaps() {}

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
}
