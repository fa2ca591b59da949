package dev.surprisal.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.family.OutputStep;
import dev.surprisal.processor.family.RowStep;
import dev.surprisal.processor.plan.LossPlan;
import dev.surprisal.processor.plan.Width;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** A plan as a class. */
public final class LossWriter {
  /** The annotation that marks generated classes, which the processor has to claim as well. */
  public static final String MARK = RuntimeNames.GENERATED.canonicalName();

  private LossWriter() {}

  /** The source of the class; the same plan gives the same text. */
  public static String write(LossPlan plan) {
    Terms terms = new Terms(plan);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(plan.className())
            .addJavadoc(DocWriter.classDoc(plan))
            .addAnnotation(
                AnnotationSpec.builder(RuntimeNames.GENERATED)
                    .addMember("value", "$S", "dev.surprisal.processor.LossProcessor")
                    .build())
            .addModifiers(visibility(plan))
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(
                ParameterizedTypeName.get(
                    RuntimeNames.ARRAY_LOSS_FUNCTION, terms.arrays(), terms.targets()));
    size(plan.width()).forEach(type::addField);
    type.addMethod(constructor(plan));
    type.addMethods(new MethodWriter(plan, terms).methods());
    JavaFile.Builder file =
        JavaFile.builder(plan.packageName(), type.build())
            .addStaticImport(RuntimeNames.KERNELS, terms.kernels())
            .skipJavaLangImports(true)
            .indent("  ");
    // By name, for a class Math or System in the user's package would hide that of the JDK.
    if (plan.algorithm().loss().has(RowStep.ADD_LOG_SUM_EXP_MINUS_TARGET)) {
      file.addStaticImport(Math.class, "log");
    }
    if (plan.algorithm().prediction().has(OutputStep.COPY)) {
      file.addStaticImport(System.class, "arraycopy");
    }
    return ascii(file.build().toString());
  }

  /** Letters that are not ASCII, of the user's names, as escapes: any encoding can hold them. */
  private static String ascii(String source) {
    StringBuilder escaped = new StringBuilder();
    for (char letter : source.toCharArray()) {
      escaped.append(letter < 128 ? String.valueOf(letter) : "\\u%04x".formatted((int) letter));
    }
    return escaped.toString();
  }

  private static Modifier[] visibility(LossPlan plan) {
    return plan.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
  }

  private static List<FieldSpec> size(Width width) {
    List<FieldSpec> fields = new ArrayList<>();
    if (width.isGiven()) {
      fields.add(FieldSpec.builder(TypeName.INT, "size", Modifier.PRIVATE, Modifier.FINAL).build());
    } else if (!width.isOne()) {
      fields.add(
          FieldSpec.builder(TypeName.INT, "SIZE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .addJavadoc("Outputs per example.")
              .initializer("$L", width.known().getAsInt())
              .build());
    }
    return fields;
  }

  private static MethodSpec constructor(LossPlan plan) {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(visibility(plan));
    if (plan.width().isGiven()) {
      constructor
          .addJavadoc(
              "A loss for heads of the given size.\n\n"
                  + "@param size the number of outputs per example, at least 1\n")
          .addParameter(TypeName.INT, "size")
          .addStatement("this.size = $T.size(size)", RuntimeNames.ARGUMENTS);
    } else {
      constructor.addJavadoc("A loss without state, to be shared freely.");
    }
    return constructor.build();
  }
}
