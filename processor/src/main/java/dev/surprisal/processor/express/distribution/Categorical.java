package dev.surprisal.processor.express.distribution;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One of several classes: A(z) = log sum exp z. */
record Categorical() implements Family {
  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.empty();
  }

  @Override
  public Activation activation() {
    return Activation.SOFTMAX;
  }

  @Override
  public Optional<Misfit> misfit(Activation activation) {
    return switch (activation) {
      case SOFTMAX -> Optional.empty();
      case SIGMOID ->
          Optional.of(
              new Misfit(
                  "Independent sigmoids do not sum to one over the classes, so they are no"
                      + " distribution over classes that exclude each other.",
                  "activation = SOFTMAX if exactly one class is right, or distribution ="
                      + " PRODUCT_OF_BERNOULLIS if any number of labels can be right at once"));
      case EXP ->
          Optional.of(
              new Misfit(
                  "Exponentials are positive but do not sum to one over the classes.",
                  "activation = SOFTMAX if exactly one class is right, or distribution = POISSON,"
                      + " activation = EXP if each is counted"));
      case IDENTITY ->
          Optional.of(
              new Misfit(
                  "Raw outputs can be negative and do not sum to one, so they are no"
                      + " probabilities, and their logarithm need not exist.",
                  "activation = SOFTMAX; the model goes on emitting raw logits, the loss applies"
                      + " the softmax itself"));
    };
  }

  @Override
  public Optional<Misfit> misfit(Reduction reduction, Options options) {
    return switch (reduction) {
      case MEAN, SUM -> Optional.empty();
      case MEAN_OF_OUTPUTS ->
          Optional.of(
              new Misfit(
                  "The logits of a row describe one outcome together. To divide by their number"
                      + " would only shrink the gradient, the more the more classes there are.",
                  "reduction = MEAN"));
    };
  }

  @Override
  public boolean has(Option option) {
    return switch (option) {
      case OUTPUTS,
          TARGET,
          IGNORE_INDEX,
          LABEL_SMOOTHING,
          CLASS_WEIGHTS,
          Z_LOSS,
          FOCAL,
          SOFT_CAP,
          TEMPERATURE,
          EXAMPLE_WEIGHTS,
          LAYOUT,
          CHECK_OUTPUTS ->
          true;
      case POSITIVE_WEIGHT,
          POSITIVE_WEIGHTS,
          OUTPUT_WEIGHTS,
          VARIANCE,
          QUANTILE,
          POWER,
          TRIALS,
          DEGREES_OF_FREEDOM,
          CENSORED,
          LEAST_VARIANCE,
          COMPONENTS,
          MISSING_TARGETS ->
          false;
    };
  }

  @Override
  public Foreign refusal(Option option) {
    return switch (option) {
      case POSITIVE_WEIGHT, POSITIVE_WEIGHTS ->
          Foreign.of(
              Option.CLASS_WEIGHTS,
              "It weighs yes against no; of several classes none is the positive one.",
              "classWeights = true, and a weight for each class to the constructor");
      case VARIANCE ->
          Foreign.of(
              "The variance of a class indicator is p (1 - p): its mean says it already.",
              "no variance");
      case OUTPUT_WEIGHTS ->
          Foreign.of(
              Option.CLASS_WEIGHTS,
              "The logits of a row have one loss together; its classes are what can be weighed.",
              "classWeights = true, and a weight for each class to the constructor");
      case MISSING_TARGETS ->
          Foreign.of(
              Option.IGNORE_INDEX,
              "A target is that of a whole row, whose classes it speaks of together.",
              "ignoreIndex = the index that marks a row whose class is unknown, or exampleWeights ="
                  + " true, with weight 0 for such rows");
      default -> Foreign.refusal(option);
    };
  }

  @Override
  public List<Contradiction> contradictions(Options options) {
    List<Contradiction> found = new ArrayList<>();
    if (options.isLogProbabilities() && options.hasZLoss()) {
      found.add(
          new Contradiction(
              Option.Z_LOSS,
              "outputs = LOG_PROBABILITIES",
              new Misfit(
                  "The log-sum-exp of log-probabilities is always 0, so there is nothing for a"
                      + " z-loss to hold.",
                  "outputs = LOGITS, and a model that emits raw logits")));
    }
    if (options.isLogProbabilities() && options.isCapped()) {
      found.add(
          new Contradiction(
              Option.SOFT_CAP,
              "outputs = LOG_PROBABILITIES",
              new Misfit(
                  "Capped log-probabilities do not sum to one any more; a cap belongs before the"
                      + " softmax.",
                  "outputs = LOGITS, and a model that emits raw logits")));
    }
    if (options.isLogProbabilities() && options.isTempered()) {
      found.add(
          new Contradiction(
              Option.TEMPERATURE,
              "outputs = LOG_PROBABILITIES",
              new Misfit(
                  "Log-probabilities that are divided do not sum to one any more; a temperature"
                      + " belongs before the softmax.",
                  "outputs = LOGITS, and a model that emits raw logits")));
    }
    Contradiction.ofSmoothedFocus(options).ifPresent(found::add);
    if (options.isFocal() && !options.isIndex()) {
      found.add(
          new Contradiction(
              Option.FOCAL,
              "target = PROBABILITIES",
              new Misfit(
                  "It is the power of 1 - p, p being the probability of what is right; of a"
                      + " distribution, no class is right alone.",
                  "target = CLASS_INDEX, or no focal")));
    }
    if (options.isFocal() && options.isLogProbabilities()) {
      found.add(
          new Contradiction(
              Option.FOCAL,
              "outputs = LOG_PROBABILITIES",
              new Misfit(
                  "It is the power of 1 - p, whose digits are lost where the logarithm of p near 1"
                      + " has been rounded.",
                  "outputs = LOGITS, and a model that emits raw logits")));
    }
    if (!options.isIndex() && options.ignoreIndex().isPresent()) {
      found.add(
          new Contradiction(
              Option.IGNORE_INDEX,
              "target = PROBABILITIES",
              new Misfit(
                  "A row of probabilities holds no index that could mark it.",
                  "exampleWeights = true, with weight 0 for the rows to ignore")));
    }
    return found;
  }

  @Override
  public SizeRule size(Options options) {
    return new SizeRule(
        2,
        Integer.MAX_VALUE,
        OptionalInt.empty(),
        new Misfit(
            "A softmax over fewer than two classes is always 1: its loss is always 0 and nothing"
                + " is learned.",
            "the number of classes, or distribution = BERNOULLI, activation = SIGMOID for a yes or"
                + " no in one output"));
  }

  @Override
  public TargetKind targets(Options options) {
    return options.isIndex() ? TargetKind.CLASS_INDEX : TargetKind.DISTRIBUTION;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording(
        options.isLogProbabilities() ? "logProbabilities" : "logits",
        options.isIndex() ? "classes" : "targets",
        "probabilities");
  }
}
