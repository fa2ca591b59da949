package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.LogSumExp;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Functions;
import dev.surprisal.processor.express.algebra.Once;
import java.util.function.UnaryOperator;

/**
 * Log-sum-exps of rows, and the softmaxes that their derivatives are, as the functions that there
 * are primitives for: both come of the same exponentials.
 */
final class RowCalls {
  private RowCalls() {}

  /** An expression with these functions. */
  static Expr of(Expr expr) {
    return new Once(RowCalls::of).apply(expr);
  }

  private static Expr of(Expr expr, UnaryOperator<Expr> inside) {
    if (expr instanceof Call call && call.function() == Function.EXP) {
      for (Expr term : expr.parts().get(0).parts()) {
        boolean isSoftmax =
            term.negate() instanceof LogSumExp whole
                && whole.of().equals(call.argument().minus(term));
        if (isSoftmax) {
          return Functions.share(inside.apply(call.argument().minus(term)));
        }
      }
    }
    Expr inner = expr.map(inside);
    return inner instanceof LogSumExp logSumExp ? Functions.logSumExp(logSumExp.of()) : inner;
  }
}
