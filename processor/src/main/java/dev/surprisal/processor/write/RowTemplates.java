package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;

/** What rows have in common: what they count, and what becomes of those that count nothing. */
final class RowTemplates {
  private final LossPlan plan;

  RowTemplates(LossPlan plan) {
    this.plan = plan;
  }

  /**
   * Leaves a row that counts for nothing.
   *
   * @param clear what is done before
   */
  String skipUncounted(String clear) {
    StringBuilder code = new StringBuilder();
    if (plan.rowWeights().ignored().isPresent()) {
      code.append("if ($targets:L[row] == IGNORE_INDEX) {\n$>" + clear + "continue;\n$<}\n");
    }
    if (plan.rowWeights().differ()) {
      code.append("double weight = $rowWeight:L;\n");
      code.append("if (weight == 0) {\n$>" + clear + "continue;\n$<}\n");
    }
    if (plan.rowWeights().ofKnown()) {
      code.append("if (!$knownTargets:T.isAny($targets:L, row, $size:L, $positions:L)) {\n");
      code.append("$>" + clear + "continue;\n$<}\n");
    }
    return code.toString();
  }

  /** Writes 0 to a row of an array. */
  String clear(String array) {
    return plan.isStrided()
        ? "for (int k = 0; k < $size:L; k++) {\n$>" + array + "[$at:L] = 0;\n$<}\n"
        : "$arrays:T.fill(" + array + ", start, start + $size:L, 0);\n";
  }

  /** Adds the loss of a row to the sum, times its weight. */
  String addWeighted(String loss) {
    return plan.rowWeights().differ()
        ? "sum += weight * (" + loss + ");\n"
        : "sum += " + loss + ";\n";
  }
}
