package dev.surprisal.processor.express.text;

import static dev.surprisal.processor.express.algebra.Expr.ONE;

import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.OfRow.AtTarget;
import dev.surprisal.processor.express.algebra.OfRow.RowSum;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.List;
import java.util.Optional;

/** Forms of expressions that keep the digits which a form that is equal to them loses. */
public final class BetterForm {
  private final ParsedFormula formula;

  private BetterForm(ParsedFormula formula) {
    this.formula = formula;
  }

  /** How to write an expression of a formula, if there is a better form. */
  public static Optional<String> of(Expr expr, ParsedFormula formula) {
    BetterForm forms = new BetterForm(formula);
    if (isCall(expr, Function.LOG)) {
      return forms.ofLog(argument(expr));
    }
    if (expr instanceof Sum sum && sum.parts().size() == 2) {
      return forms.ofDifference(sum, sum.parts().get(0), sum.parts().get(1));
    }
    return forms.ofQuotient(Canonical.factors(expr));
  }

  private Optional<String> ofLog(Expr x) {
    if (isCall(x, Function.SIGMOID)) {
      return Optional.of("-softplus(" + negated(argument(x)) + ")");
    }
    if (x instanceof RowSum sum && isCall(sum.of(), Function.EXP)) {
      return Optional.of("logSumExp(" + formula.written(argument(sum.of())) + ")");
    }
    List<Expr> terms = Canonical.terms(x);
    Optional<Expr> exponential =
        terms.stream().filter(term -> isCall(term, Function.EXP)).findFirst();
    if (exponential.isPresent()) {
      Expr rest = x.minus(exponential.get());
      return isCall(rest, Function.EXP) || terms.contains(ONE)
          ? Optional.of(softplus(argument(exponential.get()), rest))
          : Optional.empty();
    }
    if (!terms.contains(ONE)) {
      return Optional.empty();
    }
    Expr rest = x.minus(ONE);
    Expr root = rootOf(rest);
    return root.squared().equals(rest) && formula.isWritten(root)
        ? Optional.of("log1pOfSquare(" + formula.written(root) + ")")
        : Optional.of("log1p(" + formula.written(rest) + ")");
  }

  /** log(exp(a) + rest), where the rest is above 0. */
  private String softplus(Expr a, Expr rest) {
    if (rest.equals(ONE)) {
      return "softplus(" + formula.written(a) + ")";
    }
    String log =
        isCall(rest, Function.EXP)
            ? formula.written(argument(rest))
            : ofLog(rest).orElse("log(" + formula.written(rest) + ")");
    return formula.written(a) + " + softplus(" + log + " - " + factor(a) + ")";
  }

  /** What a product of squares is the square of; of what is none, anything. */
  private static Expr rootOf(Expr square) {
    return Canonical.factors(square).stream()
        .map(factor ->
            isCall(factor, Function.EXP)
                ? Function.EXP.of(argument(factor).times(0.5))
                : factor.power(0.5))
        .reduce(ONE, Expr::times);
  }

  /** Of what begins with 1, or ends with -1. */
  private Optional<String> ofDifference(Expr sum, Expr first, Expr second) {
    if (first.equals(ONE) && second.negate() instanceof Call call) {
      String x = formula.written(call.argument());
      return switch (call.function()) {
        case EXP -> Optional.of("-expm1(" + x + ")");
        case SIGMOID -> Optional.of("sigmoid(" + negated(call.argument()) + ")");
        case TANH -> Optional.of("2 * sigmoid(-2 * " + factor(call.argument()) + ")");
        default -> Optional.empty();
      };
    }
    if (!sum.minus(first).equals(ONE.negate()) || !(first instanceof Call call)) {
      return Optional.empty();
    }
    Expr x = call.argument();
    return switch (call.function()) {
      case EXP -> Optional.of("expm1(" + formula.written(x) + ")");
      case SQRT ->
          Canonical.terms(x).contains(ONE)
              ? Optional.of(factor(x.minus(ONE)) + " / (1 + " + formula.written(call) + ")")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<String> ofQuotient(List<Expr> factors) {
    return factors.stream()
        .filter(factor -> isCall(factor, Function.EXP))
        .flatMap(exponential -> ofShare(exponential, factors).stream())
        .findFirst();
  }

  /** What is an exponential, and divided by a sum that it is a part of. */
  private Optional<String> ofShare(Expr exponential, List<Expr> factors) {
    Expr x = argument(exponential);
    if (factors.contains(ONE.plus(exponential).power(-1))) {
      return Optional.of("sigmoid(" + formula.written(x) + ")");
    }
    Expr each = x instanceof AtTarget at ? at.of() : x;
    return factors.contains(Rows.sumAsOne(Function.EXP.of(each)).power(-1))
        ? Optional.of("exp(" + formula.written(x) + " - logSumExp(" + formula.written(each) + "))")
        : Optional.empty();
  }

  private String negated(Expr x) {
    return formula.isWritten(x.negate()) ? formula.written(x.negate()) : "-" + factor(x);
  }

  /** An expression as a factor, or as what is subtracted. */
  private String factor(Expr expr) {
    boolean isOne = !(expr instanceof Sum) && !Canonical.isNegative(expr);
    return isOne ? formula.written(expr) : "(" + formula.written(expr) + ")";
  }

  private static boolean isCall(Expr expr, Function function) {
    return expr instanceof Call call && call.function() == function;
  }

  private static Expr argument(Expr call) {
    return ((Call) call).argument();
  }
}
