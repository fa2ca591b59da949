package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.logSumExp;
import static dev.surprisal.processor.express.algebra.Functions.others;
import static dev.surprisal.processor.express.algebra.Functions.share;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real numbers of several likely sizes: of each component z the logit of its weight, m its mean, s
 * its log-variance.
 */
record MixtureOfGaussians() implements Family {
  private static final Symbol Z = new Symbol("z", Role.COMPONENT);
  private static final Symbol M = new Symbol("m", Role.COMPONENT);
  private static final Symbol S = new Symbol("s", Role.COMPONENT);

  private static final Expr D = Expr.define("d", exp(S.times(-0.5)));
  private static final Expr U = Expr.define("u", M.minus(Y).times(D));

  /** The log-density of the target under a component, times the weight of that. */
  private static final Expr A =
      Expr.define("a", Z.minus(S.times(0.5)).minus(U.squared().times(0.5)));

  /** The weight of a component, and its responsibility for the target. */
  private static final Expr P = Expr.define("p", share(Z));

  private static final Expr R = Expr.define("r", share(A));

  /** What both lack of 1. */
  private static final Expr NOT_P = Expr.define("notP", others(P));

  private static final Expr NOT_R = Expr.define("notR", others(R));

  /** p - r, which keeps its digits where a component has nearly all. */
  private static final Expr EXCESS = Expr.define("excess", P.times(NOT_R).minus(R.times(NOT_P)));

  /** p (1 - p) - r (1 - r) as (p - r) (1 - p - r), likewise. */
  private static final Expr BEND = EXCESS.times(NOT_P.times(NOT_R).minus(P.times(R)));

  /**
   * Steps divide by a diagonal that the whole Hessian does not exceed. With the component known,
   * and each as often as it is responsible, the Hessian would be p_j ([i = j] - p_i) by the logits
   * and r (d^2, -u d; -u d, u^2 / 2) by m and s; not to know it takes the variance of the gradient
   * away from that (Louis). By the logits it is no more than twice its diagonal, as that of any
   * softmax; by m and s no more than r (2 d^2, 3 u^2 / 2). To that, r / 2 is added by s, what is
   * expected of it with the component known: else steps would have no end where the mean is right.
   */
  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(Z, M, S),
                logSumExp(Z).minus(logSumExp(A)),
                List.of(P, M, exp(S)),
                new Words(
                    "real numbers under mixtures of Gaussian distributions, without the constant"
                        + " log(2 pi) / 2 per value",
                    "a row of outputs for values k and components j, first all logits z, component"
                        + " after component, then all means m, then all log-variances s, and its"
                        + " targets y",
                    "A logit of -infinity leaves its component out, and so does an infinite mean or"
                        + " a log-variance of +infinity. NaN, or another infinity, gives NaN, in"
                        + " that example alone."))
            .withGradient(Z, EXCESS)
            .withGradient(M, R.times(D).times(U))
            .withGradient(S, R.times(ONE.minus(U.squared())).times(0.5))
            .withCurvature(Z, BEND)
            .withCurvature(
                S,
                R.times(
                    U.squared()
                        .times(0.5)
                        .minus(NOT_R.times(ONE.minus(U.squared()).squared()).times(0.25))))
            .showing(
                Map.of(
                    EXCESS, P.minus(R),
                    BEND, P.times(others(P)).minus(R.times(others(R))),
                    NOT_P, ONE.minus(P),
                    NOT_R, ONE.minus(R)))
            .withConstants(Expr.of(Math.log(2 * Math.PI) / 2))
            .withInformation(
                List.of(
                    P.times(NOT_P).times(2),
                    R.times(D.squared()).times(2),
                    R.times(ONE.plus(U.squared().times(3))).times(0.5))));
  }

  @Override
  public Activation activation() {
    return Activation.SOFTMAX;
  }

  @Override
  public Optional<Misfit> misfit(Activation other) {
    return other == Activation.SOFTMAX
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                "The weights of the components are a softmax of their logits; means are the"
                    + " outputs themselves, and variances exponentials of them, in any case.",
                "activation = SOFTMAX"));
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.FINITE;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("outputs", "targets", "mixtures", List.of("logit", "mean", "log-variance"));
  }

  @Override
  public Foreign refusal(Option option) {
    return option == Option.VARIANCE
        ? Foreign.of("The variance of each component is learned in any case.", "no variance")
        : Foreign.refusal(option);
  }
}
