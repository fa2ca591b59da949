package dev.surprisal.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.surprisal.processor.schedule.program.CompositePlan;
import java.util.Arrays;
import java.util.Collections;

/**
 * The types that the methods of a composite loss work on.
 *
 * @param outputs the outputs of all heads, and their gradients
 * @param targets the targets of all heads
 * @param values the loss of each head
 * @param denominators what the gradients of each head are divided by
 */
record CompositeTypes(
    TypeName outputs, ClassName targets, ClassName values, ClassName denominators) {
  static CompositeTypes of(CompositePlan plan) {
    ClassName loss = ClassName.get(plan.packageName(), plan.className());
    return new CompositeTypes(
        plan.holdsOutputs() ? type(plan) : loss.nestedClass("Outputs"),
        loss.nestedClass("Targets"),
        loss.nestedClass("Values"),
        loss.nestedClass("Denominators"));
  }

  /** The type around the heads, its type parameters left open. */
  private static TypeName type(CompositePlan plan) {
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
}
