package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.schedule.program.ConstructorPlan.Given;
import dev.surprisal.processor.schedule.program.ConstructorPlan.PerOutput;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import javax.lang.model.element.Modifier;

/** The constructor that users call, and the fields that are what it was given. */
final class ConstructorWriter {
  private final LossPlan plan;
  private final TypeSpec.Builder type;

  ConstructorWriter(LossPlan plan, TypeSpec.Builder type) {
    this.plan = plan;
    this.type = type;
  }

  /** Adds them to the class. */
  void write() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addModifiers(LossWriter.visibility(plan.isPublic()));
    if (plan.constructor().isEmpty()) {
      constructor.addJavadoc(
          plan.linear().isPresent()
              ? "A loss that can be shared freely."
              : "A loss without state, to be shared freely.");
    } else {
      constructor.addJavadoc(
          plan.constructor().numbers().isEmpty()
              ? "A loss of the given shape; it can be shared freely.\n\n"
              : "A loss of the given numbers; it can be shared freely.\n\n");
      parameters(constructor);
    }
    constructor.addStatement("workers = $T.CALLER", RuntimeNames.WORKERS);
    if (plan.outputCheck().isPresent()) {
      constructor.addStatement("checksOutputs = true");
    }
    plan.linear().ifPresent(layer -> constructor.addStatement(tiles(layer)));
    type.addMethod(constructor.build());
  }

  private CodeBlock tiles(LinearPlan layer) {
    boolean hasTargetPerClass = plan.targets() != TargetKind.CLASS_INDEX;
    return CodeBlock.of(
        "tiles = new $T($L, $L, $L)"
            + (hasTargetPerClass ? ".withTargetPerClass()" : "")
            + (layer.negligible().isPresent() ? ".withSparseResiduals()" : ""),
        RuntimeNames.LOGIT_TILES,
        layer.inputs().isPresent() ? "INPUTS" : "inputs",
        plan.width().isGiven() ? "size" : "SIZE",
        layer.hasBias());
  }

  private void parameters(MethodSpec.Builder constructor) {
    if (plan.constructor().inputs()) {
      constructor
          .addJavadoc("@param inputs the number of inputs per example, at least 1\n")
          .addParameter(TypeName.INT, "inputs");
    }
    if (plan.constructor().size()) {
      field(TypeName.INT, "size");
      constructor
          .addJavadoc(
              plan.targets().isOfClasses()
                  ? "@param size the number of classes, at least 2\n"
                  : "@param size the number of outputs per example, at least 1\n")
          .addParameter(TypeName.INT, "size")
          .addStatement(checkedSize("size"));
    }
    if (plan.constructor().positions()) {
      field(TypeName.INT, "positions");
      constructor
          .addJavadoc("@param positions the number of positions per example, at least 1\n")
          .addParameter(TypeName.INT, "positions");
    }
    plan.constructor().perOutput().ifPresent(numbers -> perOutput(constructor, numbers));
    if (plan.constructor().positions()) {
      constructor.addStatement(
          "this.positions = $T.positions(positions, $L)",
          RuntimeNames.ARGUMENTS,
          outputsOfPosition());
    }
    plan.constructor().numbers().forEach(number -> given(constructor, number));
  }

  private void given(MethodSpec.Builder constructor, Given number) {
    String name = number.name();
    String check = number.condition().isEmpty() ? "" : number.condition() + ", ";
    field(TypeName.DOUBLE, name);
    constructor
        .addJavadoc("@param $L $L\n", name, javadoc(number.range()))
        .addParameter(TypeName.DOUBLE, name)
        .addStatement(
            "this.$1L = $2T.parameter($3S, $1L, $4L$5S)",
            name,
            RuntimeNames.ARGUMENTS,
            name,
            check,
            number.range());
  }

  private static String javadoc(String condition) {
    return condition.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private String outputsOfPosition() {
    String perValue = Shape.perValue(plan.width());
    if (plan.width().isOne()) {
      return perValue;
    }
    String size = plan.width().isGiven() ? "this.size" : "SIZE";
    return plan.width().perValue() == 1 ? size : perValue + " * " + size;
  }

  /** Numbers for each output; where nothing else says the size, there are as many. */
  private void perOutput(MethodSpec.Builder constructor, PerOutput numbers) {
    String name = numbers.argument();
    String doc =
        switch (numbers) {
          case CLASS_WEIGHTS ->
              "a weight for each class, at least 2, each 0 or in 1e-30..1e30"
                  + (plan.constructor().spread().isPresent()
                      ? ",\n"
                          + "    and none so small that by what smoothing spreads its rows would"
                          + " teach another class"
                      : "");
          case POSITIVE_WEIGHTS -> "a weight of yes for each label, in 1e-30..1e30";
          case OUTPUT_WEIGHTS -> "a weight for each output, 0 or in 1e-30..1e30";
          case VARIANCES -> "a variance for each value, in 1e-30..1e30";
        };
    String check =
        switch (numbers) {
          case CLASS_WEIGHTS, OUTPUT_WEIGHTS -> "notNegative";
          case POSITIVE_WEIGHTS, VARIANCES -> "positive";
        };
    field(TypeName.get(double[].class), name);
    constructor
        .addJavadoc("@param $L $L\n", name, doc)
        .addParameter(ParameterSpec.builder(double[].class, name).build())
        .varargs();
    if (plan.width().isGiven()) {
      field(TypeName.INT, "size");
      constructor.addStatement(checkedSize(name + ".length"));
    } else {
      constructor.addStatement(
          "$T.length($S, $L, $L)",
          RuntimeNames.ARGUMENTS,
          name,
          name,
          plan.width().isOne() ? CodeBlock.of("1") : CodeBlock.of("SIZE"));
    }
    constructor.addStatement(
        "this.$L = $T.$L($S, $L)", name, RuntimeNames.ARGUMENTS, check, name, name);
    plan.constructor()
        .spread()
        .ifPresent(part ->
            constructor.addStatement(
                "$T.targetsPrevail($S, $L, $L)",
                RuntimeNames.WEIGHT_CHECKS,
                name,
                name,
                part.name()));
  }

  private CodeBlock checkedSize(String number) {
    return CodeBlock.of(
        "this.size = $T.$L($S, $L)",
        RuntimeNames.ARGUMENTS,
        plan.targets().isOfClasses() ? "classes" : "size",
        number,
        number);
  }

  private void field(TypeName of, String name) {
    type.addField(FieldSpec.builder(of, name, Modifier.PRIVATE, Modifier.FINAL).build());
  }
}
