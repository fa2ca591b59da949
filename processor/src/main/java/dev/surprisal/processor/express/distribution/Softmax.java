package dev.surprisal.processor.express.distribution;

import static dev.surprisal.processor.express.Letters.Y;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.option.ClassWeights;
import dev.surprisal.processor.express.option.Focal;
import dev.surprisal.processor.express.option.LabelSmoothing;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.express.option.SoftCap;
import dev.surprisal.processor.express.option.Temperature;
import dev.surprisal.processor.express.option.ZLoss;

/**
 * The loss of a class under a categorical distribution, sum_k q_k (L - z_k) with L the log-sum-exp
 * of the logits z and q the targets, and what the options make of z, q and L.
 */
public final class Softmax {
  private final Options options;

  /** The loss with some options. */
  public Softmax(Options options) {
    this.options = options;
  }

  /** What the head emits. */
  public Symbol output() {
    return SoftCap.output(options);
  }

  /** The logits of the softmax. */
  public Expr logit() {
    return SoftCap.logit(options);
  }

  /** The log-sum-exp of a row. */
  public Definition logSumExp() {
    return (Definition) Expr.define("L", Rows.logSumExp(logit()));
  }

  /** What each output should be. */
  public Expr target() {
    Expr kept = options.isIndex() ? Rows.ONE_HOT : Y;
    return ClassWeights.of(LabelSmoothing.of(kept, options, Rows.EVEN), options);
  }

  /** What multiplies the surprisal of a row. */
  public Expr factor() {
    return Temperature.factor(options);
  }

  /** What is added to the loss of a row of weight 1; 0 for nothing. */
  public Expr penalty() {
    return ZLoss.penalty(logSumExp(), options);
  }

  /** The loss of a row. */
  public Expr loss() {
    return loss(target(), Focal.ofRow(options));
  }

  /** The loss of a row for targets of a letter, with a letter for what multiplies its surprisal. */
  public Expr loss(Expr target, Expr focus) {
    return factor().times(focus).times(surprisal(target)).plus(penalty());
  }

  /** The surprisal of a row. */
  public Expr surprisal(Expr target) {
    return Rows.sum(target.times(logSumExp().minus(logit())));
  }
}
