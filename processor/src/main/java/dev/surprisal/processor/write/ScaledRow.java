package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;

/**
 * A row whose exponentials are divided by a power of two that suits it, or all rows at hand. That
 * changes no digit of them, so a loss is the same either way.
 */
sealed class ScaledRow extends RowWriter permits SmoothedRow {
  ScaledRow(LossPlan plan, SoftmaxProgram program) {
    super(plan, program);
  }

  /** A row of a program. */
  static ScaledRow of(LossPlan plan, SoftmaxProgram program) {
    return program.isOneHot() ? new ScaledRow(plan, program) : new SmoothedRow(plan, program);
  }

  /** Whether rows that follow each other have one logarithm. */
  final boolean shareLogarithms() {
    return !plan.rowWeights().differ() && plan.algorithm().focus().isEmpty();
  }

  /** Before a loop over rows: all exponentials at once, where one scale suits them. */
  String before() {
    return (storesExponentials() ? together() : "")
        + "double sum = 0;\n"
        + (shareLogarithms() ? "double likelihood = 1;\n" : "");
  }

  private String together() {
    return """
    int first = from * $size:L;
    int length = (to - from) * $size:L;
    int exponent = $reals:L.commonExponent($outputs:L, first, length);
    %sboolean isOneScale = exponent != $rowKernels:T.NO_EXPONENT%s;
    if (isOneScale) {
    $>$reals:L.storeScaledExp($outputs:L, first, length, exponent, $out:L);
    $<}
    """
        .formatted(linearPart("OfAll", "from, to"), andIsFinite());
  }

  /**
   * What is computed of the logits of rows before they may be overwritten.
   *
   * @param of what the name of the variable ends with
   * @param rows the rows
   */
  String linearPart(String of, String rows) {
    return "";
  }

  /** Whether that of all rows is a number. */
  String andIsFinite() {
    return "";
  }

  /** Whether that of a row is none. */
  String orIsInfinite() {
    return "";
  }

  /** Adds that of a row. */
  String addLinearPart() {
    return "";
  }

  /** After the loop. */
  String after() {
    return "return " + total() + (shareLogarithms() ? " - $math:T.log(likelihood);\n" : ";\n");
  }

  /** What losses sum up to, but for the logarithm that rows share. */
  String total() {
    return "sum";
  }

  /** What multiplies the surprisal of a row, where rows differ in it. */
  String factorOfSurprisal() {
    return "weight * ";
  }

  /**
   * What is done with a row that does not fit.
   *
   * @param rows a format of what is done with some rows
   */
  String handOver(String rows) {
    return rows.formatted("row, row + 1");
  }

  /**
   * The scale of a row by itself.
   *
   * @param type what the variable is declared as, if it is not
   * @param otherwise a format of what is done with rows that have none
   */
  private String scaleOfRow(String type, String otherwise) {
    return type
        + "exponentOfRow = $reals:L.commonExponent($outputs:L, start, $size:L);\n"
        + linearPart("OfRow", "row, row + 1")
        + "if (exponentOfRow == $rowKernels:T.NO_EXPONENT"
        + orIsInfinite()
        + ") {\n$>"
        + handOver(otherwise)
        + "continue;\n$<}\n"
        + addLinearPart();
  }

  @Override
  String exponentials() {
    return "int target = start + $targets:L[row];\n"
        + (storesExponentials() ? storeScaledExp() : sumScaledExp());
  }

  private String sumScaledExp() {
    String ofRows =
        """
        // Outputs too far apart for one scale.
        sum += sumOfLossesOfRows($longArguments:L$outputs:L, $targetArguments:L, %s);
        """;
    return scaleOfRow("int ", ofRows)
        + "double total = $reals:L.sumScaledExp($outputs:L, start, $size:L, exponentOfRow);\n";
  }

  /** Unless they are already on the scale of all rows. A penalty needs the scale of the row. */
  private String storeScaledExp() {
    String ofRows =
        """
        sum += $pass:LOfRows(
        $>$>$longArguments:L$outputs:L, $targetArguments:L, $written:L, %s);
        $<$<\
        """;
    return (hasPenalty() ? "int exponentOfRow = exponent;\n" : "")
        + "if (!isOneScale) {\n$>"
        + scaleOfRow(hasPenalty() ? "" : "int ", ofRows)
        + """
        $reals:L.storeScaledExp($outputs:L, start, $size:L, exponentOfRow, $out:L);
        $<}
        double total = $reals:L.sum($out:L, start, $size:L);
        """;
  }

  @Override
  String logSumExp() {
    return "double logSumExp = $rowKernels:T.logOfScaled(total, exponentOfRow);\n";
  }

  /** Rows of one weight share a logarithm. */
  @Override
  String addSurprisal() {
    return shareLogarithms()
        ? """
        // -log p_y, one logarithm for as many rows as their product can be told from 0.
        likelihood *= %s;
        if (likelihood < LEAST_LIKELIHOOD) {
        $>sum -= $math:T.log(likelihood);
        likelihood = 1;
        $<}
        """
            .formatted(probabilityOfTarget())
        : "// -log p_y\nsum -= "
            + factorOfSurprisal()
            + "$math:T.log("
            + probabilityOfTarget()
            + ");\n";
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
