package dev.surprisal.processor.validation;

import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.HashSet;
import java.util.Set;

/**
 * How much code a loss and its derivatives take: of each number that is read, and of each call of a
 * function, which is computed once for all that it stands in. Powers are products.
 */
final class FormulaSize {
  /**
   * What fits into a method, which has 65,535 bytes: a number takes up to eight of them, of the
   * array and the index that it is read at.
   */
  static final int MOST = 6000;

  /** What a call takes, in numbers: a block, its argument's loop, the call itself. */
  private static final int CALL = 6;

  private final Set<Expr> calls = new HashSet<>();

  private FormulaSize() {}

  /** The size of a loss with its derivatives, in numbers that are read. */
  static double of(Derivatives derived) {
    FormulaSize size = new FormulaSize();
    double sum = size.of(derived.loss());
    for (Expr gradient : derived.gradients()) {
      sum += size.of(gradient);
    }
    for (Expr curvature : derived.curvatures()) {
      sum += size.of(curvature);
    }
    return sum;
  }

  private double of(Expr expr) {
    if (expr instanceof Call || Rows.isTied(expr)) {
      return 1 + (calls.add(expr) ? CALL + ofParts(expr) : 0);
    }
    if (expr instanceof Power power) {
      return Math.abs(power.exponent()) * of(power.base());
    }
    return expr.parts().isEmpty() ? 1 : ofParts(expr);
  }

  private double ofParts(Expr expr) {
    double sum = 0;
    for (Expr part : expr.parts()) {
      sum += of(part);
    }
    return sum;
  }
}
