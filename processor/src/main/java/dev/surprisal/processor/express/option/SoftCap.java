package dev.surprisal.processor.express.option;

import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Function.TANH;
import static dev.surprisal.processor.express.algebra.Functions.tanh;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;
import java.util.List;

/** z := c tanh(x / c), with x what the head emits; a temperature divides it. */
public final class SoftCap {
  private static final Symbol X = new Symbol("x", Role.OUTPUT);

  private SoftCap() {}

  /** What the head emits. */
  public static Symbol output(Options options) {
    return options.hasPlainLogits() ? Z : X;
  }

  /** The logit that the loss is of. */
  public static Expr logit(Options options) {
    if (options.hasPlainLogits()) {
      return Z;
    }
    Expr capped = options.isCapped() ? cap(options).times(tanhWithLetter(options)) : X;
    return Expr.define("z", Temperature.of(capped, options));
  }

  /** The bound of the logits. */
  public static Parameter cap(Options options) {
    return new Parameter(
        "SOFT_CAP", options.softCap().orElseThrow(), "Logits are held between -cap and cap.");
  }

  /** tanh(x / c). */
  public static Expr tanhOfRatio(Options options) {
    return tanh(X.over(cap(options)));
  }

  /** The same with a letter. */
  public static Expr tanhWithLetter(Options options) {
    return Expr.define("t", tanhOfRatio(options));
  }

  /** The derivative of a capped logit by what is capped. */
  public static Expr slope(Options options) {
    return TANH.derivative(List.of(X.over(cap(options))));
  }
}
