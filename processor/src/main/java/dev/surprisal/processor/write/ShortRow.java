package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;

/**
 * A row that is short: its exponentials are divided by a power of two that suits it, or all rows at
 * hand. That changes no digit of them, so a loss is the same either way.
 */
final class ShortRow extends RowWriter {
  ShortRow(LossPlan plan, SoftmaxProgram program) {
    super(plan, program);
  }

  /** Whether rows that follow each other have one logarithm. */
  static boolean shareLogarithms(LossPlan plan) {
    return !plan.rowWeights().differ() && plan.algorithm().focus().isEmpty();
  }

  /** Before a loop over rows: all exponentials at once, where one scale suits them. */
  String before() {
    String together =
        """
        int first = from * $size:L;
        int length = (to - from) * $size:L;
        int exponent = $reals:L.commonExponent($outputs:L, first, length);
        boolean isOneScale = exponent != $rowKernels:T.NO_EXPONENT;
        if (isOneScale) {
        $>$reals:L.storeScaledExp($outputs:L, first, length, exponent, $out:L);
        $<}
        """;
    return (storesExponentials() ? together : "")
        + "double sum = 0;\n"
        + (shareLogarithms(plan) ? "double likelihood = 1;\n" : "");
  }

  /** After the loop. */
  String after() {
    return shareLogarithms(plan) ? "return sum - $math:T.log(likelihood);\n" : "return sum;\n";
  }

  @Override
  String exponentials() {
    return "int target = start + $targets:L[row];\n"
        + (storesExponentials() ? storeScaledExp() : sumScaledExp());
  }

  private static String sumScaledExp() {
    return """
    int exponentOfRow = $reals:L.commonExponent($outputs:L, start, $size:L);
    if (exponentOfRow == $rowKernels:T.NO_EXPONENT) {
    $>// Outputs too far apart for one scale.
    sum += sumOfLossesOfRows($longArguments:L$outputs:L, $targetArguments:L, row, row + 1);
    continue;
    $<}
    double total = $reals:L.sumScaledExp($outputs:L, start, $size:L, exponentOfRow);
    """;
  }

  /** Unless they are already on the scale of all rows. A penalty needs the scale of the row. */
  private String storeScaledExp() {
    return (hasPenalty() ? "int exponentOfRow = exponent;\n" : "")
        + """
        if (!isOneScale) {
        $>%sexponentOfRow = $reals:L.commonExponent($outputs:L, start, $size:L);
        if (exponentOfRow == $rowKernels:T.NO_EXPONENT) {
        $>sum += $pass:LOfRows(
        $>$>$longArguments:L$outputs:L, $targetArguments:L, $written:L, row, row + 1);
        $<$<continue;
        $<}
        $reals:L.storeScaledExp($outputs:L, start, $size:L, exponentOfRow, $out:L);
        $<}
        double total = $reals:L.sum($out:L, start, $size:L);
        """
            .formatted(hasPenalty() ? "" : "int ");
  }

  @Override
  String logSumExp() {
    return "double logSumExp = $rowKernels:T.logOfScaled(total, exponentOfRow);\n";
  }

  /** Rows of one weight share a logarithm. */
  @Override
  String addSurprisal() {
    return shareLogarithms(plan)
        ? """
        // -log p_y, one logarithm for as many rows as their product can be told from 0.
        likelihood *= %s;
        if (likelihood < LEAST_LIKELIHOOD) {
        $>sum -= $math:T.log(likelihood);
        likelihood = 1;
        $<}
        """
            .formatted(probabilityOfTarget())
        : "// -log p_y\nsum -= weight * $math:T.log(" + probabilityOfTarget() + ");\n";
  }

  @Override
  String surprisal() {
    return """
    double pOfTarget = %s;
    // -log p_y
    double n = -$math:T.log(pOfTarget);
    """
        .formatted(probabilityOfTarget());
  }

  private String probabilityOfTarget() {
    return storesExponentials()
        ? "$out:L[target] / total"
        : "$reals:L.scaledExp($outputs:L, target, exponentOfRow) / total";
  }

  @Override
  String curvature() {
    return """
    // p (1 - p), with p = exp(z) / total.
    double times = factor * $scaled:L / (total * total);
    for (int i = start; i < start + $size:L; i++) {
    $>hessian[i] = $round:Ltimes * $out:L[i] * (total - $out:L[i])$endRound:L;
    $<}
    """;
  }

  @Override
  String inverse() {
    return "double inverse = 1 / total;\n";
  }

  @Override
  String overTotal() {
    return " * inverse";
  }
}
