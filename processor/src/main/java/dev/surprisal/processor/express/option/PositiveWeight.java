package dev.surprisal.processor.express.option;

/** The weight of yes, if it has one. */
public enum PositiveWeight {
  /** Yes weighs what no weighs. */
  NONE,
  /** One for all labels, known now. */
  CONSTANT,
  /** One for each label, given to the constructor. */
  PER_LABEL
}
