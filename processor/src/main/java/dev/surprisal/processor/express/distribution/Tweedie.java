package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.POWER;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.exp;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Amounts that are often 0: z the logarithm of the mean. */
record Tweedie() implements Family {
  @Override
  public Optional<Likelihood> likelihood() {
    Expr left = Expr.of(2).minus(POWER);
    Expr right = ONE.minus(POWER);
    return Optional.of(
        Likelihood.of(
                List.of(Z),
                exp(left.times(Z)).over(left).minus(Y.times(exp(right.times(Z))).over(right)),
                List.of(exp(Z)),
                new Words(
                    "amounts under Tweedie distributions of dispersion one, without what does not"
                        + " depend on the outputs",
                    "a row of outputs z, logarithms of means, and its amounts y",
                    "An output that is not finite gives a loss that is not, in that example alone."))
            .withConstants(Optional.empty()));
  }

  @Override
  public Activation activation() {
    return Activation.EXP;
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.AMOUNT;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("logMeans", "amounts", "means");
  }
}
