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
import java.util.Map;

/**
 * The value of an expression of single numbers, in double.
 *
 * @param ofSymbols the numbers that symbols stand for
 */
public record Evaluation(Map<Symbol, Double> ofSymbols) implements ExprVisitor<Double> {

  /** The value of an expression. */
  public double of(Expr expr) {
    return expr.accept(this);
  }

  @Override
  public Double constant(Constant constant) {
    return constant.value();
  }

  @Override
  public Double symbol(Symbol symbol) {
    return ofSymbols.get(symbol);
  }

  @Override
  public Double parameter(Parameter parameter) {
    return parameter.value();
  }

  @Override
  public Double definition(Definition definition) {
    return of(definition.meaning());
  }

  @Override
  public Double sum(Sum sum) {
    return sum.parts().stream().mapToDouble(this::of).sum();
  }

  @Override
  public Double product(Product product) {
    return product.parts().stream().mapToDouble(this::of).reduce(1, (a, b) -> a * b);
  }

  @Override
  public Double power(Power power) {
    return Math.pow(of(power.base()), power.exponent());
  }

  @Override
  public Double call(Call call) {
    return call.function().facts().value().orElseThrow().applyAsDouble(of(call.argument()));
  }

  @Override
  public Double choice(Choice choice) {
    throw new IllegalArgumentException(choice + " is of a target");
  }

  @Override
  public Double rowSum(OfRow.RowSum sum) {
    throw new IllegalArgumentException(sum + " is of a row");
  }

  @Override
  public Double logSumExp(OfRow.LogSumExp logSumExp) {
    throw new IllegalArgumentException(logSumExp + " is of a row");
  }

  @Override
  public Double atTarget(OfRow.AtTarget at) {
    throw new IllegalArgumentException(at + " is of a row");
  }
}
