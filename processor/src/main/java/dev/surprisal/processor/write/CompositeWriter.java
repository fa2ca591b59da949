package dev.surprisal.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.schedule.program.CompositePlan;
import dev.surprisal.processor.schedule.program.CompositePlan.Part;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** The plan of a composite as a class: it has each head's own loss do its part. */
public final class CompositeWriter {
  private final CompositePlan plan;
  private final CompositeTypes types;

  private CompositeWriter(CompositePlan plan) {
    this.plan = plan;
    this.types = CompositeTypes.of(plan);
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
                ParameterizedTypeName.get(
                    RuntimeNames.LOSS_FUNCTION, types.outputs(), types.targets()));
    suppressDeprecations(type);
    new CompositeStateWriter(plan, type).write();
    type.addMethod(forward());
    type.addMethod(surprisal());
    type.addMethod(forwardBackward().addCode(total("gradients")).build());
    type.addMethod(
        forwardBackward()
            .addParameter(TypeName.DOUBLE, "denominator")
            .addCode(oneDenominator())
            .addCode(total("gradients,$Wsame"))
            .build());
    type.addMethod(perExample());
    type.addMethod(denominators());
    type.addMethod(values());
    type.addMethod(surprisals());
    type.addMethod(valuesAndGradients());
    type.addMethod(valuesAndGradientsDividedBy());
    type.addMethods(new CompositeChecks(plan, types).methods());
    type.addTypes(new RecordWriter(plan, types).records());
    StaticImports imports = new StaticImports();
    imports.add(ClassName.get(Arrays.class), ".fill");
    return LossWriter.file(plan.packageName(), type.build(), imports);
  }

  /** Of the type around the heads, which is named throughout the class. */
  private void suppressDeprecations(TypeSpec.Builder type) {
    if (!plan.deprecations().isEmpty()) {
      AnnotationSpec.Builder suppress = AnnotationSpec.builder(SuppressWarnings.class);
      plan.deprecations().forEach(key -> suppress.addMember("value", "$S", key));
      type.addAnnotation(suppress.build());
    }
  }

  /** The loss of a head, by a name that hides no type and that no variable hides. */
  static String field(Part part) {
    return part.name() + "Loss";
  }

  /** Statements, one for each head. */
  private CodeBlock eachPart(Function<Part, CodeBlock> statement) {
    CodeBlock.Builder code = CodeBlock.builder();
    plan.parts().forEach(part -> code.add(statement.apply(part)));
    return code.build();
  }

  private MethodSpec forward() {
    return implementing("forward", RuntimeNames.LOSS_VALUE)
        .addParameter(types.outputs(), "outputs")
        .addParameter(types.targets(), "targets")
        .addStatement("return values(outputs, targets).weightedTotal()")
        .build();
  }

  private MethodSpec surprisal() {
    return implementing("surprisal", RuntimeNames.LOSS_VALUE)
        .addParameter(types.outputs(), "outputs")
        .addParameter(types.targets(), "targets")
        .addStatement("return surprisals(outputs, targets).sumOfMeans()")
        .build();
  }

  private MethodSpec.Builder forwardBackward() {
    return implementing("forwardBackward", RuntimeNames.LOSS_VALUE)
        .addParameter(types.outputs(), "outputs")
        .addParameter(types.targets(), "targets")
        .addParameter(types.outputs(), "gradients");
  }

  /** One number for all heads, where they count the same. */
  private CodeBlock oneDenominator() {
    String same = String.join(", ", Collections.nCopies(plan.parts().size(), "denominator"));
    return CodeBlock.builder()
        .addStatement("$T own = denominators(targets)", types.denominators())
        .add("$T.oneDenominator(denominator, own,$W$L);\n", RuntimeNames.ARGUMENTS, areAlike())
        .addStatement("$T same = new $T($L)", types.denominators(), types.denominators(), same)
        .build();
  }

  /**
   * Batches in which all heads have the same denominator still have it when they are added up, but
   * for sums beside means.
   */
  private CodeBlock areAlike() {
    Part first = plan.parts().get(0);
    List<Part> others = plan.parts().subList(1, plan.parts().size());
    return others.stream()
            .anyMatch(other -> RecordWriter.isSummed(other) != RecordWriter.isSummed(first))
        ? CodeBlock.of("false")
        : others.stream()
            .map(other -> CodeBlock.of("own.$L() == own.$L()", first.name(), other.name()))
            .collect(CodeBlock.joining("$W&& "));
  }

  private static CodeBlock total(String rest) {
    return CodeBlock.of(
        "return valuesAndGradients(outputs, targets, " + rest + ").weightedTotal();\n");
  }

  private MethodSpec perExample() {
    return implementing("perExample", TypeName.VOID)
        .addParameter(types.outputs(), "outputs")
        .addParameter(types.targets(), "targets")
        .addParameter(double[].class, "losses")
        .addCode("check(outputs, targets);\n")
        .addCode(
            eachPart(part ->
                CodeBlock.of(
                    "$T.length($S, losses,$W$L.check(outputs.$L(), targets.$L()));\n",
                    RuntimeNames.ARGUMENTS,
                    "losses",
                    field(part),
                    part.name(),
                    part.name())))
        .addCode(
            eachPart(part ->
                CodeBlock.of(
                    "$T.apart($S, losses,$W$L);\n",
                    RuntimeNames.OVERLAPS,
                    "losses",
                    CompositeChecks.arraysRead(part))))
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

  private MethodSpec denominators() {
    CodeBlock divisors =
        plan.parts().stream()
            .map(part -> CodeBlock.of("$L.divisor(targets.$L())", field(part), part.name()))
            .collect(CodeBlock.joining(",\n"));
    return MethodSpec.methodBuilder("denominators")
        .addJavadoc(
            "What the gradients of each head are divided by, as its reduction says, of these targets.")
        .addModifiers(Modifier.PUBLIC)
        .returns(types.denominators())
        .addParameter(types.targets(), "targets")
        .addCode("check(targets);\n")
        .addCode("return new $T(\n$>$>$L);\n$<$<", types.denominators(), divisors)
        .build();
  }

  private MethodSpec values() {
    return own("values", "The loss of each head by itself.")
        .addCode("check(outputs, targets);\n")
        .addCode(
            returnValues(
                part -> CodeBlock.of("forward(outputs.$1L(),$Wtargets.$1L())", part.name())))
        .build();
  }

  private MethodSpec surprisals() {
    return own("surprisals", "The surprisal of each head by itself.")
        .addCode("check(outputs, targets);\n")
        .addCode(
            returnValues(
                part -> CodeBlock.of("surprisal(outputs.$1L(),$Wtargets.$1L())", part.name())))
        .build();
  }

  private MethodSpec valuesAndGradients() {
    return own(
            "valuesAndGradients",
            "The loss of each head by itself, and the gradient of the weighted total.")
        .addParameter(types.outputs(), "gradients")
        .addStatement(
            "return valuesAndGradients(outputs, targets, gradients, denominators(targets))")
        .build();
  }

  private MethodSpec valuesAndGradientsDividedBy() {
    return own(
            "valuesAndGradients",
            """
            The same for a part of a batch: the gradients of each head are divided by a number that the
            caller knows, so that those of all parts add up to those of the batch.

            @param outputs the outputs of each head
            @param targets the targets of each head
            @param gradients written: the gradients of each head
            @param denominators those of all parts, added up; in 1e-30..1e30, or 0 where nothing counts
            @return the loss of each head, which the denominators do not touch
            """)
        .addParameter(types.outputs(), "gradients")
        .addParameter(types.denominators(), "denominators")
        .addCode("check(outputs, targets, gradients);\n")
        .addCode("check(targets, denominators);\n")
        .addCode(
            returnValues(part ->
                CodeBlock.of(
                    "valueAndGradients(outputs.$1L(),$Wtargets.$1L(),$Wgradients.$1L(),$W"
                        + "$2L$3T.inverse(denominators.$1L()))",
                    part.name(),
                    part.weight() == 1 ? "" : part.weight() + " * ",
                    RuntimeNames.ARGUMENTS)))
        .build();
  }

  private CodeBlock returnValues(Function<Part, CodeBlock> call) {
    CodeBlock parts =
        plan.parts().stream()
            .map(part -> CodeBlock.of("$L.$L", field(part), call.apply(part)))
            .collect(CodeBlock.joining(",\n"));
    return CodeBlock.of("return new $T(\n$>$>$L);\n$<$<", types.values(), parts);
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
        .returns(types.values())
        .addParameter(types.outputs(), "outputs")
        .addParameter(types.targets(), "targets");
  }
}
