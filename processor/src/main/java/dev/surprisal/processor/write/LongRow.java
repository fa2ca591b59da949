package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;

/** A row of any length, by itself. */
sealed class LongRow extends RowWriter permits GivenRow {
  LongRow(LossPlan plan, SoftmaxProgram program) {
    super(plan, program);
  }

  /** A row whose target is one class, or in which each class has one. */
  static LongRow of(LossPlan plan, SoftmaxProgram program) {
    return program.isGiven() ? new GivenRow(plan, program) : new LongRow(plan, program);
  }

  /** Statements that write the prediction of a row, or its curvature, without a loss. */
  String values() {
    return program.storesPrediction()
        ? maxAndTotal() + "$reals:L.scale($out:L, start, $size:L, 1 / total);\n"
        : skipUncounted()
            + maxAndTotal()
            + """
            // p (1 - p), with p = exp(z - max) / total.
            $reals:L.indicatorVariance($out:L, start, $size:L, total, $scaled:L);
            """;
  }

  /** The logit of the target is read before a call in place overwrites it. */
  @Override
  String exponentials() {
    return """
    int target = start + $targets:L[row];
    double targetLogit = $outputs:L[target];
    """
        + maxAndTotal();
  }

  private String maxAndTotal() {
    return max() + total();
  }

  final String max() {
    return """
    // The largest logit is subtracted before exp, which then cannot overflow.
    double max = $reals:L.max($outputs:L, start, $size:L);
    """;
  }

  final String total() {
    return "double total = "
        + (storesExponentials()
            ? "$reals:L.storeExp($outputs:L, start, $size:L, max, $out:L);\n"
            : "$reals:L.sumExp($outputs:L, start, $size:L, max);\n");
  }

  @Override
  String logSumExp() {
    return "double logSumExp = $math:T.log(total) + max;\n";
  }

  @Override
  String addSurprisal() {
    return "// -log p_y = log(sum_k exp(z_k)) - z_y\n"
        + rows.addWeighted("$math:T.log(total) + (max - targetLogit)");
  }

  @Override
  String surprisal() {
    return """
    // n = -log p_y = log(sum_k exp(z_k)) - z_y
    double n = $math:T.log(total) + (max - targetLogit);
    double pOfTarget = $math:T.exp(-n);
    """;
  }

  @Override
  String curvature() {
    return """
    // p (1 - p), with p = exp(z - max) / total.
    $system:T.arraycopy($out:L, start, hessian, start, $size:L);
    $rowReals:L.indicatorVariance(hessian, start, $size:L, total, factor * $scaled:L);
    """;
  }

  @Override
  String inverse() {
    return "";
  }

  @Override
  String overTotal() {
    return " / total";
  }
}
