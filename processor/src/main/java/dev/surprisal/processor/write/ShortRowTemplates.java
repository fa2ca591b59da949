package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;

/**
 * What is done with rows that are short: their exponentials are divided by a power of two that
 * suits the row, or all rows at hand. That changes no digit of them, so a loss is the same either
 * way.
 */
final class ShortRowTemplates {
  private static final String LIKELIHOOD_OF_TARGET =
      "$reals:L.scaledExp($outputs:L, target, exponentOfRow) / total";

  private static final String SHARE_OF_TARGET = "$out:L[target] / total";

  private final LossPlan plan;

  ShortRowTemplates(LossPlan plan) {
    this.plan = plan;
  }

  /** Whether rows that follow each other have one logarithm. */
  boolean shareLogarithms() {
    return !plan.rowWeights().differ() && plan.algorithm().focus().isEmpty();
  }

  /** Before a loop over rows that only reads. */
  String start() {
    return "double sum = 0;\n" + (shareLogarithms() ? "double likelihood = 1;\n" : "");
  }

  /** Before a loop over rows that writes: all exponentials at once, where one scale suits them. */
  String storeTogether() {
    return """
    int first = from * $size:L;
    int length = (to - from) * $size:L;
    int exponent = $reals:L.commonExponent($outputs:L, first, length);
    boolean isOneScale = exponent != $rowKernels:T.NO_EXPONENT;
    if (isOneScale) {
    $>$reals:L.storeScaledExp($outputs:L, first, length, exponent, $out:L);
    $<}
    """;
  }

  /** After the loop. */
  String end() {
    return shareLogarithms() ? "return sum - $math:T.log(likelihood);\n" : "return sum;\n";
  }

  String findTarget() {
    return """
    int target = start + $targets:L[row];
    """;
  }

  String scaleOfRow() {
    return """
    int exponentOfRow = $reals:L.commonExponent($outputs:L, start, $size:L);
    if (exponentOfRow == $rowKernels:T.NO_EXPONENT) {
    $>// Outputs too far apart for one scale.
    sum += sumOfLossesOfRows($longArguments:L$outputs:L, $targetArguments:L, row, row + 1);
    continue;
    $<}
    """;
  }

  String storeScaledExp() {
    return storeScaledExp("int ");
  }

  String storeScaledExpAndKeepScale() {
    return "int exponentOfRow = exponent;\n" + storeScaledExp("");
  }

  private static String storeScaledExp(String declaration) {
    return """
    if (!isOneScale) {
    $>%sexponentOfRow = $reals:L.commonExponent($outputs:L, start, $size:L);
    if (exponentOfRow == $rowKernels:T.NO_EXPONENT) {
    $>sum += $pass:LOfRows(
    $>$>$longArguments:L$outputs:L, $targetArguments:L, $written:L, row, row + 1);
    $<$<continue;
    $<}
    $reals:L.storeScaledExp($outputs:L, start, $size:L, exponentOfRow, $out:L);
    $<}
    """
        .formatted(declaration);
  }

  String sumScaledExp() {
    return """
    double total = $reals:L.sumScaledExp($outputs:L, start, $size:L, exponentOfRow);
    """;
  }

  String sum() {
    return """
    double total = $reals:L.sum($out:L, start, $size:L);
    """;
  }

  String logSumExp() {
    return "double logSumExp = $rowKernels:T.logOfScaled(total, exponentOfRow);\n";
  }

  String addSurprisalOfTarget() {
    return addSurprisal(LIKELIHOOD_OF_TARGET);
  }

  String addSurprisalOfShare() {
    return addSurprisal(SHARE_OF_TARGET);
  }

  String surprisalOfTarget() {
    return surprisal(LIKELIHOOD_OF_TARGET);
  }

  String surprisalOfShare() {
    return surprisal(SHARE_OF_TARGET);
  }

  private static String surprisal(String probability) {
    return "double pOfTarget = "
        + probability
        + ";\n// -log p_y\ndouble n = -$math:T.log(pOfTarget);\n";
  }

  String sharesMinusOneHot() {
    return """
    // The residual, softmax(z) - onehot(y). That of the target is taken in double before it is
    // rounded, or a confident prediction would lose it to the 1.
    double inverse = 1 / total;
    double residual = ($out:L[target] - total) * inverse;
    $reals:L.scale($out:L, start, $size:L, $scaled:L * inverse);
    $out:L[target] = $round:L$scaled:L * residual$endRound:L;
    """;
  }

  String pulledSharesMinusOneHot() {
    return """
    // The residual, (1 + 2 Z_LOSS log-sum-exp) softmax(z) - onehot(y). That of the target is
    // taken in double before it is rounded, or a confident prediction would lose it to the 1.
    double pull = 1 + 2 * Z_LOSS * logSumExp;
    double inverse = 1 / total;
    double residual = (pull * $out:L[target] - total) * inverse;
    $reals:L.scale($out:L, start, $size:L, $scaled:L * pull * inverse);
    $out:L[target] = $round:L$scaled:L * residual$endRound:L;
    """;
  }

  String storeVariance() {
    return """
    // p (1 - p), with p = exp(z) / total.
    double times = factor * $scaled:L / (total * total);
    for (int i = start; i < start + $size:L; i++) {
    $>hessian[i] = $round:Ltimes * $out:L[i] * (total - $out:L[i])$endRound:L;
    $<}
    """;
  }

  /** Rows of one weight share a logarithm. */
  private String addSurprisal(String probability) {
    return plan.rowWeights().differ()
        ? "// -log p_y\nsum -= weight * $math:T.log(" + probability + ");\n"
        : "// -log p_y, one logarithm for as many rows as their product can be told from 0.\n"
            + "likelihood *= "
            + probability
            + ";\n"
            + """
            if (likelihood < LEAST_LIKELIHOOD) {
            $>sum -= $math:T.log(likelihood);
            likelihood = 1;
            $<}
            """;
  }
}
