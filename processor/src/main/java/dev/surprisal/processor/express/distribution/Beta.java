package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.logGammaRest;
import static dev.surprisal.processor.express.algebra.Functions.logGammaRestBend;
import static dev.surprisal.processor.express.algebra.Functions.logGammaRestSlope;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;
import static dev.surprisal.processor.express.algebra.Functions.softplusAboveTangent;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Shares between 0 and 1: m the logit of the mean, exp s the precision. */
record Beta() implements Family {
  private static final Expr LOGIT = Expr.define("l", log(Y).minus(log(ONE.minus(Y))));
  private static final Expr PRECISION = Expr.define("f", exp(S));

  /** The logarithms of the two shapes, precision times the mean and times what it lacks of 1. */
  private static final Expr A = Expr.define("a", S.minus(softplus(M.negate())));

  private static final Expr B = Expr.define("b", S.minus(softplus(M)));

  /** What shapes add to the gradient by m: both are near 1 where the precision is small. */
  private static final Expr OF_SHAPES =
      Expr.define(
          "e",
          logGammaRestSlope(A)
              .times(sigmoid(M.negate()))
              .minus(logGammaRestSlope(B).times(sigmoid(M))));

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(M, S),
                PRECISION
                    .times(softplusAboveTangent(M, LOGIT))
                    .plus(logGammaRest(A))
                    .plus(logGammaRest(B))
                    .minus(logGammaRest(S)),
                List.of(sigmoid(M), exp(S)),
                new Words(
                    "shares under beta distributions, without the constant log y + log(1 - y) per"
                        + " value",
                    "a row of outputs, first all logits m of means, then all log-precisions s, and"
                        + " its shares y",
                    "An output that is not finite gives a loss that is not, in that example"
                        + " alone."))
            .withGradient(
                M,
                PRECISION
                    .times(sigmoid(M))
                    .times(sigmoid(M.negate()))
                    .times(M.minus(LOGIT))
                    .plus(OF_SHAPES))
            .withConstants(log(Y).plus(log(ONE.minus(Y))))
            .withInformation(
                List.of(
                    sigmoid(M.negate())
                        .squared()
                        .times(squareOfTrigamma(A))
                        .plus(sigmoid(M).squared().times(squareOfTrigamma(B))),
                    bend(A).plus(bend(B)).minus(bend(S)))));
  }

  /** n (n trigamma(n) - 1) of log n. */
  private static Expr bend(Expr logN) {
    return logGammaRestBend(logN).minus(logGammaRestSlope(logN));
  }

  /** n^2 trigamma(n) of log n. */
  private static Expr squareOfTrigamma(Expr logN) {
    return bend(logN).plus(exp(logN));
  }

  @Override
  public Activation activation() {
    return Activation.SIGMOID;
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.SHARE;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("outputs", "shares", "meansPrecisions", List.of("logit", "log-precision"));
  }
}
