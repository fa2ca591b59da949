package dev.surprisal.runtime.kernel;

/**
 * Which outputs a class stands for, where classes have an order: output k of a row says whether its
 * class, having reached k, is above it.
 */
public final class OrderedClasses {
  /** A class that reaches no output. */
  private static final int NONE = -1;

  private OrderedClasses() {}

  /**
   * Which outputs the class of their row is above of.
   *
   * @param classes the class of each row
   * @param size the outputs of a row
   * @param positions the rows that lie side by side: output k of all of them, then the next one
   * @param start the first of all outputs, flat
   * @param length the number of outputs
   * @param out written: 1 for an output k of a class above k, else 0
   */
  public static void passed(
      int[] classes, int size, int positions, int start, int length, double[] out) {
    distances(classes, NONE, size, positions, start, length, out);
    for (int i = 0; i < length; i++) {
      out[i] = Math.max(0, Math.min(1, out[i]));
    }
  }

  /**
   * Which outputs the class of their row has reached.
   *
   * @param classes the class of each row
   * @param size the outputs of a row
   * @param positions the rows that lie side by side: output k of all of them, then the next one
   * @param start the first of all outputs, flat
   * @param length the number of outputs
   * @param out written: 1 for an output k of a class k or above, else 0
   */
  public static void reached(
      int[] classes, int size, int positions, int start, int length, double[] out) {
    reached(classes, NONE, size, positions, start, length, out);
  }

  /**
   * The same, where a class may mark a row to ignore.
   *
   * @param classes the class of each row
   * @param ignored the class that reaches nothing
   * @param size the outputs of a row
   * @param positions the rows that lie side by side: output k of all of them, then the next one
   * @param start the first of all outputs, flat
   * @param length the number of outputs
   * @param out written: 1 for an output k of a class k or above, else 0
   */
  public static void reached(
      int[] classes, int ignored, int size, int positions, int start, int length, double[] out) {
    distances(classes, ignored, size, positions, start, length, out);
    for (int i = 0; i < length; i++) {
      out[i] = Math.max(0, Math.min(1, out[i] + 1));
    }
  }

  /** How far the class of its row is above each output. */
  private static void distances(
      int[] classes, int ignored, int size, int positions, int start, int length, double[] out) {
    for (int i = 0, end; i < length; i = end) {
      int example = (start + i) / (size * positions);
      int output = (start + i) / positions % size;
      int position = (start + i) % positions;
      int row = example * positions + position;
      if (positions == 1) {
        end = Math.min(length, i + size - output);
        double above = classOf(classes[row], ignored) - output;
        for (int j = i; j < end; j++) {
          out[j] = above - (j - i);
        }
      } else {
        end = Math.min(length, i + positions - position);
        for (int j = i; j < end; j++) {
          out[j] = classOf(classes[row + j - i], ignored) - output;
        }
      }
    }
  }

  private static double classOf(int target, int ignored) {
    return target == ignored ? NONE : target;
  }
}
