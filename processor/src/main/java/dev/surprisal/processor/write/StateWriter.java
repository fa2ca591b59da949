package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.family.Options;
import dev.surprisal.processor.family.PositiveWeight;
import dev.surprisal.processor.plan.ConstructorPlan.PerOutput;
import dev.surprisal.processor.plan.LossPlan;
import javax.lang.model.element.Modifier;

/** The constants of a generated class, its fields, and the constructor that sets them. */
final class StateWriter {
  private final LossPlan plan;
  private final TypeSpec.Builder type;

  StateWriter(LossPlan plan, TypeSpec.Builder type) {
    this.plan = plan;
    this.type = type;
  }

  /** Adds all of it to the class. */
  void write() {
    constants();
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addModifiers(LossWriter.visibility(plan.isPublic()));
    if (plan.constructor().isEmpty()) {
      constructor.addJavadoc("A loss without state, to be shared freely.");
    } else {
      constructor.addJavadoc("A loss of the given shape; it can be shared freely.\n\n");
      parameters(constructor);
    }
    type.addMethod(constructor.build());
  }

  private void constants() {
    Options options = plan.options();
    if (!plan.width().isGiven() && !plan.width().isOne()) {
      constant(TypeName.INT, "SIZE", plan.width().known().getAsInt(), sizeDoc());
    }
    options
        .ignoreIndex()
        .ifPresent(index ->
            constant(
                TypeName.INT, "IGNORE_INDEX", index, "The target of rows that count for nothing."));
    if (options.isSmoothed()) {
      constant(
          TypeName.DOUBLE,
          "LABEL_SMOOTHING",
          options.labelSmoothing(),
          "The part of each target that is spread evenly.");
    }
    if (options.hasZLoss()) {
      constant(TypeName.DOUBLE, "Z_LOSS", options.zLoss(), "The factor of log-sum-exp squared.");
    }
    options
        .softCap()
        .ifPresent(cap ->
            constant(TypeName.DOUBLE, "SOFT_CAP", cap, "Logits are held between -cap and cap."));
    if (options.positiveWeight() == PositiveWeight.CONSTANT) {
      constant(
          TypeName.DOUBLE,
          "POSITIVE_WEIGHT",
          options.positiveWeightValue(),
          "The weight of yes, where that of no is 1.");
    }
  }

  private String sizeDoc() {
    return plan.width().perValue() == 2 ? "Values per example." : "Outputs per example.";
  }

  private void constant(TypeName of, String name, Object value, String doc) {
    type.addField(
        FieldSpec.builder(of, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("$L", doc)
            .initializer("$L", value)
            .build());
  }

  private void parameters(MethodSpec.Builder constructor) {
    if (plan.constructor().size()) {
      field(TypeName.INT, "size");
      constructor
          .addJavadoc("@param size the number of outputs per example, at least 1\n")
          .addParameter(TypeName.INT, "size")
          .addStatement("this.size = $T.size(size)", RuntimeNames.ARGUMENTS);
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
          plan.width().isGiven() ? "this.size" : "SIZE");
    }
  }

  /** Numbers for each output; where nothing else says the size, there are as many. */
  private void perOutput(MethodSpec.Builder constructor, PerOutput numbers) {
    String name =
        switch (numbers) {
          case CLASS_WEIGHTS -> "classWeights";
          case POSITIVE_WEIGHTS -> "positiveWeights";
          case VARIANCES -> "variances";
        };
    String doc =
        switch (numbers) {
          case CLASS_WEIGHTS -> "a weight for each class, 0 or in 1e-30..1e30";
          case POSITIVE_WEIGHTS -> "a weight of yes for each label, in 1e-30..1e30";
          case VARIANCES -> "a variance for each value, in 1e-30..1e30";
        };
    String check = numbers == PerOutput.CLASS_WEIGHTS ? "notNegative" : "positive";
    field(TypeName.get(double[].class), name);
    constructor
        .addJavadoc("@param $L $L\n", name, doc)
        .addParameter(ParameterSpec.builder(double[].class, name).build())
        .varargs();
    if (plan.width().isGiven()) {
      field(TypeName.INT, "size");
      constructor.addStatement("this.size = $T.size($L.length)", RuntimeNames.ARGUMENTS, name);
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
  }

  private void field(TypeName of, String name) {
    type.addField(FieldSpec.builder(of, name, Modifier.PRIVATE, Modifier.FINAL).build());
  }
}
