package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.schedule.program.LossPlan;

/**
 * The weights of rows, as expressions of the generated class.
 *
 * @param method the method that adds them up
 */
record WeightTerms(LossPlan plan, String method) {
  /** The weight of a row, where rows differ in it. */
  String ofRow() {
    String ofClass = "classWeights[" + plan.wording().targets() + "[row]]";
    if (plan.rowWeights().ofTargets()) {
      // A row of weight 0 may hold any target.
      return plan.rowWeights().ofExamples()
          ? "weights[row] == 0 ? 0 : " + ofClass + " * weights[row]"
          : ofClass;
    }
    return "weights[row]";
  }

  /** The weights of the rows added up. */
  String sum() {
    return method
        + "("
        + (plan.rowWeights().dependOnTargets()
            ? plan.wording().targets() + new Signature(plan).weightArguments()
            : "weights")
        + ")";
  }

  /** The same; where they are any numbers, checked. */
  CodeBlock total() {
    return plan.rowWeights().differ()
        ? CodeBlock.of("$T.totalWeight($L)", RuntimeNames.WEIGHT_CHECKS, sum())
        : CodeBlock.of(sum());
  }
}
