package dev.surprisal.processor.express.option;

import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Components;
import java.util.Optional;

/** The members of the annotation that not all families have. */
public enum Option {
  /** What the outputs are. */
  OUTPUTS("outputs"),
  /** What the targets are. */
  TARGET("target"),
  /** The target of rows that count for nothing. */
  IGNORE_INDEX("ignoreIndex"),
  /** The part of a target that is spread evenly. */
  LABEL_SMOOTHING(
      "labelSmoothing",
      Domain.SHARE,
      "It is the part of each target that is spread evenly; outside 0..1 what is left is no"
          + " distribution."),
  /** Weights per class. */
  CLASS_WEIGHTS("classWeights"),
  /** The factor of the squared log-sum-exp. */
  Z_LOSS(
      "zLoss",
      Domain.NOT_NEGATIVE,
      "It holds the logits together; a negative one would drive them apart without end."),
  /** The power of what the probability of what is right lacks to 1. */
  FOCAL(
      "focal",
      Domain.EXPONENT,
      "It is the power of 1 - p that multiplies the loss; below 0 what is certain would count most."),
  /** The bound of the logits. */
  SOFT_CAP(
      "softCap",
      Domain.POSITIVE,
      "Capped logits lie between -cap and cap; no softCap at all leaves them as they are."),
  /** What logits are divided by. */
  TEMPERATURE(
      "temperature",
      Domain.FACTOR,
      "Logits are divided by it; 1 leaves them as they are, more makes the distribution flatter."),
  /** The weight of yes. */
  POSITIVE_WEIGHT(
      "positiveWeight",
      Domain.POSITIVE,
      "It multiplies the loss of yes; with 0 a missed yes would cost nothing, below 0 it would be"
          + " rewarded."),
  /** A weight of yes per label. */
  POSITIVE_WEIGHTS("positiveWeights"),
  /** A weight per label or value. */
  OUTPUT_WEIGHTS("outputWeights"),
  /** Where the variance comes from. */
  VARIANCE("variance"),
  /** What is added to a learned variance. */
  LEAST_VARIANCE(
      "leastVariance",
      Domain.NOT_NEGATIVE,
      "It is added to the variance that is learned, which is then never less."),
  /** The part of all targets that is to lie below the output. */
  QUANTILE(
      "quantile",
      Domain.INNER_SHARE,
      "It is the part of all targets that is to lie below the output; no number has none, or all,"
          + " below it."),
  /** The power of the mean that the variance is proportional to. */
  POWER(
      "power",
      Domain.ONE_TO_TWO,
      "With 1 targets are counts, with 2 they are never 0; between them they can be both 0 and any"
          + " positive number."),
  /** The trials of each target. */
  TRIALS("trials", Domain.WHOLE, "It is how often what a target counts could have happened."),
  /** How heavy tails are. */
  DEGREES_OF_FREEDOM(
      "degreesOfFreedom",
      Domain.POSITIVE,
      "With 1 tails are those of a Cauchy distribution, with many those of a Gaussian; with none"
          + " there is no density."),
  /** The Gaussians that are mixed. */
  COMPONENTS(
      "components",
      Domain.SEVERAL,
      "It is how many Gaussians are mixed; one alone is distribution = GAUSSIAN with variance ="
          + " LEARNED, and more than 64 would describe a target by some 200 outputs."),
  /** A weight per example. */
  EXAMPLE_WEIGHTS("exampleWeights"),
  /** Whether targets may be outlived. */
  CENSORED("censored"),
  /** Whether targets may be unknown. */
  MISSING_TARGETS("missingTargets"),
  /** Where the classes lie. */
  LAYOUT("layout"),
  /** Whether probabilities are refused as outputs. */
  CHECK_OUTPUTS("checkOutputs");

  private final String member;
  private final Optional<Domain> domain;
  private final String whyDomain;

  Option(String member) {
    this.member = member;
    this.domain = Optional.empty();
    this.whyDomain = "";
  }

  Option(String member, Domain domain, String whyDomain) {
    this.member = member;
    this.domain = Optional.of(domain);
    this.whyDomain = whyDomain;
  }

  /** The name of the member. */
  public String member() {
    return member;
  }

  /** What its numbers must be; empty for members that are no numbers, or any. */
  public Optional<Domain> domain() {
    return domain;
  }

  /** Whether a likelihood has the letter that the option replaces, or needs none. */
  public boolean isOf(Likelihood likelihood) {
    return switch (this) {
      case LABEL_SMOOTHING -> likelihood.even().isPresent();
      case POSITIVE_WEIGHT, POSITIVE_WEIGHTS -> likelihood.nll().has(Letters.POSITIVE_WEIGHT);
      case FOCAL -> likelihood.nll().has(Letters.FOCUS);
      case VARIANCE -> likelihood.nll().has(Letters.INVERSE_DEVIATION);
      case LEAST_VARIANCE ->
          likelihood.nll().has(Letters.INVERSE_DEVIATION)
              || LeastVariance.logVariance(likelihood).isPresent();
      case QUANTILE -> likelihood.nll().has(Letters.QUANTILE);
      case POWER -> likelihood.nll().has(Letters.POWER);
      case TRIALS -> likelihood.nll().has(Letters.TRIALS);
      case DEGREES_OF_FREEDOM -> likelihood.nll().has(Letters.DEGREES_OF_FREEDOM);
      case CENSORED -> likelihood.nll().has(Letters.OUTLIVED);
      case COMPONENTS -> likelihood.nll().has(Components::isOfComponents);
      case OUTPUT_WEIGHTS, EXAMPLE_WEIGHTS, MISSING_TARGETS, LAYOUT -> true;
      case OUTPUTS,
          TARGET,
          IGNORE_INDEX,
          CLASS_WEIGHTS,
          Z_LOSS,
          SOFT_CAP,
          TEMPERATURE,
          CHECK_OUTPUTS ->
          false;
    };
  }

  /** Whether a family that has it makes no sense without it. */
  public boolean isRequired() {
    return switch (this) {
      case QUANTILE, POWER, TRIALS, DEGREES_OF_FREEDOM, COMPONENTS -> true;
      default -> false;
    };
  }

  /** Why they must be that. */
  public String whyDomain() {
    return whyDomain;
  }
}
