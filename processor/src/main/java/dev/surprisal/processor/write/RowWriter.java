package dev.surprisal.processor.write;

import static dev.surprisal.processor.express.algebra.Expr.ZERO;

import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;

/**
 * What is done with a row of softmax logits by kernels that have the whole row. They write to the
 * array that the terms call {@code out}, and curvatures beside gradients to {@code hessian}.
 */
abstract sealed class RowWriter permits LongRow, ScaledRow {
  final LossPlan plan;
  final RowTemplates rows;
  final SoftmaxProgram program;

  RowWriter(LossPlan plan, SoftmaxProgram program) {
    this.plan = plan;
    this.rows = new RowTemplates(plan);
    this.program = program;
  }

  /** Statements that add the loss of a row, and write what is stored beside it. */
  final String statements() {
    StringBuilder code = new StringBuilder(skipUncounted()).append(exponentials());
    code.append(hasPenalty() ? logSumExp() : "");
    code.append(isFocused() ? surprisal() + addFocused() : addSurprisal());
    code.append(hasPenalty() ? addPenalty() : "");
    code.append(program.stored().size() > 1 ? curvature() : "");
    return code.append(storesExponentials() ? gradient() : "").toString();
  }

  /** The target, exponentials of the logits, and their total. */
  abstract String exponentials();

  /** logSumExp = log sum_k exp(z_k). */
  abstract String logSumExp();

  /** Adds -log p_y to the sum. */
  abstract String addSurprisal();

  /** n = -log p_y, and pOfTarget = p_y. */
  abstract String surprisal();

  /** hessian = p (1 - p), times factor and scale, of which out = p is still wanted. */
  abstract String curvature();

  /** What is declared before a residual, if anything. */
  abstract String inverse();

  /** Divides by the total. */
  abstract String overTotal();

  final boolean storesExponentials() {
    return !program.stored().isEmpty();
  }

  final boolean hasPenalty() {
    return !program.penalty().equals(ZERO);
  }

  private boolean isFocused() {
    return plan.algorithm().focus().isPresent();
  }

  /** Leaves rows that count for nothing, with 0 for all that is stored. */
  final String skipUncounted() {
    String clear = storesExponentials() ? rows.clear("$out:L") : "";
    return rows.skipUncounted(clear + (program.stored().size() > 1 ? rows.clear("hessian") : ""));
  }

  private String addPenalty() {
    String weight = plan.rowWeights().differ() ? "weight * " : "";
    return "sum += " + weight + "Z_LOSS * logSumExp * logSumExp;\n";
  }

  private String addFocused() {
    return focus().function() + rows.addWeighted(focus().loss());
  }

  private FocusTemplates focus() {
    return new FocusTemplates(plan.algorithm().focus().orElseThrow());
  }

  /** The residual, times the derivative of the loss by the surprisal where that is not 1. */
  private String gradient() {
    if (!isFocused()) {
      return residual();
    }
    return focus().held()
        + Lines.assigned("double focused", "$scaled:L * " + focus().slope())
        + residual().replace("$scaled:L", "focused");
  }

  /** Writes scale times p - q, q being 1 for the target and 0 elsewhere. */
  String residual() {
    String pulled = hasPenalty() ? "pull * " : "";
    return "// The residual, "
        + (hasPenalty() ? "(1 + 2 Z_LOSS log-sum-exp) " : "")
        + "softmax(z) - onehot(y).\n"
        + "// At the target in double, or a confident prediction would lose it to the 1.\n"
        + (hasPenalty() ? "double pull = 1 + 2 * Z_LOSS * logSumExp;\n" : "")
        + inverse()
        + "double residual = (%s$out:L[target] - total)%s;\n".formatted(pulled, overTotal())
        + "$reals:L.scale($out:L, start, $size:L, $scaled:L%s%s);\n"
            .formatted(hasPenalty() ? " * pull" : "", overTotal())
        + "$out:L[target] = $round:L$scaled:L * residual$endRound:L;\n";
  }
}
