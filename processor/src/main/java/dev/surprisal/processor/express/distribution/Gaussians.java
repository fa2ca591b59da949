package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.INVERSE_DEVIATION;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Function.log;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.Likelihood.Words;
import dev.surprisal.processor.express.algebra.Expr;
import java.util.List;
import java.util.Map;

/** Real numbers: z the mean, A(z) = z^2 / 2. */
public final class Gaussians {
  private Gaussians() {}

  /**
   * The likelihood, as it is without options but for the letter that waits for the variance. The
   * distance is taken in units of the deviation before it is squared: a square, or an inverse
   * variance, may be too large for a number where that is not.
   */
  public static Likelihood likelihood() {
    Expr u = Expr.define("u", Z.minus(Y).times(INVERSE_DEVIATION));
    return new Likelihood(
        List.of(Z),
        u.squared().times(0.5).minus(log(INVERSE_DEVIATION)),
        List.of(Z),
        Map.of(),
        new Words(
            "real numbers under Gaussian distributions",
            "a row of outputs z and its targets y",
            "An infinite output gives an infinite loss and gradient, NaN gives NaN, in that example"
                + " alone."));
  }
}
