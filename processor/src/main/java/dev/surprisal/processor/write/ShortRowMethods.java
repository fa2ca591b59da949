package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.LossPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Losses and gradients of rows that are short: their exponentials are taken as if they were one
 * long row, so that no vector ends in the middle of a row.
 */
final class ShortRowMethods {
  /** Outputs of the longest row that is short. */
  private static final int SHORT = 256;

  private final LossPlan plan;
  private final Terms terms;
  private final BodyWriter bodies;
  private final Body.EachShortRow loss;
  private final ShortRow row;

  private ShortRowMethods(LossPlan plan, Terms terms, Body.EachShortRow loss) {
    this.plan = plan;
    this.terms = terms;
    this.bodies = new BodyWriter(plan, terms);
    this.loss = loss;
    this.row = ShortRow.of(plan, loss.program());
  }

  /** Where rows are short, or may be. */
  static Optional<ShortRowMethods> of(LossPlan plan, Terms terms) {
    return hasShortRows(plan) && plan.algorithm().loss() instanceof Body.EachShortRow loss
        ? Optional.of(new ShortRowMethods(plan, terms, loss))
        : Optional.empty();
  }

  /** Whether rows are treated as short where they are. */
  static boolean hasShortRows(LossPlan plan) {
    return plan.algorithm().loss() instanceof Body.EachShortRow rows
        && (plan.width().known().orElse(1) <= SHORT || isAnyLength(rows));
  }

  private static boolean isAnyLength(Body.EachShortRow rows) {
    return !rows.program().isOneHot();
  }

  /** Adds the constants that the methods need. */
  void addConstants(TypeSpec.Builder type) {
    if (plan.width().isGiven() && !isAnyLength(loss)) {
      type.addField(
          ConstantWriter.constantField(
              TypeName.INT, "SHORT", SHORT, "Outputs per example up to which examples are short."));
    }
    if (row.shareLogarithms()) {
      type.addField(
          ConstantWriter.constantField(
              TypeName.DOUBLE,
              "LEAST_LIKELIHOOD",
              "1e-40",
              "Times any probability, still a normal number."));
    }
  }

  /** The methods that sum losses, and those that write gradients. */
  List<MethodSpec> methods(InternalWriter internal) {
    String sum = "sumOfLossesOfRows($longArguments:L$outputs:L, $targetArguments:L, from, to)";
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        internal
            .losses("sumOfLosses", InternalWriter.LOSSES)
            .addCode(longRows(sum, terms))
            .addCode(bodies.shortRows(loss, terms))
            .build());
    methods.add(
        internal
            .rowBodies()
            .summing(internal.rowLosses("sumOfLossesOfRows", REST), loss.otherwise())
            .build());
    internal.passes().forEach(pass -> methods.addAll(methods(internal, pass)));
    if (row instanceof SmoothedShortRow smoothed) {
      methods.add(
          internal
              .losses("sumOfSpreads", SmoothedShortRow.SPREADS)
              .addCode(bodies.sumOverRows(smoothed.spreads(), terms))
              .build());
    }
    return methods;
  }

  private List<MethodSpec> methods(InternalWriter internal, Pass pass) {
    if (!(internal.bodyOf(pass) instanceof Body.EachShortRow body)) {
      return List.of(internal.sumAndWrite(pass));
    }
    Terms words =
        terms
            .with("out", "gradients")
            .with("pass", pass.method())
            .with("written", internal.written(pass));
    String ofRows =
        "$pass:LOfRows($longArguments:L$outputs:L, $targetArguments:L,$W$written:L, from, to)";
    return List.of(
        internal
            .pass(pass, pass.method(), pass.docOf("rows"))
            .addCode(longRows(ofRows, words))
            .addCode(bodies.shortRows(body, words))
            .build(),
        internal
            .rowBodies()
            .summingAndWriting(
                internal.rowPass(pass, pass.method() + "OfRows", REST), body.otherwise(), pass)
            .build());
  }

  private static final String REST = "The same for rows that do not fit one scale, or are long.";

  private CodeBlock longRows(String call, Terms words) {
    return plan.width().isGiven() && !isAnyLength(loss)
        ? words.code("if (size > SHORT) {\n$>return " + call + ";\n$<}\n")
        : CodeBlock.of("");
  }
}
