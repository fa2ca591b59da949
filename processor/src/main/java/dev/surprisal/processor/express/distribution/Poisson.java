package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.logFactorial;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Counts of events: z the logarithm of the rate, A(z) = exp z. */
record Poisson() implements Family {
  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(Z),
                exp(Z).minus(Y.times(Z)),
                List.of(exp(Z)),
                new Words(
                    "counts under Poisson distributions, without the constant log(y!) per value",
                    "a row of log-rates z and its counts y",
                    "A log-rate that is not finite gives a loss that is not, in that example alone."))
            .withConstants(logFactorial(Y)));
  }

  @Override
  public Activation activation() {
    return Activation.EXP;
  }

  @Override
  public Optional<Misfit> misfit(Activation other) {
    return switch (other) {
      case EXP -> Optional.empty();
      case IDENTITY ->
          Optional.of(
              new Misfit(
                  "A raw output can be negative, so it is no rate, and its logarithm need not"
                      + " exist.",
                  "activation = EXP; the model goes on emitting raw outputs, the loss takes them"
                      + " for logarithms of rates"));
      case SIGMOID, SOFTMAX ->
          Optional.of(
              new Misfit(
                  "It keeps outputs below 1, and a rate can be any positive number.",
                  "activation = EXP, or distribution = BERNOULLI if what is counted happens once or"
                      + " not at all"));
    };
  }

  @Override
  public Foreign refusal(Option option) {
    return option == Option.VARIANCE
        ? Foreign.of(
            "The variance of a count is its rate: its mean says it already.", "no variance")
        : Foreign.refusal(option);
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.COUNT;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("logRates", "counts", "rates");
  }
}
