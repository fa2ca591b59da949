package dev.surprisal.processor.schedule.program;

/** The arrays that a generated class works on. */
public enum Reals {
  /** {@code float[]}. */
  FLOATS,
  /** {@code double[]}. */
  DOUBLES
}
