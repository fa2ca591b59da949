package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.logFactorial;
import static dev.surprisal.processor.express.algebra.Functions.logRising;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.sizeGradient;
import static dev.surprisal.processor.express.algebra.Functions.softplus;
import static dev.surprisal.processor.express.algebra.Functions.softplusAboveSigmoid;

import dev.surprisal.annotation.Activation;
import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.TargetKind;
import dev.surprisal.processor.express.Wording;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.option.Options;
import java.util.List;
import java.util.Optional;

/** Counts that vary more than Poisson's: exp m the mean, n = exp s the size; Poisson as n grows. */
record NegativeBinomial() implements Family {
  private static final Expr N = Expr.define("n", exp(S));
  private static final Expr U = Expr.define("u", M.minus(S));

  /**
   * Derivatives in forms that do not cancel; by s, steps divide by no less than what is expected.
   */
  @Override
  public Optional<Likelihood> likelihood() {
    return Optional.of(
        Likelihood.of(
                List.of(M, S),
                N.plus(Y).times(softplus(U)).minus(Y.times(M)).minus(logRising(S, Y)),
                List.of(exp(M), exp(S)),
                new Words(
                    "counts under negative binomial distributions, without the constant log(y!)"
                        + " per value",
                    "a row of outputs, first all log-means m, then all log-sizes s, and its"
                        + " counts y",
                    "An output that is not finite gives a loss that is not, in that example"
                        + " alone."))
            .withConstants(logFactorial(Y))
            .withGradient(M, N.times(sigmoid(U)).minus(Y.times(sigmoid(U.negate()))))
            .withGradient(S, sizeGradient(S, M, Y))
            .withInformation(List.of(N.times(sigmoid(U)), N.times(softplusAboveSigmoid(U)))));
  }

  @Override
  public Activation activation() {
    return Activation.EXP;
  }

  @Override
  public TargetKind targets(Options options) {
    return TargetKind.COUNT;
  }

  @Override
  public Wording wording(Options options) {
    return new Wording("outputs", "counts", "meansAndSizes", List.of("log-mean", "log-size"));
  }
}
