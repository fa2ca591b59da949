package dev.surprisal.processor.schedule.program;

/** How the surprisal of targets is had from a class that computes a loss. */
public sealed interface Surprisal {
  /** The loss is it. */
  record Loss() implements Surprisal {}

  /**
   * It is another sum.
   *
   * @param plan the plan with the arithmetic, and the weights of rows, of that sum
   */
  record Own(LossPlan plan) implements Surprisal {}

  /** There is none in closed form. */
  record None() implements Surprisal {}
}
