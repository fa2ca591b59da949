package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.RangeKernel;
import dev.surprisal.processor.schedule.program.Reals;
import dev.surprisal.processor.schedule.program.Surprisal;
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
  private final Signature signature;
  private final MeanTemplates mean;
  private final BodyWriter bodies;
  private final String outputs;
  private final String predictions;

  MethodWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.mean = new MeanTemplates(plan);
    this.terms = terms.with("weight", mean.weight());
    this.bodies = new BodyWriter(plan, terms);
    this.outputs = plan.wording().outputs();
    this.predictions = plan.wording().predictions();
    this.signature = new Signature(plan);
  }

  /** In the order in which they are read. */
  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(forward("forward", "sumOfLosses"));
    methods.add(surprisal());
    methods.add(forwardBackward(Pass.GRADIENTS));
    methods.add(forwardBackwardDividedBy(Pass.GRADIENTS));
    methods.add(perExample());
    methods.add(predict());
    methods.add(curvature());
    methods.add(forwardBackward(Pass.DERIVATIVES));
    methods.add(forwardBackwardDividedBy(Pass.DERIVATIVES));
    if (plan.algorithm().bounds().isPresent()) {
      methods.add(gradientsAndBounds());
    }
    methods.add(description());
    return methods;
  }

  private MethodSpec surprisal() {
    if (plan.surprisal() instanceof Surprisal.Own own) {
      return new MethodWriter(own.plan(), terms.ofSurprisal(own.plan()))
          .forward("surprisal", InternalWriter.SURPRISALS);
    }
    return implementing("surprisal", RuntimeNames.LOSS_VALUE)
        .addParameter(signature.arrays(), outputs)
        .addParameter(signature.targets(), signature.targetParameter())
        .addCode(lossOrNone(plan, outputs + ", " + signature.targetParameter()))
        .build();
  }

  /** The loss where that is the surprisal, or a refusal where there is none. */
  static CodeBlock lossOrNone(LossPlan plan, String arguments) {
    return plan.surprisal() instanceof Surprisal.None
        ? CodeBlock.of(
            "throw new $T(\n$>$>$S);\n$<$<",
            UnsupportedOperationException.class,
            "the density of " + plan.distribution() + " has no closed form")
        : CodeBlock.of("return forward($L);\n", arguments);
  }

  private MethodSpec forward(String name, String sum) {
    return implementing(name, RuntimeNames.LOSS_VALUE)
        .addParameter(signature.arrays(), outputs)
        .addParameter(signature.targets(), signature.targetParameter())
        .addCode(bodies.unpack())
        .addCode(checked(mean.needsRows()))
        .addCode(terms.code(mean.addUpWeight()))
        .addCode(
            terms
                .with("sumOf", sum)
                .code(
                    """
                    double sum = $sumOf:L($outputs:L, $targetArguments:L, $parts:L);
                    return new $lossValue:T(sum, $weight:L$shapedBy:L);
                    """))
        .build();
  }

  private MethodSpec forwardBackward(Pass pass) {
    return writing(
            "forwardBackward", pass, "double scale = " + mean.divided("weight") + ";\n", sum(pass))
        .build();
  }

  private MethodSpec forwardBackwardDividedBy(Pass pass) {
    return dividedByDenominator("forwardBackward", pass, sum(pass));
  }

  /** Where curvatures are bounds, or are once they are multiplied, these are written. */
  private MethodSpec gradientsAndBounds() {
    return dividedByDenominator(
        "gradientsAndBounds",
        Pass.BOUNDS,
        plan.algorithm().boundsBody().isPresent()
            ? sum(Pass.BOUNDS)
            : Pass.DERIVATIVES.sumAndReturn(
                scaled(Pass.BOUNDS, plan.algorithm().factorOfBounds())));
  }

  private String sum(Pass pass) {
    return pass.sumAndReturn(
        pass == Pass.DERIVATIVES ? scaled(pass, 1) : pass.arguments() + ", scale");
  }

  private String scaled(Pass pass, int factor) {
    return pass.arguments() + ", scale" + (plan.algorithm().takesFactor() ? ", " + factor : "");
  }

  private MethodSpec dividedByDenominator(String name, Pass pass, String sum) {
    return writing(
            name,
            pass,
            "double scale = $arguments:T.inverse($arguments:T.denominator(denominator, $weight:L));\n",
            sum)
        .addParameter(TypeName.DOUBLE, "denominator")
        .build();
  }

  private MethodSpec.Builder writing(String name, Pass pass, String scale, String sum) {
    MethodSpec.Builder method =
        implementing(name, RuntimeNames.LOSS_VALUE)
            .addParameter(signature.arrays(), outputs)
            .addParameter(signature.targets(), signature.targetParameter());
    pass.written().forEach(written -> method.addParameter(signature.arrays(), written));
    return method
        .addCode(checksOf(pass))
        .addCode(terms.code(mean.addUpWeight()))
        .addCode(terms.code(scale + sum));
  }

  private MethodSpec perExample() {
    return implementing("perExample", TypeName.VOID)
        .addParameter(signature.arrays(), outputs)
        .addParameter(signature.targets(), signature.targetParameter())
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
            .addParameter(signature.arrays(), outputs)
            .addParameter(signature.arrays(), predictions)
            .addCode(terms.code(needsRows ? "int rows = $countRows:L;\n" : "$checkWhole:L;\n"))
            .addCode(BodyWriter.checkLength(predictions, outputs + ".length"));
    if (plan.outputCheck().isPresent()) {
      method.addCode(terms.code(OutputCheckWriter.callOnAllRows()));
    }
    return bodies.predicting(method, body, predictions).build();
  }

  private MethodSpec curvature() {
    Body body = plan.algorithm().curvature();
    String scale =
        body.equals(Body.allOutputs(RangeKernel.ZERO))
            ? ""
            : "double scale = " + mean.divided("$totalWeight:L") + ";\n";
    // Where nothing goes by them, their number is needed for a mean alone.
    boolean needsRows = goesByRow(body) || scale.contains(" / rows");
    MethodSpec.Builder method =
        implementing("curvature", TypeName.VOID)
            .addParameter(signature.arrays(), outputs)
            .addParameter(signature.targets(), signature.targetParameter())
            .addParameter(signature.arrays(), "hessian")
            .addCode(bodies.unpack())
            .addCode(checked(needsRows))
            .addCode(bodies.checkWritten("hessian", signature.arrays(), outputs + ".length"))
            .addCode(terms.code(scale));
    return bodies.writing(method, body, "hessian").build();
  }

  private MethodSpec description() {
    boolean isClasses = plan.targets().isIndex();
    return implementing("description", RuntimeNames.LOSS_DESCRIPTION)
        .addCode(
            "return new $1T(\n$>$>$2S,\n$1T.Precision.$3L,\n$1T.TargetKind.$4L,\n$5L,\n$6L,\n$7L,"
                + "\n$8L,\n$1T.Reduction.$9L);\n$<$<",
            RuntimeNames.LOSS_DESCRIPTION,
            plan.distribution(),
            plan.reals() == Reals.FLOATS ? "FLOAT" : "DOUBLE",
            switch (plan.targets()) {
              case CLASS_INDEX, ORDERED_CLASS -> "CLASSES";
              case DISTRIBUTION, PROBABILITY, SHARE -> "PROBABILITIES";
              case FINITE -> "REALS";
              case COUNT, COUNT_OF_TRIALS -> "COUNTS";
              case AMOUNT -> "AMOUNTS";
              case POSITIVE -> "POSITIVE_REALS";
              case CENSORED -> "CENSORED_REALS";
            },
            terms.shape().outputsOfRow(),
            isClasses ? "1" : terms.shape().size(),
            plan.isStrided() ? "positions" : "1",
            plan.rowWeights().ofExamples(),
            switch (plan.divisor()) {
              case EXAMPLES -> "MEAN";
              case OUTPUTS -> "MEAN_OF_OUTPUTS";
              case NOTHING -> "SUM";
            })
        .build();
  }

  private CodeBlock checked(boolean needsRows) {
    return terms.code(needsRows ? "int rows = " + CHECK : CHECK);
  }

  private boolean goesByRow(Body body) {
    boolean isOfRows = body instanceof Body.Blocks blocks && blocks.program().isOfRows();
    return isOfRows || !(body instanceof Body.AllOutputs) && !plan.goesByValue();
  }

  /** All checks of a method that reads outputs and targets and writes arrays of their shape. */
  private CodeBlock checksOf(Pass pass) {
    CodeBlock.Builder code =
        CodeBlock.builder().add(bodies.unpack()).add(checked(mean.needsRows()));
    pass.written()
        .forEach(written ->
            code.add(bodies.checkWritten(written, signature.arrays(), outputs + ".length")));
    if (pass != Pass.GRADIENTS) {
      code.add(
          terms
              .with("second", pass.second())
              .code(
                  """
                  $overlaps:T.notTheSame($second:S, $second:L, $outputs:S, $outputs:L);
                  $overlaps:T.notTheSame($second:S, $second:L, "gradients", gradients);
                  """));
    }
    return code.build();
  }

  private static MethodSpec.Builder implementing(String name, TypeName returned) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returned);
  }
}
