package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.Divisor;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.OutputStep;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The methods of a generated class that users call: a skeleton that is the same for all families,
 * around the bodies that are not.
 */
final class MethodWriter {
  private static final TypeName LOSSES = ArrayTypeName.of(TypeName.DOUBLE);
  private static final String CHECK = "check($outputs:L, $targetArguments:L);\n";

  private final LossPlan plan;
  private final Terms terms;
  private final BodyWriter bodies;
  private final String outputs;
  private final String predictions;

  MethodWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms.with("weight", weight());
    this.bodies = new BodyWriter(plan, terms);
    this.outputs = plan.wording().outputs();
    this.predictions = plan.wording().predictions();
  }

  /** In the order in which they are read. */
  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(forward());
    methods.add(forwardBackward(Pass.GRADIENTS));
    methods.add(forwardBackwardDividedBy(Pass.GRADIENTS));
    methods.add(perExample());
    methods.add(predict());
    methods.add(curvature());
    methods.add(forwardBackward(Pass.DERIVATIVES));
    methods.add(forwardBackwardDividedBy(Pass.DERIVATIVES));
    plan.algorithm().curvatureBound().map(this::curvatureBound).ifPresent(methods::add);
    return methods;
  }

  /** What a mean divides by, as an expression: a variable where it had to be added up. */
  String weight() {
    if (plan.rowWeights().leaveOutRows()) {
      return "weight";
    }
    return plan.divisor() == Divisor.OUTPUTS ? plan.wording().targets() + ".length" : "rows";
  }

  /**
   * What gradients are multiplied by.
   *
   * @param addedUp the weight, where it has to be added up
   */
  String divided(String addedUp) {
    if (plan.divisor() == Divisor.NOTHING) {
      return "1";
    }
    return plan.rowWeights().leaveOutRows()
        ? "$arguments:T.inverse(" + addedUp + ")"
        : "1.0 / " + weight();
  }

  private MethodSpec forward() {
    return implementing("forward", RuntimeNames.LOSS_VALUE)
        .addParameter(terms.arrays(), outputs)
        .addParameter(terms.targets(), terms.targetParameter())
        .addCode(bodies.unpack())
        .addCode(checked(needsRowsForSums()))
        .addCode(addUpWeight())
        .addCode(
            terms.code(
                """
                double sum = sumOfLosses($outputs:L, $targetArguments:L, $parts:L);
                return new $lossValue:T(sum, $weight:L);
                """))
        .build();
  }

  private MethodSpec forwardBackward(Pass pass) {
    return writing(pass, "double scale = " + divided("weight") + ";\n").build();
  }

  private MethodSpec forwardBackwardDividedBy(Pass pass) {
    return writing(
            pass,
            "double scale = $arguments:T.inverse($arguments:T.denominator(denominator, $weight:L));\n")
        .addParameter(TypeName.DOUBLE, "denominator")
        .build();
  }

  private MethodSpec.Builder writing(Pass pass, String scale) {
    MethodSpec.Builder method =
        implementing("forwardBackward", RuntimeNames.LOSS_VALUE)
            .addParameter(terms.arrays(), outputs)
            .addParameter(terms.targets(), terms.targetParameter());
    pass.written().forEach(written -> method.addParameter(terms.arrays(), written));
    return method
        .addCode(checksOf(pass))
        .addCode(addUpWeight())
        .addCode(terms.code(scale + pass.sumAndReturn()));
  }

  private MethodSpec perExample() {
    return implementing("perExample", TypeName.VOID)
        .addParameter(terms.arrays(), outputs)
        .addParameter(terms.targets(), terms.targetParameter())
        .addParameter(LOSSES, "losses")
        .addCode(bodies.unpack())
        .addCode(checked(true))
        .addCode(bodies.checkWritten("losses", LOSSES, "rows"))
        .addCode(
            terms.code(
                """
                for (int row = 0; row < rows; row++) {
                $>losses[row] = $lossOfRow:L;
                $<}
                """))
        .build();
  }

  private MethodSpec predict() {
    Body body = plan.algorithm().prediction();
    boolean needsRows = plan.outputCheck().isPresent() || goesByRow(body);
    MethodSpec.Builder method =
        implementing("predict", TypeName.VOID)
            .addParameter(terms.arrays(), outputs)
            .addParameter(terms.arrays(), predictions)
            .addCode(terms.code(needsRows ? "int rows = $countRows:L;\n" : "$checkWhole:L;\n"))
            .addCode(BodyWriter.checkLength(predictions, outputs + ".length"));
    if (plan.outputCheck().isPresent()) {
      method.addCode(terms.code(OutputCheckWriter.callOnAllRows()));
    }
    return bodies.predicting(method, body, predictions).build();
  }

  private MethodSpec curvature() {
    return secondDerivatives(
        implementing("curvature", TypeName.VOID), plan.algorithm().curvature(), "hessian");
  }

  private MethodSpec curvatureBound(Body body) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("curvatureBound")
            .addJavadoc(
                """
                An upper bound of the whole Hessian, not of its diagonal alone, for steps that take each
                output by itself: the 2 p (1 - p) of boosting, where no option adds to it. Twice the
                curvature, which is the diagonal as it is.

                @param $L the raw outputs
                @param $L the targets
                @param bound written: of the shape of the outputs; may be the outputs themselves
                """,
                outputs,
                terms.targetParameter())
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.VOID);
    return secondDerivatives(method, body, "bound");
  }

  private MethodSpec secondDerivatives(MethodSpec.Builder method, Body body, String out) {
    String scale =
        body.has(OutputStep.ZERO) ? "" : "double scale = " + divided("$totalWeight:L") + ";\n";
    // Where nothing goes by them, their number is needed for a mean alone.
    boolean needsRows = goesByRow(body) || scale.contains(" / rows");
    method
        .addParameter(terms.arrays(), outputs)
        .addParameter(terms.targets(), terms.targetParameter())
        .addParameter(terms.arrays(), out)
        .addCode(bodies.unpack())
        .addCode(checked(needsRows))
        .addCode(bodies.checkWritten(out, terms.arrays(), outputs + ".length"))
        .addCode(terms.code(scale));
    return bodies.writing(method, body, out).build();
  }

  private CodeBlock checked(boolean needsRows) {
    return terms.code(needsRows ? "int rows = " + CHECK : CHECK);
  }

  private boolean goesByRow(Body body) {
    return !(body instanceof Body.AllOutputs) && !plan.goesByValue();
  }

  /** Whether sums, or what a mean divides by, need the number of rows. */
  boolean needsRowsForSums() {
    return !plan.goesByValue() || weight().equals("rows");
  }

  /** All checks of a method that reads outputs and targets and writes arrays of their shape. */
  private CodeBlock checksOf(Pass pass) {
    CodeBlock.Builder code =
        CodeBlock.builder().add(bodies.unpack()).add(checked(needsRowsForSums()));
    pass.written()
        .forEach(
            written -> code.add(bodies.checkWritten(written, terms.arrays(), outputs + ".length")));
    if (pass == Pass.DERIVATIVES) {
      code.add(
          terms.code(
              """
              $overlaps:T.notTheSame("hessian", hessian, $outputs:S, $outputs:L);
              $overlaps:T.notTheSame("hessian", hessian, "gradients", gradients);
              """));
    }
    return code.build();
  }

  CodeBlock addUpWeight() {
    if (!plan.rowWeights().leaveOutRows()) {
      return CodeBlock.of("");
    }
    return terms.code("double weight = $totalWeight:L;\n");
  }

  private static MethodSpec.Builder implementing(String name, TypeName returned) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returned);
  }
}
