package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Real numbers under logistic distributions: m the mean, exp s the scale. */
record LogisticNoise() implements Family {
  private static final Symbol M = new Symbol("m", Role.OUTPUT);
  private static final Symbol S = new Symbol("s", Role.OUTPUT);
  private static final Expr U = Expr.define("u", Y.minus(M).times(exp(S.negate())));

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
            List.of(M, S),
            S.plus(U).plus(softplus(U.negate()).times(2)),
            List.of(M, exp(S)),
            new Words(
                "real numbers under logistic distributions",
                "a row of outputs, first all means m, then all log-scales s, and its targets y",
                "NaN gives NaN, in that example alone.")));
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.FINITE;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("outputs", "targets", "meansAndScales");
  }
}
