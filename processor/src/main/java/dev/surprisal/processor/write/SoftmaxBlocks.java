package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.Reals;

/** The blocks of a program of softmax rows, in the order in which they are declared. */
final class SoftmaxBlocks {
  private final StringBuilder declarations = new StringBuilder();
  private final Reals reals;
  private int count;

  SoftmaxBlocks(Reals reals) {
    this.reals = reals;
  }

  /** What the numbers of outputs are. */
  Reals reals() {
    return reals;
  }

  /** The type of numbers of outputs. */
  String type() {
    return reals == Reals.FLOATS ? "float" : "double";
  }

  /** A number of double as one of that type. */
  String rounded(String number) {
    return reals == Reals.FLOATS ? "(float) (" + number + ")" : number;
  }

  /** Declares a block of a number for each output. */
  void declare(String name) {
    declare(type(), name, "$size:L * most");
  }

  /** Declares a block of a number of double for each output. */
  void declareDouble(String name) {
    declare("double", name, "$size:L * most");
  }

  /** Declares a number for each row, of the type of those of outputs. */
  void declareRow(String name) {
    declare(type(), name, "most");
  }

  /** Declares a sum for each row. */
  void declareSum(String name) {
    declare("double", name, "most");
  }

  private void declare(String type, String name, String length) {
    declarations.append(
        "%1$s[] %2$s = blocks.%1$ss(%3$d, %4$s);\n".formatted(type, name, count, length));
    count++;
  }

  String declarations() {
    return declarations.toString();
  }
}
