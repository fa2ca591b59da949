package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.schedule.program.CompositePlan;
import dev.surprisal.processor.schedule.program.CompositePlan.Part;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** The fields of a composite loss, a loss for each head, and the constructors that set them. */
final class CompositeStateWriter {
  private final CompositePlan plan;
  private final TypeSpec.Builder type;

  CompositeStateWriter(CompositePlan plan, TypeSpec.Builder type) {
    this.plan = plan;
    this.type = type;
  }

  /** Adds all of it to the class. */
  void write() {
    for (Part part : plan.parts()) {
      type.addField(lossOf(part), CompositeWriter.field(part), Modifier.PRIVATE, Modifier.FINAL);
    }
    type.addMethod(constructor());
    if (plan.parts().stream().allMatch(part -> part.loss().constructor().isEmpty())) {
      type.addMethod(emptyConstructor());
    }
    type.addMethod(on());
  }

  private ClassName lossOf(Part part) {
    return ClassName.get(plan.packageName(), part.loss().className());
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addModifiers(LossWriter.visibility(plan.isPublic()))
            .addJavadoc("A loss of the losses of all heads.\n\n");
    for (Part part : plan.parts()) {
      String field = CompositeWriter.field(part);
      constructor
          .addJavadoc("@param $L the loss of the head {@code $L}\n", field, part.name())
          .addParameter(lossOf(part), field)
          .addStatement("this.$L = $T.requireNonNull($L, $S)", field, Objects.class, field, field);
    }
    return constructor.build();
  }

  private MethodSpec emptyConstructor() {
    CodeBlock losses =
        plan.parts().stream()
            .map(part -> CodeBlock.of("new $T()", lossOf(part)))
            .collect(CodeBlock.joining(", "));
    return MethodSpec.constructorBuilder()
        .addModifiers(LossWriter.visibility(plan.isPublic()))
        .addJavadoc("A loss without state, to be shared freely.")
        .addStatement("this($L)", losses)
        .build();
  }

  /** Each head's loss works with them. */
  private MethodSpec on() {
    ClassName className = ClassName.get(plan.packageName(), plan.className());
    CodeBlock losses =
        plan.parts().stream()
            .map(part -> CodeBlock.of("$L.on(workers)", CompositeWriter.field(part)))
            .collect(CodeBlock.joining(", "));
    return MethodSpec.methodBuilder("on")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(className)
        .addParameter(RuntimeNames.WORKERS, "workers")
        .addStatement("return new $T($L)", className, losses)
        .build();
  }
}
