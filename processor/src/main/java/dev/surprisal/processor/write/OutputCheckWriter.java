package dev.surprisal.processor.write;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.OutputCheck;
import java.util.List;

/** The methods of a generated class that refuse outputs which are not what the head says. */
final class OutputCheckWriter {
  private static final String NAME = "checkOutputs";

  private final LossPlan plan;
  private final Terms terms;
  private final Signature signature;
  private final OutputCheck check;

  OutputCheckWriter(LossPlan plan, Terms terms, OutputCheck check) {
    this.plan = plan;
    this.terms = terms;
    this.check = check;
    this.signature = new Signature(plan);
  }

  /** The call where there are no targets, which could say what counts. */
  static String callOnAllRows() {
    return call("$outputs:L, rows");
  }

  /** The call where there are. */
  static String callOnCountedRows(LossPlan plan) {
    return plan.rowWeights().leaveOutRows()
        ? call("$outputs:L, $targetArguments:L, rows")
        : callOnAllRows();
  }

  private static String call(String arguments) {
    return "if (checksOutputs) {\n$>" + NAME + "(" + arguments + ");\n$<}\n";
  }

  /** In the order in which they are read. */
  List<MethodSpec> methods(InternalWriter internal) {
    String doc =
        check == OutputCheck.LOG_PROBABILITIES
            ? "Refuses log-probabilities that are positive, by the first rows"
            : "Refuses logits that are probabilities already, by the first rows";
    MethodSpec allRows = looking(withOutputs(internal, doc + "."), "");
    if (!plan.rowWeights().leaveOutRows()) {
      return List.of(allRows);
    }
    MethodSpec.Builder counted = withOutputs(internal, doc + " that count.");
    String skip = new RowTemplates(plan).skipUncounted("");
    return List.of(looking(signature.addTargets(counted), skip), allRows);
  }

  private MethodSpec.Builder withOutputs(InternalWriter internal, String doc) {
    return internal.internal(NAME, doc).addParameter(signature.arrays(), plan.wording().outputs());
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
            + (plan.isStrided() ? "positions, " : "")
            + "evidence);\n$<$<";
    return "evidence =\n$>$>$outputChecks:T."
        + switch (check) {
          case SOFTMAX -> "lookForSoftmax(" + row;
          case SIGMOID -> "lookForSigmoid(" + row;
          case LOG_PROBABILITIES -> "notPositive(\n$>$>$outputs:S, " + row + "$<$<";
        };
  }

  /** A log-probability that is positive needs no other to be refused. */
  private String verdict() {
    return switch (check) {
      case SOFTMAX -> "$outputChecks:T.refuseSoftmax($outputs:S, evidence);\n";
      case SIGMOID -> "$outputChecks:T.refuseSigmoid($outputs:S, evidence);\n";
      case LOG_PROBABILITIES -> "";
    };
  }
}
