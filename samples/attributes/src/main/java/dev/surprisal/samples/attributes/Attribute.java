package dev.surprisal.samples.attributes;

import dev.surprisal.samples.common.Digits;
import java.util.function.IntPredicate;

/** What can be said of a digit: of an eight three things, of a one nothing. */
enum Attribute {
  EVEN("even", digit -> digit % 2 == 0),
  PRIME("prime", digit -> digit == 2 || digit == 3 || digit == 5 || digit == 7),
  LOOP("closed loop", Digits::hasLoop),
  AT_LEAST_FIVE("at least 5", digit -> digit >= 5);

  /** How many there are. */
  static final int COUNT = 4;

  private final String title;
  private final IntPredicate holds;

  Attribute(String title, IntPredicate holds) {
    this.title = title;
    this.holds = holds;
  }

  String title() {
    return title;
  }

  boolean holds(int digit) {
    return holds.test(digit);
  }
}
