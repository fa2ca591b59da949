package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.plan.CompositePlan;
import dev.surprisal.processor.plan.CompositePlan.Part;
import dev.surprisal.processor.plan.Divisor;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** The records of a composite loss, each with a component for each head. */
final class RecordWriter {
  private final CompositePlan plan;

  RecordWriter(CompositePlan plan) {
    this.plan = plan;
  }

  TypeSpec targets() {
    return record(
            "Targets",
            "The targets of each head.",
            "the targets of",
            part -> new Terms(part.loss()).targets())
        .build();
  }

  TypeSpec outputs() {
    return record(
            "Outputs",
            "The outputs of each head, or its gradients.",
            "the outputs of",
            part -> new Terms(part.loss()).arrays())
        .build();
  }

  TypeSpec values(ClassName values) {
    return record(
            "Values",
            "The loss of each head by itself, without its factor.",
            "the loss of",
            part -> RuntimeNames.LOSS_VALUE)
        .addField(zero(values))
        .addMethod(plus(values))
        .addMethod(weightedTotal())
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
        .recordConstructor(components.build());
  }

  private FieldSpec zero(ClassName values) {
    CodeBlock zeros =
        plan.parts().stream()
            .map(part -> CodeBlock.of("$T.ZERO", RuntimeNames.LOSS_VALUE))
            .collect(CodeBlock.joining(", "));
    return FieldSpec.builder(values, "ZERO", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The values of no batch, to begin a sum with.")
        .initializer("new $T($L)", values, zeros)
        .build();
  }

  private MethodSpec plus(ClassName values) {
    CodeBlock sums =
        plan.parts().stream()
            .map(part -> CodeBlock.of("$1L().plus(other.$1L())", part.name()))
            .collect(CodeBlock.joining(",\n"));
    return MethodSpec.methodBuilder("plus")
        .addJavadoc("The values of both batches together, head by head.")
        .addModifiers(Modifier.PUBLIC)
        .returns(values)
        .addParameter(values, "other")
        .addCode("return new $T(\n$>$>$L);\n$<$<", values, sums)
        .build();
  }

  private MethodSpec weightedTotal() {
    CodeBlock.Builder largest = CodeBlock.builder();
    CodeBlock.Builder mean = CodeBlock.builder();
    for (Part part : plan.parts()) {
      boolean isFirst = part == plan.parts().get(0);
      largest.add(
          isFirst
              ? "double weight = $1L().weight();\n"
              : "if ($1L().weight() > weight) {\n$>weight = $1L().weight();\n$<}\n",
          part.name());
      String factor = part.weight() == 1 ? "" : part.weight() + " * ";
      // What the gradient of the head is of.
      String reduced = part.loss().divisor() == Divisor.NOTHING ? "sum" : "mean";
      mean.add("$L$L$L().$L()", isFirst ? "" : "\n+ ", factor, part.name(), reduced);
    }
    return MethodSpec.methodBuilder("weightedTotal")
        .addJavadoc(
            "The sum of the losses, each reduced as its head says and times its factor, as a mean.")
        .addModifiers(Modifier.PUBLIC)
        .returns(RuntimeNames.LOSS_VALUE)
        .addCode(largest.build())
        .addCode("double mean =\n$>$>$L;\n$<$<", mean.build())
        .addStatement("return new $T(mean * weight, weight)", RuntimeNames.LOSS_VALUE)
        .build();
  }
}
