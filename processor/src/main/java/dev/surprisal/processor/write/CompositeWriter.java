package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.surprisal.processor.plan.CompositePlan;
import dev.surprisal.processor.plan.CompositePlan.Part;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** The plan of a composite as a class: it has each head's own loss do its part. */
public final class CompositeWriter {
  /** Names of arguments and variables, which hide fields of the same name. */
  private static final Set<String> HIDING =
      Set.of(
          "workers", "outputs", "targets", "gradients", "losses", "denominator", "head", "refused");

  private final CompositePlan plan;
  private final ClassName className;
  private final ClassName targets;
  private final ClassName values;
  private final TypeName outputs;

  private CompositeWriter(CompositePlan plan) {
    this.plan = plan;
    this.className = ClassName.get(plan.packageName(), plan.className());
    this.targets = className.nestedClass("Targets");
    this.values = className.nestedClass("Values");
    this.outputs = plan.holdsOutputs() ? type() : className.nestedClass("Outputs");
  }

  /** The source of the class; the same plan gives the same text. */
  public static String write(CompositePlan plan) {
    return new CompositeWriter(plan).write();
  }

  private String write() {
    TypeSpec.Builder type =
        LossWriter.classBuilder(plan.className(), plan.isPublic())
            .addJavadoc("$L", CompositeDoc.classDoc(plan))
            .addSuperinterface(
                ParameterizedTypeName.get(RuntimeNames.LOSS_FUNCTION, outputs, targets));
    new CompositeStateWriter(plan, type).write();
    type.addMethod(forward());
    type.addMethod(forwardBackward().addCode(total("valuesAndGradients", "gradients")).build());
    type.addMethod(
        forwardBackward()
            .addParameter(TypeName.DOUBLE, "denominator")
            .addCode(total("valuesAndGradients", "gradients, denominator"))
            .build());
    type.addMethod(perExample());
    type.addMethod(values());
    type.addMethod(valuesAndGradients());
    type.addMethod(valuesAndGradientsDividedBy());
    type.addMethod(checkRead());
    type.addMethod(checkAll());
    RecordWriter records = new RecordWriter(plan);
    type.addType(records.targets());
    if (!plan.holdsOutputs()) {
      type.addType(records.outputs());
    }
    type.addType(records.values(values));
    StaticImports imports = new StaticImports();
    imports.add(ClassName.get(Arrays.class), ".fill");
    return LossWriter.file(plan.packageName(), type.build(), imports);
  }

  /** The type around the heads, its type parameters left open. */
  private TypeName type() {
    String[] names = plan.type().split("\\.");
    ClassName raw =
        ClassName.get(plan.packageName(), names[0], Arrays.copyOfRange(names, 1, names.length));
    return plan.typeParameters() == 0
        ? raw
        : ParameterizedTypeName.get(
            raw,
            Collections.nCopies(plan.typeParameters(), WildcardTypeName.subtypeOf(Object.class))
                .toArray(TypeName[]::new));
  }

  static String field(Part part) {
    return HIDING.contains(part.name()) ? "this." + part.name() : part.name();
  }

  /** Statements, one for each head. */
  private CodeBlock eachPart(Function<Part, CodeBlock> statement) {
    CodeBlock.Builder code = CodeBlock.builder();
    plan.parts().forEach(part -> code.add(statement.apply(part)));
    return code.build();
  }

  private MethodSpec forward() {
    return implementing("forward", RuntimeNames.LOSS_VALUE)
        .addParameter(outputs, "outputs")
        .addParameter(targets, "targets")
        .addStatement("return values(outputs, targets).weightedTotal()")
        .build();
  }

  private MethodSpec.Builder forwardBackward() {
    return implementing("forwardBackward", RuntimeNames.LOSS_VALUE)
        .addParameter(outputs, "outputs")
        .addParameter(targets, "targets")
        .addParameter(outputs, "gradients");
  }

  private static CodeBlock total(String method, String rest) {
    return CodeBlock.of("return $L(outputs, targets, $L).weightedTotal();\n", method, rest);
  }

  private MethodSpec perExample() {
    return implementing("perExample", TypeName.VOID)
        .addParameter(outputs, "outputs")
        .addParameter(targets, "targets")
        .addParameter(double[].class, "losses")
        .addCode("check(outputs, targets);\n")
        .addCode(
            eachPart(part ->
                CodeBlock.of(
                    "$T.length($S, losses, $L.check(outputs.$L(), targets.$L()));\n",
                    RuntimeNames.ARGUMENTS,
                    "losses",
                    field(part),
                    part.name(),
                    part.name())))
        .addCode(
            eachPart(part ->
                CodeBlock.of(
                    "$T.apart($S, losses,$W$L);\n",
                    RuntimeNames.ARGUMENTS,
                    "losses",
                    arraysRead(part))))
        .addCode("$T.fill(losses, 0);\n", Arrays.class)
        .addCode(
            eachPart(part ->
                CodeBlock.of(
                    "$L.addPerExample(outputs.$L(), targets.$L(), losses, $L);\n",
                    field(part),
                    part.name(),
                    part.name(),
                    part.weight())))
        .build();
  }

  private MethodSpec values() {
    return own("values", "The loss of each head by itself.")
        .addParameter(targets, "targets")
        .addCode("check(outputs, targets);\n")
        .addCode(returnValues(part -> CodeBlock.of("forward($L)", arguments(part, ""))))
        .build();
  }

  private MethodSpec valuesAndGradients() {
    return own(
            "valuesAndGradients",
            "The loss of each head by itself, and the gradient of the weighted total.")
        .addParameter(targets, "targets")
        .addParameter(outputs, "gradients")
        .addCode("check(outputs, targets, gradients);\n")
        .addCode(eachPart(this::checkDivisor))
        .addCode(
            returnValues(part ->
                CodeBlock.of(
                    "forwardBackward($L,$W$L.divisor(targets.$L())$L)",
                    arguments(part, "gradients"),
                    field(part),
                    part.name(),
                    part.weight() == 1 ? "" : " / " + part.weight())))
        .build();
  }

  private MethodSpec valuesAndGradientsDividedBy() {
    return own(
            "valuesAndGradients",
            "The same, the gradients of all heads divided by one number that the caller knows.")
        .addParameter(targets, "targets")
        .addParameter(outputs, "gradients")
        .addParameter(TypeName.DOUBLE, "denominator")
        .addCode("check(outputs, targets, gradients);\n")
        .addCode(eachPart(part -> checkDenominator(part, CodeBlock.of("denominator"))))
        .addCode(
            returnValues(part ->
                CodeBlock.of(
                    "forwardBackward($L,$Wdenominator$L)",
                    arguments(part, "gradients"),
                    part.weight() == 1 ? "" : " / " + part.weight())))
        .build();
  }

  /** Before the first gradient is written; the number of rows is a divisor in any case. */
  private CodeBlock checkDivisor(Part part) {
    boolean isAnyNumber = part.weight() != 1 || part.loss().options().hasRowWeights();
    return isAnyNumber ? checkDenominator(part, divisor(part)) : CodeBlock.of("");
  }

  private CodeBlock checkDenominator(Part part, CodeBlock denominator) {
    return CodeBlock.of(
        "$T.denominator($L$L,$W$L);\n",
        RuntimeNames.ARGUMENTS,
        denominator,
        part.weight() == 1 ? "" : " / " + part.weight(),
        divisor(part));
  }

  private static CodeBlock divisor(Part part) {
    return CodeBlock.of("$L.divisor(targets.$L())", field(part), part.name());
  }

  private CodeBlock returnValues(Function<Part, CodeBlock> call) {
    CodeBlock parts =
        plan.parts().stream()
            .map(part -> CodeBlock.of("$L.$L", field(part), call.apply(part)))
            .collect(CodeBlock.joining(",\n"));
    return CodeBlock.of("return new $T(\n$>$>$L);\n$<$<", values, parts);
  }

  private static CodeBlock arguments(Part part, String written) {
    String name = part.name();
    return written.isEmpty()
        ? CodeBlock.of("outputs.$1L(),$Wtargets.$1L()", name)
        : CodeBlock.of("outputs.$1L(),$Wtargets.$1L(),$W$2L.$1L()", name, written);
  }

  private MethodSpec checkRead() {
    return check("")
        .addJavadoc("Checks all that is read, of all heads; an error names the head.")
        .addParameter(outputs, "outputs")
        .addParameter(targets, "targets")
        .build();
  }

  private MethodSpec checkAll() {
    return check("gradients")
        .addJavadoc("Checks all arguments, of all heads, before anything is written.")
        .addParameter(outputs, "outputs")
        .addParameter(targets, "targets")
        .addParameter(outputs, "gradients")
        .build();
  }

  private MethodSpec.Builder check(String written) {
    String first = plan.parts().get(0).name();
    return MethodSpec.methodBuilder("check")
        .addModifiers(Modifier.PRIVATE)
        .addCode("String head = $S;\ntry {\n$>", first)
        .addCode(
            eachPart(part -> {
              CodeBlock name =
                  part.name().equals(first)
                      ? CodeBlock.of("")
                      : CodeBlock.of("head = $S;\n", part.name());
              return CodeBlock.of("$L$L.check($L);\n", name, field(part), arguments(part, written))
                  .toBuilder()
                  .add(written.isEmpty() ? CodeBlock.of("") : apart(part))
                  .build();
            }))
        .addCode(
            """
            $<} catch (IllegalArgumentException refused) {
            $>throw new IllegalArgumentException(head + ": " + refused.getMessage(), refused);
            $<}
            """);
  }

  /** The gradients of a head are no array of another head. */
  private CodeBlock apart(Part part) {
    CodeBlock others =
        plan.parts().stream()
            .filter(other -> other != part)
            .map(other -> CodeBlock.of("$L,$Wgradients.$L()", arraysRead(other), other.name()))
            .collect(CodeBlock.joining(",$W"));
    return CodeBlock.of(
        "$T.apart($S, gradients.$L(),$W$L);\n",
        RuntimeNames.ARGUMENTS,
        "gradients",
        part.name(),
        others);
  }

  /** The arrays of a head that are read. */
  private static CodeBlock arraysRead(Part part) {
    String name = part.name();
    return part.loss().options().exampleWeights()
        ? CodeBlock.of("outputs.$1L(),$Wtargets.$1L().targets(),$Wtargets.$1L().weights()", name)
        : CodeBlock.of("outputs.$1L(),$Wtargets.$1L()", name);
  }

  private static MethodSpec.Builder implementing(String name, TypeName returned) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(returned);
  }

  private MethodSpec.Builder own(String name, String doc) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc("$L", doc)
        .addModifiers(Modifier.PUBLIC)
        .returns(values)
        .addParameter(outputs, "outputs");
  }
}
