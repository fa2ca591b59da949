package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.sign;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Real numbers with heavy tails: z the median. */
record Laplace() implements Family {
  /** The distance is its size times its sign. There is no curvature; the information is 1. */
  @Override
  public Optional<Likelihood> likelihood() {
    Expr u = Expr.define("u", Z.minus(Y));
    return Optional.of(
        Likelihood.of(
                List.of(Z),
                u.times(sign(u)),
                List.of(Z),
                new Words(
                    "real numbers under Laplace distributions of scale one, without the constant"
                        + " log 2 per value",
                    "a row of outputs z and its targets y",
                    "An infinite output gives an infinite loss, NaN gives NaN, in that example"
                        + " alone. On the target the gradient is 0."))
            .withConstants(Expr.of(Math.log(2)))
            .withInformation(List.of(ONE)));
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public Foreign refusal(Option option) {
    return option == Option.QUANTILE
        ? Foreign.of(
            "Its output is the median, the quantile of 0.5.",
            "no quantile, or distribution = ASYMMETRIC_LAPLACE for another")
        : Foreign.refusal(option);
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.FINITE;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("outputs", "targets", "medians");
  }
}
