package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.schedule.program.CompositePlan;
import dev.surprisal.processor.schedule.program.CompositePlan.Part;
import dev.surprisal.processor.schedule.program.Divisor;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** The records of a composite loss, each with a component for each head. */
final class RecordWriter {
  private final CompositePlan plan;
  private final CompositeTypes types;

  RecordWriter(CompositePlan plan, CompositeTypes types) {
    this.plan = plan;
    this.types = types;
  }

  /** Those that the class needs. */
  List<TypeSpec> records() {
    return plan.holdsOutputs()
        ? List.of(targets(), values(), denominators())
        : List.of(targets(), outputs(), values(), denominators());
  }

  private TypeSpec targets() {
    return record(
            "Targets",
            "The targets of each head.",
            "the targets of",
            part -> new Signature(part.loss()).targets())
        .build();
  }

  private TypeSpec outputs() {
    return record(
            "Outputs",
            "The outputs of each head, or its gradients.",
            "the outputs of",
            part -> new Signature(part.loss()).arrays())
        .build();
  }

  private TypeSpec values() {
    return record(
            "Values",
            "The loss of each head by itself, without its factor.",
            "the loss of",
            part -> RuntimeNames.LOSS_VALUE)
        .addField(
            zero(
                types.values(),
                "The values of no batch, to begin a sum with.",
                // No constant of a type: a head of its name would be taken for it.
                part -> CodeBlock.of("new $T(0, 0)", RuntimeNames.LOSS_VALUE)))
        .addMethod(
            plus(
                types.values(),
                "The values of both batches together, head by head.",
                part -> CodeBlock.of("$1L().plus(other.$1L())", part.name())))
        .addMethod(weightedTotal())
        .addMethod(sumOfMeans())
        .build();
  }

  private TypeSpec denominators() {
    return record(
            "Denominators",
            """
            What the gradients of each head are divided by: those of a batch, from {@link #denominators},
            or of several together.
            """
                .strip(),
            "the denominator of",
            part -> TypeName.DOUBLE)
        .addField(
            zero(
                types.denominators(),
                "The denominators of no batch, to begin a sum with.",
                part -> CodeBlock.of(isSummed(part) ? "1" : "0")))
        .addMethod(
            plus(
                types.denominators(),
                plan.parts().stream().anyMatch(RecordWriter::isSummed)
                    ? "Those of both batches together; sums are divided by 1, however many there are."
                    : "Those of both batches together.",
                part ->
                    isSummed(part)
                        ? CodeBlock.of("1")
                        : CodeBlock.of("$1L() + other.$1L()", part.name())))
        .build();
  }

  private TypeSpec.Builder record(
      String name, String doc, String component, Function<Part, TypeName> type) {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    CodeBlock.Builder javadoc = CodeBlock.builder().add("$L\n\n", doc);
    for (Part part : plan.parts()) {
      components.addParameter(type.apply(part), part.name());
      javadoc.add("@param $L $L {@code $L}\n", part.name(), component, part.name());
    }
    return TypeSpec.recordBuilder(name)
        .addJavadoc(javadoc.build())
        .addModifiers(LossWriter.visibility(plan.isPublic()))
        .addSuperinterface(Serializable.class)
        .recordConstructor(components.build());
  }

  private FieldSpec zero(ClassName type, String doc, Function<Part, CodeBlock> nothing) {
    CodeBlock zeros = plan.parts().stream().map(nothing).collect(CodeBlock.joining(", "));
    return FieldSpec.builder(type, "ZERO", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("$L", doc)
        .initializer("new $T($L)", type, zeros)
        .build();
  }

  private MethodSpec plus(ClassName type, String doc, Function<Part, CodeBlock> sum) {
    CodeBlock sums = plan.parts().stream().map(sum).collect(CodeBlock.joining(",\n"));
    return MethodSpec.methodBuilder("plus")
        .addJavadoc("$L", doc)
        .addModifiers(Modifier.PUBLIC)
        .returns(type)
        .addParameter(type, "other")
        .addCode("return new $T(\n$>$>$L);\n$<$<", type, sums)
        .build();
  }

  static boolean isSummed(Part part) {
    return part.loss().divisor() == Divisor.NOTHING;
  }

  private MethodSpec weightedTotal() {
    CodeBlock mean =
        plan.parts().stream()
            .map(part ->
                CodeBlock.of(
                    "$L$L().$L()",
                    part.weight() == 1 ? "" : part.weight() + " * ",
                    part.name(),
                    // What the gradient of the head is of.
                    isSummed(part) ? "sum" : "mean"))
            .collect(CodeBlock.joining("\n+ "));
    return total(
            "weightedTotal",
            "The sum of the losses, each reduced as its head says and times its factor, as a mean.",
            mean)
        .addStatement(
            "return new $T(mean * weight, weight, $S)", RuntimeNames.LOSS_VALUE, "several heads")
        .build();
  }

  private MethodSpec sumOfMeans() {
    CodeBlock mean =
        plan.parts().stream()
            .map(part -> CodeBlock.of("$L().mean()", part.name()))
            .collect(CodeBlock.joining("\n+ "));
    return total("sumOfMeans", "The sum of the means, whatever the factors, as a mean.", mean)
        .addStatement("return new $T(mean * weight, weight)", RuntimeNames.LOSS_VALUE)
        .build();
  }

  private MethodSpec.Builder total(String name, String doc, CodeBlock mean) {
    CodeBlock.Builder largest = CodeBlock.builder();
    for (Part part : plan.parts()) {
      largest.add(
          part == plan.parts().get(0)
              ? "double weight = $1L().weight();\n"
              : "if ($1L().weight() > weight) {\n$>weight = $1L().weight();\n$<}\n",
          part.name());
    }
    return MethodSpec.methodBuilder(name)
        .addJavadoc(doc)
        .addModifiers(Modifier.PUBLIC)
        .returns(RuntimeNames.LOSS_VALUE)
        .addCode(largest.build())
        .addCode("double mean =\n$>$>$L;\n$<$<", mean);
  }
}
