package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr;
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

  /**
   * A line of a loop.
   *
   * @param name what is computed
   * @param isBlock whether it is kept in a block, or a variable of the loop
   * @param value what it is
   */
  public record Line(String name, boolean isBlock, Expr value) {}
}
