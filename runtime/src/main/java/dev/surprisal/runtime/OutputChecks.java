package dev.surprisal.runtime;

/**
 * Refuses outputs that are not what the head says they are.
 *
 * <p>Probabilities in the place of logits would have a softmax applied to them again: the model
 * would still learn, slowly and badly, and nothing would say why. Real logits pass after a few
 * loads: a row is under suspicion only while it has no negative value and its sum does not exceed
 * 1, and one row that sums to something else acquits all. Rows in which all is equal say nothing
 * either way: so do boosting and padding begin. Log-probabilities in the place of logits need no
 * check, as a softmax leaves them as they are.
 */
public final class OutputChecks {
  /** As many rows are looked at. */
  private static final int ROWS = 16;

  /** As many rows have to be distributions; of fewer, real logits might be it by chance. */
  private static final int EVIDENCE = 4;

  /** What the sum of a softmax may be off from 1, and a log-probability above 0. */
  private static final double TOLERANCE = 1e-4;

  /** More than all rows that are looked at. */
  private static final int ACQUITTAL = -ROWS - 1;

  private OutputChecks() {}

  /**
   * Refuses outputs whose first rows are distributions.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param rows the number of rows
   * @param size the number of classes, which lie side by side
   */
  public static void notProbabilities(String name, float[] outputs, int rows, int size) {
    notProbabilities(name, outputs, rows, size, 1);
  }

  /**
   * Refuses outputs whose first rows are distributions.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param rows the number of rows
   * @param size the number of classes, which lie side by side
   */
  public static void notProbabilities(String name, double[] outputs, int rows, int size) {
    notProbabilities(name, outputs, rows, size, 1);
  }

  /**
   * Refuses outputs whose first rows are distributions.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param rows the number of rows
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   */
  public static void notProbabilities(
      String name, float[] outputs, int rows, int size, int positions) {
    int evidence = 0;
    for (int row = 0; row < Math.min(rows, ROWS) && evidence >= 0; row++) {
      int start = row / positions * size * positions + row % positions;
      evidence += evidence(outputs, start, size, positions);
    }
    judge(name, evidence);
  }

  /**
   * Refuses outputs whose first rows are distributions.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param rows the number of rows
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   */
  public static void notProbabilities(
      String name, double[] outputs, int rows, int size, int positions) {
    int evidence = 0;
    for (int row = 0; row < Math.min(rows, ROWS) && evidence >= 0; row++) {
      int start = row / positions * size * positions + row % positions;
      evidence += evidence(outputs, start, size, positions);
    }
    judge(name, evidence);
  }

  /** 1 for a row that is a distribution, 0 for one that says nothing, or {@link #ACQUITTAL}. */
  private static int evidence(float[] z, int start, int length, int stride) {
    double sum = 0;
    boolean isUniform = true;
    for (int k = 0; k < length; k++) {
      float value = z[start + k * stride];
      sum += value;
      if (!(value >= 0 && sum <= 1 + TOLERANCE)) {
        return ACQUITTAL;
      }
      isUniform &= value == z[start];
    }
    return isUniform ? 0 : sum >= 1 - TOLERANCE ? 1 : ACQUITTAL;
  }

  private static int evidence(double[] z, int start, int length, int stride) {
    double sum = 0;
    boolean isUniform = true;
    for (int k = 0; k < length; k++) {
      double value = z[start + k * stride];
      sum += value;
      if (!(value >= 0 && sum <= 1 + TOLERANCE)) {
        return ACQUITTAL;
      }
      isUniform &= value == z[start];
    }
    return isUniform ? 0 : sum >= 1 - TOLERANCE ? 1 : ACQUITTAL;
  }

  private static void judge(String name, int evidence) {
    if (evidence >= EVIDENCE) {
      throw new IllegalArgumentException(
          name
              + ": are probabilities already: each of the first rows has no negative value and sums"
              + " to 1. The loss applies the softmax itself and wants what the model emits before"
              + " it. If these are logits all the same, declare the head with checkOutputs ="
              + " false.");
    }
  }

  /**
   * Refuses log-probabilities that are positive, as logits and probabilities are.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param size the number of classes
   */
  public static void notPositive(String name, float[] outputs, int size) {
    int end = (int) Math.min(outputs.length, (long) ROWS * size);
    for (int i = 0; i < end; i++) {
      if (outputs[i] > TOLERANCE) {
        throw positive(name, i, outputs[i]);
      }
    }
  }

  /**
   * Refuses log-probabilities that are positive, as logits and probabilities are.
   *
   * @param name the name of the argument
   * @param outputs the outputs of all examples
   * @param size the number of classes
   */
  public static void notPositive(String name, double[] outputs, int size) {
    int end = (int) Math.min(outputs.length, (long) ROWS * size);
    for (int i = 0; i < end; i++) {
      if (outputs[i] > TOLERANCE) {
        throw positive(name, i, outputs[i]);
      }
    }
  }

  private static IllegalArgumentException positive(String name, int index, double value) {
    return new IllegalArgumentException(
        name
            + "["
            + index
            + "] = "
            + value
            + ": the logarithm of a probability is never positive. Logits want outputs = LOGITS,"
            + " probabilities their logarithm; checkOutputs = false takes what comes.");
  }
}
