package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.RowWeights;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The methods of the loss of a linear head: a loop over tiles of logits, around the methods on
 * logits that other losses have as well.
 */
final class LinearWriter {
  private static final TypeName LOG_PROBABILITIES = ArrayTypeName.of(TypeName.DOUBLE);

  private static final String CHECK = "check(head, $targets:L);\n";

  private final LossPlan plan;
  private final Terms terms;
  private final MethodWriter methods;

  LinearWriter(LossPlan plan, Terms terms) {
    this.plan = plan;
    this.methods = new MethodWriter(plan, terms);
    this.terms = terms.with("weight", methods.weight()).with("next", uncounted(plan.rowWeights()));
  }

  /** What says which rows are left out of tiles, as arguments. */
  private static String uncounted(RowWeights rows) {
    String ignored = rows.ignored().isPresent() ? "IGNORE_INDEX" : "";
    String weights = rows.ofTargets() ? "classWeights" : "";
    return ignored + (ignored.isEmpty() || weights.isEmpty() ? "" : ", ") + weights;
  }

  /** In the order in which they are read. */
  List<MethodSpec> methods() {
    return List.of(
        forward(),
        forwardBackward(),
        forwardBackwardDividedBy(),
        perExample(),
        predicting("logProbabilities"),
        predicting("best"),
        sumOfLosses(),
        sumAndGradients());
  }

  private MethodSpec forward() {
    return implementing("forward", RuntimeNames.LOSS_VALUE)
        .addCode(checked())
        .addCode(methods.addUpWeight())
        .addCode(
            terms.code(
                """
                double sum = sumOfLosses(head, $targets:L);
                return new $lossValue:T(sum, $weight:L);
                """))
        .build();
  }

  private MethodSpec forwardBackward() {
    return writing("double scale = " + methods.divided("weight") + ";\n").build();
  }

  private MethodSpec forwardBackwardDividedBy() {
    return writing(
            "double scale = $arguments:T.inverse($arguments:T.denominator(denominator, $weight:L));\n")
        .addParameter(TypeName.DOUBLE, "denominator")
        .build();
  }

  private MethodSpec.Builder writing(String scale) {
    return implementing("forwardBackward", RuntimeNames.LOSS_VALUE)
        .addParameter(RuntimeNames.LINEAR_HEAD, "gradients")
        .addCode(checked())
        .addStatement("tiles.checkGradients(gradients, head)")
        .addCode(methods.addUpWeight())
        .addCode(
            terms.code(
                scale
                    + """
                    double sum = sumAndGradients(head, $targets:L, gradients, scale);
                    return new $lossValue:T(sum, $weight:L);
                    """));
  }

  private MethodSpec perExample() {
    return implementing("perExample", TypeName.VOID)
        .addParameter(LOG_PROBABILITIES, "losses")
        .addCode(terms.code("int rows = " + CHECK))
        .addCode(BodyWriter.checkLength("losses", "rows"))
        .addStatement("$T.fill(losses, 0)", Arrays.class)
        .addCode(
            tiles(
                "",
                """
                for (int row = 0; row < tile.rows(); row++) {
                $>losses[tile.rowOfHead(row)] = sumOfLosses(
                $>$>$chunkArguments:Ltile.logits(), tile.classes(), row, row + 1);
                $<$<$<}
                """))
        .build();
  }

  /** What takes the cap of the logits and no other option. */
  private MethodSpec predicting(String name) {
    return implementing(name, TypeName.VOID)
        .addParameter(LOG_PROBABILITIES, "logProbabilities")
        .addStatement(
            "tiles.$L(head, $L, $L, logProbabilities)",
            name,
            plan.linear()
                .flatMap(LinearPlan::cap)
                .map(cap -> CodeBlock.of(cap.name()))
                .orElseGet(() -> CodeBlock.of("$T.POSITIVE_INFINITY", Double.class)),
            plan.wording().targets())
        .build();
  }

  private MethodSpec sumOfLosses() {
    return internal("sumOfLosses", "The sum of the losses of all rows.")
        .addCode("double sum = 0;\n")
        .addCode(tiles("", "sum += sumOfLosses(tile.logits(), tile.classes(), tile.rows());\n"))
        .addStatement("return sum")
        .build();
  }

  private MethodSpec sumAndGradients() {
    return internal("sumAndGradients", "The same sum, and the gradients times scale.")
        .addParameter(RuntimeNames.LINEAR_HEAD, "gradients")
        .addParameter(TypeName.DOUBLE, "scale")
        .addCode("double sum = 0;\n")
        .addCode(
            tiles(
                ", gradients",
                """
                // The gradient by the logits is written over them, and multiplied by W and x.
                sum += sumAndGradients(
                $>$>tile.logits(), tile.classes(), tile.logits(), scale, tile.rows());
                $<$<tile.addTo(gradients);
                """))
        .addStatement("return sum")
        .build();
  }

  private CodeBlock tiles(String gradients, String body) {
    return terms.code(
        """
        // The logits of as many rows as fit the memory: z = W x + b.
        $logitTile:T tile = tiles.take(head, $targets:L%s);
        while (tile.next($next:L)) {
        $>%s$<}
        tiles.giveBack(tile);
        """
            .formatted(gradients, body));
  }

  private CodeBlock checked() {
    String rows = methods.weight().equals("rows") ? "int rows = " : "";
    return terms.code(rows + CHECK);
  }

  private MethodSpec.Builder implementing(String name, TypeName returned) {
    return onHead(name, returned).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
  }

  private MethodSpec.Builder internal(String name, String doc) {
    return onHead(name, TypeName.DOUBLE).addJavadoc("$L", doc).addModifiers(Modifier.PRIVATE);
  }

  private MethodSpec.Builder onHead(String name, TypeName returned) {
    return MethodSpec.methodBuilder(name)
        .returns(returned)
        .addParameter(RuntimeNames.LINEAR_HEAD, "head")
        .addParameter(terms.targets(), plan.wording().targets());
  }
}
