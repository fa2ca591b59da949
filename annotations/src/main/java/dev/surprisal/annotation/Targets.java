package dev.surprisal.annotation;

/**
 * What the targets of a head with a formula of its own are: one for each value, or a class for each
 * row.
 */
public enum Targets {
  /** Finite real numbers. */
  REALS,
  /** Whole numbers, 0 or more. */
  COUNTS,
  /** Finite numbers, 0 or more. */
  AMOUNTS,
  /** Finite numbers above 0. */
  POSITIVE,
  /** Numbers in 0..1. */
  PROBABILITIES,
  /** Classes: an {@code int} in 0..size-1 for each row, whose output is {@code z[y]}. */
  CLASSES
}
