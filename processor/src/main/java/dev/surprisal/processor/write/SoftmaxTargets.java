package dev.surprisal.processor.write;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.schedule.program.Reals;
import dev.surprisal.processor.schedule.program.SoftmaxProgram;
import dev.surprisal.processor.schedule.program.SoftmaxProgram.Value;

/**
 * What the outputs of softmax rows should be, in double: what comes close to its target would lose
 * its digits to it.
 */
final class SoftmaxTargets {
  private final SoftmaxProgram program;
  private final SoftmaxBlocks blocks;
  private final SoftmaxRows rows;
  private final JavaNotation notation;

  SoftmaxTargets(SoftmaxProgram program, SoftmaxBlocks blocks, SoftmaxRows rows) {
    this.program = program;
    this.blocks = blocks;
    this.rows = rows;
    this.notation = new JavaNotation(program.names(), Reals.DOUBLES);
  }

  /** Statements that fill q with what each output should be. */
  String code() {
    blocks.declareDouble("q");
    return ofOutputs() + ofRows();
  }

  /** What the class of each row should be beside its part of what is spread. */
  private String ofRows() {
    if (program.ofTarget().equals(Expr.ZERO)) {
      return "";
    }
    String ofTarget = notation.of(program.ofTarget());
    return "// What the class of each row should be beside its part of what is spread.\n"
        + rows.each(rows.guarded("q[$targets:L[row] * stride + r] += " + ofTarget + ";\n"));
  }

  private String ofOutputs() {
    Expr targets = program.targets();
    if (program.isGiven()) {
      return readTargets("q");
    }
    if (program.spread().isPresent()) {
      return spread(program.spread().get(), "");
    }
    if (program.spreadByWeights().isPresent()) {
      return relativeOfRows()
          + spread(program.spreadByWeights().get(), "relativeOfRow, classWeights, ");
    }
    StringBuilder code = new StringBuilder();
    if (targets.has(program.symbol(Value.GIVEN))) {
      blocks.declareDouble("y");
      code.append(readTargets("y"));
    }
    if (targets.has(program.symbol(Value.EVEN))) {
      blocks.declareDouble("even");
      code.append("$kernels:L.spread(z, $shape:L, 1, even);\n");
    }
    if (targets.has(program.symbol(Value.CLASS_WEIGHT))) {
      blocks.declareDouble("w");
      code.append("$doubleBlocks:L.fillClasses(classWeights, stride, w);\n");
    }
    if (targets.has(program.symbol(Value.RELATIVE))) {
      blocks.declareDouble("relative");
      code.append(relativeOfRows())
          .append("$doubleBlocks:L.fillRows(relativeOfRow, $shape:L, relative);\n");
    }
    return code.append(SoftmaxWriter.each("q[i] = " + notation.of(targets) + ";\n")).toString();
  }

  private String spread(Expr whole, String factors) {
    return "$kernels:L.spread(z, $shape:L, %s, %sq);\n".formatted(notation.of(whole), factors);
  }

  /**
   * How the weight of each class compares with that of the row's, which its row is multiplied by.
   */
  private String relativeOfRows() {
    blocks.declareSum("relativeOfRow");
    return rows.each(rows.guarded("relativeOfRow[r] = 1 / classWeights[$targets:L[row]];\n"));
  }

  private static String readTargets(String block) {
    return "$doubleBlocks:L.readRows($targets:L, start, $steps:L, $size:L,$Wcount, stride, "
        + block
        + ");\n";
  }
}
