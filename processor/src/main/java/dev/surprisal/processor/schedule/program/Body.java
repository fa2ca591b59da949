package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr;
import java.util.Map;

/** The body of one generated method. */
public sealed interface Body {
  /**
   * A loop over rows whose logits lie side by side, by kernels on a whole row.
   *
   * @param program what is computed of each row
   */
  record EachRow(SoftmaxProgram program) implements Body {
    /** Kernels that share a long row among workers know no targets of single classes. */
    @Override
    public boolean sumsWholeRows() {
      return program.hasLoss() && program.isOneHot();
    }
  }

  /**
   * The same, which takes exponentials on a scale that several rows have in common.
   *
   * @param program what is computed of each row
   */
  record ScaledRows(SoftmaxProgram program) implements Body {}

  /**
   * A body for rows that are short, and one for all others: those that are long and, where short
   * ones are scaled, those that do not fit one scale.
   *
   * @param rows what is done with short rows
   * @param most the outputs of the longest of them
   * @param otherwise what is done with the others
   */
  record ByLength(Body rows, int most, Body otherwise) implements Body {
    /** For rows of any length that fit one scale. */
    public static ByLength ofAny(ScaledRows rows, Body otherwise) {
      return new ByLength(rows, Integer.MAX_VALUE, otherwise);
    }

    @Override
    public boolean sumsWholeRows() {
      return otherwise.sumsWholeRows();
    }

    @Override
    public Body of(Width width) {
      if (width.known().isEmpty()) {
        return this;
      }
      Body needed = width.known().getAsInt() <= most ? rows : otherwise;
      return needed instanceof ScaledRows ? this : needed;
    }

    /** Whether rows of any length are short. */
    public boolean haveAnyLength() {
      return most == Integer.MAX_VALUE;
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

  /** What is left of it for rows of a width. */
  default Body of(Width width) {
    return this;
  }

  /** Whether losses are summed by kernels that have a whole row. */
  default boolean sumsWholeRows() {
    return false;
  }

  static Body allOutputs(RangeKernel kernel) {
    return new AllOutputs(kernel);
  }
}
