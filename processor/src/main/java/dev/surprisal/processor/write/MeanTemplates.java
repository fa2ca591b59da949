package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.Divisor;
import dev.surprisal.processor.schedule.program.LossPlan;

/** What a mean divides by, as templates of code. */
record MeanTemplates(LossPlan plan) {
  /** What it divides by, as an expression: a variable where it had to be added up. */
  String weight() {
    if (plan.rowWeights().leaveOutRows()) {
      return "weight";
    }
    return plan.divisor() == Divisor.OUTPUTS ? plan.wording().targets() + ".length" : "rows";
  }

  /** Adds it up, where it has to be. */
  String addUpWeight() {
    return plan.rowWeights().leaveOutRows() ? "double weight = $totalWeight:L;\n" : "";
  }

  /**
   * What gradients are multiplied by.
   *
   * @param addedUp the weight, where it has to be added up
   */
  String divided(String addedUp) {
    if (plan.divisor() == Divisor.NOTHING) {
      return "1";
    }
    return plan.rowWeights().leaveOutRows()
        ? "$arguments:T.inverse(" + addedUp + ")"
        : "1.0 / " + weight();
  }

  /** Whether sums, or what they are divided by, need the number of rows. */
  boolean needsRows() {
    return !plan.goesByValue() || weight().equals("rows");
  }
}
