package dev.surprisal.processor.schedule.program;

import java.util.OptionalInt;

/**
 * The number of outputs per example, as the generated class knows it.
 *
 * @param known the number of classes, labels or values, or empty if the constructor is given it
 * @param perValue the outputs for each of them
 * @param components the components that these describe, with as many outputs each
 */
public record Width(OptionalInt known, int perValue, int components) {
  /** The outputs for each component of a value, or for each value that is but one. */
  public int perComponent() {
    return perValue / components;
  }

  /** Whether values have several components. */
  public boolean hasComponents() {
    return components > 1;
  }

  /** Whether an example is one class, label or value, so that rows need no arithmetic. */
  public boolean isOne() {
    return known.isPresent() && known.getAsInt() == 1;
  }

  /** Whether the constructor is given the number. */
  public boolean isGiven() {
    return known.isEmpty();
  }
}
