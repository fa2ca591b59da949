package dev.surprisal.processor.express.distribution;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.Variances;
import java.util.Optional;
import java.util.OptionalInt;

/** Real numbers with noise of variance one: A(z) = z^2 / 2. */
record Gaussian() implements Family {
  @Override
  public Optional<Misfit> misfit(Activation activation) {
    return switch (activation) {
      case IDENTITY -> Optional.empty();
      case SOFTMAX ->
          Optional.of(
              new Misfit(
                  "The gradient of the squared error would pass through the Jacobian of the"
                      + " softmax, which vanishes where the model is confidently wrong: it would"
                      + " stop learning where it has most to learn.",
                  "distribution = CATEGORICAL for classes, or activation = IDENTITY for real"
                      + " numbers"));
      case SIGMOID ->
          Optional.of(
              new Misfit(
                  "The gradient of the squared error would be multiplied by the slope of the"
                      + " sigmoid, p (1 - p), which vanishes where the model is confidently wrong;"
                      + " and a mean in 0..1 cannot reach a real number outside.",
                  "distribution = BERNOULLI for a yes or no or a share in 0..1, or activation ="
                      + " IDENTITY for real numbers"));
    };
  }

  @Override
  public SizeRule size() {
    return new SizeRule(
        1,
        Integer.MAX_VALUE,
        OptionalInt.of(1),
        new Misfit(
            "An example needs at least one value.", "the number of values, or no size for one"));
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.FINITE;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording(
        "outputs",
        "targets",
        options.variance() == Variance.LEARNED ? "meansAndVariances" : "means");
  }

  @Override
  public Optional<Foreign> foreign(Option option) {
    return switch (option) {
      case OUTPUTS -> Foreign.of("The outputs are the means themselves.", "no outputs");
      case TARGET -> Foreign.of("Targets are real numbers in any case.", "no target");
      case IGNORE_INDEX ->
          Foreign.of(
              Option.EXAMPLE_WEIGHTS,
              "Targets are real numbers, not indices, so none of them could mark a row.",
              "exampleWeights = true, with weight 0 for the examples to ignore");
      case LABEL_SMOOTHING ->
          Foreign.of(
              Option.VARIANCE,
              "There is nothing even that a real number could be smoothed towards.",
              "variance = FIXED or LEARNED if the targets are noisy");
      case CLASS_WEIGHTS, POSITIVE_WEIGHT, POSITIVE_WEIGHTS ->
          Foreign.of(
              Option.VARIANCE,
              "Real numbers have no classes to weigh. What makes one value count more than another"
                  + " is its smaller variance.",
              "variance = FIXED, and a variance for each value to the constructor; or"
                  + " exampleWeights = true for a weight per example");
      case Z_LOSS, SOFT_CAP ->
          Foreign.of("It is made for the logits of a softmax.", "no " + option.member());
      case CHECK_OUTPUTS ->
          Foreign.of("Nothing is checked: any number can be a mean.", "no checkOutputs");
      case VARIANCE, EXAMPLE_WEIGHTS, LAYOUT -> Optional.empty();
    };
  }

  @Override
  public Optional<Likelihood> likelihood(Options options) {
    return Optional.of(Variances.rewrite(Gaussians.likelihood(), options));
  }
}
