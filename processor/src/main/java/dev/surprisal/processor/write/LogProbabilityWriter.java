package dev.surprisal.processor.write;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Reals;

/** Rows of log-probabilities: minus those of what is right, each as far as it is. */
final class LogProbabilityWriter {
  private static final String MASKED = "$double:T.NEGATIVE_INFINITY";

  private final LossPlan plan;
  private final Body.LogProbabilities body;
  private final String target;
  private final RowTemplates rows;

  LogProbabilityWriter(LossPlan plan, Body.LogProbabilities body) {
    this.plan = plan;
    this.body = body;
    this.target = new JavaNotation(body.names(), Reals.DOUBLES).of(body.target());
    this.rows = new RowTemplates(plan);
  }

  /** Statements for the inside of a loop over rows. */
  String row() {
    String skipped = rows.skipUncounted(body.isWritten() ? rows.clear("$out:L") : "");
    return skipped + (body.target().equals(Rows.ONE_HOT) ? ofLabel() : ofClasses());
  }

  private String ofLabel() {
    return "int label = $targets:L[row];\n"
        + "sum -= $weighted:L$outputs:L[$atLabel:L];\n"
        + (body.isWritten()
            ? rows.clear("$out:L") + "$out:L[$atLabel:L] = $round:L-$scaled:L$endRound:L;\n"
            : "");
  }

  private String ofClasses() {
    return (uses("onehot") ? "int label = $targets:L[row];\n" : "")
        + (uses("even") ? "double share = 1.0 / unmasked($outputs:L, start);\n" : "")
        + (uses("relative") ? "double relative = 1 / classWeights[label];\n" : "")
        + "double surprisal = 0;\n"
        + "for (int k = 0; k < $size:L; k++) {\n$>"
        + "double logProbability = $outputs:L[$at:L];\n"
        + ofClass("onehot", "k == label ? 1 : 0")
        + ofClass("y", "$targets:L[$at:L]")
        + ofClass("even", "logProbability == " + MASKED + " ? 0 : share")
        + ofClass("w", "classWeights[k]")
        + Lines.assigned("double target", target)
        // 0 times a masked class is 0, and 0 times NaN is NaN.
        + "if (target != 0 || logProbability != "
        + MASKED
        + ") {\n$>surprisal -= target * logProbability;\n$<}\n"
        + (body.isWritten() ? "$out:L[$at:L] = $round:L-$scaled:L * target$endRound:L;\n" : "")
        + "$<}\n"
        + "sum += $weighted:Lsurprisal;\n";
  }

  private String ofClass(String name, String value) {
    return uses(name) ? "double " + name + " = " + value + ";\n" : "";
  }

  private boolean uses(String name) {
    return body.names().entrySet().stream()
        .anyMatch(entry -> entry.getValue().equals(name) && body.target().has(entry.getKey()));
  }

  /** Whether the number of the classes that are not masked is asked for. */
  static boolean countsUnmasked(LossPlan plan) {
    return plan.algorithm().loss() instanceof Body.LogProbabilities rows
        && rows.target().has(Rows.EVEN);
  }

  /** The method that counts them. */
  static MethodSpec unmasked(LossPlan plan, Terms terms, InternalWriter internal) {
    return internal
        .internal("unmasked", "The number of the classes of a row that are not masked.")
        .returns(TypeName.INT)
        .addParameter(new Signature(plan).arrays(), plan.wording().outputs())
        .addParameter(TypeName.INT, "start")
        .addCode(
            terms.code(
                """
                int unmasked = 0;
                for (int k = 0; k < $size:L; k++) {
                $>if ($outputs:L[$at:L] != %s) {
                $>unmasked++;
                $<}
                $<}
                return unmasked;
                """
                    .formatted(MASKED)))
        .build();
  }
}
