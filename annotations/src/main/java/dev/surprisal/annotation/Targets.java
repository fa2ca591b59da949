package dev.surprisal.annotation;

/** What the targets of a head with a formula of its own are: one for each value. */
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
  PROBABILITIES
}
