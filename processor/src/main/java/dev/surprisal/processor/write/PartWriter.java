package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.schedule.program.Divisor;
import dev.surprisal.processor.schedule.program.LossPlan;
import java.util.ArrayList;
import java.util.List;

/** The methods of a generated class that the composite loss of its type calls. */
final class PartWriter {
  private final LossPlan plan;
  private final Terms terms;
  private final Signature signature;
  private final BodyWriter bodies;
  private final MeanTemplates mean;
  private final String outputs;

  PartWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
    this.bodies = new BodyWriter(plan, terms);
    this.mean = new MeanTemplates(plan);
    this.outputs = plan.wording().outputs();
    this.signature = new Signature(plan);
  }

  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>();
    if (plan.takesTargetsApart()) {
      methods.add(checkRead());
    }
    methods.add(checkAll());
    methods.add(checkTargets());
    methods.add(divisor());
    methods.add(valueAndGradients());
    methods.add(addPerExample());
    return methods;
  }

  private MethodSpec checkRead() {
    return part("check", "Checks all that is read; returns the number of rows.")
        .returns(TypeName.INT)
        .addParameter(signature.arrays(), outputs)
        .addParameter(signature.targets(), signature.targetParameter())
        .addCode(bodies.unpack())
        .addCode(terms.code("return check($outputs:L, $targetArguments:L);\n"))
        .build();
  }

  private MethodSpec checkAll() {
    return part("check", "Checks all arguments of forwardBackward.")
        .addParameter(signature.arrays(), outputs)
        .addParameter(signature.targets(), signature.targetParameter())
        .addParameter(signature.arrays(), "gradients")
        .addCode(bodies.unpack())
        .addCode(terms.code("check($outputs:L, $targetArguments:L);\n"))
        .addCode(bodies.checkWritten("gradients", signature.arrays(), outputs + ".length"))
        .build();
  }

  private MethodSpec checkTargets() {
    return part("checkTargets", "Checks the targets alone.")
        .addParameter(signature.targets(), signature.targetParameter())
        .addCode(bodies.unpack())
        .addCode(terms.code(checkRows()))
        .addCode(new CheckWriter(plan, terms).checkTargets())
        .addCode(terms.code(plan.rowWeights().differ() ? "$totalWeight:L;\n" : ""))
        .build();
  }

  /** Asks for whole rows; how many there are, only weights have to know. */
  private String checkRows() {
    boolean isWeighted = plan.rowWeights().ofExamples();
    if (plan.targets().isIndex()) {
      String notNull = "$objects:T.requireNonNull($targets:L, $targets:S)";
      return isWeighted ? "int rows = " + notNull + ".length;\n" : notNull + ";\n";
    }
    String examples =
        "$arguments:T.rows($targets:S, $targets:L, " + terms.shape().valuesOfExample() + ")";
    String rows = plan.isStrided() ? examples + " * positions" : examples;
    return isWeighted ? "int rows = " + rows + ";\n" : examples + ";\n";
  }

  private MethodSpec divisor() {
    return part("divisor", "What gradients are divided by, of targets that have been checked.")
        .returns(TypeName.DOUBLE)
        .addParameter(signature.targets(), signature.targetParameter())
        .addCode(divideBy())
        .build();
  }

  private CodeBlock divideBy() {
    if (plan.divisor() == Divisor.NOTHING) {
      return terms.code("return 1;\n");
    }
    if (plan.rowWeights().leaveOutRows()) {
      return CodeBlock.builder()
          .add(bodies.unpackCounted())
          .add(terms.code("return $sumOfWeights:L;\n"))
          .build();
    }
    boolean isPerRow =
        plan.targets().isIndex() || plan.width().isOne() || plan.divisor() == Divisor.OUTPUTS;
    String targets = plan.isCensored() ? "censored.targets()" : "$targets:L";
    return terms.code("return " + targets + ".length" + (isPerRow ? "" : " / $size:L") + ";\n");
  }

  private MethodSpec valueAndGradients() {
    return part(
            "valueAndGradients",
            "The loss, and its gradients times scale, of arguments that have been checked.")
        .returns(RuntimeNames.LOSS_VALUE)
        .addParameter(signature.arrays(), outputs)
        .addParameter(signature.targets(), signature.targetParameter())
        .addParameter(signature.arrays(), "gradients")
        .addParameter(TypeName.DOUBLE, "scale")
        .addCode(bodies.unpack())
        .addCode(terms.code(mean.needsRows() ? "int rows = $countRows:L;\n" : ""))
        .addCode(addUpWeight())
        .addCode(terms.with("weight", mean.weight()).code(Pass.GRADIENTS.sumAndReturn()))
        .build();
  }

  private CodeBlock addUpWeight() {
    return terms.code(plan.rowWeights().leaveOutRows() ? "double weight = $sumOfWeights:L;\n" : "");
  }

  private MethodSpec addPerExample() {
    return part("addPerExample", "Adds the loss of each example, times a factor.")
        .addParameter(signature.arrays(), outputs)
        .addParameter(signature.targets(), signature.targetParameter())
        .addParameter(double[].class, "losses")
        .addParameter(TypeName.DOUBLE, "factor")
        .addCode(bodies.unpack())
        .addCode(
            terms.code(
                """
                for (int row = 0; row < losses.length; row++) {
                $>losses[row] += factor * $lossOfRow:L;
                $<}
                """))
        .build();
  }

  private static MethodSpec.Builder part(String name, String doc) {
    return MethodSpec.methodBuilder(name).addJavadoc("$L", doc);
  }
}
