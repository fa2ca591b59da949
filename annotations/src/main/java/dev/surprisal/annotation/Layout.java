package dev.surprisal.annotation;

/** Where the classes of a categorical head lie in its flat array of outputs. */
public enum Layout {
  /** [examples, classes]: the classes of an example lie side by side. */
  CLASSES_LAST,

  /**
   * [examples, classes, positions]: images and sequences, with a class to be told at each of their
   * positions. The constructor is given the number of positions. Class indices, weights and losses
   * are [examples, positions]; each position counts as an example.
   */
  CLASSES_FIRST
}
