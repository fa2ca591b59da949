package dev.surprisal.processor.express.option;

import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.OutputForm;
import dev.surprisal.annotation.TargetForm;
import dev.surprisal.annotation.Variance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a declaration says beyond its pair: all options, those that were left out with what that
 * means. An option that is written down but changes nothing counts as left out.
 *
 * @param outputs what the outputs are
 * @param target what the targets are
 * @param ignoreIndex the target of rows that count for nothing, if there is one
 * @param labelSmoothing the part of each target that is spread evenly; 0 for none
 * @param classWeights whether classes are weighted
 * @param zLoss the factor of the squared log-sum-exp; 0 for none
 * @param focal the power of what the probability of what is right lacks to 1; 0 for none
 * @param softCap the bound of the logits, if there is one
 * @param temperature what logits are divided by; 1 for none
 * @param powerOfTemperature the power of it that multiplies the loss
 * @param positiveWeight whether yes is weighted
 * @param positiveWeightValue its weight, where it is one for all labels
 * @param outputWeights whether labels or values are weighted
 * @param variance where the variance comes from
 * @param leastVariance what is added to a learned variance; 0 for none
 * @param quantile the part of all targets that is to lie below the output, if it was said
 * @param power the power of the mean that the variance is proportional to, if it was said
 * @param trials how often what targets count could have happened, if it was said
 * @param degreesOfFreedom how heavy tails are, if it was said
 * @param components how many Gaussians are mixed; 1 where none are
 * @param formula the loss itself, where it was written
 * @param exampleWeights whether examples are weighted
 * @param censored whether targets come with whether they were outlived
 * @param missingTargets whether a target that is NaN is unknown
 * @param layout where the classes lie
 * @param checkOutputs whether probabilities are refused as outputs
 */
public record Options(
    OutputForm outputs,
    TargetForm target,
    OptionalInt ignoreIndex,
    double labelSmoothing,
    boolean classWeights,
    double zLoss,
    double focal,
    OptionalDouble softCap,
    double temperature,
    int powerOfTemperature,
    PositiveWeight positiveWeight,
    double positiveWeightValue,
    boolean outputWeights,
    Variance variance,
    double leastVariance,
    OptionalDouble quantile,
    OptionalDouble power,
    OptionalDouble trials,
    OptionalDouble degreesOfFreedom,
    int components,
    Optional<OwnFormula> formula,
    boolean exampleWeights,
    boolean censored,
    boolean missingTargets,
    Layout layout,
    boolean checkOutputs) {

  /**
   * The options of a declaration.
   *
   * @param values the values of all members that were written, by their names
   */
  public static Options of(Map<String, Object> values) {
    Written written = new Written(values);
    Object ignored = values.get(Option.IGNORE_INDEX.member());
    double positiveWeight = written.or(Option.POSITIVE_WEIGHT, 1.0);
    return new Options(
        written.or(Option.OUTPUTS, OutputForm.LOGITS),
        written.or(Option.TARGET, TargetForm.CLASS_INDEX),
        ignored == null ? OptionalInt.empty() : OptionalInt.of((int) ignored),
        written.or(Option.LABEL_SMOOTHING, 0.0),
        written.or(Option.CLASS_WEIGHTS, false),
        written.or(Option.Z_LOSS, 0.0),
        written.or(Option.FOCAL, 0.0),
        written.number(Option.SOFT_CAP),
        written.or(Option.TEMPERATURE, 1.0),
        2,
        positiveWeight(written.or(Option.POSITIVE_WEIGHTS, false), positiveWeight),
        positiveWeight,
        written.or(Option.OUTPUT_WEIGHTS, false),
        written.or(Option.VARIANCE, Variance.UNIT),
        written.or(Option.LEAST_VARIANCE, 0.0),
        written.number(Option.QUANTILE),
        written.number(Option.POWER),
        written.number(Option.TRIALS),
        written.number(Option.DEGREES_OF_FREEDOM),
        written.or(Option.COMPONENTS, 1),
        values.containsKey("nll") ? Optional.of(OwnFormula.of(values)) : Optional.empty(),
        written.or(Option.EXAMPLE_WEIGHTS, false),
        written.or(Option.CENSORED, false),
        written.or(Option.MISSING_TARGETS, false),
        written.or(Option.LAYOUT, Layout.CLASSES_LAST),
        written.or(Option.CHECK_OUTPUTS, true));
  }

  private record Written(Map<String, Object> values) {
    @SuppressWarnings("unchecked")
    <T> T or(Option option, T leftOut) {
      return (T) values.getOrDefault(option.member(), leftOut);
    }

    OptionalDouble number(Option option) {
      Object number = values.get(option.member());
      return number == null
          ? OptionalDouble.empty()
          : OptionalDouble.of(((Number) number).doubleValue());
    }
  }

  private static PositiveWeight positiveWeight(boolean perLabel, double constant) {
    if (perLabel) {
      return PositiveWeight.PER_LABEL;
    }
    return constant == 1 ? PositiveWeight.NONE : PositiveWeight.CONSTANT;
  }

  /** The same without what only shapes training. */
  public Options plain() {
    return new Options(
        outputs,
        target,
        ignoreIndex,
        0,
        false,
        0,
        0,
        softCap,
        temperature,
        0,
        PositiveWeight.NONE,
        1,
        false,
        variance,
        leastVariance,
        quantile,
        power,
        trials,
        degreesOfFreedom,
        components,
        formula,
        exampleWeights,
        censored,
        missingTargets,
        layout,
        checkOutputs);
  }

  /** The members that shape training alone, of those that were written. */
  public List<String> shaping() {
    List<String> names = new ArrayList<>();
    add(names, isSmoothed(), Option.LABEL_SMOOTHING);
    add(names, classWeights, Option.CLASS_WEIGHTS);
    add(names, hasZLoss(), Option.Z_LOSS);
    add(names, isFocal(), Option.FOCAL);
    add(names, isTempered(), Option.TEMPERATURE);
    add(names, positiveWeight == PositiveWeight.CONSTANT, Option.POSITIVE_WEIGHT);
    add(names, positiveWeight == PositiveWeight.PER_LABEL, Option.POSITIVE_WEIGHTS);
    add(names, outputWeights, Option.OUTPUT_WEIGHTS);
    return names;
  }

  private static void add(List<String> names, boolean isWritten, Option option) {
    if (isWritten) {
      names.add(option.member());
    }
  }

  /** Whether targets are class indices. */
  public boolean isIndex() {
    return target == TargetForm.CLASS_INDEX;
  }

  /** Whether outputs are log-probabilities. */
  public boolean isLogProbabilities() {
    return outputs == OutputForm.LOG_PROBABILITIES;
  }

  /** Whether a part of each target is spread evenly. */
  public boolean isSmoothed() {
    return labelSmoothing > 0;
  }

  /** Whether there is a z-loss. */
  public boolean hasZLoss() {
    return zLoss > 0;
  }

  /** Whether what is nearly certain counts less. */
  public boolean isFocal() {
    return focal > 0;
  }

  /** Whether logits are capped. */
  public boolean isCapped() {
    return softCap.isPresent();
  }

  /** Whether logits are divided. */
  public boolean isTempered() {
    return temperature != 1;
  }

  /** Whether the logits of the distribution are what the head emits. */
  public boolean hasPlainLogits() {
    return !isCapped() && !isTempered();
  }

  /** Whether the classes of a row do not lie side by side. */
  public boolean isStrided() {
    return layout == Layout.CLASSES_FIRST;
  }

  /** Whether each row is multiplied by the weight of the class that is its target. */
  public boolean hasTargetWeights() {
    return classWeights && isIndex();
  }

  /** Whether rows differ in weight. */
  public boolean hasRowWeights() {
    return exampleWeights || hasTargetWeights();
  }

  /** Whether there are rows that count for nothing. */
  public boolean leavesOutRows() {
    return hasRowWeights() || ignoreIndex.isPresent();
  }

  /** Whether more than one class of a row can have a target other than 0. */
  public boolean hasTargetPerClass() {
    return isSmoothed() || !isIndex();
  }

  /** Whether the targets of a row need not sum to 1. */
  public boolean hasMass() {
    return !isIndex() || classWeights && isSmoothed();
  }

  /** Whether the logits of a row lie side by side and are what they are. */
  public boolean hasPlainRows() {
    return hasPlainLogits() && !isStrided();
  }
}
