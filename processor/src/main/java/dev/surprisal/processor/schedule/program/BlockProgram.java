package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Function;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is computed of each value, or of each row as one, block by block: some blocks are read,
 * steps make others of them and add up losses, and some are written.
 *
 * @param loads the blocks that are read
 * @param steps what is done, in order
 * @param names what expressions are called once they have been computed
 * @param stores the blocks that are written
 * @param axis what blocks may have several numbers of for each value
 * @param ofMany the blocks that have them
 */
public record BlockProgram(
    List<Load> loads,
    List<Step> steps,
    Map<Expr, String> names,
    List<Store> stores,
    Axis axis,
    Set<String> ofMany) {
  /** The name of the block of losses. */
  public static final String LOSS = "loss";

  /** The name of the block of weights. */
  public static final String WEIGHT = "weight";

  /** Whether each value is a row, whose outputs are tied together. */
  public boolean isOfRows() {
    return axis == Axis.OUTPUTS;
  }

  /**
   * The blocks that are of the head's own type: logits that were read and what the logistic
   * function makes of them. All others are of double, in which differences and squares of floats
   * have room, and targets keep what they say.
   */
  public Set<String> reals() {
    return steps.stream()
        .filter(Step.Logistic.class::isInstance)
        .map(Step.Logistic.class::cast)
        .filter(logistic -> loads.stream().anyMatch(of -> of.block().equals(logistic.logit())))
        .flatMap(logistic ->
            Stream.concat(
                Stream.of(logistic.logit(), logistic.softplus()), logistic.derivatives().stream()))
        .collect(Collectors.toSet());
  }

  /** What a block may have several numbers of, side by side for all values. */
  public enum Axis {
    /** The components of a value. */
    COMPONENTS,
    /** The outputs of a row, which is one value. */
    OUTPUTS
  }

  /** What blocks are read from. */
  public enum Source {
    /** One output of each value. */
    OUTPUTS,
    /** The target of each value. */
    TARGETS,
    /** 1 at the output that is the class of its row, else 0. */
    ONE_HOT,
    /** What the constructor is given for each output of an example. */
    PER_OUTPUT,
    /** One over that: a division for each output of an example, and not for each of a batch. */
    INVERSE_PER_OUTPUT,
    /** The weight of the row of each value. */
    WEIGHTS,
    /** 1 for each value. */
    ONES,
    /** Whether the class of the row of each output has come to it. */
    REACHED,
    /** Whether the class of the row of each output is above it. */
    PASSED
  }

  /**
   * A block that is read.
   *
   * @param block its name
   * @param source what from
   * @param output which of the outputs of a value
   */
  public record Load(String block, Source source, int output) {}

  /** What blocks are written to. */
  public enum Destination {
    /** What a pass writes first: a gradient, where it writes several. */
    RESULT,
    /** What a pass writes beside a gradient. */
    SECOND
  }

  /**
   * A block that is written.
   *
   * @param block its name
   * @param destination what to
   * @param output which of the outputs of a value
   */
  public record Store(String block, Destination destination, int output) {}

  /** What is done with blocks. */
  public sealed interface Step {
    /**
     * One loop that does arithmetic.
     *
     * @param lines what is computed, in order
     */
    record Compute(List<Line> lines) implements Step {}

    /**
     * A function of blocks.
     *
     * @param function the function
     * @param arguments the blocks that are read
     * @param result the block that is written
     */
    record Apply(Function function, List<String> arguments, String result) implements Step {}

    /**
     * Repeats a number of each value for all its components, or a row's for all its outputs.
     *
     * @param block the block
     */
    record Spread(String block) implements Step {}

    /**
     * The sum over each row.
     *
     * @param block the block that is read
     * @param result the block that is written, a number for each row
     */
    record Total(String block, String result) implements Step {}

    /**
     * What stands at the class of each row.
     *
     * @param block the block that is read
     * @param result the block that is written, a number for each row
     */
    record AtTarget(String block, String result) implements Step {}

    /**
     * The shares of components, and the logarithm of what they are shares of.
     *
     * @param exponents the block that is read
     * @param shares the block that is written
     * @param logSumExp the block that is written, a number for each value
     */
    record Shares(String exponents, String shares, String logSumExp) implements Step {}

    /**
     * Functions of a block that are computed together.
     *
     * @param primitive the primitive that computes them
     * @param argument the block that is read
     * @param results the blocks that are written
     */
    record ApplyTogether(String primitive, String argument, List<String> results) implements Step {}

    /**
     * Takes one of two numbers for each value.
     *
     * @param condition the letter of what decides
     * @param yes the block that is read where it holds
     * @param no the block that is read elsewhere
     * @param result the block that is written
     */
    record Choose(String condition, String yes, String no, String result) implements Step {}

    /**
     * Adds up the surprisal of yes and no with their weights, in blocks of these names.
     *
     * @param logit the block of logits
     * @param softplus a block that is written
     * @param derivatives the blocks that its derivative is written to, and the second one, as far
     *     as they are wanted
     */
    record Logistic(String logit, String softplus, List<String> derivatives) implements Step {}

    /**
     * Adds up half the squares of outputs less targets, times a factor of each, without blocks of
     * them.
     *
     * @param factor the block of factors
     * @param writes whether the derivative is written as well
     */
    record HalfSquares(String factor, boolean writes) implements Step {}

    /**
     * Adds up a block.
     *
     * @param block the block
     */
    record Sum(String block) implements Step {}

    /**
     * Makes 0 of what belongs to a target that is unknown.
     *
     * @param block the block
     */
    record ForgetUnknown(String block) implements Step {}

    /**
     * Makes 0 of what belongs to a row whose class says that it counts for nothing.
     *
     * @param block the block
     */
    record ForgetIgnored(String block) implements Step {}

    /**
     * Multiplies a block by weights; what has the weight 0 becomes 0 whatever it was.
     *
     * @param weights the block of weights
     * @param block the block
     */
    record Weigh(String weights, String block) implements Step {}
  }

  /**
   * A line of a loop.
   *
   * @param name what is computed
   * @param isBlock whether it is kept in a block, or a variable of the loop
   * @param value what it is
   */
  public record Line(String name, boolean isBlock, Expr value) {}
}
