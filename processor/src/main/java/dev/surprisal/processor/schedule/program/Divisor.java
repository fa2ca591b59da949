package dev.surprisal.processor.schedule.program;

/** What a gradient is divided by. */
public enum Divisor {
  /** The number of examples. */
  EXAMPLES,
  /** The number of single outputs. */
  OUTPUTS,
  /** Nothing. */
  NOTHING
}
