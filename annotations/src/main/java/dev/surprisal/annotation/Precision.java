package dev.surprisal.annotation;

/** The type of a head's outputs and gradients. Losses are added up in double in either case. */
public enum Precision {
  /** {@code float[]}. */
  FLOAT,

  /** {@code double[]}. */
  DOUBLE
}
