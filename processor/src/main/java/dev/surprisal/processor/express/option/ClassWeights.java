package dev.surprisal.processor.express.option;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;

/** q := w q, with w a weight for each class. */
public final class ClassWeights {
  /** A weight for each class. */
  public static final Symbol WEIGHT = new Symbol("w", Role.PER_OUTPUT);

  private ClassWeights() {}

  /** A target, weighed. */
  public static Expr of(Expr target, Options options) {
    return options.classWeights() ? WEIGHT.times(target) : target;
  }
}
