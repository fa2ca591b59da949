package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.DEGREES_OF_FREEDOM;
import static dev.surprisal.processor.express.Letters.INVERSE_ROOT;
import static dev.surprisal.processor.express.Letters.LOG_NORMALISER;
import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.cauchyLack;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log1pOfSquare;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Real numbers with tails as heavy as is said: m the location, exp s the squared scale. */
record StudentT() implements Family {
  private static final Expr D = Expr.define("d", INVERSE_ROOT.times(exp(S.times(-0.5))));
  private static final Expr T = Expr.define("t", M.minus(Y).times(D));
  private static final Expr POWER = DEGREES_OF_FREEDOM.plus(ONE).times(0.5);

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(M, S),
                S.times(0.5).plus(POWER.times(log1pOfSquare(T))),
                List.of(M, exp(S)),
                new Words(
                    "real numbers under Student's t distributions, without the constant of their degrees of freedom per value",
                    "a row of outputs, first all locations m, then all logarithms s of squared scales, and its targets y",
                    "An output that is not finite gives a loss that is not, in that example alone."))
            .withConstants(LOG_NORMALISER)
            // Of t^2 / (1 + t^2), the derivative has no terms that cancel where t is large.
            .withGradient(S, Expr.of(0.5).minus(POWER.times(cauchyLack(T))))
            .withInformation(
                List.of(
                    DEGREES_OF_FREEDOM
                        .plus(ONE)
                        .over(DEGREES_OF_FREEDOM.plus(Expr.of(3)))
                        .times(exp(S.negate())),
                    DEGREES_OF_FREEDOM.over(DEGREES_OF_FREEDOM.plus(Expr.of(3))).times(0.5))));
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
    return new Wording(
        "outputs", "targets", "predictions", List.of("location", "log-squared-scale"));
  }
}
