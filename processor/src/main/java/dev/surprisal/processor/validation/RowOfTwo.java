package dev.surprisal.processor.validation;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Functions;
import dev.surprisal.processor.express.algebra.OfRow;
import dev.surprisal.processor.express.algebra.OfRow.AtTarget;
import dev.surprisal.processor.express.algebra.OfRow.LogSumExp;
import dev.surprisal.processor.express.algebra.OfRow.RowSum;
import dev.surprisal.processor.express.algebra.Role;
import java.util.List;

/**
 * A row of two outputs written out, the first being the target: what a formula that ties a row
 * together is of numbers that have a letter each.
 *
 * @param outputs the letters of outputs
 */
record RowOfTwo(List<Symbol> outputs) {
  /** The letters of the second output of the row. */
  static Symbol second(Symbol output) {
    return new Symbol("another " + output.letter(), Role.OUTPUT);
  }

  /** A formula without what ties a row together; both outputs have the same target. */
  Expr of(Expr expr) {
    if (expr instanceof RowSum sum) {
      return of(sum.of()).plus(ofSecond(sum.of()));
    }
    if (expr instanceof LogSumExp logSumExp) {
      Expr first = of(logSumExp.of());
      return first.plus(Functions.softplus(ofSecond(logSumExp.of()).minus(first)));
    }
    return expr instanceof AtTarget at ? at.of() : expr.map(this::of);
  }

  /** The same of the second output, where it differs between them. */
  private Expr ofSecond(Expr expr) {
    if (expr instanceof OfRow) {
      return of(expr);
    }
    return expr instanceof Symbol symbol && outputs.contains(symbol)
        ? second(symbol)
        : expr.map(this::ofSecond);
  }
}
