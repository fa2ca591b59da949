package dev.surprisal.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.BlockProgram.Destination;
import dev.surprisal.processor.schedule.program.BlockProgram.Load;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.Reals;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Programs as loops over blocks. */
final class BlockWriter {
  private final LossPlan plan;
  private final BlockProgram program;
  private final Terms terms;
  private final BlockTerms blocks;
  private final Span span;

  BlockWriter(LossPlan plan, Terms terms, BlockProgram program) {
    this.plan = plan;
    this.program = program;
    this.terms = terms;
    this.blocks = new BlockTerms(terms, plan.reals() == Reals.FLOATS ? program.reals() : Set.of());
    this.span = Span.of(plan, program);
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
        .add(loop("0", program.isOfRows() ? "rows" : terms.shape().parts()))
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
                      .formatted(blocks.typeOf(name), index, span.room())));
      index++;
    }
    return code.build();
  }

  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    program.loads().forEach(load -> names.add(load.block()));
    program.steps().forEach(step -> names.addAll(step.results()));
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
    StepWriter steps = new StepWriter(terms, blocks, span, notation);
    program.steps().forEach(step -> code.add(step.accept(steps)));
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
    Terms words = blocks.kernelsOf(load.block()).with("block", load.block());
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
          case ONES -> "$arrays:T.fill($block:L, 0, length, 1);\n";
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
    return blocks
        .kernelsOf(store.block())
        .with("block", store.block())
        .with("destination", terms.code(isResult ? "$out:L" : "$second:L").toString())
        .code(span.write(store.output()));
  }
}
