package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.LossPlan;
import java.util.Set;

/** What blocks hold of the values that are worked on at a time, as templates of code. */
sealed interface Span {
  /** The span of a program. */
  static Span of(LossPlan plan, BlockProgram program) {
    if (program.isOfRows()) {
      return new OfRows(plan, program.ofMany());
    }
    return program.ofMany().isEmpty()
        ? new OfValues(plan)
        : new OfComponents(plan, program.ofMany());
  }

  /** What comes before the blocks. */
  String declaration();

  /** The room of a block. */
  String room();

  /** The largest number of values. */
  String most();

  /** What is said once the number of values is known. */
  String beginning();

  /** How many numbers a block holds. */
  String lengthOf(String block);

  /** The numbers of each value that blocks hold side by side, as an argument. */
  String many();

  /** Reads targets into a block. */
  default String readTargets() {
    return "$blockKernels:L.read($targets:L, start, length, $block:L);\n";
  }

  /** Reads the weights of rows into a block. */
  default String readWeights() {
    return "$blockKernels:L.perRow(weights, $size:L, $positions:L, start, length, $block:L);\n";
  }

  /** Reads one of the outputs into a block. */
  String read(int output);

  /** Writes a block where one of the outputs would be read. */
  String write(int output);

  /**
   * A number for each value.
   *
   * @param plan the plan
   */
  record OfValues(LossPlan plan) implements Span {
    @Override
    public String declaration() {
      return "";
    }

    @Override
    public String room() {
      return most();
    }

    @Override
    public String most() {
      return "$blocks:T.LENGTH";
    }

    @Override
    public String beginning() {
      return "";
    }

    @Override
    public String lengthOf(String block) {
      return "length";
    }

    @Override
    public String many() {
      return "1";
    }

    @Override
    public String read(int output) {
      return "$blockKernels:L.read($outputs:L, " + part(output) + "start, length, $block:L);\n";
    }

    @Override
    public String write(int output) {
      return "$blockKernels:L.write($block:L, length, $blockScale:L, $destination:L, "
          + part(output)
          + "start);\n";
    }

    /** Which of several outputs of a value, as arguments. */
    private String part(int output) {
      int outputs = plan.width().perValue();
      return outputs == 1
          ? ""
          : output + ", " + outputs + ", " + new Shape(plan).valuesOfExample() + ", ";
    }
  }

  /**
   * A number for each component of each value, those of one component side by side; or one for each
   * value.
   *
   * @param plan the plan
   * @param blocks the blocks that have one for each component
   */
  record OfComponents(LossPlan plan, Set<String> blocks) implements Span {
    @Override
    public String declaration() {
      return "int most = $blocks:T.rowsSideBySide(COMPONENTS);\n";
    }

    @Override
    public String room() {
      return "COMPONENTS * most";
    }

    @Override
    public String most() {
      return "most";
    }

    @Override
    public String beginning() {
      return """
      int stride = $blocks:T.stride(length, most);
      int all = COMPONENTS * stride;
      """;
    }

    @Override
    public String lengthOf(String block) {
      return blocks.contains(block) ? "all" : "length";
    }

    @Override
    public String many() {
      return "COMPONENTS";
    }

    @Override
    public String read(int output) {
      return "$componentTransfers:T.read($outputs:L, "
          + part(output)
          + "start, length,$Wstride, $block:L);\n";
    }

    @Override
    public String write(int output) {
      return "$componentTransfers:T.write($block:L, stride, length, $blockScale:L, $destination:L,$W"
          + part(output)
          + "start);\n";
    }

    private String part(int output) {
      return "%d, %d, COMPONENTS, %s, "
          .formatted(output, plan.width().perComponent(), new Shape(plan).valuesOfExample());
    }
  }

  /**
   * A number for each output of each row, those of one output side by side; or one for each row.
   *
   * @param plan the plan
   * @param blocks the blocks that have one for each output
   */
  record OfRows(LossPlan plan, Set<String> blocks) implements Span {
    @Override
    public String declaration() {
      String rows = plan.isStrided() ? "rowsSideBySide" : "rows";
      return "int most = $blocks:T." + rows + "($size:L);\n";
    }

    @Override
    public String room() {
      return "$size:L * most";
    }

    @Override
    public String most() {
      return "most";
    }

    @Override
    public String beginning() {
      return "int stride = $blocks:T.stride(length, most);\n";
    }

    @Override
    public String lengthOf(String block) {
      return blocks.contains(block) ? many() + " * stride" : "length";
    }

    @Override
    public String many() {
      return new Shape(plan).size();
    }

    @Override
    public String readTargets() {
      return "$componentTransfers:T.read($targets:L, 0, 1, $size:L, $positions:L, start, length,$Wstride, $block:L);\n";
    }

    @Override
    public String readWeights() {
      return "$blockKernels:L.read(weights, start, length, $block:L);\n";
    }

    @Override
    public String read(int output) {
      return "$componentTransfers:T.read($outputs:L, "
          + part(output)
          + "start, length,$Wstride, $block:L);\n";
    }

    @Override
    public String write(int output) {
      return "$componentTransfers:T.write($block:L, stride, length, $blockScale:L, $destination:L,$W"
          + part(output)
          + "start);\n";
    }

    private String part(int output) {
      return output + ", " + plan.width().perValue() + ", $size:L, $positions:L, ";
    }
  }
}
