package dev.surprisal.processor.write;

import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Expr.ZERO;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.schedule.program.Focus;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Reals;
import dev.surprisal.processor.schedule.program.RowWeights;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;
import dev.surprisal.processor.schedule.program.SoftmaxProgram.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a program of softmax rows does once for each row of a block, in double. */
final class SoftmaxRows {
  private final RowTemplates templates;
  private final RowWeights weights;
  private final Optional<Focus> focus;
  private final SoftmaxProgram program;
  private final SoftmaxBlocks blocks;

  SoftmaxRows(LossPlan plan, SoftmaxProgram program, SoftmaxBlocks blocks) {
    this.templates = new RowTemplates(plan);
    this.weights = plan.rowWeights();
    this.focus = plan.algorithm().focus();
    this.program = program;
    this.blocks = blocks;
  }

  /** The block of the logits that the softmax is of. */
  String logits() {
    return program.hasOwnLogits() ? "x" : "z";
  }

  boolean needsMass() {
    boolean isOfRow = program.hasLoss() || program.needs(Value.PULL);
    return program.needs(Value.MASS) || program.hasMass() && isOfRow;
  }

  /** Whether what is written is multiplied row by row, by weights that hold the scale as well. */
  boolean areWeighed() {
    boolean isWritten = program.isWeighed() && !program.stored().isEmpty();
    return isWritten && (weights.leaveOutRows() || program.residualPull().isPresent());
  }

  /** A loop over the rows of a block, r being their place in it. */
  String each(String body) {
    boolean needsRow = body.contains("[row]") || body.contains("$rowWeight:L");
    String row = needsRow ? "int row = first + r;\n" : "";
    return "for (int r = 0; r < count; r++) {\n$>" + row + body + "$<}\n";
  }

  /** What is done for a row unless it counts for nothing, where its target may be anything. */
  String guarded(String statements) {
    String counts = counts();
    return counts.isEmpty() ? statements : "if (" + counts + ") {\n$>" + statements + "$<}\n";
  }

  private String counts() {
    String index = weights.ignored().isPresent() ? "$targets:L[row] != IGNORE_INDEX" : "";
    String weight = weights.ofExamples() ? "weights[row] != 0" : "";
    return index.isEmpty() || weight.isEmpty() ? index + weight : index + " && " + weight;
  }

  /** The loop over rows, once their exponentials and the sums over them are there. */
  String code() {
    boolean isPulled = program.needs(Value.PULL) && hasPenalty();
    Optional<Expr> pull = program.residualPull();
    boolean needsSum = program.needs(Value.LOG_SUM_EXP) || isPulled;
    boolean isOneLog = program.hasLoss() && !needsSum && addsAllLogsAlike();
    StringBuilder code = new StringBuilder();
    if (program.needs(Value.PROBABILITY) && pull.isEmpty()) {
      blocks.declareRow("inverse");
      code.append("inverse[r] = %s;\n".formatted(blocks.rounded("1 / total[r]")));
    }
    if (isOneLog) {
      code.append("totals *= total[r];\n");
    } else if (program.hasLoss() || needsSum || isFocused()) {
      code.append("double logTotal = $math:T.log(total[r]);\n");
    }
    if (program.hasLoss() && hasPenalty() || needsSum) {
      code.append(
          "double logSum = logTotal + max[r]"
              + (program.capsBelowLargest() ? " + largestOfRow[r]" : "")
              + ";\n");
    }
    if (pull.isPresent()) {
      blocks.declareSum("pullOverTotal");
      code.append(
          Lines.assigned("pullOverTotal[r]", notation().factor(pull.get()) + " / total[r]"));
    }
    if (program.needs(Value.LOG_SUM_EXP) && (pull.isEmpty() || program.differsAtTarget())) {
      blocks.declareSum("logSumExpOfRow");
      code.append("logSumExpOfRow[r] = logSum;\n");
    }
    String pullOfRow = program.needs(Value.PULL) ? pullOfRow(isPulled) : "";
    if (isFocused()) {
      String loss = program.hasLoss() ? addLoss(focus().loss()) : "";
      code.append(counted(focused() + pullOfRow + loss));
    } else {
      String loss = program.hasLoss() ? addLoss(surprisal(isOneLog ? "" : "logTotal")) : "";
      code.append(pullOfRow).append(counted(loss));
    }
    String rows = code.isEmpty() ? "" : each(code.toString());
    return isOneLog ? withOneLog(rows) : rows;
  }

  private String pullOfRow(boolean isPulled) {
    blocks.declareSum("pullOfRow");
    String ofResidual = isFocused() ? "focusOfRow[r]" : program.hasMass() ? "massOfRow[r]" : "1";
    return "pullOfRow[r] = $math:T.max(%s%s, 0);\n"
        .formatted(factor() + ofResidual, isPulled ? " + 2 * Z_LOSS * logSum" : "");
  }

  /** Whether the loss of a row is a function of its surprisal, and that or a derivative wanted. */
  private boolean isFocused() {
    boolean isAsked = program.hasLoss() || program.needs(Value.FOCUS);
    return isAsked && focus.isPresent();
  }

  private FocusTemplates focus() {
    return focus.map(FocusTemplates::new).orElseThrow();
  }

  /** The function of the surprisal, and what is asked of its derivatives. */
  private String focused() {
    StringBuilder code = new StringBuilder(atTarget());
    code.append("// n = -log p_y = log(sum_j exp(z_j)) - z_y\n")
        .append("double n = %s;\n".formatted(surprisal("logTotal")))
        .append("double pOfTarget = $math:T.exp(-n);\n")
        .append(focus().function());
    if (program.needs(Value.FOCUS)) {
      blocks.declareSum("focusOfRow");
      code.append(focus().held()).append(Lines.assigned("focusOfRow[r]", focus().slope()));
    }
    if (program.needs(Value.BEND)) {
      blocks.declareSum("bendOfRow");
      code.append(Lines.assigned("bendOfRow[r]", focus().bend()));
    }
    if (program.needs(Value.SPREAD)) {
      blocks.declareSum("spreadOfRow");
      code.append(Lines.assigned("double bend", focus().bend()))
          .append("spreadOfRow[r] = 2 * q * $math:T.max(bend, 0);\n");
    }
    return code.toString();
  }

  /** Whether the loss of each row has the logarithm of its total once. */
  private boolean addsAllLogsAlike() {
    boolean isWeighed = weights.leaveOutRows() || weights.differ();
    boolean isPlain = !program.hasMass() && !hasPenalty() && factor().isEmpty();
    return !isWeighed && isPlain && focus.isEmpty();
  }

  private static String withOneLog(String rows) {
    return "// One logarithm for all rows of a block: no total exceeds the number of classes.\n"
        + "double totals = 1;\n"
        + rows
        + "sum += $math:T.log(totals);\n";
  }

  private boolean hasPenalty() {
    return !program.penalty().equals(ZERO);
  }

  /** Leaves rows that count for nothing, and notes the weights of the others where they matter. */
  private String counted(String statements) {
    if (!areWeighed() && (statements.isEmpty() || !weights.leaveOutRows())) {
      return statements;
    }
    String skipped = templates.skipUncounted("");
    if (!areWeighed()) {
      return skipped + statements;
    }
    blocks.declareSum("weightOfRow");
    String weight = weights.differ() ? "$blockScale:L * weight" : "$blockScale:L";
    return (skipped.isEmpty() ? "" : "weightOfRow[r] = 0;\n" + skipped)
        + statements
        + "weightOfRow[r] = %s;\n".formatted(weight);
  }

  /** The surprisal of a row, but for the logarithm of its total where that is added elsewhere. */
  private String surprisal(String logTotal) {
    List<String> terms = new ArrayList<>();
    if (!logTotal.isEmpty()) {
      terms.add((program.hasMass() ? "massOfRow[r] * " : "") + logTotal);
    }
    if (program.isOneHot()) {
      String distance = "largest - %s[at]".formatted(logits());
      boolean isWhole = program.ofTarget().equals(ONE);
      String factor = isWhole ? "" : notation().factor(program.ofTarget()) + " * ";
      terms.add(isWhole && terms.isEmpty() ? distance : factor + "(" + distance + ")");
    }
    String below = program.isOneHot() ? "" : terms.isEmpty() ? "-below[r]" : " - below[r]";
    return String.join(" + ", terms) + below;
  }

  /** In double, in which no distance of two floats overflows. */
  private static String atTarget() {
    return "int at = $targets:L[row] * stride + r;\ndouble largest = max[r];\n";
  }

  /** Adds the loss of a row of a surprisal, or what is made of that. */
  private String addLoss(String surprisal) {
    String loss =
        (factor().isEmpty() ? surprisal : factor() + "(" + surprisal + ")")
            + (hasPenalty() ? " + Z_LOSS * logSum * logSum" : "");
    String before =
        isFocused()
            ? ""
            : (program.isOneHot() ? atTarget() : "") + "// sum_k q_k (log(sum_j exp(z_j)) - z_k)\n";
    return before
        + Lines.assigned("double loss", loss)
        + (weights.differ() ? "sum += weight * loss;\n" : "sum += loss;\n");
  }

  /** What multiplies the surprisal of a row, where that is not 1. */
  private String factor() {
    return program.factor().equals(ONE) ? "" : notation().factor(program.factor()) + " * ";
  }

  /** Expressions of a row. */
  private JavaNotation notation() {
    Map<Expr, String> names =
        Map.of(
            program.symbol(Value.MASS), "massOfRow[r]",
            program.symbol(Value.LOG_SUM_EXP), "logSum");
    return new JavaNotation(names, Reals.DOUBLES);
  }
}
