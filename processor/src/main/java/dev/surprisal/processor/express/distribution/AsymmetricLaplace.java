package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.LOG_NORMALISER;
import static dev.surprisal.processor.express.Letters.QUANTILE;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.belowZero;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Real numbers of which a quantile is asked for: z the quantile. */
record AsymmetricLaplace() implements Family {
  /** There is no curvature; steps divide by 1, as those of XGBoost and LightGBM do. */
  @Override
  public Optional<Likelihood> likelihood() {
    Expr u = Expr.define("u", Y.minus(Z));
    return Optional.of(
        Likelihood.of(
                List.of(Z),
                u.times(QUANTILE.minus(belowZero(u))),
                List.of(Z),
                new Words(
                    "real numbers under asymmetric Laplace distributions of scale one, without the"
                        + " constant of a quantile per value",
                    "a row of outputs z and its targets y",
                    "An infinite output gives an infinite loss, NaN gives NaN, in that example"
                        + " alone. On the target the gradient is that of an output below it."))
            .withConstants(LOG_NORMALISER)
            .withInformation(List.of(ONE)));
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
    return new Wording("outputs", "targets", "quantiles");
  }
}
