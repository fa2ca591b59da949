package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.express.algebra.Components;
import dev.surprisal.processor.schedule.program.BlockProgram.Line;
import dev.surprisal.processor.schedule.program.Step;
import dev.surprisal.processor.schedule.program.StepVisitor;
import java.util.ArrayList;
import java.util.List;

/** Steps of programs as statements: most are one call of a kernel. */
final class StepWriter implements StepVisitor<CodeBlock> {
  private final Terms terms;
  private final BlockTerms blocks;
  private final Span span;
  private final JavaNotation notation;

  StepWriter(Terms terms, BlockTerms blocks, Span span, JavaNotation notation) {
    this.terms = terms;
    this.blocks = blocks;
    this.span = span;
    this.notation = notation;
  }

  /** All lines of a loop are of components, or none is. */
  @Override
  public CodeBlock compute(Step.Compute compute) {
    String length = span.lengthOf(compute.lines().get(compute.lines().size() - 1).name());
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("for (int i = 0; i < $L; i++) {\n$>", length);
    for (Line line : compute.lines()) {
      String name = line.isBlock() ? line.name() + "[i]" : "double " + line.name();
      code.add(Lines.assigned(name, notation.computed(name, line.value())));
    }
    return code.add("$<}\n").build();
  }

  @Override
  public CodeBlock apply(Step.Apply apply) {
    String arguments = String.join(", ", apply.arguments());
    String primitive = apply.function().primitive();
    return Components.areTiedBy(apply.function())
        ? terms.code(
            "$components:T.%s(%s, %s, stride, %s);\n"
                .formatted(primitive, arguments, span.many(), apply.result()))
        : terms.code(
            "$functions:L.%s(%s, %s, %s);\n"
                .formatted(primitive, arguments, span.lengthOf(apply.result()), apply.result()));
  }

  @Override
  public CodeBlock applyTogether(Step.ApplyTogether apply) {
    return terms.code(
        "$functions:L.%s(%s, %s, %s);\n"
            .formatted(
                apply.primitive(),
                apply.argument(),
                span.lengthOf(apply.results().get(0)),
                String.join(", ", apply.results())));
  }

  @Override
  public CodeBlock choose(Step.Choose choose) {
    return terms.code(
        "$functions:L.choose(%s, start, %s, %s, length, %s);\n"
            .formatted(choose.condition(), choose.yes(), choose.no(), choose.result()));
  }

  @Override
  public CodeBlock spread(Step.Spread spread) {
    return blocks
        .kernelsOf(spread.block())
        .code(
            "$blockKernels:L.fillRows(%1$s, %2$s, stride, %1$s);\n"
                .formatted(spread.block(), span.many()));
  }

  @Override
  public CodeBlock total(Step.Total total) {
    return blocks
        .kernelsOf(total.block())
        .code(
            "$blockKernels:L.sumOfRows(%s, $size:L, stride, %s);\n"
                .formatted(total.block(), total.result()));
  }

  @Override
  public CodeBlock atTarget(Step.AtTarget at) {
    return terms.code(
        "$rowClasses:T.at(%s, $targets:L, start, $size:L, length, stride, %s);\n"
            .formatted(at.block(), at.result()));
  }

  @Override
  public CodeBlock shares(Step.Shares shares) {
    return terms.code(
        "$components:T.share(%s, %s, stride, %s, %s);\n"
            .formatted(shares.exponents(), span.many(), shares.shares(), shares.logSumExp()));
  }

  @Override
  public CodeBlock logistic(Step.Logistic logistic) {
    List<String> written = new ArrayList<>(List.of(logistic.softplus()));
    written.addAll(logistic.derivatives());
    String beside =
        List.of("", ", and its derivative", ", and its derivatives").get(written.size() - 1);
    return blocks
        .kernelsOf(logistic.logit())
        .code(
            "// yes softplus(-z) + no softplus(z)%s.\nsum += $blockKernels:L.logistic(%s, yes, no, length, %s);\n"
                .formatted(beside, logistic.logit(), String.join(", ", written)));
  }

  @Override
  public CodeBlock halfSquares(Step.HalfSquares halfSquares) {
    String loss = "// " + halfSquares.factor() + " (z - y)^2 / 2";
    String range = "$outputs:L, $targets:L, start, length, " + halfSquares.factor();
    return terms.code(
        halfSquares.writes()
            ? loss
                + ", and its derivative.\nsum += $reals:L.weightedDifference(\n$>$>"
                + range
                + ", $blockScale:L, $out:L);\n$<$<"
            : loss + "\nsum += $reals:L.weightedHalfSquaredDistance(\n$>$>" + range + ");\n$<$<");
  }

  @Override
  public CodeBlock sum(Step.Sum sum) {
    return blocks
        .kernelsOf(sum.block())
        .code("sum += $blockKernels:L.sum(%s, length);\n".formatted(sum.block()));
  }

  @Override
  public CodeBlock forgetUnknown(Step.ForgetUnknown forget) {
    return blocks
        .kernelsOf(forget.block())
        .code(
            "$blockKernels:L.zeroBesideNan($targets:L, start, length, %s);\n"
                .formatted(forget.block()));
  }

  @Override
  public CodeBlock forgetIgnored(Step.ForgetIgnored forget) {
    return terms.code(
        "$rowClasses:T.zeroIgnored($targets:L, IGNORE_INDEX, start, length, %s);\n"
            .formatted(forget.block()));
  }

  @Override
  public CodeBlock weigh(Step.Weigh weigh) {
    return blocks
        .kernelsOf(weigh.block())
        .code(
            "$blockKernels:L.weigh(%s, %s, %s);\n"
                .formatted(weigh.weights(), weigh.block(), span.lengthOf(weigh.block())));
  }
}
