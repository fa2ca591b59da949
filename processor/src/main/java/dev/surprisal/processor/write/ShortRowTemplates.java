package dev.surprisal.processor.write;

import dev.surprisal.processor.express.option.Options;

/**
 * What is done with rows that are short: their exponentials are divided by a power of two that
 * suits the row, or all rows at hand. That changes no digit of them, so a loss is the same either
 * way.
 */
final class ShortRowTemplates {
  private final Options options;

  ShortRowTemplates(Options options) {
    this.options = options;
  }

  /** Before a loop over rows that only reads. */
  String start() {
    return "double sum = 0;\n" + (options.hasRowWeights() ? "" : "double likelihood = 1;\n");
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
    return options.hasRowWeights() ? "return sum;\n" : "return sum - $math:T.log(likelihood);\n";
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
    return (options.hasZLoss() ? "int exponentOfRow = exponent;\n" : "")
        + """
        if (!isOneScale) {
        $>%sexponentOfRow = $reals:L.commonExponent($outputs:L, start, $size:L);
        if (exponentOfRow == $rowKernels:T.NO_EXPONENT) {
        $>sum += $pass:LOfRows(
        $>$>$longArguments:L$outputs:L, $targetArguments:L, $written:L, scale, row, row + 1);
        $<$<continue;
        $<}
        $reals:L.storeScaledExp($outputs:L, start, $size:L, exponentOfRow, $out:L);
        $<}
        """
            .formatted(options.hasZLoss() ? "" : "int ");
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
    return addSurprisal("$reals:L.scaledExp($outputs:L, target, exponentOfRow) / total");
  }

  String addSurprisalOfShare() {
    return addSurprisal("$out:L[target] / total");
  }

  String sharesMinusOneHot() {
    String comment =
        options.hasZLoss()
            ? """
            // The residual, (1 + 2 Z_LOSS log-sum-exp) softmax(z) - onehot(y). That of the target is
            // taken in double before it is rounded, or a confident prediction would lose it to the 1.
            double pull = 1 + 2 * Z_LOSS * logSumExp;
            """
            : """
            // The residual, softmax(z) - onehot(y). That of the target is taken in double before it is
            // rounded, or a confident prediction would lose it to the 1.
            """;
    return comment
        + """
        double inverse = 1 / total;
        double residual = (%1$s$out:L[target] - total) * inverse;
        $reals:L.scale($out:L, start, $size:L, $scaled:L * %1$sinverse);
        $out:L[target] = $round:L$scaled:L * residual$endRound:L;
        """
            .formatted(options.hasZLoss() ? "pull * " : "");
  }

  String storeVariance() {
    return """
    // p (1 - p), with p = exp(z) / total.
    double factor = $scaled:L / (total * total);
    for (int i = start; i < start + $size:L; i++) {
    $>hessian[i] = $round:Lfactor * $out:L[i] * (total - $out:L[i])$endRound:L;
    $<}
    """;
  }

  private String addSurprisal(String probability) {
    return addMinusLog(probability) + (options.hasZLoss() ? addZLoss() : "");
  }

  private String addZLoss() {
    String weight = options.hasRowWeights() ? "weight * " : "";
    return "sum += " + weight + "Z_LOSS * logSumExp * logSumExp;\n";
  }

  /** Rows of one weight share a logarithm. */
  private String addMinusLog(String probability) {
    return options.hasRowWeights()
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
