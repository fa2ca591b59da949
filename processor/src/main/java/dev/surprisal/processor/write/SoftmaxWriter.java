package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.plan.LossPlan;
import dev.surprisal.processor.schedule.SoftmaxProgram;
import dev.surprisal.processor.schedule.SoftmaxProgram.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Programs of softmax rows as loops over blocks of rows. In a block, what belongs to one class lies
 * side by side: class k of row r at {@code k * stride + r}. Blocks are of double, as a residual of
 * graded targets keeps its digits in double alone.
 */
final class SoftmaxWriter {
  /** The columns that an expression has in a loop. */
  private static final int EXPRESSION = 74;

  private final LossPlan plan;
  private final SoftmaxProgram program;
  private final JavaNotation notation;

  private final Terms terms;
  private final StringBuilder declarations = new StringBuilder();
  private int blocks;

  SoftmaxWriter(LossPlan plan, Terms terms, SoftmaxProgram program) {
    this.plan = plan;
    this.program = program;
    this.notation = new JavaNotation(program.names(), "");
    boolean isStrided = plan.options().isStrided();
    String size = terms.size();
    this.terms =
        terms
            .with("kernels", new StaticImports.Member(RuntimeNames.KERNELS, "DOUBLE_BLOCKS"))
            .with("most", isStrided ? "rowsSideBySide" : "rows")
            .with(
                "startOfRows",
                isStrided
                    ? "first / positions * (" + size + " * positions) + first % positions"
                    : "first * " + size)
            .with("steps", isStrided ? "1, positions" : size + ", 1")
            .with("shape", size + ", stride");
  }

  /**
   * Statements that return the sum of the losses of the rows from..to, and write what is stored.
   */
  CodeBlock summing() {
    return CodeBlock.builder()
        .add("double sum = 0;\n")
        .add(terms.with("firstRow", "from").with("endOfRows", "to").code(text()))
        .addStatement("return sum")
        .build();
  }

  /** Statements that write what is stored for all rows. */
  CodeBlock writing() {
    return terms.with("firstRow", "0").with("endOfRows", "rows").code(text());
  }

  private String text() {
    String body = body();
    String count =
        plan.options().isStrided()
            ? "$math:T.min($math:T.min(most, $endOfRows:L - first), positions - first % positions)"
            : "$math:T.min(most, $endOfRows:L - first)";
    return "$blocks:T blocks = $blocks:T.take();\n"
        + "int most = $blocks:T.$most:L($size:L);\n"
        + declarations
        + "for (int first = $firstRow:L, count; first < $endOfRows:L; first += count) {\n$>"
        + "count =\n$>$>"
        + count
        + ";\n$<$<"
        + "int stride = $blocks:T.stride(count, most);\n"
        + "int length = $size:L * stride;\n"
        + "int start = $startOfRows:L;\n"
        + body
        + "$<}\n"
        + "blocks.giveBack();\n";
  }

  /** Declares a block of a number for each output. */
  private void declare(String name) {
    declarations.append(
        "double[] %s = blocks.doubles(%d, $size:L * most);\n".formatted(name, blocks));
    blocks++;
  }

  /** Declares a number for each row. */
  private void declareRow(String name) {
    declarations.append("double[] %s = blocks.doubles(%d, most);\n".formatted(name, blocks));
    blocks++;
  }

  private static String each(String line) {
    return "for (int i = 0; i < length; i++) {\n$>" + line + "$<}\n";
  }

  /** A loop over the rows of a block, r being their place in it. */
  private static String eachRow(String body) {
    boolean needsRow = body.contains("[row]") || body.contains("$rowWeight:L");
    String row = needsRow ? "int row = first + r;\n" : "";
    return "for (int r = 0; r < count; r++) {\n$>" + row + body + "$<}\n";
  }

  private String body() {
    declare("z");
    String code =
        "$kernels:L.readRows(\n$>$>$outputs:L, start, $steps:L, $size:L, count, stride, z);\n$<$<"
            + (program.cap().isPresent() ? capped() : "")
            + exponentials()
            + (needsTargets() ? targets() : "")
            + (needsMass() ? mass() : "")
            + (program.hasLoss() && !program.isOneHot() ? below() : "")
            + rowByRow();
    return program.stored().isEmpty() ? code : code + store();
  }

  private boolean needsTargets() {
    return program.needs(Value.TARGET) || needsMass() || program.hasLoss() && !program.isOneHot();
  }

  private boolean needsMass() {
    boolean isOfRow = program.hasLoss() || program.needs(Value.PULL);
    return program.needs(Value.MASS) || program.hasMass() && isOfRow;
  }

  private String capped() {
    declare("t");
    declare("x");
    return "// Capped logits; a mask stays one.\n"
        + "$kernels:L.tanh(z, 1 / SOFT_CAP, length, t);\n"
        + each("x[i] = SOFT_CAP * t[i];\n")
        + "$kernels:L.keepInfinite(z, length, x);\n";
  }

  /** Exponentials of what is below the largest logit of the row, which cannot overflow. */
  private String exponentials() {
    declare("d");
    declare("e");
    declareRow("max");
    declareRow("total");
    String z = program.cap().isPresent() ? "x" : "z";
    return "// The largest logit is subtracted before exp, which then cannot overflow.\n"
        + "$kernels:L.maxOfRows("
        + z
        + ", $shape:L, max);\n"
        + "$kernels:L.fillRows(max, $shape:L, d);\n"
        + each("d[i] = " + z + "[i] - d[i];\n")
        + "$kernels:L.exp(d, length, e);\n"
        + "$kernels:L.sumOfRows(e, $shape:L, total);\n";
  }

  /** q: what each output should be. */
  private String targets() {
    declare("q");
    StringBuilder code = new StringBuilder();
    Expr targets = program.targets();
    if (targets.has(program.symbol(Value.GIVEN))) {
      declare("y");
      code.append(
          "$kernels:L.readRows(\n$>$>$targets:L, start, $steps:L, $size:L, count, stride, y);\n$<$<");
    }
    if (targets.has(program.symbol(Value.EVEN))) {
      declare("even");
      code.append("$kernels:L.spread(z, $shape:L, even);\n");
    }
    if (targets.has(program.symbol(Value.CLASS_WEIGHT))) {
      declare("w");
      code.append("$kernels:L.fillClasses(classWeights, stride, w);\n");
    }
    if (targets.has(program.symbol(Value.RELATIVE))) {
      declareRow("relativeOfRow");
      declare("relative");
      code.append(eachRow(guarded("relativeOfRow[r] = 1 / classWeights[$targets:L[row]];\n") + ""))
          .append("$kernels:L.fillRows(relativeOfRow, $shape:L, relative);\n");
    }
    code.append(each("q[i] = " + notation.of(targets) + ";\n"));
    if (!program.ofTarget().equals(Expr.ZERO)) {
      code.append(
          eachRow(
              guarded(
                  "q[$targets:L[row] * stride + r] += "
                      + notation.of(program.ofTarget())
                      + ";\n")));
    }
    return code.toString();
  }

  /** What is done for a row unless it counts for nothing, where its target may be anything. */
  private String guarded(String statement) {
    String counts = countsOfRow();
    return counts.isEmpty() ? statement : "if (" + counts + ") {\n$>" + statement + "$<}\n";
  }

  private String countsOfRow() {
    String index =
        plan.options().ignoreIndex().isPresent() ? "$targets:L[row] != IGNORE_INDEX" : "";
    String weight = plan.options().exampleWeights() ? "weights[row] != 0" : "";
    return index.isEmpty() || weight.isEmpty() ? index + weight : index + " && " + weight;
  }

  private String mass() {
    declareRow("massOfRow");
    return "$kernels:L.sumOfRows(q, $shape:L, massOfRow);\n";
  }

  /** sum q (z - max), in which a masked class that should be none counts nothing. */
  private String below() {
    declareRow("below");
    return "$kernels:L.weigh(q, d, length);\n$kernels:L.sumOfRows(d, $shape:L, below);\n";
  }

  private String rowByRow() {
    StringBuilder code = new StringBuilder();
    boolean hasUncounted = plan.options().leavesOutRows();
    boolean isPulled = program.needs(Value.PULL) && !program.penalty().equals(Expr.ZERO);
    boolean needsLog = program.needs(Value.LOG_SUM_EXP) || isPulled;
    if (program.needs(Value.PROBABILITY)) {
      declareRow("inverse");
    }
    if (program.needs(Value.LOG_SUM_EXP)) {
      declareRow("logSumExpOfRow");
    }
    if (program.needs(Value.PULL)) {
      declareRow("pullOfRow");
    }
    if (program.needs(Value.PROBABILITY)) {
      code.append("inverse[r] = 1 / total[r];\n");
    }
    boolean hasPenalty = program.hasLoss() && !program.penalty().equals(Expr.ZERO);
    if (program.hasLoss() || needsLog) {
      code.append("double logTotal = $math:T.log(total[r]);\n");
    }
    if (hasPenalty || needsLog) {
      code.append("double logSum = logTotal + max[r];\n");
    }
    if (program.needs(Value.LOG_SUM_EXP)) {
      code.append("logSumExpOfRow[r] = logSum;\n");
    }
    if (program.needs(Value.PULL)) {
      code.append(
          "pullOfRow[r] = $math:T.max("
              + (program.hasMass() ? "massOfRow[r]" : "1")
              + (isPulled ? " + 2 * Z_LOSS * logSum" : "")
              + ", 0);\n");
    }
    String weight = hasUncounted && plan.options().hasRowWeights() ? "weight" : "1";
    if (hasUncounted && program.isWeighed()) {
      declareRow("weightOfRow");
      code.append(weights(program.hasLoss() ? addLoss(hasPenalty) : "", weight));
    } else if (program.hasLoss()) {
      code.append(hasUncounted ? weights(addLoss(hasPenalty), weight) : addLoss(hasPenalty));
    }
    return code.isEmpty() ? "" : eachRow(code.toString());
  }

  /** Leaves rows that count for nothing, and notes the weights of the others where they matter. */
  private String weights(String counted, String weight) {
    boolean isNoted = program.isWeighed();
    StringBuilder code = new StringBuilder();
    if (isNoted) {
      code.append("weightOfRow[r] = 0;\n");
    }
    String skipped = new RowTemplates(plan.options()).skipUncounted("");
    code.append(skipped).append(counted);
    if (isNoted) {
      code.append("weightOfRow[r] = " + weight + ";\n");
    }
    return code.toString();
  }

  private String addLoss(boolean hasPenalty) {
    String surprisal =
        program.isOneHot()
            ? "logTotal - d[$targets:L[row] * stride + r]"
            : (program.hasMass() ? "massOfRow[r] * logTotal" : "logTotal") + " - below[r]";
    String loss = surprisal + (hasPenalty ? " + Z_LOSS * logSum * logSum" : "");
    return "// sum_k q_k (log(sum_j exp(z_j)) - z_k)\n"
        + (plan.options().hasRowWeights()
            ? "sum += weight * (" + loss + ");\n"
            : "sum += " + loss + ";\n");
  }

  private String store() {
    StringBuilder code = new StringBuilder();
    fill(code, Value.PROBABILITY, "inverse", "p");
    fill(code, Value.MASS, "massOfRow", "mass");
    fill(code, Value.LOG_SUM_EXP, "logSumExpOfRow", "logSumExp");
    fill(code, Value.PULL, "pullOfRow", "pull");
    if (program.needs(Value.PROBABILITY)) {
      code.append(each("p[i] = e[i] * p[i];\n"));
    }
    List<String> results = results();
    if (!results.equals(List.of("p"))) {
      StringBuilder lines = new StringBuilder(letters(program.stored()));
      for (int i = 0; i < results.size(); i++) {
        declare(results.get(i));
        lines.append(assigned(results.get(i) + "[i]", notation.of(program.stored().get(i))));
      }
      code.append(each(lines.toString()));
    }
    if (program.isWeighed() && plan.options().leavesOutRows()) {
      declare("weightOfOutput");
      code.append("$kernels:L.fillRows(weightOfRow, $shape:L, weightOfOutput);\n");
      results.forEach(
          result -> code.append("$kernels:L.weigh(weightOfOutput, " + result + ", length);\n"));
    }
    code.append(write(results.get(0), "$out:L"));
    return results.size() == 1 ? code.toString() : code + write(results.get(1), "hessian");
  }

  /** The blocks of what is written. */
  private List<String> results() {
    if (program.stored().equals(List.of(program.symbol(Value.PROBABILITY)))) {
      return List.of("p");
    }
    return program.stored().size() == 1 ? List.of("result") : List.of("residual", "curvature");
  }

  private static String write(String block, String out) {
    return "$kernels:L.writeRows(\n$>$>"
        + block
        + ", $size:L, count, stride, $blockScale:L, "
        + out
        + ", start, $steps:L);\n$<$<";
  }

  private static String assigned(String variable, String value) {
    return value.length() < EXPRESSION
        ? variable + " = " + value + ";\n"
        : variable + " =\n$>$>" + Lines.broken(value, EXPRESSION, 0) + ";\n$<$<";
  }

  /** What has a letter and has not been computed, as variables. */
  private String letters(List<Expr> exprs) {
    Map<Expr, String> lines = new LinkedHashMap<>();
    exprs.forEach(expr -> collectLetters(expr, lines));
    return String.join("", lines.values());
  }

  private void collectLetters(Expr expr, Map<Expr, String> lines) {
    if (notation.names().containsKey(expr)) {
      return;
    }
    expr.parts().forEach(part -> collectLetters(part, lines));
    if (expr instanceof Expr.Definition definition) {
      lines.put(
          expr,
          "double " + definition.letter() + " = " + notation.of(definition.meaning()) + ";\n");
    }
  }

  /** Repeats a number of each row for its outputs. */
  private void fill(StringBuilder code, Value value, String row, String name) {
    if (program.needs(value)) {
      declare(name);
      code.append("$kernels:L.fillRows(" + row + ", $shape:L, " + name + ");\n");
    }
  }
}
