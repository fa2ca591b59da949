package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.INVERSE_DEVIATION;
import static dev.surprisal.processor.express.Letters.M;
import static dev.surprisal.processor.express.Letters.S;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Functions.exp;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;
import java.util.List;

/** The variance: 1, v, one for each value, or the exponential of s, which the head emits. */
public final class Variances {
  private static final Symbol GIVEN = new Symbol("v", Role.PER_OUTPUT);
  private static final Expr LEARNED = Expr.define("d", exp(S.times(-0.5)));

  private Variances() {}

  /** Gives values their variance. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    if (!likelihood.nll().has(INVERSE_DEVIATION)) {
      return likelihood;
    }
    Words words = likelihood.words();
    return switch (options.variance()) {
      case UNIT ->
          likelihood
              .replace(INVERSE_DEVIATION, Expr.ONE)
              .in(
                  new Words(
                      words.subject()
                          + " of variance one, without the constant log(2 pi) / 2 per value",
                      words.symbols(),
                      words.extremes()));
      case FIXED ->
          likelihood
              .replace(INVERSE_DEVIATION, GIVEN.power(-0.5))
              .in(
                  new Words(
                      words.subject()
                          + " of given variances, without the constant log(2 pi v) / 2 per value",
                      words.symbols() + ", of variances v",
                      words.extremes()));
      case LEARNED ->
          likelihood
              .replace(INVERSE_DEVIATION, LEARNED)
              .replace(Z, M)
              .withOutputs(
                  List.of(M, S),
                  List.of(M, exp(S)),
                  // Its curvature by s, u^2 / 2, is near 0 where the mean is right.
                  List.of(LEARNED.squared(), Expr.of(0.5)))
              .in(
                  new Words(
                      words.subject() + ", without the constant log(2 pi) / 2 per value",
                      "a row of outputs, first all means m, then all log-variances s, and its"
                          + " targets y",
                      "An output that is not finite gives a loss that is not, in that example"
                          + " alone."));
    };
  }
}
