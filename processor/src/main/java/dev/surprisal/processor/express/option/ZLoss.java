package dev.surprisal.processor.express.option;

import dev.surprisal.processor.express.algebra.Expr;

/** nll := nll + l L^2, with L the log-sum-exp of a row. */
public final class ZLoss {
  private ZLoss() {}

  /** What is added to the loss of a row of weight 1; 0 for nothing. */
  public static Expr penalty(Expr logSumExp, Options options) {
    return options.hasZLoss() ? factor(options).times(logSumExp.squared()) : Expr.ZERO;
  }

  /** The factor of the squared log-sum-exp. */
  public static Expr factor(Options options) {
    return new Expr.Parameter("Z_LOSS", options.zLoss(), "The factor of log-sum-exp squared.");
  }
}
