package dev.surprisal.processor.plan;

import java.util.OptionalInt;

/**
 * The number of outputs per example, as the generated class knows it.
 *
 * @param known the number, or empty if the constructor is given it
 */
public record Width(OptionalInt known) {
  /** Whether an output is an example, so that rows need no arithmetic. */
  public boolean isOne() {
    return known.isPresent() && known.getAsInt() == 1;
  }

  /** Whether the constructor is given the number. */
  public boolean isGiven() {
    return known.isEmpty();
  }
}
