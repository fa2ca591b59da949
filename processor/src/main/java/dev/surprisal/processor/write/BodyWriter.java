package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.family.Body;
import dev.surprisal.processor.family.OutputStep;
import dev.surprisal.processor.family.RowStep;
import dev.surprisal.processor.plan.LossPlan;
import java.util.Objects;

/** The steps of a plan as the bodies of methods, and the lines before them. */
final class BodyWriter {
  private final LossPlan plan;
  private final Terms terms;
  private final StepWriter steps;

  BodyWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
    this.steps = new StepWriter(plan);
  }

  /** A body that returns the sum of the losses of the rows from..to. */
  MethodSpec.Builder summing(MethodSpec.Builder method, Body body) {
    return summing(method, body, terms, RowStep.SKIP_UNCOUNTED);
  }

  /** The same, and it writes the gradients. */
  MethodSpec.Builder summingAndWriting(MethodSpec.Builder method, Body body, String out) {
    return summing(method, body, terms.with("out", out), RowStep.CLEAR_UNCOUNTED);
  }

  private MethodSpec.Builder summing(
      MethodSpec.Builder method, Body body, Terms words, RowStep uncounted) {
    if (!(body instanceof Body.AllOutputs all)) {
      Terms range =
          words.with("first", "from").with("end", "to").with("assign", "sum += weight * ");
      return method
          .addCode("double sum = 0;\n")
          .addCode(loop(body, range, uncounted))
          .addCode("return sum;\n");
    }
    Terms range;
    if (all.step().isOfRows()) {
      range = words.with("from", "from").with("to", "to");
    } else if (plan.width().isOne()) {
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
        .addCode("// $L\n", StepWriter.remark(all.step()))
        .addStatement("return $L", range.code(StepWriter.call(all.step())));
  }

  /** A body that writes all rows and returns nothing. */
  MethodSpec.Builder writing(MethodSpec.Builder method, Body body, String out) {
    Terms words = terms.with("out", out);
    if (!(body instanceof Body.AllOutputs all)) {
      Terms range = words.with("first", "0").with("end", "rows").with("assign", "");
      return method.addCode(loop(body, range, RowStep.CLEAR_UNCOUNTED));
    }
    Terms range =
        words
            .with("start", "0")
            .with("length", plan.wording().outputs() + ".length")
            .with("range", "");
    return method
        .addCode("// $L\n", StepWriter.remark(all.step()))
        .addStatement("$L", range.code(StepWriter.call(all.step())));
  }

  /** A loop over short rows, after what is done before and before what is done after it. */
  CodeBlock shortRows(String before, Body.EachShortRow body, Terms words, String after) {
    Terms range = words.with("first", "from").with("end", "to");
    Body rows = new Body.EachRow(body.steps());
    return CodeBlock.builder()
        .add(words.code(before))
        .add(loop(rows, range, RowStep.SKIP_UNCOUNTED))
        .add(words.code(after))
        .build();
  }

  private CodeBlock loop(Body body, Terms words, RowStep uncounted) {
    CodeBlock.Builder code =
        CodeBlock.builder().add(words.code("for (int row = $first:L; row < $end:L; row++) {\n$>"));
    if (needsStart(body, uncounted)) {
      code.add(words.code("int start = $start:L;\n"));
    }
    if (body instanceof Body.EachRow rows) {
      addSteps(code, rows, words);
    } else if (body instanceof Body.EachShortRow shortRow) {
      addSteps(code, shortRow.otherwise(), words);
    } else if (body instanceof Body.EachWeightedRow row) {
      code.add(words.code(steps.statements(uncounted))).add(weightedRow(row.step(), words));
    }
    return code.add("$<}\n").build();
  }

  private boolean needsStart(Body body, RowStep uncounted) {
    boolean isOfRows = body instanceof Body.EachWeightedRow row && row.step().isOfRows();
    boolean isReadByStep = !isOfRows || uncounted == RowStep.CLEAR_UNCOUNTED;
    return isReadByStep && (!plan.width().isOne() || plan.width().perValue() > 1);
  }

  private void addSteps(CodeBlock.Builder code, Body.EachRow rows, Terms words) {
    for (RowStep step : rows.steps()) {
      code.add(words.code(steps.statements(step)));
    }
  }

  /** A step on the outputs of one row. */
  private CodeBlock weightedRow(OutputStep step, Terms words) {
    String first = plan.width().isOne() ? "row" : "start";
    String size = terms.size();
    Terms row =
        words
            .with("start", first)
            .with("length", size)
            .with("from", "row")
            .with("to", "row + 1")
            .with("range", first + ", " + first + " + " + size + ", ");
    return CodeBlock.builder()
        .add("// $L\n", StepWriter.remark(step))
        .addStatement("$L", row.code("$assign:L" + StepWriter.call(step)))
        .build();
  }

  /** Takes weighted targets apart. */
  CodeBlock unpack() {
    if (!plan.options().exampleWeights()) {
      return CodeBlock.of("");
    }
    return CodeBlock.builder()
        .addStatement(
            "$T $L = $T.requireNonNull(weighted, $S).targets()",
            terms.targetArrays(),
            plan.wording().targets(),
            Objects.class,
            "weighted")
        .addStatement("double[] weights = weighted.weights()")
        .build();
  }

  /** Takes from weighted targets what the total weight is added up of. */
  CodeBlock unpackCounted() {
    return terms.dependsOnTargets()
        ? unpack()
        : CodeBlock.builder()
            .addStatement(
                "double[] weights = $T.requireNonNull(weighted, $S).weights()",
                Objects.class,
                "weighted")
            .build();
  }

  /** The checks of an array that will be written. */
  CodeBlock checkWritten(String name, TypeName type, String length) {
    CodeBlock.Builder code = CodeBlock.builder().add(checkLength(name, length));
    if (terms.targetArrays().equals(type)) {
      code.add(
          "$T.notTheTargets($S, $L, $L);\n",
          RuntimeNames.ARGUMENTS,
          name,
          name,
          plan.wording().targets());
    }
    if (plan.options().exampleWeights() && type.equals(ArrayTypeName.of(TypeName.DOUBLE))) {
      code.add("$T.notTheWeights($S, $L, weights);\n", RuntimeNames.ARGUMENTS, name, name);
    }
    return code.build();
  }

  static CodeBlock checkLength(String name, String length) {
    return CodeBlock.of("$T.length($S, $L, $L);\n", RuntimeNames.ARGUMENTS, name, name, length);
  }
}
