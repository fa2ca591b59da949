package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Function;
import java.util.Optional;

/**
 * Results that a component has a share of: without a share it has nothing, even of what has no end,
 * as a weight of 0 makes 0 of everything.
 */
final class Shares {
  private Shares() {}

  /** The share that a result is multiplied by as a whole. */
  static Optional<Definition> factorOf(Expr result) {
    return result instanceof Product product
        ? product.parts().stream().filter(Shares::isShare).map(Definition.class::cast).findFirst()
        : Optional.empty();
  }

  private static boolean isShare(Expr expr) {
    return expr instanceof Definition definition
        && definition.meaning() instanceof Call call
        && call.function() == Function.SHARE;
  }

  /** The result without it. */
  static Expr without(Expr result) {
    return factorOf(result).map(result::over).orElse(result);
  }
}
