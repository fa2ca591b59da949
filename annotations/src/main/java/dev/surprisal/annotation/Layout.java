package dev.surprisal.annotation;

/**
 * Where the classes, labels or values of a head lie in its flat array of outputs. What is said of
 * classes holds for labels and values too.
 */
public enum Layout {
  /** [examples, classes]: the classes of an example lie side by side. */
  CLASSES_LAST,

  /**
   * [examples, classes, positions]: images and sequences, with a class to be told at each of their
   * positions. The constructor is given the number of positions. Class indices, weights and losses
   * are [examples, positions], all other targets like the outputs; each position counts as an
   * example. Where variances are learned, outputs are [examples, 2 values, positions], first all
   * means, then all log-variances, and targets [examples, values, positions].
   */
  CLASSES_FIRST
}
