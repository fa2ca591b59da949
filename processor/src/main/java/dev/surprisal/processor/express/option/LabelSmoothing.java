package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.algebra.Expr.ONE;

import dev.surprisal.processor.express.Likelihood;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;

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

  /** What is spread evenly. */
  public static Parameter part(Options options) {
    return new Parameter(
        "LABEL_SMOOTHING",
        options.labelSmoothing(),
        "The part of each target that is spread evenly.");
  }

  /** A target, drawn to where it says nothing. */
  public static Expr of(Expr target, Options options, Expr even) {
    if (!options.isSmoothed()) {
      return target;
    }
    Expr part = part(options);
    return ONE.minus(part).times(target).plus(part.times(even));
  }
}
