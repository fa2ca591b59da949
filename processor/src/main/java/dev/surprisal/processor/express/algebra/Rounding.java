package dev.surprisal.processor.express.algebra;

import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Choice;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What double makes of an expression of single numbers: a value, a bound of what rounding puts into
 * it, to first order, and what a rounding of each symbol alone would do, which no form of the
 * expression is free of. What is too large for a double is the largest, of unknown value.
 */
public final class Rounding implements ExprVisitor<Rounding.Rounded> {
  private static final double UNIT = 0x1p-53;

  private static final double MOST = Double.MAX_VALUE;

  /** What is above brings nothing that is too large back among doubles. */
  private static final double LEAST = 1e-15;

  private static final Symbol ARGUMENT = new Symbol("x", Role.OPTIONAL);

  private static final Map<Function, Expr> DERIVATIVES = new EnumMap<>(Function.class);

  private final Map<Symbol, Double> ofSymbols;
  private final Map<Expr, Rounded> known = new IdentityHashMap<>();

  /** With the numbers that symbols stand for. */
  public Rounding(Map<Symbol, Double> ofSymbols) {
    this.ofSymbols = ofSymbols;
  }

  /**
   * What comes of an expression.
   *
   * @param value the number
   * @param error how far it may be from the exact one
   * @param slopes its derivatives, each times the number that its symbol stands for
   */
  public record Rounded(double value, double error, Map<Symbol, Double> slopes) {
    /** What roundings of its symbols and of itself make of it at most. */
    public double unavoidable() {
      double sum = Math.abs(value);
      for (double slope : slopes.values()) {
        sum += Math.abs(slope);
      }
      return UNIT * sum + Double.MIN_NORMAL;
    }

    /** Whether it is too large for a double. */
    public boolean isTooLarge() {
      return Math.abs(value) >= MOST;
    }

    private Rounded rounded(double roundings) {
      return isTooLarge() || Double.isNaN(value)
          ? new Rounded(Math.copySign(MOST, value), Double.POSITIVE_INFINITY, Map.of())
          : new Rounded(value, error + roundings * UNIT * Math.abs(value), slopes);
    }
  }

  /** What comes of an expression. */
  public Rounded of(Expr expr) {
    Rounded rounded = known.get(expr);
    if (rounded == null) {
      rounded = expr.accept(this);
      known.put(expr, rounded);
    }
    return rounded;
  }

  @Override
  public Rounded constant(Constant constant) {
    return new Rounded(constant.value(), 0, Map.of());
  }

  @Override
  public Rounded parameter(Parameter parameter) {
    return new Rounded(parameter.value(), 0, Map.of());
  }

  @Override
  public Rounded symbol(Symbol symbol) {
    double number = ofSymbols.get(symbol);
    return new Rounded(number, 0, Map.of(symbol, number));
  }

  @Override
  public Rounded definition(Definition definition) {
    return of(definition.meaning());
  }

  @Override
  public Rounded sum(Sum sum) {
    double value = 0;
    double error = 0;
    Map<Symbol, Double> slopes = new HashMap<>();
    for (Expr part : sum.parts()) {
      Rounded term = of(part);
      if (term.isTooLarge()) {
        return term;
      }
      value += term.value;
      error += term.error;
      add(term.slopes, 1, slopes);
    }
    return new Rounded(value, error, slopes).rounded(1);
  }

  @Override
  public Rounded product(Product product) {
    Rounded all = new Rounded(1, 0, Map.of());
    for (Expr part : product.parts()) {
      Rounded factor = of(part);
      if (isTooLarge(all, factor) || isTooLarge(factor, all)) {
        all = new Rounded(Math.copySign(MOST, all.value * factor.value), 0, Map.of()).rounded(1);
        continue;
      }
      Map<Symbol, Double> slopes = new HashMap<>();
      add(all.slopes, factor.value, slopes);
      add(factor.slopes, all.value, slopes);
      double error = times(all.error, factor.value) + times(factor.error, all.value);
      all = new Rounded(all.value * factor.value, error, slopes).rounded(1);
    }
    return all;
  }

  /** Whether a product is too large, whatever one of its factors is that is so alone. */
  private static boolean isTooLarge(Rounded factor, Rounded other) {
    return factor.isTooLarge() && Math.abs(other.value) > LEAST;
  }

  @Override
  public Rounded power(Power power) {
    double exponent = power.exponent();
    Rounded base = of(power.base());
    double slope = exponent * Math.pow(base.value, exponent - 1);
    return of(base, Math.pow(base.value, exponent), slope).rounded(Math.abs(exponent));
  }

  @Override
  public Rounded call(Call call) {
    Function function = call.function();
    Rounded argument = of(call.argument());
    double x = argument.value;
    if (function == Function.LOG) {
      x = Math.max(x, Double.MIN_VALUE);
    }
    Rounded result =
        of(
                argument,
                function.facts().value().orElseThrow().applyAsDouble(x),
                new Evaluation(Map.of(ARGUMENT, x)).of(derivative(function)))
            .rounded(2);
    return isNeverZero(function) && result.value < Double.MIN_NORMAL
        ? new Rounded(result.value, result.error + Double.MIN_VALUE, result.slopes)
        : result;
  }

  private static boolean isNeverZero(Function function) {
    return switch (function) {
      case EXP, SOFTPLUS, SIGMOID -> true;
      default -> false;
    };
  }

  private static synchronized Expr derivative(Function function) {
    return DERIVATIVES.computeIfAbsent(function, of -> of.derivative(List.of(ARGUMENT)));
  }

  private static Rounded of(Rounded argument, double value, double slope) {
    Map<Symbol, Double> slopes = new HashMap<>();
    add(argument.slopes, slope, slopes);
    return new Rounded(value, times(argument.error, slope), slopes);
  }

  private static void add(Map<Symbol, Double> slopes, double factor, Map<Symbol, Double> sums) {
    slopes.forEach((symbol, slope) -> sums.merge(symbol, signed(slope, factor), Double::sum));
  }

  private static double signed(double slope, double factor) {
    return slope == 0 || factor == 0 ? 0 : slope * factor;
  }

  /** Nothing times what has no end is nothing. */
  private static double times(double error, double factor) {
    return error == 0 || factor == 0 ? 0 : error * Math.abs(factor);
  }

  @Override
  public Rounded choice(Choice choice) {
    throw new IllegalArgumentException(choice + " is of a target");
  }

  /** Of a row of two outputs that are the same. */
  @Override
  public Rounded rowSum(OfRow.RowSum sum) {
    Rounded term = of(sum.of());
    return term.isTooLarge() ? term : of(term, 2 * term.value, 2).rounded(1);
  }

  @Override
  public Rounded logSumExp(OfRow.LogSumExp logSumExp) {
    Rounded term = of(logSumExp.of());
    return term.isTooLarge() ? term : of(term, term.value + Math.log(2), 1).rounded(2);
  }

  @Override
  public Rounded atTarget(OfRow.AtTarget at) {
    return of(at.of());
  }
}
