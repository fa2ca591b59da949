package dev.surprisal.runtime;

import java.util.Arrays;

/**
 * Labels and weights as engines have them, as the targets that losses take. What a target may be is
 * checked by the loss; here it is checked that nothing is lost on the way.
 */
public final class Labels {
  private Labels() {}

  /**
   * Class indices that came as floats.
   *
   * @param labels whole numbers
   * @return the same as ints
   * @throws IllegalArgumentException that names the row and the value, for one that is not whole
   */
  public static int[] classes(float[] labels) {
    int[] classes = new int[labels.length];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = whole(row, labels[row], String.valueOf(labels[row]));
    }
    return classes;
  }

  /**
   * Class indices that came as doubles.
   *
   * @param labels whole numbers
   * @return the same as ints
   * @throws IllegalArgumentException that names the row and the value, for one that is not whole
   */
  public static int[] classes(double[] labels) {
    int[] classes = new int[labels.length];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = whole(row, labels[row], String.valueOf(labels[row]));
    }
    return classes;
  }

  /**
   * Class indices that came as longs.
   *
   * @param labels numbers that fit into an int
   * @return the same as ints
   * @throws IllegalArgumentException that names the row and the value, for one that does not fit
   */
  public static int[] classes(long[] labels) {
    int[] classes = new int[labels.length];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = (int) labels[row];
      if (classes[row] != labels[row]) {
        throw noClass(row, String.valueOf(labels[row]));
      }
    }
    return classes;
  }

  private static int whole(int row, double label, String text) {
    int index = (int) label;
    if (index != label) {
      throw noClass(row, text);
    }
    return index;
  }

  private static IllegalArgumentException noClass(int row, String value) {
    return new IllegalArgumentException(
        "labels[" + row + "] = " + value + ": must be a whole number, the index of a class");
  }

  /**
   * Labels as the targets of a loss, of whatever type they are, each with the weight 1 where the
   * loss takes weights.
   *
   * @param loss the loss
   * @param labels the targets of all examples, in the order that the loss takes them in
   * @param <T> the targets of the loss
   * @return the targets
   * @throws IllegalArgumentException for a class that is not whole, and for a loss of {@link
   *     Censored} targets
   */
  public static <T> T targets(ArrayLossFunction<?, T> loss, float[] labels) {
    return ofOne(loss.description(), of(loss.description(), labels), labels.length);
  }

  /**
   * The same of doubles.
   *
   * @param loss the loss
   * @param labels the targets of all examples, in the order that the loss takes them in
   * @param <T> the targets of the loss
   * @return the targets
   * @throws IllegalArgumentException for a class that is not whole, and for a loss of {@link
   *     Censored} targets
   */
  public static <T> T targets(ArrayLossFunction<?, T> loss, double[] labels) {
    return ofOne(loss.description(), of(loss.description(), labels), labels.length);
  }

  /**
   * Labels and weights as the targets of a loss, of whatever type they are.
   *
   * @param loss a loss that takes weights
   * @param labels the targets of all examples, in the order that the loss takes them in
   * @param weights a weight for each example, at each of its positions
   * @param <T> the targets of the loss
   * @return the targets
   * @throws IllegalArgumentException for a class that is not whole, and for a loss that takes no
   *     weights, or {@link Censored} targets
   */
  public static <T> T targets(ArrayLossFunction<?, T> loss, float[] labels, float[] weights) {
    return weighted(loss.description(), of(loss.description(), labels), doubles(weights));
  }

  /**
   * The same of doubles.
   *
   * @param loss a loss that takes weights
   * @param labels the targets of all examples, in the order that the loss takes them in
   * @param weights a weight for each example, at each of its positions
   * @param <T> the targets of the loss
   * @return the targets
   * @throws IllegalArgumentException for a class that is not whole, and for a loss that takes no
   *     weights, or {@link Censored} targets
   */
  public static <T> T targets(ArrayLossFunction<?, T> loss, double[] labels, double[] weights) {
    return weighted(loss.description(), of(loss.description(), labels), weights);
  }

  private static Object of(LossDescription description, float[] labels) {
    requireNotCensored(description);
    if (description.targets() == LossDescription.TargetKind.CLASSES) {
      return classes(labels);
    }
    return switch (description.precision()) {
      case FLOAT -> labels;
      case DOUBLE -> doubles(labels);
    };
  }

  private static Object of(LossDescription description, double[] labels) {
    requireNotCensored(description);
    if (description.targets() == LossDescription.TargetKind.CLASSES) {
      return classes(labels);
    }
    return switch (description.precision()) {
      case FLOAT -> floats(labels);
      case DOUBLE -> labels;
    };
  }

  private static void requireNotCensored(LossDescription description) {
    if (description.targets() == LossDescription.TargetKind.CENSORED_REALS) {
      throw new IllegalArgumentException(
          "labels: do not say which of them were outlived; the targets of the loss are Censored");
    }
  }

  private static <T> T ofOne(LossDescription description, Object targets, int length) {
    if (!description.takesWeights()) {
      return cast(targets);
    }
    double[] ones = new double[length / description.targetsPerExample()];
    Arrays.fill(ones, 1);
    return weighted(description, targets, ones);
  }

  private static <T> T weighted(LossDescription description, Object targets, double[] weights) {
    if (!description.takesWeights()) {
      throw new IllegalArgumentException(
          "weights: the loss takes none; exampleWeights = true in the declaration of its head"
              + " makes it take some");
    }
    return cast(new Weighted<>(targets, weights));
  }

  /** The description says the type, which the compiler cannot know. */
  @SuppressWarnings("unchecked")
  private static <T> T cast(Object targets) {
    return (T) targets;
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
