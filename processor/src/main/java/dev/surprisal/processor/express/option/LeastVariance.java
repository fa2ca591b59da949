package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID_SLOPE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * s := l = log(f + exp s), so that a variance exp s becomes f + exp s, and its gradient stays
 * alive.
 */
final class LeastVariance {
  private final Likelihood likelihood;
  private final double least;
  private final Expr variance;
  private final Definition logVariance;
  private final Expr slope;

  private LeastVariance(Likelihood likelihood, double least) {
    this.likelihood = likelihood;
    this.least = least;
    Expr log =
        new Parameter(
            "LOG_LEAST_VARIANCE", Math.log(least), "The logarithm of the least variance.");
    Expr above = S.minus(log);
    this.variance =
        new Parameter("LEAST_VARIANCE", least, "What is added to the variance that is learned.")
            .plus(exp(S));
    this.logVariance = (Definition) Expr.define("l", log.plus(softplus(above)));
    this.slope = sigmoid(above);
  }

  /** Puts a floor under the variance, if one is learned. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    return options.leastVariance() > 0 && likelihood.outputs().contains(S)
        ? new LeastVariance(likelihood, options.leastVariance()).rewritten()
        : likelihood;
  }

  /** What was stated of s is of l, whose derivative by s multiplies it. */
  private Likelihood rewritten() {
    Words words = likelihood.words();
    return likelihood
        .replace(S, logVariance)
        .withOutputs(
            likelihood.outputs(),
            List.of(likelihood.means().get(0), variance),
            List.of(information(0), information(1).times(slope.squared())))
        .showing(shown())
        .in(
            new Words(
                words.subject() + ", and of a variance of at least " + least,
                words.symbols(),
                "An infinite mean gives an infinite loss, NaN gives NaN, in that example alone. A"
                    + " log-variance of -infinity is the least variance."));
  }

  private Expr information(int output) {
    return likelihood.information().get(output).replace(S, logVariance);
  }

  private Map<Expr, Expr> shown() {
    Expr p = Expr.define("p", exp(S).over(variance));
    Map<Expr, Expr> shown = new HashMap<>(likelihood.shown());
    shown.put(logVariance, Expr.define("l", log(variance)));
    shown.put(slope, p);
    shown.put(SIGMOID_SLOPE.of(((Call) slope).argument()), p.times(ONE.minus(p)));
    return shown;
  }
}
