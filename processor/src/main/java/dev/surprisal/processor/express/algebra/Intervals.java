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
import dev.surprisal.processor.express.algebra.Facts.Interval;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * An interval that all values of an expression lie in, not always the narrowest: each symbol is
 * taken for a number of its own wherever it stands. What is above 0 without end, as an exponential,
 * begins at the least double.
 *
 * @param ofSymbols the numbers that symbols stand for; those that are not named, any
 */
public record Intervals(Map<Symbol, Interval> ofSymbols) implements ExprVisitor<Interval> {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final Interval REALS = new Interval(-INFINITY, INFINITY);

  /** The interval of an expression. */
  public Interval of(Expr expr) {
    return expr.accept(this);
  }

  @Override
  public Interval constant(Constant constant) {
    return new Interval(constant.value(), constant.value());
  }

  @Override
  public Interval symbol(Symbol symbol) {
    return ofSymbols.getOrDefault(symbol, REALS);
  }

  @Override
  public Interval parameter(Parameter parameter) {
    return new Interval(parameter.value(), parameter.value());
  }

  @Override
  public Interval definition(Definition definition) {
    return of(definition.meaning());
  }

  @Override
  public Interval sum(Sum sum) {
    double low = 0;
    double high = 0;
    for (Expr term : sum.parts()) {
      Interval interval = of(term);
      low += interval.low();
      high += interval.high();
    }
    // The logarithm of a part of a sum is no more than that of the sum.
    Expr each = Rows.isOfOutput(sum) ? sum : Rows.ofEach(sum);
    return new Interval(low, Rows.logitOf(each).isPresent() ? Math.min(high, 0) : high);
  }

  @Override
  public Interval product(Product product) {
    Interval all = new Interval(1, 1);
    for (Expr factor : product.parts()) {
      all = times(all, of(factor));
    }
    return all;
  }

  private static Interval absolute(Interval interval) {
    double low = Math.abs(interval.low());
    double high = Math.abs(interval.high());
    return new Interval(interval.contains(0) ? 0 : Math.min(low, high), Math.max(low, high));
  }

  private static Interval times(Interval a, Interval b) {
    double[] ends = {
      times(a.low(), b.low()), times(a.low(), b.high()),
      times(a.high(), b.low()), times(a.high(), b.high())
    };
    double low = ends[0];
    double high = ends[0];
    for (double end : ends) {
      low = Math.min(low, end);
      high = Math.max(high, end);
    }
    return new Interval(low, high);
  }

  /** 0 times whatever is 0; of two numbers above 0, the product is above it. */
  private static double times(double a, double b) {
    if (a == 0 || b == 0) {
      return 0;
    }
    double product = a * b;
    return product == 0 ? Math.copySign(Double.MIN_VALUE, product) : product;
  }

  @Override
  public Interval power(Power power) {
    Interval base = of(power.base());
    double exponent = power.exponent();
    if (power.isDivisor() && base.contains(0)) {
      return REALS;
    }
    boolean isEven = exponent % 2 == 0;
    double atLow = raised(base.low(), exponent);
    double atHigh = raised(base.high(), exponent);
    double least = isEven && base.contains(0) ? 0 : Math.min(atLow, atHigh);
    return new Interval(least, Math.max(atLow, atHigh));
  }

  /** A power that is 0 of 0 alone, and not of what its power is too small for a number of. */
  private static double raised(double x, double exponent) {
    double power = Math.pow(x, exponent);
    return power == 0 && x != 0 ? Math.copySign(Double.MIN_VALUE, power) : power;
  }

  @Override
  public Interval call(Call call) {
    Interval range = call.function().facts().range();
    return switch (call.function()) {
      case ABS -> absolute(of(call.argument()));
      case EXP, SOFTPLUS, SIGMOID -> rising(call, Double.MIN_VALUE);
      case EXPM1, LOG, LOG1P, SIGN, SQRT, TANH -> rising(call, range.low());
      default -> range;
    };
  }

  /** From the least argument that is in the domain, up to the largest. */
  private Interval rising(Call call, double least) {
    Facts facts = call.function().facts();
    DoubleUnaryOperator function = facts.value().orElseThrow();
    Interval argument = of(call.argument());
    double low = function.applyAsDouble(Math.max(argument.low(), facts.domain().low()));
    return new Interval(Math.max(low, least), function.applyAsDouble(argument.high()));
  }

  @Override
  public Interval choice(Choice choice) {
    Interval yes = of(choice.yes());
    Interval no = of(choice.no());
    return new Interval(Math.min(yes.low(), no.low()), Math.max(yes.high(), no.high()));
  }

  /** Of one term at least. */
  @Override
  public Interval rowSum(OfRow.RowSum sum) {
    Interval term = of(sum.of());
    return new Interval(
        term.low() < 0 ? -INFINITY : term.low(), term.high() > 0 ? INFINITY : term.high());
  }

  /** It is no less than any of what it is of. */
  @Override
  public Interval logSumExp(OfRow.LogSumExp logSumExp) {
    return new Interval(of(logSumExp.of()).low(), INFINITY);
  }

  @Override
  public Interval atTarget(OfRow.AtTarget at) {
    return of(at.of());
  }
}
