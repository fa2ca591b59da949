package dev.surprisal.processor.schedule.program;

import java.util.OptionalInt;

/**
 * The number of outputs per example, as the generated class knows it.
 *
 * @param known the number of classes, labels or values, or empty if the constructor is given it
 * @param perValue the outputs for each of them
 */
public record Width(OptionalInt known, int perValue) {
  /** Whether an example is one class, label or value, so that rows need no arithmetic. */
  public boolean isOne() {
    return known.isPresent() && known.getAsInt() == 1;
  }

  /** Whether the constructor is given the number. */
  public boolean isGiven() {
    return known.isEmpty();
  }
}
