package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.schedule.program.LinearPlan;
import dev.surprisal.processor.schedule.program.LossPlan;
import javax.lang.model.element.Modifier;

/** The constants of a generated class: the numbers that its declaration says. */
final class ConstantWriter {
  /** Letters of words that fit the line of their name. */
  private static final int LONGEST_WORDS = 54;

  private final LossPlan plan;
  private final TypeSpec.Builder type;

  ConstantWriter(LossPlan plan, TypeSpec.Builder type) {
    this.plan = plan;
    this.type = type;
  }

  /** Adds them to the class. */
  void write() {
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
}
