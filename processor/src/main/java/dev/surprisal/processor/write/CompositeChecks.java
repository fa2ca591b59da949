package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.surprisal.processor.schedule.program.CompositePlan;
import dev.surprisal.processor.schedule.program.CompositePlan.Part;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** The checks of a composite loss: those of each head, and that no head writes over another. */
final class CompositeChecks {
  private final CompositePlan plan;
  private final CompositeTypes types;

  CompositeChecks(CompositePlan plan, CompositeTypes types) {
    this.plan = plan;
    this.types = types;
  }

  /** The methods that check. */
  List<MethodSpec> methods() {
    return List.of(
        check(part -> call(part, "checkTargets", "targets.$L()"))
            .addJavadoc("Checks the targets of all heads; an error names the head.")
            .addParameter(types.targets(), "targets")
            .build(),
        check(part -> call(part, "check", "outputs.$1L(),$Wtargets.$1L()"))
            .addJavadoc("Checks all that is read, of all heads; an error names the head.")
            .addParameter(types.outputs(), "outputs")
            .addParameter(types.targets(), "targets")
            .build(),
        check(part -> call(part, "check", "outputs.$1L(),$Wtargets.$1L(),$Wgradients.$1L()"))
            .addJavadoc("Checks all arguments, of all heads, before anything is written.")
            .addParameter(types.outputs(), "outputs")
            .addParameter(types.targets(), "targets")
            .addParameter(types.outputs(), "gradients")
            .addCode(apart())
            .build(),
        check(CompositeChecks::checkDenominator)
            .addJavadoc("Checks the denominators of all heads, of targets that have been checked.")
            .addParameter(types.targets(), "targets")
            .addParameter(types.denominators(), "denominators")
            .build());
  }

  /** A method that does something for each head; an error that comes of it names the head. */
  private MethodSpec.Builder check(Function<Part, CodeBlock> statements) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Part part : plan.parts()) {
      boolean isFirst = part == plan.parts().get(0);
      code.add(isFirst ? CodeBlock.of("$T ", String.class) : CodeBlock.of(""));
      code.add("head = $S;\n", part.name());
      code.add(isFirst ? "try {\n$>" : "");
      code.add(statements.apply(part));
    }
    return MethodSpec.methodBuilder("check")
        .addModifiers(Modifier.PRIVATE)
        .addCode(code.build())
        .addCode(
            """
            $<} catch ($1T refused) {
            $>throw new $1T(head + ": " + refused.getMessage(), refused);
            $<}
            """,
            IllegalArgumentException.class);
  }

  private static CodeBlock call(Part part, String method, String arguments) {
    return CodeBlock.builder()
        .add("$L.$L(", CompositeWriter.field(part), method)
        .add(arguments, part.name())
        .add(");\n")
        .build();
  }

  /** The gradients of a head are no array of another head. */
  private CodeBlock apart() {
    return CodeBlock.of(
        "$T.apart(\n$>$>new $T[] {$L},\nnew $T[] {$L},\nnew $T[][] {\n$>$>$L});\n$<$<$<$<",
        RuntimeNames.OVERLAPS,
        String.class,
        ofHeads(part -> CodeBlock.of("$S", part.name()), ",$W"),
        Object.class,
        ofHeads(part -> CodeBlock.of("gradients.$L()", part.name()), ",$W"),
        Object.class,
        ofHeads(part -> CodeBlock.of("{$L}", arraysRead(part)), ",\n"));
  }

  private CodeBlock ofHeads(Function<Part, CodeBlock> element, String separator) {
    return plan.parts().stream().map(element).collect(CodeBlock.joining(separator));
  }

  /** The arrays of a head that are read, and of a type that is written. */
  static CodeBlock arraysRead(Part part) {
    boolean isWeighted = part.loss().rowWeights().ofExamples();
    String targets =
        "targets.$1L()"
            + (isWeighted ? ".targets()" : "")
            + (part.loss().isCensored() ? ".targets()" : "");
    String weights = isWeighted ? ",$Wtargets.$1L().weights()" : "";
    return CodeBlock.of("outputs.$1L(),$W" + targets + weights, part.name());
  }

  private static CodeBlock checkDenominator(Part part) {
    return CodeBlock.of(
        "$T.denominator(denominators.$L(),$W$L.divisor(targets.$L()));\n",
        RuntimeNames.ARGUMENTS,
        part.name(),
        CompositeWriter.field(part),
        part.name());
  }
}
