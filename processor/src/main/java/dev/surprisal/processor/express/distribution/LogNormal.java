package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.OUTLIVED;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Expr.ZERO;
import static dev.surprisal.processor.express.algebra.Expr.choose;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.normalHazard;
import static dev.surprisal.processor.express.algebra.Functions.normalHazardAbove;
import static dev.surprisal.processor.express.algebra.Functions.normalTail;
import static dev.surprisal.processor.express.algebra.Functions.sign;

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
 * Positive amounts whose logarithms are Gaussian: m the mean of them, s the logarithm of their
 * variance.
 */
record LogNormal() implements Family {
  private static final Expr D = Expr.define("d", exp(S.times(-0.5)));
  private static final Expr U = Expr.define("u", log(Y).minus(M).times(D));
  private static final Expr BEND = normalHazard(U).times(normalHazardAbove(U));

  /** Where it was outlived, the curvature, whose only term that can be negative is not. */
  private static final List<Expr> INFORMATION =
      List.of(
          choose(OUTLIVED, D.squared().times(BEND), exp(S.negate())),
          choose(
              OUTLIVED,
              U.squared().times(BEND).plus(U.times(sign(U)).times(normalHazard(U))).times(0.25),
              Expr.of(0.5)));

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(M, S),
                choose(OUTLIVED, normalTail(U), U.squared().plus(S).times(0.5)),
                List.of(exp(M), exp(S)),
                new Words(
                    "positive amounts under log-normal distributions, without the constant log y + log(2 pi) / 2 per value",
                    "a row of outputs, first all means m of log y, then all log-variances s of it, and its amounts y",
                    "An output that is not finite gives a loss that is not, in that example alone."))
            .withConstants(choose(OUTLIVED, ZERO, log(Y).plus(Expr.of(Math.log(2 * Math.PI) / 2))))
            .withInformation(INFORMATION));
  }

  @Override
  public Activation activation() {
    return Activation.EXP;
  }

  @Override
  public TargetKind targets(Options options) {
    return options.censored() ? TargetKind.CENSORED : TargetKind.POSITIVE;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording(
        "outputs", "amounts", "mediansAndSpreads", List.of("log-median", "log-variance"));
  }
}
