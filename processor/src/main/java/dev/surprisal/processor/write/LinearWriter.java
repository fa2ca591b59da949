package dev.surprisal.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.RowWeights;
import dev.surprisal.processor.schedule.program.Surprisal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * The methods of the loss of a linear head: a loop over tiles of logits, around the methods on
 * logits that other losses have as well.
 */
final class LinearWriter {
  private static final TypeName CLASSES = ArrayTypeName.of(TypeName.INT);
  private static final TypeName LOG_PROBABILITIES = ArrayTypeName.of(TypeName.DOUBLE);

  private static final String CHECK = "check(head, $targetArguments:L);\n";

  private final LossPlan plan;
  private final LinearPlan layer;
  private final Terms terms;
  private final Signature signature;
  private final Terms ofLogits;
  private final MeanTemplates mean;
  private final BodyWriter bodies;

  LinearWriter(LossPlan plan, LinearPlan layer, Terms terms) {
    this.plan = plan;
    this.layer = layer;
    this.ofLogits = terms;
    this.mean = new MeanTemplates(plan);
    this.bodies = new BodyWriter(plan, terms);
    String targets = plan.targets() == TargetKind.CLASS_INDEX ? "classes" : "targets";
    String weights = plan.rowWeights().ofExamples() ? ", tile.weights()" : "";
    this.terms =
        terms
            .with("weight", mean.weight())
            .with("next", uncounted(plan.rowWeights()))
            .with("targetsOfTile", "tile." + targets + "()" + weights);
    this.signature = new Signature(plan);
  }

  /** What says which rows are left out of tiles, as arguments. */
  private static String uncounted(RowWeights rows) {
    String ignored = rows.ignored().isPresent() ? "IGNORE_INDEX" : "";
    String weights = rows.ofTargets() ? "classWeights" : "";
    return ignored + (ignored.isEmpty() || weights.isEmpty() ? "" : ", ") + weights;
  }

  /** In the order in which they are read. */
  List<MethodSpec> methods() {
    List<MethodSpec> methods = new ArrayList<>(methodsOfLoss());
    ofSurprisals().map(own -> own.sumOfLosses(InternalWriter.SURPRISALS)).ifPresent(methods::add);
    return methods;
  }

  private List<MethodSpec> methodsOfLoss() {
    return List.of(
        forward("forward", "sumOfLosses"),
        surprisal(),
        forwardBackward(),
        forwardBackwardDividedBy(),
        perExample(),
        predicting("logProbabilities"),
        predicting("best"),
        sumOfLosses("sumOfLosses"),
        sumAndGradients());
  }

  private MethodSpec surprisal() {
    return ofSurprisals()
        .map(own -> own.forward("surprisal", InternalWriter.SURPRISALS))
        .orElseGet(() ->
            implementing("surprisal", RuntimeNames.LOSS_VALUE)
                .addCode(MethodWriter.lossOrNone(plan, "head, " + signature.targetParameter()))
                .build());
  }

  private MethodSpec forward(String name, String sum) {
    return implementing(name, RuntimeNames.LOSS_VALUE)
        .addCode(bodies.unpack())
        .addCode(checked())
        .addCode(terms.code(mean.addUpWeight()))
        .addCode(
            terms
                .with("sumOf", sum)
                .code(
                    """
                    double sum = $sumOf:L(head, $targetArguments:L);
                    return new $lossValue:T(sum, $weight:L$shapedBy:L);
                    """))
        .build();
  }

  private MethodSpec forwardBackward() {
    return writing("double scale = " + mean.divided("weight") + ";\n").build();
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
        .addCode(bodies.unpack())
        .addCode(checked())
        .addStatement("tiles.checkGradients(gradients, head)")
        .addCode(terms.code(mean.addUpWeight()))
        .addCode(
            terms.code(
                scale
                    + """
                    double sum = sumAndGradients(head, $targetArguments:L, gradients, scale);
                    return new $lossValue:T(sum, $weight:L$shapedBy:L);
                    """));
  }

  private MethodSpec perExample() {
    return implementing("perExample", TypeName.VOID)
        .addParameter(LOG_PROBABILITIES, "losses")
        .addCode(bodies.unpack())
        .addCode(terms.code("int rows = " + CHECK))
        .addCode(bodies.checkWritten("losses", LOG_PROBABILITIES, "rows"))
        .addStatement("$T.fill(losses, 0)", Arrays.class)
        .addCode(
            tiles(
                """
                for (int row = 0; row < tile.rows(); row++) {
                $>losses[tile.rowOfHead(row)] = sumOfLosses(
                $>$>$chunkArguments:Ltile.logits(), $targetsOfTile:L, row, row + 1);
                $<$<$<}
                """))
        .build();
  }

  /** What takes the cap and the temperature of the logits and no other option. */
  private MethodSpec predicting(String name) {
    return implementingOnHead(name, TypeName.VOID)
        .addParameter(CLASSES, "classes")
        .addParameter(LOG_PROBABILITIES, "logProbabilities")
        .addStatement(
            "tiles.$L(head, $L, $L, classes, logProbabilities)",
            name,
            layer
                .cap()
                .map(cap -> CodeBlock.of(cap.name()))
                .orElseGet(() -> CodeBlock.of("$T.POSITIVE_INFINITY", Double.class)),
            layer.temperature().map(Parameter::name).orElse("1"))
        .build();
  }

  /** The writer of surprisals, where they are another sum than the loss. */
  private Optional<LinearWriter> ofSurprisals() {
    return plan.surprisal() instanceof Surprisal.Own own
        ? Optional.of(new LinearWriter(own.plan(), layer, ofLogits.ofSurprisal(own.plan())))
        : Optional.empty();
  }

  private MethodSpec sumOfLosses(String name) {
    return internal(name, "The sum over all rows.")
        .addCode("double sum = 0;\n")
        .addCode(tiles("sum += " + name + "(tile.logits(), $targetsOfTile:L, tile.rows());\n"))
        .addStatement("return sum")
        .build();
  }

  private MethodSpec sumAndGradients() {
    return internal("sumAndGradients", "The same sum, and the gradients times scale.")
        .addParameter(RuntimeNames.LINEAR_HEAD, "gradients")
        .addParameter(TypeName.DOUBLE, "scale")
        .addCode("double sum = 0;\n")
        .addStatement("$T.clear(gradients)", RuntimeNames.LOGIT_TILES)
        .addCode(
            tiles(
                """
                // The gradient by the logits is written over them, and multiplied by W and x.
                sum += sumAndGradients(
                $>$>tile.logits(), $targetsOfTile:L, tile.logits(), scale, tile.rows());
                $<$<\
                """
                    + addToGradients()))
        .addStatement("return sum")
        .build();
  }

  private String addToGradients() {
    return layer
        .negligible()
        .map(bound -> "tile.addTo(gradients, " + bound.name() + " * scale);\n")
        .orElse("tile.addTo(gradients);\n");
  }

  private CodeBlock tiles(String body) {
    return terms.code(
        """
        // The logits of as many rows as fit the memory: z = W x + b.
        $logitTile:T tile = tiles.take(head, $targetArguments:L);
        while (tile.next($next:L)) {
        $>%s$<}
        tiles.giveBack(tile);
        """
            .formatted(body));
  }

  private CodeBlock checked() {
    String rows = mean.weight().equals("rows") ? "int rows = " : "";
    return terms.code(rows + CHECK);
  }

  private MethodSpec.Builder implementing(String name, TypeName returned) {
    return implementingOnHead(name, returned)
        .addParameter(signature.targets(), signature.targetParameter());
  }

  private MethodSpec.Builder implementingOnHead(String name, TypeName returned) {
    return onHead(name, returned).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
  }

  private MethodSpec.Builder internal(String name, String doc) {
    MethodSpec.Builder method =
        onHead(name, TypeName.DOUBLE).addJavadoc("$L", doc).addModifiers(Modifier.PRIVATE);
    method.addParameter(signature.givenTargets(), plan.wording().targets());
    return signature.addWeights(method);
  }

  private static MethodSpec.Builder onHead(String name, TypeName returned) {
    return MethodSpec.methodBuilder(name)
        .returns(returned)
        .addParameter(RuntimeNames.LINEAR_HEAD, "head");
  }
}
