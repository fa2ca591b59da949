package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.OUTLIVED;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Expr.ZERO;
import static dev.surprisal.processor.express.algebra.Expr.choose;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
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

/** Times until something happens: exp m the scale, k = exp s the shape. */
record Weibull() implements Family {
  private static final Expr K = Expr.define("k", exp(S));
  private static final Expr U = Expr.define("u", K.times(log(Y).minus(M)));

  /** pi^2 / 6 + (1 - gamma)^2, with Euler's gamma: the expected square of 1 - u (exp(u) - 1). */
  private static final double INFORMATION_OF_SHAPE = 0x1.d2dcbc5cb5f5fp0;

  /** Where it was outlived, the curvature, whose only term that can be negative is not. */
  private static final List<Expr> INFORMATION =
      List.of(
          choose(OUTLIVED, K.squared().times(exp(U)), exp(S.times(2))),
          choose(
              OUTLIVED,
              exp(U).times(U.squared().plus(U.times(sign(U)))),
              Expr.of(INFORMATION_OF_SHAPE)));

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(M, S),
                choose(OUTLIVED, exp(U), exp(U).minus(U).minus(S)),
                List.of(exp(M), exp(S)),
                new Words(
                    "times under Weibull distributions, without the constant log y per value",
                    "a row of outputs, first all log-scales m, then all log-shapes s, and its times y",
                    "An output that is not finite gives a loss that is not, in that example alone."))
            .withConstants(choose(OUTLIVED, ZERO, log(Y)))
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
    return new Wording("outputs", "times", "scalesAndShapes", List.of("log-scale", "log-shape"));
  }
}
