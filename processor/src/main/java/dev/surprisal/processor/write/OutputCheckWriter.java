package dev.surprisal.processor.write;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.plan.LossPlan;
import java.util.List;

/** The methods of a generated class that refuse outputs which are not what the head says. */
final class OutputCheckWriter {
  private static final String NAME = "checkOutputs";

  private final LossPlan plan;
  private final Terms terms;

  OutputCheckWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
  }

  /** The call where there are no targets, which could say what counts. */
  static String callOnAllRows() {
    return NAME + "($outputs:L, rows);\n";
  }

  /** The call where there are. */
  static String callOnCountedRows(LossPlan plan) {
    return plan.options().leavesOutRows()
        ? NAME + "($outputs:L, $targetArguments:L, rows);\n"
        : callOnAllRows();
  }

  /** In the order in which they are read. */
  List<MethodSpec> methods(InternalWriter internal) {
    String doc =
        plan.options().isLogProbabilities()
            ? "Refuses log-probabilities that are positive, by the first rows"
            : "Refuses logits that are probabilities already, by the first rows";
    MethodSpec allRows = looking(withOutputs(internal, doc + "."), "");
    if (!plan.options().leavesOutRows()) {
      return List.of(allRows);
    }
    MethodSpec.Builder counted = withOutputs(internal, doc + " that count.");
    String skip = new RowTemplates(plan.options()).skipUncounted("");
    return List.of(looking(internal.addTargets(counted), skip), allRows);
  }

  private MethodSpec.Builder withOutputs(InternalWriter internal, String doc) {
    return internal.internal(NAME, doc).addParameter(terms.arrays(), plan.wording().outputs());
  }

  private MethodSpec looking(MethodSpec.Builder method, String skip) {
    String start = plan.width().isOne() ? "" : "int start = $start:L;\n";
    return method
        .addParameter(TypeName.INT, "rows")
        .addCode(
            terms.code(
                "int evidence = 0;\n"
                    + "for (int row = 0; row < rows && evidence >= 0; row++) {\n$>"
                    + skip
                    + start
                    + look()
                    + "$<}\n"
                    + verdict()))
        .build();
  }

  private String look() {
    String row =
        "$outputs:L, "
            + (plan.width().isOne() ? "row" : "start")
            + ", $size:L, "
            + (plan.options().isStrided() ? "positions, " : "")
            + "evidence);\n$<$<";
    return "evidence =\n$>$>$outputChecks:T."
        + (plan.options().isLogProbabilities()
            ? "notPositive(\n$>$>$outputs:S, " + row + "$<$<"
            : "lookFor" + activation() + "(" + row);
  }

  /** A log-probability that is positive needs no other to be refused. */
  private String verdict() {
    return plan.options().isLogProbabilities()
        ? ""
        : "$outputChecks:T.refuse" + activation() + "($outputs:S, evidence);\n";
  }

  private String activation() {
    return plan.targets().isOfClasses() ? "Softmax" : "Sigmoid";
  }
}
