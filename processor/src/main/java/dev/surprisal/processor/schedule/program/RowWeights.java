package dev.surprisal.processor.schedule.program;

import java.util.OptionalInt;

/**
 * How much rows count.
 *
 * @param ignored the target of rows that count for nothing, if there is one
 * @param ofExamples whether each example comes with a weight
 * @param ofTargets whether each target has a weight, which its row is multiplied by
 * @param ofKnown whether single targets may be unknown, so that their outputs count for nothing
 */
public record RowWeights(
    OptionalInt ignored, boolean ofExamples, boolean ofTargets, boolean ofKnown) {
  /** Whether rows differ in weight. */
  public boolean differ() {
    return ofExamples || ofTargets;
  }

  /** Whether single values differ in weight. */
  public boolean differByValue() {
    return differ() || ofKnown;
  }

  /** Whether there may be rows that count for nothing. */
  public boolean leaveOutRows() {
    return differ() || ignored.isPresent() || ofKnown;
  }

  /** Whether the weight of a row depends on its target. */
  public boolean dependOnTargets() {
    return ofTargets || ignored.isPresent() || ofKnown;
  }
}
