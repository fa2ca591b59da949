package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.express.algebra.Components;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.BlockProgram.Destination;
import dev.surprisal.processor.schedule.program.BlockProgram.Line;
import dev.surprisal.processor.schedule.program.BlockProgram.Load;
import dev.surprisal.processor.schedule.program.BlockProgram.Step;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Reals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Programs as loops over blocks. */
final class BlockWriter {
  private final LossPlan plan;
  private final BlockProgram program;

  /** The blocks that are of float. */
  private final Set<String> floats;

  private final Terms terms;
  private final Span span;

  BlockWriter(LossPlan plan, Terms terms, BlockProgram program) {
    this.plan = plan;
    this.program = program;
    this.floats = plan.reals() == Reals.FLOATS ? program.reals() : Set.of();
    this.terms = terms;
    this.span = Span.of(plan, program);
  }

  private String typeOf(String block) {
    return floats.contains(block) ? "float" : "double";
  }

  /** Words in which the kernels are those of the type of a block. */
  private Terms kernelsOf(String block) {
    return terms.with(
        "blockKernels",
        new StaticImports.Member(
            RuntimeNames.KERNELS, typeOf(block).toUpperCase(Locale.ROOT) + "_BLOCKS"));
  }

  /** Statements that return the sum of the losses of some rows, and write what the program does. */
  CodeBlock summing(String from, String to) {
    return CodeBlock.builder()
        .add(blocks())
        .add("double sum = 0;\n")
        .add(loop(from, to))
        .add("blocks.giveBack();\n")
        .addStatement("return sum")
        .build();
  }

  /** Statements that write what the program does for all rows. */
  CodeBlock writing() {
    return CodeBlock.builder()
        .add(blocks())
        .add(loop("0", program.isOfRows() ? "rows" : terms.parts()))
        .add("blocks.giveBack();\n")
        .build();
  }

  private CodeBlock blocks() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(terms.code(span.declaration()));
    code.add(terms.code("$blocks:T blocks = $blocks:T.take();\n"));
    int index = 0;
    for (String name : names()) {
      code.add(
          terms
              .with("name", name)
              .code(
                  "%1$s[] $name:L = blocks.%1$ss(%2$d, %3$s);\n"
                      .formatted(typeOf(name), index, span.room())));
      index++;
    }
    return code.build();
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    program.loads().forEach(load -> names.add(load.block()));
    for (Step step : program.steps()) {
      if (step instanceof Step.Compute compute) {
        compute.lines().stream().filter(Line::isBlock).map(Line::name).forEach(names::add);
      } else if (step instanceof Step.Apply apply) {
        names.add(apply.result());
      } else if (step instanceof Step.Total total) {
        names.add(total.result());
      } else if (step instanceof Step.AtTarget at) {
        names.add(at.result());
      } else if (step instanceof Step.Shares shares) {
        names.addAll(List.of(shares.shares(), shares.logSumExp()));
      } else if (step instanceof Step.ApplyTogether apply) {
        names.addAll(apply.results());
      } else if (step instanceof Step.Choose choose) {
        names.add(choose.result());
      } else if (step instanceof Step.Logistic logistic) {
        names.add(logistic.softplus());
      }
    }
    program.stores().forEach(store -> names.add(store.block()));
    return names;
  }

  private CodeBlock loop(String from, String to) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(
        terms
            .with("from", index(from))
            .with("to", index(to))
            .with("end", goesByPart() ? to : "end")
            .code(
                (goesByPart() ? "" : "int $end:L = $to:L;\n")
                    + """
                    for (int start = $from:L, length; start < $end:L; start += length) {
                    $>length = $math:T.min(%s, $end:L - start);
                    """
                        .formatted(span.most())
                    + span.beginning()));
    program.loads().forEach(load -> code.add(load(load)));
    Map<Expr, String> names = new HashMap<>(program.names());
    names.put(Rows.SIZE, "(double) " + terms.shape().size());
    JavaNotation notation = new JavaNotation(names, Reals.DOUBLES);
    program.steps().forEach(step -> code.add(step(step, notation)));
    program.stores().forEach(store -> code.add(store(store)));
    return code.add("$<}\n").build();
  }

  /** Whether a value of the program is what methods count. */
  private boolean goesByPart() {
    return plan.isFlat() || program.isOfRows();
  }

  /** The first value of a row. */
  private String index(String row) {
    return goesByPart() || row.equals("0") ? row : row + " * " + terms.shape().size();
  }

  private CodeBlock load(Load load) {
    Terms words = kernelsOf(load.block()).with("block", load.block());
    return words.code(
        switch (load.source()) {
          case OUTPUTS -> span.read(load.output());
          case TARGETS -> span.readTargets();
          case ONE_HOT ->
              "$rowClasses:T.oneHot($targets:L, start, $size:L, length, stride, $block:L);\n";
          case PER_OUTPUT ->
              "$blockKernels:L.perOutput($perOutput:L, $positions:L, start, length, $block:L);\n";
          case INVERSE_PER_OUTPUT ->
              "$blockKernels:L.inversePerOutput($perOutput:L, $positions:L, start, length, $block:L);\n";
          case ONES -> "$javaArrays:T.fill($block:L, 0, length, 1);\n";
          case WEIGHTS -> span.readWeights();
          case REACHED ->
              plan.rowWeights().ignored().isPresent()
                  ? "$orderedClasses:T.reached($targets:L, IGNORE_INDEX, $size:L, $positions:L, start, length, $block:L);\n"
                  : "$orderedClasses:T.reached($targets:L, $size:L, $positions:L, start, length, $block:L);\n";
          case PASSED ->
              "$orderedClasses:T.passed($targets:L, $size:L, $positions:L, start, length, $block:L);\n";
        });
  }

  private CodeBlock store(Store store) {
    boolean isResult = store.destination() == Destination.RESULT;
    return kernelsOf(store.block())
        .with("block", store.block())
        .with("destination", terms.code(isResult ? "$out:L" : "$second:L").toString())
        .code(span.write(store.output()));
  }

  private CodeBlock step(Step step, JavaNotation notation) {
    if (step instanceof Step.Compute compute) {
      return loop(compute, notation);
    }
    if (step instanceof Step.Apply apply) {
      return apply(apply);
    }
    if (step instanceof Step.Spread spread) {
      return kernelsOf(spread.block())
          .code(
              "$blockKernels:L.fillRows(%1$s, %2$s, stride, %1$s);\n"
                  .formatted(spread.block(), span.many()));
    }
    if (step instanceof Step.Shares shares) {
      return terms.code(
          "$components:T.share(%s, %s, stride, %s, %s);\n"
              .formatted(shares.exponents(), span.many(), shares.shares(), shares.logSumExp()));
    }
    if (step instanceof Step.Total total) {
      return kernelsOf(total.block())
          .code(
              "$blockKernels:L.sumOfRows(%s, $size:L, stride, %s);\n"
                  .formatted(total.block(), total.result()));
    }
    if (step instanceof Step.AtTarget at) {
      return terms.code(
          "$rowClasses:T.at(%s, $targets:L, start, $size:L, length, stride, %s);\n"
              .formatted(at.block(), at.result()));
    }
    if (step instanceof Step.ApplyTogether apply) {
      String results = String.join(", ", apply.results());
      return functions()
          .code(
              "$functions:L.%s(%s, %s, %s);\n"
                  .formatted(
                      apply.primitive(),
                      apply.argument(),
                      span.lengthOf(apply.results().get(0)),
                      results));
    }
    if (step instanceof Step.Choose choose) {
      return functions()
          .code(
              "$functions:L.choose(%s, start, %s, %s, length, %s);\n"
                  .formatted(choose.condition(), choose.yes(), choose.no(), choose.result()));
    }
    if (step instanceof Step.Logistic logistic) {
      return logistic(logistic);
    }
    if (step instanceof Step.HalfSquares halfSquares) {
      return halfSquares(halfSquares);
    }
    if (step instanceof Step.Sum sum) {
      return kernelsOf(sum.block())
          .code("sum += $blockKernels:L.sum(%s, length);\n".formatted(sum.block()));
    }
    if (step instanceof Step.ForgetUnknown forget) {
      return kernelsOf(forget.block())
          .code(
              "$blockKernels:L.zeroBesideNan($targets:L, start, length, %s);\n"
                  .formatted(forget.block()));
    }
    if (step instanceof Step.ForgetIgnored forget) {
      return terms.code(
          "$rowClasses:T.zeroIgnored($targets:L, IGNORE_INDEX, start, length, %s);\n"
              .formatted(forget.block()));
    }
    Step.Weigh weigh = (Step.Weigh) step;
    return kernelsOf(weigh.block())
        .code(
            "$blockKernels:L.weigh(%s, %s, %s);\n"
                .formatted(weigh.weights(), weigh.block(), span.lengthOf(weigh.block())));
  }

  private CodeBlock apply(Step.Apply apply) {
    String arguments = String.join(", ", apply.arguments());
    String primitive = apply.function().primitive();
    return Components.areTiedBy(apply.function())
        ? terms.code(
            "$components:T.%s(%s, %s, stride, %s);\n"
                .formatted(primitive, arguments, span.many(), apply.result()))
        : functions()
            .code(
                "$functions:L.%s(%s, %s, %s);\n"
                    .formatted(
                        primitive, arguments, span.lengthOf(apply.result()), apply.result()));
  }

  private Terms functions() {
    return terms.with("functions", new StaticImports.Member(RuntimeNames.KERNELS, "FUNCTIONS"));
  }

  /** All lines of a loop are of components, or none is. */
  private CodeBlock loop(Step.Compute compute, JavaNotation notation) {
    String length = span.lengthOf(compute.lines().get(compute.lines().size() - 1).name());
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("for (int i = 0; i < $L; i++) {\n$>", length);
    for (Line line : compute.lines()) {
      String name = line.isBlock() ? line.name() + "[i]" : "double " + line.name();
      code.add(Lines.assigned(name, notation.computed(name, line.value())));
    }
    return code.add("$<}\n").build();
  }

  private CodeBlock halfSquares(Step.HalfSquares halfSquares) {
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

  private CodeBlock logistic(Step.Logistic logistic) {
    List<String> written = new ArrayList<>(List.of(logistic.softplus()));
    written.addAll(logistic.derivatives());
    String beside =
        List.of("", ", and its derivative", ", and its derivatives").get(written.size() - 1);
    return kernelsOf(logistic.logit())
        .code(
            "// yes softplus(-z) + no softplus(z)%s.\nsum += $blockKernels:L.logistic(%s, yes, no, length, %s);\n"
                .formatted(beside, logistic.logit(), String.join(", ", written)));
  }
}
