package dev.surprisal.runtime;

/**
 * Refuses outputs that are probabilities already, to which a softmax would be applied again: the
 * model would still learn, slowly and badly, and nothing would say why.
 *
 * <p>Real logits pass after a few loads: a row is under suspicion only while it has no negative
 * value and its sum does not exceed 1, and one row that sums to something else acquits all.
 * Log-probabilities need no such check, as a softmax leaves them as they are.
 */
public final class OutputChecks {
  /** As many rows are looked at. */
  private static final int ROWS = 16;

  /** What the sum of a softmax may be off from 1. */
  private static final double TOLERANCE = 1e-4;

  private OutputChecks() {}

  /**
   * Refuses outputs of which each of the first rows is a distribution.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param rows the number of rows
   * @param size the number of classes, which lie side by side
   */
  public static void notProbabilities(String name, float[] outputs, int rows, int size) {
    int suspects = Math.min(rows, ROWS);
    for (int row = 0; row < suspects; row++) {
      if (!isDistribution(outputs, row * size, size, 1)) {
        return;
      }
    }
    refuse(name, suspects);
  }

  /**
   * Refuses outputs of which each of the first rows is a distribution.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param rows the number of rows
   * @param size the number of classes, which lie side by side
   */
  public static void notProbabilities(String name, double[] outputs, int rows, int size) {
    int suspects = Math.min(rows, ROWS);
    for (int row = 0; row < suspects; row++) {
      if (!isDistribution(outputs, row * size, size, 1)) {
        return;
      }
    }
    refuse(name, suspects);
  }

  /**
   * Refuses outputs of which each of the first rows is a distribution.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param rows the number of rows
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   */
  public static void notProbabilities(
      String name, float[] outputs, int rows, int size, int positions) {
    int suspects = Math.min(rows, ROWS);
    for (int row = 0; row < suspects; row++) {
      int start = row / positions * size * positions + row % positions;
      if (!isDistribution(outputs, start, size, positions)) {
        return;
      }
    }
    refuse(name, suspects);
  }

  /**
   * Refuses outputs of which each of the first rows is a distribution.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param rows the number of rows
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   */
  public static void notProbabilities(
      String name, double[] outputs, int rows, int size, int positions) {
    int suspects = Math.min(rows, ROWS);
    for (int row = 0; row < suspects; row++) {
      int start = row / positions * size * positions + row % positions;
      if (!isDistribution(outputs, start, size, positions)) {
        return;
      }
    }
    refuse(name, suspects);
  }

  private static boolean isDistribution(float[] z, int start, int length, int stride) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      float value = z[start + k * stride];
      sum += value;
      if (!(value >= 0 && sum <= 1 + TOLERANCE)) {
        return false;
      }
    }
    return sum >= 1 - TOLERANCE;
  }

  private static boolean isDistribution(double[] z, int start, int length, int stride) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      double value = z[start + k * stride];
      sum += value;
      if (!(value >= 0 && sum <= 1 + TOLERANCE)) {
        return false;
      }
    }
    return sum >= 1 - TOLERANCE;
  }

  /** No rows are no evidence. */
  private static void refuse(String name, int rows) {
    if (rows > 0) {
      throw new IllegalArgumentException(
          name
              + ": are probabilities already: "
              + (rows == 1 ? "the first row has" : "the first " + rows + " rows have")
              + " no negative value and sum to 1. The loss applies the softmax itself and wants what"
              + " the model emits before it. If these are logits all the same, declare the head"
              + " with checkOutputs = false.");
    }
  }
}
