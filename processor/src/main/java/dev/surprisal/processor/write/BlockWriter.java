package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.plan.LossPlan;
import dev.surprisal.processor.schedule.BlockProgram;
import dev.surprisal.processor.schedule.BlockProgram.Line;
import dev.surprisal.processor.schedule.BlockProgram.Load;
import dev.surprisal.processor.schedule.BlockProgram.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Programs as loops over blocks. */
final class BlockWriter {
  private final LossPlan plan;
  private final BlockProgram program;

  /** The type of the numbers in blocks. */
  private final String type;

  private final Terms terms;

  BlockWriter(LossPlan plan, Terms terms, BlockProgram program) {
    this.plan = plan;
    this.program = program;
    // A residual of graded targets keeps its digits in double alone.
    this.type = "double";
    this.terms =
        terms.with(
            "blockKernels",
            new StaticImports.Member(
                RuntimeNames.KERNELS, type.toUpperCase(Locale.ROOT) + "_BLOCKS"));
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
        .add(loop("0", terms.parts()))
        .add("blocks.giveBack();\n")
        .build();
  }

  private CodeBlock blocks() {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(terms.code("$blocks:T blocks = $blocks:T.take();\n"));
    int index = 0;
    for (String name : names()) {
      code.add(
          terms
              .with("name", name)
              .code(
                  "%s[] $name:L = blocks.%ss(%d, $blocks:T.LENGTH);\n"
                      .formatted(type, type, index)));
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
      }
    }
    if (program.hasLoss()) {
      names.add("loss");
    }
    names.addAll(program.stores());
    return names;
  }

  private CodeBlock loop(String from, String to) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add(
        terms
            .with("from", index(from))
            .with("to", index(to))
            .with("end", isFlat() ? to : "end")
            .code(
                (isFlat() ? "" : "int $end:L = $to:L;\n")
                    + """
                    for (int start = $from:L, length; start < $end:L; start += length) {
                    $>length = $math:T.min($blocks:T.LENGTH, $end:L - start);
                    """));
    program.loads().forEach(load -> code.add(load(load)));
    program
        .steps()
        .forEach(step ->
            code.add(
                step(step, new JavaNotation(program.names(), type.equals("float") ? "f" : ""))));
    if (program.hasLoss()) {
      code.add(terms.code("sum += $blockKernels:L.sum(loss, length);\n"));
    }
    int output = 0;
    for (String stored : program.stores()) {
      code.add(store(stored, output));
      output++;
    }
    return code.add("$<}\n").build();
  }

  /** Whether what is counted are single values. */
  private boolean isFlat() {
    return plan.width().isOne() || plan.goesByValue();
  }

  /** The first value of a row. */
  private String index(String row) {
    return isFlat() || row.equals("0") ? row : row + " * " + terms.size();
  }

  private CodeBlock load(Load load) {
    Terms words = terms.with("block", load.block()).with("part", part(load.output()));
    return words.code(
        switch (load.source()) {
          case OUTPUTS -> "$blockKernels:L.read($outputs:L, $part:Lstart, length, $block:L);\n";
          case TARGETS -> "$blockKernels:L.read($targets:L, start, length, $block:L);\n";
          case PER_OUTPUT ->
              "$blockKernels:L.perOutput($perOutput:L, $positions:L, start, length, $block:L);\n";
          case WEIGHTS ->
              "$blockKernels:L.perRow(weights, $size:L, $positions:L, start, length, $block:L);\n";
        });
  }

  /** Which of several outputs of a value, as arguments. */
  private String part(int output) {
    int outputs = plan.width().perValue();
    return outputs == 1 ? "" : output + ", " + outputs + ", " + terms.valuesOfExample() + ", ";
  }

  private CodeBlock store(String block, int output) {
    int outputs = plan.width().perValue();
    return terms
        .with("block", block)
        .with("part", part(output % outputs))
        .code(
            "$blockKernels:L.write($block:L, length, $blockScale:L, "
                + (output < outputs ? "$out:L" : "hessian")
                + ", $part:Lstart);\n");
  }

  private CodeBlock step(Step step, JavaNotation notation) {
    if (step instanceof Step.Compute compute) {
      CodeBlock.Builder code = CodeBlock.builder();
      code.add("for (int i = 0; i < length; i++) {\n$>");
      for (Line line : compute.lines()) {
        code.add(
            "$L = $L;\n",
            line.isBlock() ? line.name() + "[i]" : type + " " + line.name(),
            notation.of(line.value()));
      }
      return code.add("$<}\n").build();
    }
    return terms.code(call(step));
  }

  private static String call(Step step) {
    if (step instanceof Step.Apply apply) {
      String[] words = apply.function().name().toLowerCase(Locale.ROOT).split("_");
      String name = words[0] + (words.length > 1 ? capitalised(words[1]) : "");
      return "$blockKernels:L."
          + name
          + "("
          + apply.argument()
          + ", length, "
          + apply.result()
          + ");\n";
    }
    if (step instanceof Step.Logistic logistic) {
      List<String> blocks = new ArrayList<>(List.of("loss"));
      blocks.addAll(logistic.derivatives());
      return "// yes softplus(-z) + no softplus(z)"
          + List.of("", ", and its derivative", ", and its derivatives").get(blocks.size() - 1)
          + ".\n$blockKernels:L.logistic("
          + logistic.logit()
          + ", yes, no, length, "
          + String.join(", ", blocks)
          + ");\n";
    }
    return "$blockKernels:L.weigh(weight, " + ((Step.Weigh) step).block() + ", length);\n";
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
