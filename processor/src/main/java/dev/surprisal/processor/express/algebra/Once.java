package dev.surprisal.processor.express.algebra;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** A change of expressions that each part undergoes once, however often it stands in them. */
public final class Once implements UnaryOperator<Expr> {
  private final BiFunction<Expr, UnaryOperator<Expr>, Expr> change;
  private final Map<Expr, Expr> changed = new HashMap<>();

  /**
   * A change.
   *
   * @param change what becomes of an expression, given what to change its parts by
   */
  public Once(BiFunction<Expr, UnaryOperator<Expr>, Expr> change) {
    this.change = change;
  }

  @Override
  public Expr apply(Expr expr) {
    Expr known = changed.get(expr);
    if (known == null) {
      known = change.apply(expr, this);
      changed.put(expr, known);
    }
    return known;
  }
}
