package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.schedule.program.ConstructorPlan.Given;
import dev.surprisal.processor.schedule.program.ConstructorPlan.PerOutput;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The constants of a generated class, its fields, and the constructor that sets them. */
final class StateWriter {
  /** Letters of words that fit the line of their name. */
  private static final int LONGEST_WORDS = 54;

  private final LossPlan plan;
  private final TypeSpec.Builder type;
  private final ClassName className;

  StateWriter(LossPlan plan, TypeSpec.Builder type) {
    this.plan = plan;
    this.type = type;
    this.className = ClassName.get(plan.packageName(), plan.className());
  }

  /** Adds all of it to the class. */
  void write() {
    constants();
    settings().forEach((name, of) -> field(of, name));
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
    type.addMethod(copy());
    if (plan.linear().isPresent()) {
      type.addMethod(with("on", Map.of("tiles", "tiles.on(workers)"), workers()));
      type.addMethod(with("within", Map.of("tiles", "tiles.within(bytes)"), bytes()));
    } else {
      type.addMethod(with("on", Map.of(), workers()));
    }
    if (plan.outputCheck().isPresent()) {
      type.addMethod(with("withoutOutputChecks", Map.of("checksOutputs", "false")));
    }
  }

  /** The fields that copies may differ in. */
  private Map<String, TypeName> settings() {
    Map<String, TypeName> settings = new LinkedHashMap<>();
    if (plan.linear().isPresent()) {
      settings.put("tiles", RuntimeNames.LOGIT_TILES);
    }
    settings.put("workers", RuntimeNames.WORKERS);
    if (plan.outputCheck().isPresent()) {
      settings.put("checksOutputs", TypeName.BOOLEAN);
    }
    return settings;
  }

  private static ParameterSpec workers() {
    return ParameterSpec.builder(RuntimeNames.WORKERS, "workers").build();
  }

  private static ParameterSpec bytes() {
    return ParameterSpec.builder(TypeName.LONG, "bytes").build();
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

  /** The same loss with other settings. */
  private MethodSpec copy() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    List<String> given = given();
    if (!given.isEmpty()) {
      constructor.addParameter(className, "loss");
    }
    given.forEach(name -> constructor.addStatement("$1L = loss.$1L", name));
    settings()
        .forEach((name, of) -> {
          constructor.addParameter(of, name);
          if (name.equals("workers")) {
            constructor.addStatement(
                "this.workers = $T.requireNonNull(workers, $S)", Objects.class, name);
          } else {
            constructor.addStatement("this.$1L = $1L", name);
          }
        });
    return constructor.build();
  }

  /** The fields that are what the constructor was given. */
  private List<String> given() {
    return type.build().fieldSpecs().stream()
        .filter(field -> !field.modifiers().contains(Modifier.STATIC))
        .map(FieldSpec::name)
        .filter(name -> !settings().containsKey(name))
        .toList();
  }

  /** A method that gives a copy in which some settings are others. */
  private MethodSpec with(String name, Map<String, String> others, ParameterSpec... parameters) {
    String settings =
        settings().keySet().stream()
            .map(setting -> others.getOrDefault(setting, setting))
            .collect(Collectors.joining(", "));
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(className)
        .addParameters(List.of(parameters))
        .addStatement("return new $T($L$L)", className, given().isEmpty() ? "" : "this, ", settings)
        .build();
  }

  private void constants() {
    if (!plan.width().isGiven() && !plan.width().isOne()) {
      constant(TypeName.INT, "SIZE", plan.width().known().getAsInt(), sizeDoc());
    }
    if (plan.width().hasComponents()) {
      constant(TypeName.INT, "COMPONENTS", plan.width().components(), "Components of each value.");
    }
    plan.rowWeights()
        .ignored()
        .ifPresent(index ->
            constant(
                TypeName.INT, "IGNORE_INDEX", index, "The target of rows that count for nothing."));
    plan.linear()
        .flatMap(layer -> layer.inputs().stream().boxed().findFirst())
        .ifPresent(inputs -> constant(TypeName.INT, "INPUTS", inputs, "Inputs per example."));
    plan.constants().forEach(this::constant);
    if (!plan.shapedBy().isEmpty()) {
      type.addField(
          FieldSpec.builder(
                  String.class, "SHAPED_BY", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .addJavadoc("Why the loss is no surprisal.")
              .initializer(words(plan.shapedBy()))
              .build());
    }
    plan.linear().flatMap(LinearPlan::negligible).ifPresent(this::constant);
  }

  /** A list of words as a constant, on two lines where it is too long for one. */
  private static CodeBlock words(String list) {
    int second = list.length() <= LONGEST_WORDS ? 0 : list.lastIndexOf(", ", LONGEST_WORDS) + 2;
    return second == 0
        ? CodeBlock.of("$S", list)
        : CodeBlock.of("$S\n$>$>+ $S$<$<", list.substring(0, second), list.substring(second));
  }

  private String sizeDoc() {
    return plan.width().perValue() > 1 ? "Values per example." : "Outputs per example.";
  }

  private void constant(Parameter number) {
    constant(TypeName.DOUBLE, number.name(), number.value(), number.meaning());
  }

  private void constant(TypeName of, String name, Object value, String doc) {
    type.addField(constantField(of, name, value, doc));
  }

  /** A private constant. */
  static FieldSpec constantField(TypeName of, String name, Object value, String doc) {
    return FieldSpec.builder(of, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("$L", doc)
        .initializer("$L", value)
        .build();
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
