package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.schedule.program.Divisor;
import dev.surprisal.processor.schedule.program.LossPlan;

/** The method of a generated class that adds up the weights of its rows. */
final class WeightWriter {
  private final LossPlan plan;
  private final Terms terms;
  private final Signature signature;

  WeightWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
    this.signature = new Signature(plan);
  }

  /** The method. */
  MethodSpec method(InternalWriter internal) {
    MethodSpec.Builder method =
        internal
            .internal(
                terms.weightMethod(),
                (plan.rowWeights().differ() ? "The sum of the weights of the " : "The number of ")
                    + (countsOutputs() ? "outputs whose target is known." : "rows that count."))
            .returns(TypeName.DOUBLE);
    if (plan.rowWeights().dependOnTargets()) {
      method.addParameter(signature.targetArrays(), plan.wording().targets());
    }
    return signature.addWeights(method).addCode(weights()).build();
  }

  /** Whether outputs are counted one by one, as those of a row may count or not. */
  private boolean countsOutputs() {
    return plan.rowWeights().ofKnown() && plan.divisor() == Divisor.OUTPUTS;
  }

  private CodeBlock weights() {
    if (plan.rowWeights().ofKnown()) {
      return knownWeights();
    }
    return plan.rowWeights().dependOnTargets()
        ? countedWeights()
        : terms.code("return " + total("$doubles:L.sum(weights, 0, weights.length)") + ";\n");
  }

  private CodeBlock knownWeights() {
    String counted = countsOutputs() ? "outputs" : "rows";
    String weights = plan.rowWeights().ofExamples() ? ", weights" : "";
    return terms.code(
        "return $knownTargets:T.%s($targets:L, $size:L, $positions:L%s);\n"
            .formatted(counted, weights));
  }

  private CodeBlock countedWeights() {
    String row = plan.rowWeights().differ() ? "weight += $rowWeight:L;\n" : "weight++;\n";
    String counted =
        plan.rowWeights().ignored().isPresent()
            ? "if ($targets:L[row] != IGNORE_INDEX) {\n$>" + row + "$<}\n"
            : row;
    return terms
        .with("rows", plan.rowWeights().ofExamples() ? "weights" : plan.wording().targets())
        .code(
            "double weight = 0;\n"
                + "for (int row = 0; row < $rows:L.length; row++) {\n$>"
                + counted
                + "$<}\nreturn "
                + total("weight")
                + ";\n");
  }

  /** Where outputs are counted, a row counts as many as it has. */
  private String total(String weight) {
    return switch (plan.divisor()) {
      case OUTPUTS -> "$size:L * " + weight;
      case EXAMPLES, NOTHING -> weight;
    };
  }
}
