package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.expm1;
import static dev.surprisal.processor.express.algebra.Functions.log;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Positive amounts with a heavy tail: exp m the mean, exp s the shape. */
record InverseGaussian() implements Family {
  /** Its square is the loss, and no larger than that. */
  private static final Expr Q =
      Expr.define("q", exp(S.minus(log(Y)).times(0.5)).times(expm1(log(Y).minus(M))));

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(M, S),
                Q.squared().minus(S).times(0.5),
                List.of(exp(M), exp(S)),
                new Words(
                    "positive amounts under inverse Gaussian distributions, without the constant (log(2 pi) + 3 log y) / 2 per value",
                    "a row of outputs, first all log-means m, then all log-shapes s, and its amounts y",
                    "An output that is not finite gives a loss that is not, in that example alone."))
            .withConstants(Expr.of(Math.log(2 * Math.PI) / 2).plus(log(Y).times(1.5)))
            .withInformation(List.of(exp(S.minus(M)), Expr.of(0.5))));
  }

  @Override
  public Activation activation() {
    return Activation.EXP;
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.POSITIVE;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("outputs", "amounts", "meansAndShapes", List.of("log-mean", "log-shape"));
  }
}
