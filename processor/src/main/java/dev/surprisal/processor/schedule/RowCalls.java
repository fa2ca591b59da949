package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Functions;
import dev.surprisal.processor.express.algebra.OfRow.LogSumExp;
import dev.surprisal.processor.express.algebra.Once;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.Optional;
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
      Optional<Expr> logit = Rows.logitOf(call.argument());
      if (logit.isPresent()) {
        return Functions.share(inside.apply(logit.get()));
      }
    }
    Expr inner = expr.map(inside);
    return inner instanceof LogSumExp logSumExp ? Functions.logSumExp(logSumExp.of()) : inner;
  }
}
