package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;

/** A row in which each class is given a target. They need not sum to 1, but for rounding. */
final class GivenRow extends LongRow {
  GivenRow(LossPlan plan, SoftmaxProgram program) {
    super(plan, program);
  }

  /** How far logits lie below the largest is read before a call in place overwrites them. */
  @Override
  String exponentials() {
    return max()
        + "double below = $reals:L.sumBelow($outputs:L, $targets:L, start, $size:L, max);\n"
        + total()
        + "double mass = $reals:L.sum($targets:L, start, $size:L);\n";
  }

  @Override
  String addSurprisal() {
    return "// sum_k y_k (log(sum_j exp(z_j)) - z_k)\n"
        + rows.addWeighted("mass * $math:T.log(total) + below");
  }

  @Override
  String residual() {
    String pull = hasPenalty() ? "pull" : "mass";
    return "// The residual, "
        + pull
        + " * softmax(z) - y.\n"
        + (hasPenalty() ? "double pull = mass + 2 * Z_LOSS * logSumExp;\n" : "")
        + "$reals:L.scaleMinus($out:L, $targets:L, start, $size:L,$W$scaled:L * "
        + pull
        + overTotal()
        + ",$W$scaled:L);\n";
  }
}
