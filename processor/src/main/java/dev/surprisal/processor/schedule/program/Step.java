package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.schedule.program.BlockProgram.Line;
import java.util.List;
import java.util.stream.Stream;

/** What is done with blocks. */
public sealed interface Step {
  /** The blocks that it makes. */
  default List<String> results() {
    return List.of();
  }

  /** Hands it to the method for its kind. */
  <R> R accept(StepVisitor<R> visitor);

  /**
   * One loop that does arithmetic.
   *
   * @param lines what is computed, in order
   */
  record Compute(List<Line> lines) implements Step {
    @Override
    public List<String> results() {
      return lines.stream().filter(Line::isBlock).map(Line::name).toList();
    }

    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.compute(this);
    }
  }

  /**
   * A function of blocks.
   *
   * @param function the function
   * @param arguments the blocks that are read
   * @param result the block that is written
   */
  record Apply(Function function, List<String> arguments, String result) implements Step {
    @Override
    public List<String> results() {
      return List.of(result);
    }

    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.apply(this);
    }
  }

  /**
   * Repeats a number of each value for all its components, or a row's for all its outputs.
   *
   * @param block the block
   */
  record Spread(String block) implements Step {
    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.spread(this);
    }
  }

  /**
   * The sum over each row.
   *
   * @param block the block that is read
   * @param result the block that is written, a number for each row
   */
  record Total(String block, String result) implements Step {
    @Override
    public List<String> results() {
      return List.of(result);
    }

    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.total(this);
    }
  }

  /**
   * What stands at the class of each row.
   *
   * @param block the block that is read
   * @param result the block that is written, a number for each row
   */
  record AtTarget(String block, String result) implements Step {
    @Override
    public List<String> results() {
      return List.of(result);
    }

    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.atTarget(this);
    }
  }

  /**
   * The shares of components, and the logarithm of what they are shares of.
   *
   * @param exponents the block that is read
   * @param shares the block that is written
   * @param logSumExp the block that is written, a number for each value
   */
  record Shares(String exponents, String shares, String logSumExp) implements Step {
    @Override
    public List<String> results() {
      return List.of(shares, logSumExp);
    }

    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.shares(this);
    }
  }

  /**
   * Functions of a block that are computed together.
   *
   * @param primitive the primitive that computes them
   * @param argument the block that is read
   * @param results the blocks that are written
   */
  record ApplyTogether(String primitive, String argument, List<String> results) implements Step {
    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.applyTogether(this);
    }
  }

  /**
   * Takes one of two numbers for each value.
   *
   * @param condition the letter of what decides
   * @param yes the block that is read where it holds
   * @param no the block that is read elsewhere
   * @param result the block that is written
   */
  record Choose(String condition, String yes, String no, String result) implements Step {
    @Override
    public List<String> results() {
      return List.of(result);
    }

    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.choose(this);
    }
  }

  /**
   * Adds up the surprisal of yes and no with their weights, in blocks of these names.
   *
   * @param logit the block of logits
   * @param softplus a block that is written
   * @param derivatives the blocks that its derivative is written to, and the second one, as far as
   *     they are wanted
   */
  record Logistic(String logit, String softplus, List<String> derivatives) implements Step {
    @Override
    public List<String> results() {
      return Stream.concat(Stream.of(softplus), derivatives.stream()).toList();
    }

    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.logistic(this);
    }
  }

  /**
   * Adds up half the squares of outputs less targets, times a factor of each, without blocks of
   * them.
   *
   * @param factor the block of factors
   * @param writes whether the derivative is written as well
   */
  record HalfSquares(String factor, boolean writes) implements Step {
    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.halfSquares(this);
    }
  }

  /**
   * Adds up a block.
   *
   * @param block the block
   */
  record Sum(String block) implements Step {
    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.sum(this);
    }
  }

  /**
   * Makes 0 of what belongs to a target that is unknown.
   *
   * @param block the block
   */
  record ForgetUnknown(String block) implements Step {
    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.forgetUnknown(this);
    }
  }

  /**
   * Makes 0 of what belongs to a row whose class says that it counts for nothing.
   *
   * @param block the block
   */
  record ForgetIgnored(String block) implements Step {
    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.forgetIgnored(this);
    }
  }

  /**
   * Multiplies a block by weights; what has the weight 0 becomes 0 whatever it was.
   *
   * @param weights the block of weights
   * @param block the block
   */
  record Weigh(String weights, String block) implements Step {
    @Override
    public <R> R accept(StepVisitor<R> visitor) {
      return visitor.weigh(this);
    }
  }
}
