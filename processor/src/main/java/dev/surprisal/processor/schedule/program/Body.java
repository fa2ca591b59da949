package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr;
import java.util.List;
import java.util.Map;

/** The body of one generated method. */
public sealed interface Body {
  /**
   * A loop over rows, since the outputs of a row depend on each other, or rows on what is theirs.
   *
   * @param steps what is done with each row, in order
   */
  record EachRow(List<RowStep> steps) implements Body {
    @Override
    public boolean has(Enum<?> step) {
      return steps.contains(step);
    }
  }

  /**
   * A loop over rows that takes their exponentials on a common scale, where rows are short; and the
   * loop for rows that are long, or whose outputs are too far apart for one scale.
   *
   * @param steps what is done with each short row
   * @param otherwise the loop over the others
   */
  record EachShortRow(List<RowStep> steps, EachRow otherwise) implements Body {
    @Override
    public boolean has(Enum<?> step) {
      return steps.contains(step) || otherwise.has(step);
    }
  }

  /**
   * One step over everything, since each output stands by itself.
   *
   * @param step the step
   */
  record AllOutputs(OutputStep step) implements Body {
    @Override
    public boolean has(Enum<?> other) {
      return step == other;
    }
  }

  /**
   * A program that goes from block to block, since each value stands by itself.
   *
   * @param program the program
   */
  record Blocks(BlockProgram program) implements Body {
    @Override
    public boolean has(Enum<?> step) {
      return false;
    }
  }

  /**
   * A program that goes from block to block of rows, whose outputs a softmax ties together.
   *
   * @param program the program
   */
  record Softmax(SoftmaxProgram program) implements Body {
    @Override
    public boolean has(Enum<?> step) {
      return false;
    }
  }

  /**
   * A loop over rows of log-probabilities, in which the loss of a row is linear.
   *
   * @param target what each output should be
   * @param names what the expressions in it are called
   * @param isWritten whether gradients are written
   */
  record LogProbabilities(Expr target, Map<Expr, String> names, boolean isWritten) implements Body {
    @Override
    public boolean has(Enum<?> step) {
      return false;
    }
  }

  /**
   * The curvature of some rows, then their losses and residuals: each has a kernel of its own, and
   * the outputs of these rows are still near the processor.
   *
   * @param curvature writes the curvature
   * @param residual the rest
   */
  record Both(OutputStep curvature, Body residual) implements Body {
    @Override
    public boolean has(Enum<?> step) {
      return step == curvature || residual.has(step);
    }
  }

  /** Whether a step is one of its own. */
  boolean has(Enum<?> step);

  static EachRow eachRow(RowStep... steps) {
    return new EachRow(List.of(steps));
  }

  static Body allOutputs(OutputStep step) {
    return new AllOutputs(step);
  }
}
