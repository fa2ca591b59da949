package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Reals;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;
import dev.surprisal.processor.schedule.program.SoftmaxProgram.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Programs of softmax rows as loops over blocks of rows. In a block, what belongs to one class lies
 * side by side: class k of row r at {@code k * stride + r}.
 */
final class SoftmaxWriter {
  private final LossPlan plan;
  private final SoftmaxProgram program;
  private final JavaNotation notation;
  private final SoftmaxBlocks blocks;
  private final SoftmaxRows rows;
  private final Terms terms;

  SoftmaxWriter(LossPlan plan, Terms terms, SoftmaxProgram program) {
    this.plan = plan;
    this.program = program;
    Reals reals = program.needsDouble() ? Reals.DOUBLES : plan.reals();
    this.notation = new JavaNotation(program.names(), reals);
    this.blocks = new SoftmaxBlocks(reals);
    this.rows = new SoftmaxRows(plan, program, blocks);
    boolean isStrided = plan.isStrided();
    String size = terms.shape().size();
    this.terms =
        terms
            .with(
                "kernels",
                new StaticImports.Member(
                    RuntimeNames.KERNELS, reals == Reals.FLOATS ? "FLOAT_BLOCKS" : "DOUBLE_BLOCKS"))
            .with("doubleBlocks", new StaticImports.Member(RuntimeNames.KERNELS, "DOUBLE_BLOCKS"))
            .with("most", isStrided ? "rowsSideBySide" : "rows")
            .with("startOfRows", terms.shape().start("first"))
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
        plan.isStrided()
            ? "$math:T.min($math:T.min(most, $endOfRows:L - first), positions - first % positions)"
            : "$math:T.min(most, $endOfRows:L - first)";
    return "$blocks:T blocks = $blocks:T.take();\n"
        + "int most = $blocks:T.$most:L($size:L);\n"
        + blocks.declarations()
        + "for (int first = $firstRow:L, count; first < $endOfRows:L; first += count) {\n$>"
        + "count = "
        + count
        + ";\n"
        + "int stride = $blocks:T.stride(count, most);\n"
        + (body.contains("length") ? "int length = $size:L * stride;\n" : "")
        + "int start = $startOfRows:L;\n"
        + body
        + "$<}\n"
        + "blocks.giveBack();\n";
  }

  static String each(String line) {
    return "for (int i = 0; i < length; i++) {\n$>" + line + "$<}\n";
  }

  private String body() {
    blocks.declare("z");
    String code =
        "$kernels:L.readRows($outputs:L, start, $steps:L, $size:L,$Wcount, stride, z);\n"
            + (program.hasOwnLogits() ? ownLogits() : "")
            + exponentials()
            + (needsTargets() ? new SoftmaxTargets(program, blocks, rows).code() : "")
            + (rows.needsMass() ? mass() : "")
            + (program.hasLoss() && !program.isOneHot() ? below() : "")
            + rows.code();
    return program.stored().isEmpty() ? code : code + store();
  }

  /** Whether more outputs than the target of the row should be something. */
  private boolean needsTargets() {
    boolean isAsked = program.needs(Value.TARGET) || rows.needsMass() || program.hasLoss();
    return isAsked && !program.isOneHot();
  }

  /** Logits that are made of what the head emits. */
  private String ownLogits() {
    Expr logit = ((Expr.Definition) program.logit()).meaning();
    if (program.cap().isPresent()) {
      return capped(logit.over(program.symbol(Value.CAPPED)));
    }
    blocks.declare("x");
    return each("x[i] = " + notation.of(logit) + ";\n");
  }

  private String capped(Expr cap) {
    if (program.capsBelowLargest()) {
      boolean isBent = program.needs(Value.SLOPE);
      blocks.declareSum("largestOfRow");
      blocks.declare("x");
      if (isBent) {
        blocks.declare("slope");
      }
      return "// Capped logits less the largest of their row, in double; a mask stays one.\n"
          + "$kernels:L.capBelowLargest(z, SOFT_CAP, $shape:L, max, largestOfRow,$Wx%s);\n"
              .formatted(isBent ? ", slope" : "");
    }
    String tanh = program.needs(Value.TANH) || program.needs(Value.CAPPED) ? "t" : "x";
    boolean hasSlope = program.needs(Value.SLOPE);
    if (tanh.equals("t")) {
      blocks.declare("t");
    }
    blocks.declare("x");
    if (hasSlope) {
      blocks.declare("slope");
    }
    return "// Capped logits; a mask stays one.\n"
        + "$kernels:L.tanh(z, 1 / SOFT_CAP, length, %s%s);\n"
            .formatted(tanh, hasSlope ? ", slope" : "")
        + "$kernels:L.cap(z, %s, %s, length, x);\n".formatted(tanh, notation.of(cap));
  }

  private String exponentials() {
    blocks.declare("e");
    blocks.declareRow("max");
    blocks.declareSum("total");
    return "// The largest logit is subtracted before exp, which then cannot overflow.\n"
        + "$kernels:L.expOfRows("
        + rows.logits()
        + ", $shape:L, max, e, total);\n";
  }

  private String mass() {
    blocks.declareSum("massOfRow");
    return "$doubleBlocks:L.sumOfRows(q, $shape:L, massOfRow);\n";
  }

  /** sum q (z - max), in which a masked class that should be none counts nothing. */
  private String below() {
    blocks.declareSum("below");
    return "$kernels:L.sumBelowMax(q, " + rows.logits() + ", max, $shape:L, below);\n";
  }

  private String store() {
    if (program.residualPull().isPresent()) {
      return "$kernels:L.writeResiduals(e, pullOverTotal, q, weightOfRow, $size:L, count,$W"
          + "stride, $out:L, start, $steps:L);\n";
    }
    StringBuilder code = new StringBuilder();
    List<String> results = results();
    List<Expr> stored = program.storedOfOthers();
    boolean isProbability = program.storesPrediction();
    if (program.needs(Value.PROBABILITY)) {
      String p = isProbability ? results.get(0) : "p";
      blocks.declare(p);
      code.append("$kernels:L.multiplyRows(e, inverse, $shape:L, %s);\n".formatted(p));
    }
    if (!isProbability) {
      fill(code, Value.MASS, "massOfRow", "mass");
      fill(code, Value.LOG_SUM_EXP, "logSumExpOfRow", "logSumExp");
      fill(code, Value.PULL, "pullOfRow", "pull");
      fill(code, Value.FOCUS, "focusOfRow", "focus");
      fill(code, Value.BEND, "bendOfRow", "bend");
      fill(code, Value.SPREAD, "spreadOfRow", "spread");
      results.forEach(blocks::declare);
      code.append(each(letters(stored, notation, blocks.type()) + assigned("i", stored, notation)));
    }
    if (program.differsAtTarget()) {
      code.append(atTarget());
    }
    if (rows.areWeighed()) {
      results.forEach(result ->
          code.append("$kernels:L.weighRows(%s, weightOfRow, $shape:L);\n".formatted(result)));
    }
    String scale = rows.areWeighed() ? "1" : "$blockScale:L";
    code.append(write(results.get(0), scale, "$out:L"));
    if (results.size() > 1) {
      boolean isMultiplied = plan.algorithm().factorOfBounds() != 1;
      code.append(write(results.get(1), isMultiplied ? "factor * " + scale : scale, "$second:L"));
    }
    return code.toString();
  }

  /** The blocks of what is written. */
  private List<String> results() {
    if (program.storesPrediction()) {
      return List.of("p");
    }
    return program.stored().size() == 1 ? List.of("result") : List.of("residual", "curvature");
  }

  private static String write(String block, String scale, String out) {
    return "$kernels:L.writeRows(%s, $size:L, count, stride, %s,$W%s, start, $steps:L);\n"
        .formatted(block, scale, out);
  }

  /** In double before it is rounded, or a confident prediction would lose its residual to the 1. */
  private String atTarget() {
    JavaNotation atTarget = new JavaNotation(program.namesAtTarget(), Reals.DOUBLES);
    String code =
        "int at = $targets:L[row] * stride + r;\n"
            + "double pOfTarget = e[at] / total[r];\n"
            + Lines.assigned("double qOfTarget", atTarget.of(program.ofTarget()))
            + letters(program.stored(), atTarget, "double")
            + assigned("at", program.stored(), atTarget);
    return "// At the target in double, or a confident prediction would lose it to the 1.\n"
        + rows.each(rows.guarded(code));
  }

  /** What is written, at an index of its blocks. */
  private String assigned(String index, List<Expr> stored, JavaNotation in) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < stored.size(); i++) {
      String value = in.of(stored.get(i));
      String rounded = in.reals() == Reals.DOUBLES ? blocks.rounded(value) : value;
      lines.append(Lines.assigned(results().get(i) + "[" + index + "]", rounded));
    }
    return lines.toString();
  }

  /** What has a letter and has not been computed, as variables. */
  private static String letters(List<Expr> exprs, JavaNotation notation, String type) {
    Map<Expr, String> lines = new LinkedHashMap<>();
    exprs.forEach(expr -> collectLetters(expr, notation, type, lines));
    return String.join("", lines.values());
  }

  private static void collectLetters(
      Expr expr, JavaNotation notation, String type, Map<Expr, String> lines) {
    if (notation.names().containsKey(expr)) {
      return;
    }
    expr.parts().forEach(part -> collectLetters(part, notation, type, lines));
    if (expr instanceof Expr.Definition definition) {
      lines.put(
          expr,
          "%s %s = %s;\n".formatted(type, definition.letter(), notation.of(definition.meaning())));
    }
  }

  /** Repeats a number of each row for its outputs. */
  private void fill(StringBuilder code, Value value, String row, String name) {
    if (program.needs(value)) {
      blocks.declare(name);
      code.append("$kernels:L.fillRows(" + row + ", $shape:L, " + name + ");\n");
    }
  }
}
