package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;

/** What is done with a row as a whole, by primitives. */
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

  String readTargetLogit() {
    return """
    int target = start + $targets:L[row];
    double targetLogit = $outputs:L[target];
    """;
  }

  String largestLogit() {
    return """
    // The largest logit is subtracted before exp, which then cannot overflow.
    double max = $reals:L.max($outputs:L, start, $size:L);
    """;
  }

  String sumExp() {
    return """
    double total = $reals:L.sumExp($outputs:L, start, $size:L, max);
    """;
  }

  String storeExp() {
    return """
    double total = $reals:L.storeExp($outputs:L, start, $size:L, max, $out:L);
    """;
  }

  String logSumExp() {
    return """
    double logSumExp = $math:T.log(total) + max;
    """;
  }

  String addLogSumExpMinusTarget() {
    return "// -log p_y = log(sum_k exp(z_k)) - z_y\n"
        + addWeighted("$math:T.log(total) + (max - targetLogit)");
  }

  String surprisal() {
    return """
    // n = -log p_y = log(sum_k exp(z_k)) - z_y
    double n = $math:T.log(total) + (max - targetLogit);
    double pOfTarget = $math:T.exp(-n);
    """;
  }

  String addFocused() {
    FocusTemplates focus = focus();
    return focus.function() + addWeighted(focus.loss());
  }

  /**
   * What writes a residual, with that multiplied by the derivative of the loss by the surprisal.
   */
  String inFocus(String residual) {
    FocusTemplates focus = focus();
    return focus.held()
        + Lines.assigned("double focused", "$scaled:L * " + focus.slope())
        + residual.replace("$scaled:L", "focused");
  }

  private FocusTemplates focus() {
    return new FocusTemplates(plan.algorithm().focus().orElseThrow());
  }

  String addPenalty() {
    String weight = plan.rowWeights().differ() ? "weight * " : "";
    return "sum += " + weight + "Z_LOSS * logSumExp * logSumExp;\n";
  }

  /** Adds the loss of a row to the sum, times its weight. */
  String addWeighted(String loss) {
    return plan.rowWeights().differ()
        ? "sum += weight * (" + loss + ");\n"
        : "sum += " + loss + ";\n";
  }

  String normaliseMinusOneHot() {
    return """
    // The residual, softmax(z) - onehot(y). That of the target is taken in double before it is
    // rounded, or a confident prediction would lose it to the 1.
    double residual = ($out:L[target] - total) / total;
    $reals:L.scale($out:L, start, $size:L, $scaled:L / total);
    $out:L[target] = $round:L$scaled:L * residual$endRound:L;
    """;
  }

  String normaliseAndPullMinusOneHot() {
    return """
    // The residual, (1 + 2 Z_LOSS log-sum-exp) softmax(z) - onehot(y). That of the target is
    // taken in double before it is rounded, or a confident prediction would lose it to the 1.
    double pull = 1 + 2 * Z_LOSS * logSumExp;
    double residual = (pull * $out:L[target] - total) / total;
    $reals:L.scale($out:L, start, $size:L, $scaled:L * pull / total);
    $out:L[target] = $round:L$scaled:L * residual$endRound:L;
    """;
  }

  /** Writes 0 to a row. */
  String clear() {
    return plan.isStrided()
        ? "for (int k = 0; k < $size:L; k++) {\n$>$out:L[$at:L] = 0;\n$<}\n"
        : "$javaArrays:T.fill($out:L, start, start + $size:L, 0);\n";
  }

  String normalise() {
    return """
    $reals:L.scale($out:L, start, $size:L, 1 / total);
    """;
  }

  String indicatorVariance() {
    return """
    // p (1 - p), with p = exp(z - max) / total.
    $reals:L.indicatorVariance($out:L, start, $size:L, total, $scaled:L);
    """;
  }

  /** As p is still wanted, of a copy. */
  String storeIndicatorVariance() {
    return """
    // p (1 - p), with p = exp(z - max) / total.
    $system:T.arraycopy($out:L, start, hessian, start, $size:L);
    $rowReals:L.indicatorVariance(hessian, start, $size:L, total, factor * $scaled:L);
    """;
  }

  String clearHessian() {
    return "$javaArrays:T.fill(hessian, start, start + $size:L, 0);\n";
  }
}
