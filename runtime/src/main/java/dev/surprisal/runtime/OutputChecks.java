package dev.surprisal.runtime;

/**
 * Refuses outputs that are not what the head says they are.
 *
 * <p>Probabilities in the place of logits would have a softmax or a sigmoid applied to them again:
 * the model would still learn, slowly and badly, and nothing would say why. Log-probabilities in
 * the place of logits need no check, as a softmax leaves them as they are.
 *
 * <p>What looks at outputs is given one row after the other, and what came of the rows before, in
 * an int that the checks alone can read: 0 before the first row, and negative as soon as no more
 * rows are asked for, which for real logits is after a few loads.
 */
public final class OutputChecks {
  /** What a log-probability may be above 0. */
  private static final double TOLERANCE = 1e-4;

  private OutputChecks() {}

  /**
   * Looks for a softmax that has been applied to a row already.
   *
   * @param logits the logits of all examples
   * @param start the first one of the row
   * @param size the number of classes, which lie side by side
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int lookForSoftmax(float[] logits, int start, int size, int evidence) {
    return lookForSoftmax(logits, start, size, 1, evidence);
  }

  /**
   * Looks for a softmax that has been applied to a row already.
   *
   * @param logits the logits of all examples
   * @param start the first one of the row
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int lookForSoftmax(
      float[] logits, int start, int size, int positions, int evidence) {
    double tolerance = Evidence.toleranceOfSum(size);
    double sum = 0;
    boolean isUniform = true;
    boolean isOneHot = true;
    for (int k = 0; k < size; k++) {
      double value = logits[start + k * positions];
      sum += value;
      if (!(value >= 0 && sum <= 1 + tolerance)) {
        return Evidence.OF_LOGITS;
      }
      isUniform &= value == logits[start];
      isOneHot &= value == 0 || value == 1;
    }
    // All equal, as boosting and padding begin, or one-hot, as inputs are: that says nothing.
    return isUniform || isOneHot
        ? Evidence.andRow(evidence)
        : Evidence.andRowOf(sum, tolerance, evidence);
  }

  /**
   * Looks for a softmax that has been applied to a row already.
   *
   * @param logits the logits of all examples
   * @param start the first one of the row
   * @param size the number of classes, which lie side by side
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int lookForSoftmax(double[] logits, int start, int size, int evidence) {
    return lookForSoftmax(logits, start, size, 1, evidence);
  }

  /**
   * Looks for a softmax that has been applied to a row already.
   *
   * @param logits the logits of all examples
   * @param start the first one of the row
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int lookForSoftmax(
      double[] logits, int start, int size, int positions, int evidence) {
    double tolerance = Evidence.toleranceOfSum(size);
    double sum = 0;
    boolean isUniform = true;
    boolean isOneHot = true;
    for (int k = 0; k < size; k++) {
      double value = logits[start + k * positions];
      sum += value;
      if (!(value >= 0 && sum <= 1 + tolerance)) {
        return Evidence.OF_LOGITS;
      }
      isUniform &= value == logits[start];
      isOneHot &= value == 0 || value == 1;
    }
    // All equal, as boosting and padding begin, or one-hot, as inputs are: that says nothing.
    return isUniform || isOneHot
        ? Evidence.andRow(evidence)
        : Evidence.andRowOf(sum, tolerance, evidence);
  }

  /**
   * Refuses logits to which a softmax has been applied already.
   *
   * @param name the name of the argument
   * @param evidence what came of the rows that {@link #lookForSoftmax} looked at
   */
  public static void refuseSoftmax(String name, int evidence) {
    if (Evidence.isOfSoftmax(evidence)) {
      throw alreadyProbabilities(
          name, "each of the first rows has no negative value and sums to 1", "softmax");
    }
  }

  /**
   * Looks for a sigmoid that has been applied to a row already.
   *
   * @param logits the logits of all examples
   * @param start the first one of the row
   * @param size the number of logits of the row, which lie side by side
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int lookForSigmoid(float[] logits, int start, int size, int evidence) {
    return lookForSigmoid(logits, start, size, 1, evidence);
  }

  /**
   * Looks for a sigmoid that has been applied to a row already.
   *
   * @param logits the logits of all examples
   * @param start the first one of the row
   * @param size the number of logits of the row
   * @param positions the number of positions per example: the logits of a row lie so far apart
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int lookForSigmoid(
      float[] logits, int start, int size, int positions, int evidence) {
    int all = evidence;
    for (int k = 0; k < size && all >= 0; k++) {
      all = Evidence.andOutput(logits[start + k * positions], all);
    }
    return all;
  }

  /**
   * Looks for a sigmoid that has been applied to a row already.
   *
   * @param logits the logits of all examples
   * @param start the first one of the row
   * @param size the number of logits of the row, which lie side by side
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int lookForSigmoid(double[] logits, int start, int size, int evidence) {
    return lookForSigmoid(logits, start, size, 1, evidence);
  }

  /**
   * Looks for a sigmoid that has been applied to a row already.
   *
   * @param logits the logits of all examples
   * @param start the first one of the row
   * @param size the number of logits of the row
   * @param positions the number of positions per example: the logits of a row lie so far apart
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int lookForSigmoid(
      double[] logits, int start, int size, int positions, int evidence) {
    int all = evidence;
    for (int k = 0; k < size && all >= 0; k++) {
      all = Evidence.andOutput(logits[start + k * positions], all);
    }
    return all;
  }

  /**
   * Refuses logits to which a sigmoid has been applied already.
   *
   * @param name the name of the argument
   * @param evidence what came of the rows that {@link #lookForSigmoid} looked at
   */
  public static void refuseSigmoid(String name, int evidence) {
    if (Evidence.isOfSigmoid(evidence)) {
      throw alreadyProbabilities(
          name, "the first ones all lie in 0..1, many next to 0 and many next to 1", "sigmoid");
    }
  }

  private static IllegalArgumentException alreadyProbabilities(
      String name, String symptom, String activation) {
    return new IllegalArgumentException(
        name
            + ": are probabilities already: "
            + symptom
            + ". The loss applies the "
            + activation
            + " itself and wants what the model emits before it. If these are logits all the same,"
            + " declare the head with checkOutputs = false.");
  }

  /**
   * Refuses log-probabilities that are positive, as logits and probabilities are.
   *
   * @param name the name of the argument
   * @param logProbabilities the log-probabilities of all examples
   * @param start the first one of the row
   * @param size the number of classes, which lie side by side
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int notPositive(
      String name, float[] logProbabilities, int start, int size, int evidence) {
    return notPositive(name, logProbabilities, start, size, 1, evidence);
  }

  /**
   * Refuses log-probabilities that are positive, as logits and probabilities are.
   *
   * @param name the name of the argument
   * @param logProbabilities the log-probabilities of all examples
   * @param start the first one of the row
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int notPositive(
      String name, float[] logProbabilities, int start, int size, int positions, int evidence) {
    for (int k = 0; k < size; k++) {
      int i = start + k * positions;
      if (logProbabilities[i] > TOLERANCE) {
        throw positive(name, i, logProbabilities[i]);
      }
    }
    return Evidence.andRow(evidence);
  }

  /**
   * Refuses log-probabilities that are positive, as logits and probabilities are.
   *
   * @param name the name of the argument
   * @param logProbabilities the log-probabilities of all examples
   * @param start the first one of the row
   * @param size the number of classes, which lie side by side
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int notPositive(
      String name, double[] logProbabilities, int start, int size, int evidence) {
    return notPositive(name, logProbabilities, start, size, 1, evidence);
  }

  /**
   * Refuses log-probabilities that are positive, as logits and probabilities are.
   *
   * @param name the name of the argument
   * @param logProbabilities the log-probabilities of all examples
   * @param start the first one of the row
   * @param size the number of classes
   * @param positions the number of positions per example: the classes of a row lie so far apart
   * @param evidence what came of the rows before
   * @return what came of all of them
   */
  public static int notPositive(
      String name, double[] logProbabilities, int start, int size, int positions, int evidence) {
    for (int k = 0; k < size; k++) {
      int i = start + k * positions;
      if (logProbabilities[i] > TOLERANCE) {
        throw positive(name, i, logProbabilities[i]);
      }
    }
    return Evidence.andRow(evidence);
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
