package dev.surprisal.processor.express;

/** What targets are, and so their type and their check. */
public enum TargetKind {
  /** {@code int[]}: one class for each row, in 0..size-1. */
  CLASS_INDEX,
  /** {@code int[]}: one class for each row, in 0..size, with an output between each two. */
  ORDERED_CLASS,
  /** Reals: a distribution over the classes for each row. */
  DISTRIBUTION,
  /** Reals: one for each output, in 0..1. */
  PROBABILITY,
  /** Reals: one for each output, between 0 and 1, neither of them. */
  SHARE,
  /** Reals: one for each output, finite. */
  FINITE,
  /** Reals: one for each output, whole numbers that are not negative. */
  COUNT,
  /** Reals: one for each output, whole numbers from 0 to the number of trials. */
  COUNT_OF_TRIALS,
  /** Reals: one for each output, not negative. */
  AMOUNT,
  /** Reals: one for each output, above 0. */
  POSITIVE,
  /** Reals: one for each output, above 0, with whether it was seen or outlived. */
  CENSORED;

  /** Whether the outputs of a row are classes. */
  public boolean isOfClasses() {
    return switch (this) {
      case CLASS_INDEX, DISTRIBUTION -> true;
      case ORDERED_CLASS,
          PROBABILITY,
          SHARE,
          FINITE,
          COUNT,
          COUNT_OF_TRIALS,
          AMOUNT,
          POSITIVE,
          CENSORED ->
          false;
    };
  }

  /** Whether there is an index for each row. */
  public boolean isIndex() {
    return this == CLASS_INDEX || this == ORDERED_CLASS;
  }
}
