package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.algebra.Function.EXP;
import static dev.surprisal.processor.express.algebra.Function.SIGMOID_SLOPE;
import static dev.surprisal.processor.express.algebra.Function.SOFTPLUS;
import static dev.surprisal.processor.express.algebra.Function.WEIGH;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;

import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Once;
import dev.surprisal.processor.express.algebra.Role;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Both answers under log-odds: the surprisals and the probabilities of yes and no, all four of one
 * exponential. Expressions that have both surprisals have them together, and make of these four
 * whatever they can.
 *
 * @param logOdds the log-odds of yes
 */
record Answers(Expr logOdds) {
  /** Beyond it, a power is no longer few multiplications. */
  private static final int LARGEST_POWER = 4;

  /** Those of expressions that have the surprisals of both answers. */
  static Optional<Answers> of(Collection<Expr> exprs) {
    Set<Expr> arguments = new LinkedHashSet<>();
    exprs.forEach(expr -> collect(expr, arguments));
    List<Expr> both = arguments.stream().filter(x -> arguments.contains(x.negate())).toList();
    return both.stream()
        .filter(Answers::rises)
        .findFirst()
        .or(() -> both.stream().findFirst())
        .map(Answers::new);
  }

  /** Whether log-odds are those of yes, which an output of -infinity makes impossible. */
  private static boolean rises(Expr logOdds) {
    return Canonical.terms(logOdds).stream()
        .filter(term -> term.has(Answers::isOutput))
        .noneMatch(Canonical::isNegative);
  }

  private static boolean isOutput(Expr expr) {
    return expr instanceof Symbol symbol && symbol.role() == Role.OUTPUT;
  }

  private static void collect(Expr expr, Set<Expr> arguments) {
    if (expr instanceof Call call && call.function() == SOFTPLUS) {
      arguments.add(call.argument());
    }
    expr.parts().forEach(part -> collect(part, arguments));
  }

  /** The surprisals of no and yes. */
  List<Call> surprisals() {
    return List.of((Call) softplus(logOdds), surprisalOfYes());
  }

  /** The probabilities of yes and no. */
  List<Call> probabilities() {
    return List.of((Call) sigmoid(logOdds), (Call) sigmoid(logOdds.negate()));
  }

  /** Infinite where yes is impossible: what it is multiplied by may be 0 there. */
  private Call surprisalOfYes() {
    return (Call) softplus(logOdds.negate());
  }

  /** The same expression, of these four. */
  Expr rewritten(Expr expr) {
    return new Once(this::rewritten).apply(expr);
  }

  private Expr rewritten(Expr expr, UnaryOperator<Expr> inside) {
    if (expr.equals(SIGMOID_SLOPE.of(logOdds))) {
      return sigmoid(logOdds).times(sigmoid(logOdds.negate()));
    }
    if (expr instanceof Call call && call.function() == EXP) {
      return power(call.argument(), logOdds)
          .or(() -> power(call.argument(), logOdds.negate()))
          .orElseGet(() -> expr.map(inside));
    }
    Expr inner = expr.map(inside);
    return inner instanceof Product product && product.parts().contains(surprisalOfYes())
        ? weighed(product.over(surprisalOfYes()))
        : inner;
  }

  private Expr weighed(Expr weight) {
    return Canonical.isNegative(weight)
        ? weighed(weight.negate()).negate()
        : WEIGH.of(List.of(weight, surprisalOfYes()));
  }

  /** exp(-n softplus(x)) as sigmoid(-x)^n, of a small whole n. */
  private static Optional<Expr> power(Expr exponent, Expr x) {
    Expr times = exponent.over(softplus(x));
    double number = -number(times);
    return number == Math.rint(number) && number > 0 && number <= LARGEST_POWER
        ? Optional.of(sigmoid(x.negate()).power(number))
        : Optional.empty();
  }

  /** What a product of numbers is; of anything else, NaN. */
  private static double number(Expr expr) {
    if (expr instanceof Constant constant) {
      return constant.value();
    }
    if (expr instanceof Parameter parameter) {
      return parameter.value();
    }
    return expr instanceof Product product
        ? product.parts().stream().mapToDouble(Answers::number).reduce(1, (a, b) -> a * b)
        : Double.NaN;
  }
}
