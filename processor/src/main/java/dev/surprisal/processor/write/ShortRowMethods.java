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

/** Losses and gradients of rows that are treated otherwise where they are short. */
final class ShortRowMethods {
  private final LossPlan plan;
  private final Terms terms;
  private final BodyWriter bodies;
  private final Body.ByLength loss;

  private ShortRowMethods(LossPlan plan, Terms terms, Body.ByLength loss) {
    this.plan = plan;
    this.terms = terms;
    this.bodies = new BodyWriter(plan, terms);
    this.loss = loss;
  }

  /** Where rows are short, or may be. */
  static Optional<ShortRowMethods> of(LossPlan plan, Terms terms) {
    return plan.algorithm().loss() instanceof Body.ByLength loss
        ? Optional.of(new ShortRowMethods(plan, terms, loss))
        : Optional.empty();
  }

  /** Whether there are two bodies for rows. */
  static boolean hasShortRows(LossPlan plan) {
    return plan.algorithm().loss() instanceof Body.ByLength;
  }

  private Optional<ScaledRow> scaled() {
    return loss.rows() instanceof Body.ScaledRows rows
        ? Optional.of(ScaledRow.of(plan, rows.program()))
        : Optional.empty();
  }

  /** Adds the constants that the methods need. */
  void addConstants(TypeSpec.Builder type) {
    if (hasLongRows()) {
      type.addField(
          ConstantWriter.constantField(
              TypeName.INT,
              "SHORT",
              loss.most(),
              "Outputs per example up to which examples are short."));
    }
    if (scaled().filter(ScaledRow::shareLogarithms).isPresent()) {
      type.addField(
          ConstantWriter.constantField(
              TypeName.DOUBLE,
              "LEAST_LIKELIHOOD",
              "1e-40",
              "Times any probability, still a normal number."));
    }
  }

  private boolean hasLongRows() {
    return plan.width().isGiven() && !loss.haveAnyLength();
  }

  /** The methods that sum losses, and those that write gradients. */
  List<MethodSpec> methods(InternalWriter internal) {
    String sum = "sumOfLossesOfRows($longArguments:L$outputs:L, $targetArguments:L, from, to)";
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        bodies
            .shortRows(
                internal.losses("sumOfLosses", InternalWriter.LOSSES).addCode(longRows(sum, terms)),
                loss.rows(),
                terms)
            .build());
    methods.add(
        internal
            .rowBodies()
            .summing(internal.rowLosses("sumOfLossesOfRows", rest()), loss.otherwise())
            .build());
    internal.passes().forEach(pass -> methods.addAll(methods(internal, pass)));
    if (scaled().orElse(null) instanceof SmoothedRow smoothed) {
      methods.add(
          internal
              .losses("sumOfEvenParts", SmoothedRow.EVEN_PARTS)
              .addCode(bodies.sumOverRows(smoothed.evenParts(), terms))
              .build());
      methods.add(
          internal
              .losses("firstFit", SmoothedRow.FIRST_FIT)
              .returns(TypeName.INT)
              .addCode(terms.code(smoothed.firstFit()))
              .build());
    }
    return methods;
  }

  private List<MethodSpec> methods(InternalWriter internal, Pass pass) {
    if (!(internal.bodyOf(pass) instanceof Body.ByLength body)) {
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
        bodies
            .shortRows(
                internal
                    .pass(pass, pass.method(), pass.docOf("rows"))
                    .addCode(longRows(ofRows, words)),
                body.rows(),
                words)
            .build(),
        internal
            .rowBodies()
            .summingAndWriting(
                internal.rowPass(pass, pass.method() + "OfRows", rest()), body.otherwise(), pass)
            .build());
  }

  private String rest() {
    List<String> reasons = new ArrayList<>();
    if (loss.rows() instanceof Body.ScaledRows) {
      reasons.add("do not fit one scale");
    }
    if (loss.haveAnyLength()) {
      reasons.add("have masked classes");
    }
    if (hasLongRows()) {
      reasons.add("are long");
    }
    return "The same for rows that " + String.join(", or ", reasons) + ".";
  }

  private CodeBlock longRows(String call, Terms words) {
    return hasLongRows()
        ? words.code("if (size > SHORT) {\n$>return " + call + ";\n$<}\n")
        : CodeBlock.of("");
  }
}
