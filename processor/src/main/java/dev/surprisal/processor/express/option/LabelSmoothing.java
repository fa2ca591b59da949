package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Expr.ONE;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;

/** y := (1 - e) y + e even. */
public final class LabelSmoothing {
  private LabelSmoothing() {}

  /**
   * Draws the targets of a likelihood to where they say nothing.
   *
   * @param even where they say nothing
   */
  public static Likelihood rewrite(Likelihood likelihood, Options options, Expr even) {
    if (!options.isSmoothed()) {
      return likelihood;
    }
    Expr part = new Expr.Parameter("LABEL_SMOOTHING", options.labelSmoothing());
    Expr smoothed = ONE.minus(part).times(Y).plus(part.times(even));
    return likelihood.replace(Y, Expr.define("q", smoothed));
  }
}
