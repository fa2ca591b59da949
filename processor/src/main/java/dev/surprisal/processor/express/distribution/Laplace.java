package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.sign;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.Rewrites;
import java.util.List;
import java.util.Optional;

/** Real numbers with heavy tails: z the median; or m, and s the logarithm of the scale. */
record Laplace() implements Family {
  private static final Expr D = Expr.define("d", exp(S.negate()));
  private static final Likelihood UNIT =
      Likelihood.of(
              List.of(Z),
              absolute(Z.minus(Y)),
              List.of(Z),
              new Words(
                  "real numbers under Laplace distributions of scale one, without the constant"
                      + " log 2 per value",
                  "a row of outputs z and its targets y",
                  "An infinite output gives an infinite loss, NaN gives NaN, in that example"
                      + " alone. On the target the gradient is 0."))
          .withConstants(Expr.of(Math.log(2)))
          .withInformation(List.of(ONE));

  private static final Likelihood LEARNED =
      UNIT.withNll(absolute(M.minus(Y).times(D)).plus(S))
          .withOutputs(List.of(M, S), List.of(M, exp(S)), List.of(D.squared(), ONE))
          .in(
              new Words(
                  "real numbers under Laplace distributions, without the constant log 2 per value",
                  "a row of outputs, first all medians m, then all log-scales s, and its targets y",
                  "An output that is not finite gives a loss that is not, in that example alone."
                      + " On the target the gradient by m is 0."));

  /** The distance is its size times its sign. There is no curvature by the median. */
  private static Expr absolute(Expr distance) {
    Expr u = Expr.define("u", distance);
    return u.times(sign(u));
  }

  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(UNIT);
  }

  @Override
  public Optional<Likelihood> likelihood(Options options) {
    return Optional.of(Rewrites.of(isLearned(options) ? LEARNED : UNIT, options));
  }

  private static boolean isLearned(Options options) {
    return options.variance() == Variance.LEARNED;
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public boolean has(Option option) {
    return option == Option.VARIANCE || Family.super.has(option);
  }

  @Override
  public List<Contradiction> contradictions(Options options) {
    return options.variance() == Variance.FIXED
        ? List.of(
            new Contradiction(
                Option.VARIANCE,
                "distribution = LAPLACE",
                new Misfit(
                    "A distance counts by itself and not by its square: a scale b that is given is"
                        + " a weight 1 / b.",
                    "variance = LEARNED, or outputWeights = true with 1 / b for each value to the"
                        + " constructor")))
        : List.of();
  }

  @Override
  public Foreign refusal(Option option) {
    return switch (option) {
      case QUANTILE ->
          Foreign.of(
              "Its output is the median, the quantile of 0.5.",
              "no quantile, or distribution = ASYMMETRIC_LAPLACE for another");
      case LEAST_VARIANCE ->
          Foreign.of(
              "Its s is the logarithm of a scale, and not of a variance.",
              "no leastVariance, or distribution = STUDENT_T for heavy tails with one");
      default -> Foreign.refusal(option);
    };
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.FINITE;
  }

  @Override
  public Wording wording(Options options) {
    return isLearned(options)
        ? new Wording("outputs", "targets", "mediansAndScales", List.of("median", "log-scale"))
        : new Wording("outputs", "targets", "medians");
  }
}
