package dev.surprisal.processor.plan;

/** The arrays that a generated class works on. */
public enum Reals {
  /** {@code float[]}. */
  FLOATS,
  /** {@code double[]}. */
  DOUBLES
}
