package dev.surprisal.processor.express.algebra;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.OfRow.AtTarget;
import dev.surprisal.processor.express.algebra.OfRow.LogSumExp;
import dev.surprisal.processor.express.algebra.OfRow.RowSum;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What ties the outputs of a row together. */
public final class Rows {
  /** 1 at the target of a row, else 0. */
  public static final Expr ONE_HOT = new Symbol("onehot(y)", Role.TARGET);

  /** One over the number of the outputs that are not masked; 0 for those that are. */
  public static final Expr EVEN = new Symbol("1 / C", Role.TARGET);

  /** 1 at the outputs of a row of ordered classes that its class has come to, else 0. */
  public static final Symbol REACHED = new Symbol("[k <= y]", Role.COUNTED);

  /** 1 at the outputs of a row of ordered classes that its class is above of, else 0. */
  public static final Symbol PASSED = new Symbol("[y > k]", Role.TARGET);

  /** The number of the outputs that are not masked. */
  static final Expr UNMASKED = new Symbol("C", Role.TARGET);

  /** The number of the outputs of a row. */
  public static final Expr SIZE = new RowSum(Expr.ONE);

  /** Letters that say by themselves of which output they are, or are of none. */
  static final Set<Expr> WITHOUT_INDEX = Set.of(UNMASKED, REACHED, PASSED);

  private Rows() {}

  /** The log-sum-exp of a row. */
  public static Expr logSumExp(Expr x) {
    return new LogSumExp(x);
  }

  /** The softmax of what a log-sum-exp is of: its derivative by each output. */
  public static Expr softmax(LogSumExp logSumExp) {
    return Expr.define("p", Functions.exp(logSumExp.of().minus(logSumExp)));
  }

  /** What an expression is the log-softmax of: x, of x - logSumExp(x). */
  public static Optional<Expr> logitOf(Expr expr) {
    for (Expr term : Canonical.terms(expr)) {
      Expr rest = expr.minus(term);
      if (term.negate() instanceof LogSumExp whole && whole.of().equals(rest)) {
        return Optional.of(rest);
      }
    }
    return Optional.empty();
  }

  /** An expression of the output at the target, as it is of each. */
  static Expr ofEach(Expr expr) {
    if (expr instanceof AtTarget at) {
      return at.of();
    }
    return expr instanceof RowSum || expr instanceof LogSumExp ? expr : expr.map(Rows::ofEach);
  }

  /** The sum over a row; what is one for the whole row stands before it. */
  public static Expr sum(Expr x) {
    if (x instanceof Expr.Sum terms) {
      return terms.map(Rows::sum);
    }
    return sumAsOne(x);
  }

  /** The same, the sum of several terms being one. */
  public static Expr sumAsOne(Expr x) {
    if (x instanceof Expr.Sum) {
      return new RowSum(x);
    }
    List<Expr> each = Canonical.factors(x).stream().filter(Rows::isOfOutput).toList();
    Expr before =
        Canonical.product(
            Canonical.factors(x).stream().filter(factor -> !isOfOutput(factor)).toList());
    if (each.equals(List.of(EVEN))) {
      return before;
    }
    Expr rest = Canonical.product(each);
    return each.contains(ONE_HOT)
        ? before.times(atTarget(rest.over(ONE_HOT)))
        : before.times(sumOfOutputs(rest));
  }

  /** What has a letter is looked into, in case it sums to something plain. */
  private static Expr sumOfOutputs(Expr x) {
    if (x instanceof Definition definition) {
      Expr sum = Forms.expanded(sum(definition.meaning()));
      return sum.has(RowSum.class::isInstance) ? new RowSum(x) : sum;
    }
    return new RowSum(x);
  }

  /** What an expression is at the target of a row. */
  public static Expr atTarget(Expr x) {
    if (!isOfOutput(x)) {
      return x;
    }
    boolean isOne = x instanceof Symbol || x instanceof Definition;
    return isOne ? new AtTarget(x) : x.map(Rows::atTarget);
  }

  /** Whether an expression is one number for a row that is made of its outputs. */
  public static boolean isTied(Expr x) {
    return x instanceof OfRow;
  }

  /** Whether an expression differs between the outputs of a row. */
  public static boolean isOfOutput(Expr x) {
    if (x instanceof Symbol symbol) {
      return symbol.role() != Role.GIVEN;
    }
    boolean isOfRow =
        isTied(x) || x instanceof Call call && call.function() == Function.LOG_SUM_EXP;
    return !isOfRow && x.parts().stream().anyMatch(Rows::isOfOutput);
  }
}
