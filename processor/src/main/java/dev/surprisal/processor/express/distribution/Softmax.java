package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Function.TANH;
import static dev.surprisal.processor.express.algebra.Function.tanh;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Role;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.option.Options;

/**
 * The loss of a class under a categorical distribution, sum_k q_k (L - z_k) with L the log-sum-exp
 * of the logits z and q the targets, and what the options make of z, q and L.
 */
public final class Softmax {
  /** A weight for each class. */
  public static final Symbol CLASS_WEIGHT = new Symbol("w", Role.PER_OUTPUT);

  /** What is capped. */
  private static final Symbol X = new Symbol("x", Role.OUTPUT);

  private final Options options;

  /** The loss with some options. */
  public Softmax(Options options) {
    this.options = options;
  }

  /** What the head emits. */
  public Symbol output() {
    return options.isCapped() ? X : Z;
  }

  /** The bound of the logits. */
  public Parameter cap() {
    return new Parameter("SOFT_CAP", options.softCap().orElseThrow());
  }

  /** tanh(x / cap). */
  public Expr tanhOfRatio() {
    return tanh(X.over(cap()));
  }

  /** The same with a letter. */
  public Expr capped() {
    return Expr.define("t", tanhOfRatio());
  }

  /** The derivative of a capped logit by what is capped. */
  public Expr slope() {
    return TANH.derivative(X.over(cap()));
  }

  /** The logits of the softmax. */
  public Expr logit() {
    return options.isCapped() ? Expr.define("z", cap().times(capped())) : Z;
  }

  /** The log-sum-exp of a row. */
  public Expr logSumExp() {
    return Expr.define("L", Rows.logSumExp(logit()));
  }

  /** The part of a target that is spread evenly. */
  private Parameter smoothing() {
    return new Parameter("LABEL_SMOOTHING", options.labelSmoothing());
  }

  /** What each output should be. */
  public Expr target() {
    Expr kept = options.isIndex() ? Rows.ONE_HOT : Y;
    Expr smoothed =
        options.isSmoothed()
            ? ONE.minus(smoothing()).times(kept).plus(smoothing().times(Rows.EVEN))
            : kept;
    return options.classWeights() ? CLASS_WEIGHT.times(smoothed) : smoothed;
  }

  /** What the z-loss adds to the loss of a row of weight 1. */
  public Expr penalty() {
    return options.hasZLoss()
        ? new Parameter("Z_LOSS", options.zLoss()).times(logSumExp().squared())
        : Expr.ZERO;
  }

  /** The loss of a row for targets of a letter. */
  public Expr loss(Expr target) {
    return Rows.sum(target.times(logSumExp().minus(logit()))).plus(penalty());
  }
}
