package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * What the constructor of a loss is given. Where it is given numbers for each output and the size
 * is not known, their number is the size.
 *
 * @param inputs whether it is given the number of inputs of a linear layer
 * @param size whether it is given the number of outputs per example
 * @param positions whether it is given the number of positions per example
 * @param perOutput the numbers that it is given for each output
 * @param spread the part of each target that is spread over all outputs, where these numbers are
 *     its weights and could turn it round
 * @param numbers single numbers of a formula
 */
public record ConstructorPlan(
    boolean inputs,
    boolean size,
    boolean positions,
    Optional<PerOutput> perOutput,
    Optional<Parameter> spread,
    List<Given> numbers) {
  /**
   * A number of a formula.
   *
   * @param name its name
   * @param condition what has to hold for it, in Java; empty where it can be any that is finite
   * @param range the same in words
   */
  public record Given(String name, String condition, String range) {}

  /** Numbers for each output of an example. */
  public enum PerOutput {
    /** A weight for each class. */
    CLASS_WEIGHTS("classWeights"),
    /** A weight of yes for each label. */
    POSITIVE_WEIGHTS("positiveWeights"),
    /** A weight for each label or value. */
    OUTPUT_WEIGHTS("outputWeights"),
    /** A variance for each value. */
    VARIANCES("variances");

    private final String argument;

    PerOutput(String argument) {
      this.argument = argument;
    }

    /** The name of the argument. */
    public String argument() {
      return argument;
    }
  }

  /** Whether it is given nothing, so that the loss has no state. */
  public boolean isEmpty() {
    return !inputs && !size && !positions && perOutput.isEmpty() && numbers.isEmpty();
  }
}
