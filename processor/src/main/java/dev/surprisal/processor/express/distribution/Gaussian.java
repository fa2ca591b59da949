package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.INVERSE_DEVIATION;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Functions.log;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Real numbers: z the mean, A(z) = z^2 / 2. */
record Gaussian() implements Family {
  /**
   * The distance is taken in units of the deviation before it is squared: a square, or an inverse
   * variance, may be too large for a number where that is not.
   */
  @Override
  public Optional<Likelihood> likelihood() {
    Expr u = Expr.define("u", Z.minus(Y).times(INVERSE_DEVIATION));
    return Optional.of(
        Likelihood.of(
                List.of(Z),
                u.squared().times(0.5).minus(log(INVERSE_DEVIATION)),
                List.of(Z),
                new Words(
                    "real numbers under Gaussian distributions",
                    "a row of outputs z and its targets y",
                    "An infinite output gives an infinite loss and gradient, NaN gives NaN, in that"
                        + " example alone."))
            .withConstants(Expr.of(Math.log(2 * Math.PI) / 2)));
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public Optional<Misfit> misfit(Activation other) {
    return switch (other) {
      case IDENTITY -> Optional.empty();
      case SOFTMAX ->
          Optional.of(
              new Misfit(
                  "The gradient of the squared error would pass through the Jacobian of the"
                      + " softmax, which vanishes where the model is confidently wrong: it would"
                      + " stop learning where it has most to learn.",
                  "distribution = CATEGORICAL for classes, or activation = IDENTITY for real"
                      + " numbers"));
      case EXP ->
          Optional.of(
              new Misfit(
                  "The gradient of the squared error would be multiplied by exp(z): the larger a"
                      + " mean, the larger its steps, and a mean that is too small hardly moves.",
                  "distribution = POISSON for counts, or activation = IDENTITY for real numbers"));
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
  public TargetKind targets(Options options) {
    return TargetKind.FINITE;
  }

  @Override
  public Wording wording(Options options) {
    return options.variance() == Variance.LEARNED
        ? new Wording("outputs", "targets", "meansAndVariances", List.of("mean", "log-variance"))
        : new Wording("outputs", "targets", "means");
  }

  @Override
  public List<Contradiction> contradictions(Options options) {
    if (options.leastVariance() > 0 && options.variance() != Variance.LEARNED) {
      return List.of(
          new Contradiction(
              Option.LEAST_VARIANCE,
              "variance = " + options.variance(),
              new Misfit(
                  "A floor is for a variance that is learned, and could become too small; this one"
                      + " is not.",
                  "variance = LEARNED, or no leastVariance")));
    }
    return options.outputWeights() && options.variance() == Variance.FIXED
        ? List.of(
            new Contradiction(
                Option.OUTPUT_WEIGHTS,
                "variance = FIXED",
                new Misfit(
                    "The constructor is given one number for each value; a variance v under a"
                        + " weight w is a variance v / w.",
                    "variance = FIXED, and variances divided by the weights")))
        : List.of();
  }

  @Override
  public Foreign refusal(Option option) {
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
      case CHECK_OUTPUTS ->
          Foreign.of("Nothing is checked: any number can be a mean.", "no checkOutputs");
      default -> Foreign.refusal(option);
    };
  }
}
