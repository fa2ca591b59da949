package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Reals;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;
import java.util.Map;

/**
 * A row of which a part of the target is spread over all classes. What that adds to the loss, share
 * sum_k (z_y - z_k), is linear in the logits, and computed before these may be overwritten; a class
 * that is masked makes it infinite.
 */
final class SmoothedRow extends ScaledRow {
  /** What is said of the method that computes it. */
  static final String EVEN_PARTS =
      "share sum_k (z_y - z_k), which smoothing adds to losses; not finite if a class is masked.";

  /** What is said of the method that finds the end of rows that do not fit. */
  static final String FIRST_FIT =
      "The first of the rows from..to that fits one scale and has no masked class, or to.";

  private final JavaNotation notation = new JavaNotation(Map.of(), Reals.DOUBLES);
  private final boolean isWeighed;

  SmoothedRow(LossPlan plan, SoftmaxProgram program) {
    super(plan, program);
    this.isWeighed = program.spreadByWeights().isPresent();
  }

  /** Adds up what the part that is spread evenly adds to losses, row by row. */
  String evenParts() {
    String below =
        "$reals:L.sumBelow(\n$>$>$outputs:L, start, $size:L, $outputs:L[start + $targets:L[row]]%s)"
            .formatted(isWeighed ? ",$WclassWeights" : "");
    String share = isWeighed ? "share" : shareOfAll();
    return rows.skipUncounted("")
        + (isWeighed ? share() : "")
        + rows.addWeighted(share + " * " + below)
        + "$<$<";
  }

  /** Looks for a row that can be scaled. */
  String firstFit() {
    return """
    int row = from;
    while (row < to
        && ($reals:L.commonExponent($outputs:L, row * $size:L, $size:L) == $rowKernels:T.NO_EXPONENT
            || !$double:T.isFinite(sumOfEvenParts($outputs:L, $targetArguments:L, row, row + 1)))) {
    $>row++;
    $<}
    return row;
    """;
  }

  /** With those that follow and do not fit either: rows that lie together share blocks. */
  @Override
  String handOver(String rows) {
    return "int next = firstFit($outputs:L, $targetArguments:L, row + 1, to);\n"
        + rows.formatted("row, next")
        + "row = next - 1;\n";
  }

  @Override
  String before() {
    return super.before()
        + (storesExponentials()
            ? "double even = isOneScale ? evenOfAll : 0;\n"
            : "double even = 0;\n")
        + (isWeighed
            ? "double sumOfWeights = $doubles:L.sum(classWeights, 0, $size:L);\n"
            : storesExponentials() ? "double share = " + shareOfAll() + ";\n" : "")
        + (storesExponentials()
            ? Lines.assigned("double ofTarget", ofTarget() + " + " + shareOfAll())
            : "");
  }

  @Override
  String total() {
    return "sum + even";
  }

  /** Of a mass that is not 1, where classes are weighed. */
  @Override
  String factorOfSurprisal() {
    return super.factorOfSurprisal() + (isWeighed ? "mass * " : "");
  }

  @Override
  String linearPart(String of, String rows) {
    return "double even%s = sumOfEvenParts($outputs:L, $targetArguments:L, %s);\n"
        .formatted(of, rows);
  }

  @Override
  String andIsFinite() {
    return " && $double:T.isFinite(evenOfAll)";
  }

  @Override
  String orIsInfinite() {
    return " || !$double:T.isFinite(evenOfRow)";
  }

  @Override
  String addLinearPart() {
    return "even += evenOfRow;\n";
  }

  @Override
  String addSurprisal() {
    String mass = ofTarget() + " + share * sumOfWeights";
    return (isWeighed ? share() + Lines.assigned("double mass", mass) : "") + super.addSurprisal();
  }

  @Override
  String residual() {
    String mass = isWeighed ? "mass" : "1";
    String pulled = hasPenalty() ? "pull * " : isWeighed ? "mass * " : "";
    String pull = hasPenalty() ? "double pull = " + mass + " + 2 * Z_LOSS * logSumExp;\n" : "";
    return "// The residual, "
        + pulled
        + "softmax(z) - q, q being what is spread and ofTarget.\n"
        + "// At the target in double, or a confident prediction would lose it to that.\n"
        + pull
        + inverse()
        + "double residual = (%s$out:L[target] - ofTarget * total)%s;\n"
            .formatted(pulled, overTotal())
        + "$reals:L.scaleMinus($out:L, start, $size:L,$W$scaled:L * %sinverse,$W%s$scaled:L * share);\n"
            .formatted(pulled, isWeighed ? "classWeights,$W" : "")
        + "$out:L[target] = $round:L$scaled:L * residual$endRound:L;\n";
  }

  /** What one class gets of what is spread over all. */
  private String shareOfAll() {
    return notation.of(program.spread().or(program::spreadByWeights).orElseThrow()) + " / $size:L";
  }

  /** The same for a class of weight 1, where those of the row's class are 1. */
  private String share() {
    return "double share = " + shareOfAll() + " / classWeights[$targets:L[row]];\n";
  }

  private String ofTarget() {
    return notation.of(program.ofTarget());
  }
}
