package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.LOG_NORMALISER;
import static dev.surprisal.processor.express.Letters.TRIALS;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Functions.logFactorial;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** How many of a number of trials succeed: z the log-odds of one. */
record Binomial() implements Family {

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(Z),
                TRIALS.minus(Y).times(softplus(Z)).plus(Y.times(softplus(Z.negate()))),
                List.of(sigmoid(Z)),
                new Words(
                    "counts of successes under binomial distributions, without the constant log(N choose y) per value",
                    "a row of log-odds z and its counts y",
                    "An infinite logit gives an infinite loss or none, +infinity and NaN give NaN, in that example alone."))
            .withConstants(
                logFactorial(Y).plus(logFactorial(TRIALS.minus(Y))).plus(LOG_NORMALISER)));
  }

  @Override
  public Activation activation() {
    return Activation.SIGMOID;
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.COUNT_OF_TRIALS;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("logits", "counts", "shares");
  }
}
