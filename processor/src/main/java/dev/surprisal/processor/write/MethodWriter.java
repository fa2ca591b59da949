package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.family.Body;
import dev.surprisal.processor.family.RowStep;
import dev.surprisal.processor.plan.Divisor;
import dev.surprisal.processor.plan.LossPlan;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The methods of a generated class: a skeleton that is the same for all families, around the four
 * bodies that are not.
 */
final class MethodWriter {
  private static final TypeName LOSSES = ArrayTypeName.of(TypeName.DOUBLE);

  private final LossPlan plan;
  private final Terms terms;
  private final String outputs;
  private final String targets;

  MethodWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms =
        terms
            .with("weight", plan.divisor() == Divisor.OUTPUTS ? outputCount(plan) : "rows")
            .with("scale", scale(plan));
    this.outputs = plan.wording().outputs();
    this.targets = plan.wording().targets();
  }

  /** All methods, in the order in which they are read. */
  List<MethodSpec> methods() {
    return List.of(
        forward(),
        forwardBackward(),
        forwardBackwardDividedBy(),
        perExample(),
        predict(),
        curvature(),
        sumOfLosses(),
        sumAndGradients(),
        check());
  }

  private static String outputCount(LossPlan plan) {
    return plan.wording().outputs() + ".length";
  }

  private static String scale(LossPlan plan) {
    return switch (plan.divisor()) {
      case EXAMPLES -> "1.0 / rows";
      case OUTPUTS -> "1.0 / " + outputCount(plan);
      case NOTHING -> "1";
    };
  }

  private MethodSpec forward() {
    return implementing("forward", RuntimeNames.LOSS_VALUE)
        .addParameter(terms.arrays(), outputs)
        .addParameter(terms.targets(), targets)
        .addCode(
            terms.code(
                """
                int rows = check($outputs:L, $targets:L);
                return new $lossValue:T(sumOfLosses($outputs:L, $targets:L, 0, rows), $weight:L);
                """))
        .build();
  }

  private MethodSpec forwardBackward() {
    return implementing("forwardBackward", RuntimeNames.LOSS_VALUE)
        .addParameter(terms.arrays(), outputs)
        .addParameter(terms.targets(), targets)
        .addParameter(terms.arrays(), "gradients")
        .addCode(checks("gradients", terms.arrays()))
        .addCode(
            terms.code(
                """
                double scale = $scale:L;
                double sum = sumAndGradients($outputs:L, $targets:L, gradients, scale, 0, rows);
                return new $lossValue:T(sum, $weight:L);
                """))
        .build();
  }

  private MethodSpec forwardBackwardDividedBy() {
    return implementing("forwardBackward", RuntimeNames.LOSS_VALUE)
        .addParameter(terms.arrays(), outputs)
        .addParameter(terms.targets(), targets)
        .addParameter(terms.arrays(), "gradients")
        .addParameter(TypeName.DOUBLE, "denominator")
        .addCode(checks("gradients", terms.arrays()))
        .addCode(
            terms.code(
                """
                double scale = 1 / $arguments:T.denominator(denominator);
                double sum = sumAndGradients($outputs:L, $targets:L, gradients, scale, 0, rows);
                return new $lossValue:T(sum, $weight:L);
                """))
        .build();
  }

  private MethodSpec perExample() {
    return implementing("perExample", TypeName.VOID)
        .addParameter(terms.arrays(), outputs)
        .addParameter(terms.targets(), targets)
        .addParameter(LOSSES, "losses")
        .addCode(terms.code("int rows = check($outputs:L, $targets:L);\n"))
        .addCode(checkWritten("losses", LOSSES, "rows"))
        .addCode(
            terms.code(
                """
                for (int row = 0; row < rows; row++) {
                $>losses[row] = sumOfLosses($outputs:L, $targets:L, row, row + 1);
                $<}
                """))
        .build();
  }

  private MethodSpec predict() {
    String predictions = plan.wording().predictions();
    Body body = plan.algorithm().prediction();
    // Only a loop needs the number that the check returns.
    String assignment = body instanceof Body.EachRow ? "int rows = " : "";
    MethodSpec.Builder method =
        implementing("predict", TypeName.VOID)
            .addParameter(terms.arrays(), outputs)
            .addParameter(terms.arrays(), predictions)
            .addCode(
                terms.code(assignment + "$arguments:T.rows($outputs:S, $outputs:L, $size:L);\n"))
            .addCode(checkLength(predictions, outputs + ".length"));
    return writing(method, body, terms.with("out", predictions)).build();
  }

  private MethodSpec curvature() {
    Body body = plan.algorithm().curvature();
    MethodSpec.Builder method =
        implementing("curvature", TypeName.VOID)
            .addParameter(terms.arrays(), outputs)
            .addParameter(terms.targets(), targets)
            .addParameter(terms.arrays(), "hessian")
            .addCode(checks("hessian", terms.arrays()))
            .addCode(terms.code("double scale = $scale:L;\n"));
    return writing(method, body, terms.with("out", "hessian")).build();
  }

  private MethodSpec sumOfLosses() {
    MethodSpec.Builder method =
        internal("sumOfLosses", "The sum of the losses of the rows from..to, the last excluded.")
            .returns(TypeName.DOUBLE)
            .addParameter(terms.arrays(), outputs)
            .addParameter(terms.targets(), targets)
            .addParameter(TypeName.INT, "from")
            .addParameter(TypeName.INT, "to");
    return summing(method, plan.algorithm().loss(), terms).build();
  }

  private MethodSpec sumAndGradients() {
    MethodSpec.Builder method =
        internal(
                "sumAndGradients",
                "The same sum, and the gradients times scale, which may be written over the outputs.")
            .returns(TypeName.DOUBLE)
            .addParameter(terms.arrays(), outputs)
            .addParameter(terms.targets(), targets)
            .addParameter(terms.arrays(), "gradients")
            .addParameter(TypeName.DOUBLE, "scale")
            .addParameter(TypeName.INT, "from")
            .addParameter(TypeName.INT, "to");
    return summing(method, plan.algorithm().residual(), terms.with("out", "gradients")).build();
  }

  private MethodSpec check() {
    String targetCheck =
        switch (plan.targets()) {
          case CLASS_INDEX -> "classIndices";
          case PROBABILITY -> "probabilities";
          case FINITE -> "finite";
        };
    return internal("check", "Checks all that is read; returns the number of rows.")
        .returns(TypeName.INT)
        .addParameter(terms.arrays(), outputs)
        .addParameter(terms.targets(), targets)
        .addCode(
            terms
                .with("targetCheck", targetCheck)
                .code(
                    """
                    int rows = $arguments:T.rows($outputs:S, $outputs:L, $size:L);
                    $arguments:T.$targetCheck:L($targets:S, $targets:L, rows, $size:L);
                    return rows;
                    """))
        .build();
  }

  /** A body that returns the sum of the losses of the rows from..to. */
  private MethodSpec.Builder summing(MethodSpec.Builder method, Body body, Terms terms) {
    if (body instanceof Body.EachRow rows) {
      return method
          .addCode("double sum = 0;\n")
          .addCode(loop(rows, terms.with("first", "from").with("end", "to")))
          .addCode("return sum;\n");
    }
    Body.AllOutputs all = (Body.AllOutputs) body;
    Terms range;
    if (plan.width().isOne()) {
      range = terms.with("start", "from").with("length", "to - from");
    } else {
      method.addCode(
          terms.code(
              """
              int start = from * $size:L;
              int length = (to - from) * $size:L;
              """));
      range = terms.with("start", "start").with("length", "length");
    }
    return method
        .addCode("// $L\n", StepWriter.remark(all.step()))
        .addStatement("return $L", range.code(StepWriter.call(all.step())));
  }

  /** A body that writes all rows and returns nothing. */
  private MethodSpec.Builder writing(MethodSpec.Builder method, Body body, Terms terms) {
    if (body instanceof Body.EachRow rows) {
      return method.addCode(loop(rows, terms.with("first", "0").with("end", "rows")));
    }
    Body.AllOutputs all = (Body.AllOutputs) body;
    Terms range = terms.with("start", "0").with("length", outputs + ".length");
    return method
        .addCode("// $L\n", StepWriter.remark(all.step()))
        .addStatement("$L", range.code(StepWriter.call(all.step())));
  }

  private static CodeBlock loop(Body.EachRow body, Terms terms) {
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add(terms.code("for (int row = $first:L; row < $end:L; row++) {\n$>"))
            .add(terms.code("int start = row * $size:L;\n"));
    for (RowStep step : body.steps()) {
      code.add(terms.code(StepWriter.statements(step)));
    }
    return code.add("$<}\n").build();
  }

  /** All checks of a method that reads outputs and targets and writes an array of their shape. */
  private CodeBlock checks(String written, TypeName type) {
    return CodeBlock.builder()
        .add(terms.code("int rows = check($outputs:L, $targets:L);\n"))
        .add(checkWritten(written, type, outputs + ".length"))
        .build();
  }

  private CodeBlock checkWritten(String name, TypeName type, String length) {
    CodeBlock.Builder code = CodeBlock.builder().add(checkLength(name, length));
    if (terms.targets().equals(type)) {
      code.add("$T.notTheTargets($S, $L, $L);\n", RuntimeNames.ARGUMENTS, name, name, targets);
    }
    return code.build();
  }

  private static CodeBlock checkLength(String name, String length) {
    return CodeBlock.of("$T.length($S, $L, $L);\n", RuntimeNames.ARGUMENTS, name, name, length);
  }

  private static MethodSpec.Builder implementing(String name, TypeName returned) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returned);
  }

  /** A private method; static unless it needs the size that the constructor was given. */
  private MethodSpec.Builder internal(String name, String doc) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name).addJavadoc("$L", doc).addModifiers(Modifier.PRIVATE);
    return plan.width().isGiven() ? method : method.addModifiers(Modifier.STATIC);
  }
}
