package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr;
import java.util.Map;

/** The body of one generated method. */
public sealed interface Body {
  /**
   * A loop over rows whose target is one class and whose logits lie side by side, by kernels on a
   * whole row.
   *
   * @param program what is computed of each row
   */
  record EachRow(SoftmaxProgram program) implements Body {
    @Override
    public boolean sumsWholeRows() {
      return program.hasLoss();
    }
  }

  /**
   * A loop over rows that takes their exponentials on a common scale, where rows are short; and
   * what is done with rows that are long, or whose outputs are too far apart for one scale.
   *
   * @param program what is computed of each row
   * @param otherwise the body for the others
   */
  record EachShortRow(SoftmaxProgram program, Body otherwise) implements Body {
    @Override
    public boolean sumsWholeRows() {
      return otherwise.sumsWholeRows();
    }
  }

  /**
   * One kernel over everything, since each output stands by itself.
   *
   * @param kernel the kernel
   */
  record AllOutputs(RangeKernel kernel) implements Body {}

  /**
   * A program that goes from block to block, of values that stand by themselves or of rows.
   *
   * @param program the program
   */
  record Blocks(BlockProgram program) implements Body {}

  /**
   * A program that goes from block to block of rows, whose outputs a softmax ties together.
   *
   * @param program the program
   */
  record Softmax(SoftmaxProgram program) implements Body {}

  /**
   * A loop over rows of log-probabilities, in which the loss of a row is linear.
   *
   * @param target what each output should be
   * @param names what the expressions in it are called
   * @param isWritten whether gradients are written
   */
  record LogProbabilities(Expr target, Map<Expr, String> names, boolean isWritten)
      implements Body {}

  /**
   * The curvature of some rows, then their losses and residuals: each has a kernel of its own, and
   * the outputs of these rows are still near the processor.
   *
   * @param curvature writes the curvature
   * @param residual the rest
   */
  record Both(RangeKernel curvature, Body residual) implements Body {}

  /** Whether losses are summed by kernels that have a whole row. */
  default boolean sumsWholeRows() {
    return false;
  }

  static Body allOutputs(RangeKernel kernel) {
    return new AllOutputs(kernel);
  }
}
