package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.POSITIVE_WEIGHT;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID_SLOPE;
import static dev.surprisal.processor.express.algebra.Function.sigmoid;
import static dev.surprisal.processor.express.algebra.Function.softplus;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import java.util.List;
import java.util.Map;

/** Yes or no, one or several: z the log-odds of yes, A(z) = log(1 + exp z). */
public final class Bernoullis {
  private static final String EXTREMES =
      "A logit of -infinity has probability 0, and an infinite loss unless its target is 0. NaN or"
          + " +infinity give NaN, in that example alone.";

  /** The probability of yes. */
  private static final Expr P = new Symbol("p", Expr.Role.OUTPUT);

  private Bernoullis() {}

  /**
   * The likelihood, as it is without options but for letters that wait for them.
   *
   * @param subject what is surprising
   * @param symbols what the letters are
   */
  public static Likelihood likelihood(String subject, String symbols) {
    Expr yes = POSITIVE_WEIGHT.times(Y);
    Expr no = ONE.minus(Y);
    return new Likelihood(
        List.of(Z),
        yes.times(softplus(Z.negate())).plus(no.times(softplus(Z))),
        List.of(sigmoid(Z)),
        Map.of(
            sigmoid(Z), P,
            sigmoid(Z.negate()), ONE.minus(P),
            SIGMOID_SLOPE.of(Z), P.times(ONE.minus(P))),
        new Words(subject, symbols, EXTREMES));
  }
}
