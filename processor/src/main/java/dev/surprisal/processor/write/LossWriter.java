package dev.surprisal.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.schedule.program.LossPlan;
import javax.lang.model.element.Modifier;

/** A plan as a class. */
public final class LossWriter {
  /** The annotation that marks generated classes. */
  public static final String MARK = RuntimeNames.GENERATED.canonicalName();

  /** The package that has to be there for losses. */
  public static final String RUNTIME = RuntimeNames.LOSS_FUNCTION.packageName();

  /** The package that has to be there for the losses of linear heads. */
  public static final String LINEAR = RuntimeNames.LINEAR_HEAD.packageName();

  private LossWriter() {}

  /** The source of the class; the same plan gives the same text. */
  public static String write(LossPlan plan) {
    Terms terms = new Terms(plan);
    Signature signature = new Signature(plan);
    TypeSpec.Builder type =
        classBuilder(plan.className(), plan.isPublic())
            .addJavadoc(DocWriter.classDoc(plan))
            .addSuperinterface(
                plan.linear().isPresent()
                    ? ParameterizedTypeName.get(
                        RuntimeNames.LINEAR_LOSS_FUNCTION, signature.targets())
                    : ParameterizedTypeName.get(
                        plan.algorithm().bounds().isPresent()
                            ? RuntimeNames.NEWTON_LOSS
                            : RuntimeNames.ARRAY_LOSS_FUNCTION,
                        signature.arrays(),
                        signature.targets()));
    new ConstantWriter(plan, type).write();
    new StateWriter(plan, type).write();
    ShortRowMethods.of(plan, terms).ifPresent(shortRows -> shortRows.addConstants(type));
    type.addMethods(
        plan.linear()
            .map(layer -> new LinearWriter(plan, layer, terms))
            .map(LinearWriter::methods)
            .orElseGet(() -> new MethodWriter(plan, terms).methods()));
    if (plan.isPart()) {
      type.addMethods(new PartWriter(plan, terms).methods());
    }
    type.addMethods(new InternalWriter(plan, terms).methods());
    return file(plan.packageName(), type.build(), terms.imports());
  }

  static TypeSpec.Builder classBuilder(String name, boolean isPublic) {
    return TypeSpec.classBuilder(name)
        .addAnnotation(
            AnnotationSpec.builder(RuntimeNames.GENERATED)
                .addMember("value", "$S", "dev.surprisal.processor.LossProcessor")
                .build())
        .addModifiers(visibility(isPublic))
        .addModifiers(Modifier.FINAL)
        .addField(
            ConstantWriter.constantField(
                TypeName.LONG,
                "serialVersionUID",
                1,
                "Of the serialized form: what the constructor was given."));
  }

  static Modifier[] visibility(boolean isPublic) {
    return isPublic ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
  }

  /**
   * A source file. It imports the types of java.lang as well: a type of that name in the user's
   * package would hide them otherwise.
   */
  static String file(String packageName, TypeSpec type, StaticImports imports) {
    JavaFile.Builder file = JavaFile.builder(packageName, type).indent("  ");
    imports.addTo(file);
    return ascii(file.build().toString());
  }

  /** Letters that are not ASCII, of the user's names, as escapes: any encoding can hold them. */
  private static String ascii(String source) {
    StringBuilder escaped = new StringBuilder(source.length());
    for (int i = 0; i < source.length(); i++) {
      char letter = source.charAt(i);
      if (letter < 128) {
        escaped.append(letter);
      } else {
        escaped.append("\\u%04x".formatted((int) letter));
      }
    }
    return escaped.toString();
  }
}
