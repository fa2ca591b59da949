package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.RangeKernel;
import java.util.Objects;

/** Bodies of methods, and the lines before them. */
final class BodyWriter {
  private final LossPlan plan;
  private final Terms terms;
  private final Signature signature;

  BodyWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
    this.signature = new Signature(plan);
  }

  /** A body that returns the sum of the losses of the rows from..to. */
  MethodSpec.Builder summing(MethodSpec.Builder method, Body body) {
    return summing(method, body, terms);
  }

  /** The same, and it writes what a pass does. */
  MethodSpec.Builder summingAndWriting(MethodSpec.Builder method, Body body, Pass pass) {
    return summing(method, body, terms.with("out", "gradients").with("second", pass.second()));
  }

  private MethodSpec.Builder summing(MethodSpec.Builder method, Body body, Terms words) {
    if (body instanceof Body.Both both) {
      return summing(method.addCode(curvature(both.curvature())), both.residual(), words);
    }
    if (body instanceof Body.Blocks blocks) {
      return method.addCode(new BlockWriter(plan, words, blocks.program()).summing("from", "to"));
    }
    if (body instanceof Body.Softmax softmax) {
      return method.addCode(new SoftmaxWriter(plan, words, softmax.program()).summing());
    }
    if (!(body instanceof Body.AllOutputs all)) {
      return method.addCode(sumOverRows(statementsOfRow(body), words));
    }
    Terms range;
    if (plan.isFlat()) {
      range = words.with("start", "from").with("length", "to - from");
    } else {
      method.addCode(
          words.code(
              """
              int start = from * $size:L;
              int length = (to - from) * $size:L;
              """));
      range = words.with("start", "start").with("length", "length");
    }
    return method
        .addCode("// $L\n", RangeCalls.remark(all.kernel()))
        .addStatement("return $L", range.code(RangeCalls.call(all.kernel())));
  }

  /** A kernel over the outputs of some rows that writes their curvature. */
  private CodeBlock curvature(RangeKernel kernel) {
    String times = plan.isFlat() ? "" : " * " + terms.shape().size();
    return terms
        .with("start", "from" + times)
        .with("length", plan.isFlat() ? "to - from" : "(to - from)" + times)
        .with("range", "from" + times + ", to" + times + ", ")
        .with("out", Pass.DERIVATIVES.second())
        .code("// " + RangeCalls.remark(kernel) + "\n" + RangeCalls.call(kernel) + ";\n");
  }

  /** A body that writes all rows times a scale and returns nothing. */
  MethodSpec.Builder writing(MethodSpec.Builder method, Body body, String out) {
    return writing(method, body, terms.with("out", out));
  }

  /** A body that writes all rows as they are and returns nothing. */
  MethodSpec.Builder predicting(MethodSpec.Builder method, Body body, String out) {
    return writing(method, body, terms.with("out", out).with("blockScale", "1"));
  }

  private MethodSpec.Builder writing(MethodSpec.Builder method, Body body, Terms words) {
    if (body instanceof Body.Blocks blocks) {
      return method.addCode(new BlockWriter(plan, words, blocks.program()).writing());
    }
    if (body instanceof Body.Softmax softmax) {
      return method.addCode(new SoftmaxWriter(plan, words, softmax.program()).writing());
    }
    if (!(body instanceof Body.AllOutputs all)) {
      Terms range = words.with("first", "0").with("end", "rows");
      return method.addCode(loop(statementsOfRow(body), range));
    }
    Terms range = words.with("start", "0").with("length", plan.wording().outputs() + ".length");
    return method
        .addCode("// $L\n", RangeCalls.remark(all.kernel()))
        .addStatement("$L", range.code(RangeCalls.call(all.kernel())));
  }

  /** A body of short rows that returns the sum of their losses. */
  MethodSpec.Builder shortRows(MethodSpec.Builder method, Body rows, Terms words) {
    return rows instanceof Body.ScaledRows scaled
        ? method.addCode(scaledRows(ScaledRow.of(plan, scaled.program()), words))
        : summing(method, rows, words);
  }

  private CodeBlock scaledRows(ScaledRow row, Terms words) {
    return CodeBlock.builder()
        .add(words.code(row.before()))
        .add(loop(row.statements(), words.with("first", "from").with("end", "to")))
        .add(words.code(row.after()))
        .build();
  }

  /** A body that adds up what statements add for each of the rows from..to. */
  CodeBlock sumOverRows(String statements, Terms words) {
    return CodeBlock.builder()
        .add("double sum = 0;\n")
        .add(loop(statements, words.with("first", "from").with("end", "to")))
        .add("return sum;\n")
        .build();
  }

  private CodeBlock loop(String statements, Terms words) {
    CodeBlock.Builder code =
        CodeBlock.builder().add(words.code("for (int row = $first:L; row < $end:L; row++) {\n$>"));
    if (!plan.width().isOne()) {
      code.add(words.code("int start = $start:L;\n"));
    }
    return code.add(words.code(statements)).add("$<}\n").build();
  }

  private String statementsOfRow(Body body) {
    if (body instanceof Body.EachRow rows) {
      LongRow row = LongRow.of(plan, rows.program());
      return rows.program().hasLoss() ? row.statements() : row.values();
    }
    return new LogProbabilityWriter(plan, (Body.LogProbabilities) body).row();
  }

  /** Takes targets apart that come with something else. */
  CodeBlock unpack() {
    CodeBlock.Builder code = CodeBlock.builder().add(unpackTargets());
    if (plan.isCensored()) {
      code.addStatement("boolean[] outlived = censored.outlived()");
    }
    return code.add(unpackWeights()).build();
  }

  /** Takes from targets what the total weight is added up of. */
  CodeBlock unpackCounted() {
    return plan.rowWeights().dependOnTargets()
        ? CodeBlock.builder().add(unpackTargets()).add(unpackWeights()).build()
        : CodeBlock.builder()
            .addStatement(
                "double[] weights = $T.requireNonNull(weighted, $S).weights()",
                Objects.class,
                "weighted")
            .build();
  }

  private CodeBlock unpackTargets() {
    CodeBlock.Builder code = CodeBlock.builder();
    boolean isWeighted = plan.rowWeights().ofExamples();
    if (isWeighted) {
      code.addStatement(
          "$T $L = $T.requireNonNull(weighted, $S).targets()",
          signature.givenTargets(),
          signature.givenTargetParameter(),
          Objects.class,
          "weighted");
    }
    if (plan.isCensored()) {
      code.add("$T $L = ", signature.targetArrays(), plan.wording().targets());
      code.add(
          isWeighted
              ? CodeBlock.of("censored.targets();\n")
              : CodeBlock.of(
                  "$T.requireNonNull(censored, $S).targets();\n", Objects.class, "censored"));
    }
    return code.build();
  }

  private CodeBlock unpackWeights() {
    return CodeBlock.of(
        plan.rowWeights().ofExamples() ? "double[] weights = weighted.weights();\n" : "");
  }

  /** The checks of an array that will be written. */
  CodeBlock checkWritten(String name, TypeName type, String length) {
    CodeBlock.Builder code = CodeBlock.builder().add(checkLength(name, length));
    if (signature.targetArrays().equals(type)) {
      code.add(
          "$T.notTheTargets($S, $L, $L);\n",
          RuntimeNames.OVERLAPS,
          name,
          name,
          plan.wording().targets());
    }
    if (plan.rowWeights().ofExamples() && type.equals(ArrayTypeName.of(TypeName.DOUBLE))) {
      code.add("$T.notTheWeights($S, $L, weights);\n", RuntimeNames.OVERLAPS, name, name);
    }
    return code.build();
  }

  static CodeBlock checkLength(String name, String length) {
    return CodeBlock.of("$T.length($S, $L, $L);\n", RuntimeNames.ARGUMENTS, name, name, length);
  }
}
