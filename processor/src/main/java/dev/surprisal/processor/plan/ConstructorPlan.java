package dev.surprisal.processor.plan;

import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.PositiveWeight;
import java.util.Optional;

/**
 * What the constructor of a loss is given. Where it is given numbers for each output and the size
 * is not known, their number is the size.
 *
 * @param inputs whether it is given the number of inputs of a linear layer
 * @param size whether it is given the number of outputs per example
 * @param positions whether it is given the number of positions per example
 * @param perOutput the numbers that it is given for each output
 */
public record ConstructorPlan(
    boolean inputs, boolean size, boolean positions, Optional<PerOutput> perOutput) {
  /** Numbers for each output of an example. */
  public enum PerOutput {
    /** A weight for each class. */
    CLASS_WEIGHTS("classWeights"),
    /** A weight of yes for each label. */
    POSITIVE_WEIGHTS("positiveWeights"),
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

  static ConstructorPlan of(Width width, Options options, Optional<LinearPlan> linear) {
    Optional<PerOutput> perOutput = perOutput(options);
    return new ConstructorPlan(
        linear.filter(layer -> layer.inputs().isEmpty()).isPresent(),
        width.isGiven() && perOutput.isEmpty(),
        options.layout() == Layout.CLASSES_FIRST,
        perOutput);
  }

  private static Optional<PerOutput> perOutput(Options options) {
    if (options.classWeights()) {
      return Optional.of(PerOutput.CLASS_WEIGHTS);
    }
    if (options.positiveWeight() == PositiveWeight.PER_LABEL) {
      return Optional.of(PerOutput.POSITIVE_WEIGHTS);
    }
    return options.variance() == Variance.FIXED
        ? Optional.of(PerOutput.VARIANCES)
        : Optional.empty();
  }

  /** Whether it is given nothing, so that the loss has no state. */
  public boolean isEmpty() {
    return !inputs && !size && !positions && perOutput.isEmpty();
  }
}
