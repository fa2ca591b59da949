package dev.surprisal.processor.family;

import dev.surprisal.annotation.Activation;
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
  public TargetKind targets() {
    return TargetKind.FINITE;
  }

  @Override
  public Wording wording() {
    return new Wording("outputs", "targets", "means");
  }

  @Override
  public Formula formula() {
    return new Formula(
        "real numbers under Gaussian distributions of variance one, without the constant"
            + " log(2 pi) / 2 per value",
        "a row of outputs z and its targets y",
        "sum_k (z_k - y_k)^2 / 2",
        "z - y",
        "z",
        "1",
        "An infinite output gives an infinite loss and gradient, NaN gives NaN, in that example"
            + " alone.");
  }

  @Override
  public Algorithm algorithm() {
    return new Algorithm(
        Body.allOutputs(OutputStep.HALF_SQUARED_DISTANCE),
        Body.allOutputs(OutputStep.DIFFERENCE),
        Body.allOutputs(OutputStep.COPY),
        Body.allOutputs(OutputStep.CONSTANT));
  }
}
