package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.expAboveTangent;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.logGammaRest;
import static dev.surprisal.processor.express.algebra.Functions.logGammaRestBend;
import static dev.surprisal.processor.express.algebra.Functions.logGammaRestSlope;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/**
 * Positive amounts: exp m the mean, n = exp s the shape, 1/n the squared coefficient of variation.
 */
record Gamma() implements Family {
  private static final Expr N = Expr.define("n", exp(S));
  private static final Expr U = Expr.define("u", log(Y).minus(M));

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(M, S),
                N.times(expAboveTangent(U)).plus(logGammaRest(S)),
                List.of(exp(M), exp(S)),
                new Words(
                    "positive amounts under gamma distributions, without the constant log y per value",
                    "a row of outputs, first all log-means m, then all log-shapes s, and its amounts y",
                    "An output that is not finite gives a loss that is not, in that example alone."))
            .withConstants(log(Y))
            .withInformation(List.of(exp(S), logGammaRestBend(S).minus(logGammaRestSlope(S)))));
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
