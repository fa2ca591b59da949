package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.RowWeights;

/**
 * What is done with rows that are short: their exponentials are divided by a power of two that
 * suits the row, or all rows at hand. That changes no digit of them, so a loss is the same either
 * way.
 */
final class ShortRowTemplates {
  private final RowWeights weights;

  ShortRowTemplates(RowWeights weights) {
    this.weights = weights;
  }

  /** Before a loop over rows that only reads. */
  String start() {
    return "double sum = 0;\n" + (weights.differ() ? "" : "double likelihood = 1;\n");
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
    return weights.differ() ? "return sum;\n" : "return sum - $math:T.log(likelihood);\n";
  }

  String findTarget() {
    return """
    int target = start + $targets:L[row];
    """;
  }

  String scaleOfRow() {
    return """
    int exponent = $reals:L.commonExponent($outputs:L, start, $size:L);
    if (exponent == $rowKernels:T.NO_EXPONENT) {
    $>// Outputs too far apart for one scale.
    sum += sumOfLossesOfRows($longArguments:L$outputs:L, $targetArguments:L, row, row + 1);
    continue;
    $<}
    """;
  }

  String storeScaledExp() {
    return """
    if (!isOneScale) {
    $>int exponentOfRow = $reals:L.commonExponent($outputs:L, start, $size:L);
    if (exponentOfRow == $rowKernels:T.NO_EXPONENT) {
    $>sum += $pass:LOfRows(
    $>$>$longArguments:L$outputs:L, $targetArguments:L, $written:L, row, row + 1);
    $<$<continue;
    $<}
    $reals:L.storeScaledExp($outputs:L, start, $size:L, exponentOfRow, $out:L);
    $<}
    """;
  }

  String sumScaledExp() {
    return """
    double total = $reals:L.sumScaledExp($outputs:L, start, $size:L, exponent);
    """;
  }

  String sum() {
    return """
    double total = $reals:L.sum($out:L, start, $size:L);
    """;
  }

  String addSurprisalOfTarget() {
    return addSurprisal("$reals:L.scaledExp($outputs:L, target, exponent) / total");
  }

  String addSurprisalOfShare() {
    return addSurprisal("$out:L[target] / total");
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
    return weights.differ()
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
