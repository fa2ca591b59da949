package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.plan.LossPlan;
import dev.surprisal.processor.schedule.Body;
import java.util.List;
import java.util.Optional;

/**
 * Losses and gradients of rows that are short: their exponentials are taken as if they were one
 * long row, so that no vector ends in the middle of a row.
 */
final class ShortRowWriter {
  /** Outputs of the longest row that is short. */
  private static final int SHORT = 256;

  private final LossPlan plan;
  private final Terms terms;
  private final BodyWriter bodies;
  private final ShortRowTemplates templates;
  private final Body.EachShortRow loss;
  private final Body.EachShortRow residual;

  private ShortRowWriter(
      LossPlan plan, Terms terms, Body.EachShortRow loss, Body.EachShortRow residual) {
    this.plan = plan;
    this.terms = terms;
    this.bodies = new BodyWriter(plan, terms);
    this.templates = new ShortRowTemplates(plan.options());
    this.loss = loss;
    this.residual = residual;
  }

  /** Where rows are short, or may be. */
  static Optional<ShortRowWriter> of(LossPlan plan, Terms terms) {
    return hasShortRows(plan)
            && plan.algorithm().loss() instanceof Body.EachShortRow loss
            && plan.algorithm().residual() instanceof Body.EachShortRow residual
        ? Optional.of(new ShortRowWriter(plan, terms, loss, residual))
        : Optional.empty();
  }

  /** Whether rows are treated as short where they are. */
  static boolean hasShortRows(LossPlan plan) {
    return plan.width().known().orElse(1) <= SHORT
        && plan.algorithm().loss() instanceof Body.EachShortRow;
  }

  /** Adds the constants that the methods need. */
  void addConstants(TypeSpec.Builder type) {
    if (plan.width().isGiven()) {
      type.addField(
          StateWriter.constantField(
              TypeName.INT, "SHORT", SHORT, "Outputs per example up to which examples are short."));
    }
    if (!plan.options().hasRowWeights()) {
      type.addField(
          StateWriter.constantField(
              TypeName.DOUBLE,
              "LEAST_LIKELIHOOD",
              "1e-40",
              "Times any probability, still a normal number."));
    }
  }

  /** The methods that sum losses, and those that write gradients. */
  List<MethodSpec> methods(InternalWriter internal) {
    Terms words = terms.with("out", "gradients");
    String sum = "sumOfLossesOfRows($longArguments:L$outputs:L, $targetArguments:L, from, to)";
    String gradients =
        "sumAndGradientsOfRows($longArguments:L$outputs:L, $targetArguments:L, gradients, scale, from, to)";
    return List.of(
        internal
            .losses("sumOfLosses", InternalWriter.LOSSES)
            .addCode(longRows(sum))
            .addCode(bodies.shortRows(templates.start(), loss, terms, templates.end()))
            .build(),
        internal
            .rowBodies()
            .summing(internal.rowLosses("sumOfLossesOfRows", REST), loss.otherwise())
            .build(),
        internal
            .gradients("sumAndGradients", InternalWriter.GRADIENTS)
            .addCode(longRows(gradients))
            .addCode(
                bodies.shortRows(
                    templates.storeTogether() + templates.start(),
                    residual,
                    words,
                    templates.end()))
            .build(),
        internal
            .rowBodies()
            .summingAndWriting(
                internal.rowGradients("sumAndGradientsOfRows", REST),
                residual.otherwise(),
                "gradients")
            .build());
  }

  private static final String REST = "The same for rows that do not fit one scale, or are long.";

  private CodeBlock longRows(String call) {
    return plan.width().isGiven()
        ? terms.code("if (size > SHORT) {\n$>return " + call + ";\n$<}\n")
        : CodeBlock.of("");
  }
}
