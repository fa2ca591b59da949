package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Expr.ONE;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;

/** y := (1 - e) y + e even. */
public final class LabelSmoothing {
  private LabelSmoothing() {}

  /** Draws the targets of a likelihood to where they say nothing. */
  static Likelihood rewrite(Likelihood likelihood, Options options) {
    return likelihood
        .even()
        .filter(even -> options.isSmoothed())
        .map(even -> likelihood.replace(Y, Expr.define("q", of(Y, options, even))))
        .orElse(likelihood);
  }

  /** A target, drawn to where it says nothing. */
  public static Expr of(Expr target, Options options, Expr even) {
    if (!options.isSmoothed()) {
      return target;
    }
    Expr part =
        new Expr.Parameter(
            "LABEL_SMOOTHING",
            options.labelSmoothing(),
            "The part of each target that is spread evenly.");
    return ONE.minus(part).times(target).plus(part.times(even));
  }
}
