package dev.surprisal.processor.derive;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Choice;
import dev.surprisal.processor.express.algebra.Expr.Constant;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Product;
import dev.surprisal.processor.express.algebra.Expr.Sum;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.ExprVisitor;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.OfRow.AtTarget;
import dev.surprisal.processor.express.algebra.OfRow.LogSumExp;
import dev.surprisal.processor.express.algebra.OfRow.RowSum;
import dev.surprisal.processor.express.algebra.Once;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The derivative by one symbol, in factored form: what has a letter keeps it. */
public final class Derivative implements ExprVisitor<Expr> {
  private final Symbol symbol;
  private final Once derivatives = new Once((expr, inside) -> expr.accept(this));

  private Derivative(Symbol symbol) {
    this.symbol = symbol;
  }

  /** The derivative of an expression by a symbol. */
  public static Expr of(Expr expr, Symbol symbol) {
    return Forms.withExpm1(Forms.factored(expr.accept(new Derivative(symbol))));
  }

  @Override
  public Expr constant(Constant constant) {
    return Expr.ZERO;
  }

  @Override
  public Expr parameter(Parameter parameter) {
    return Expr.ZERO;
  }

  @Override
  public Expr symbol(Symbol other) {
    return other.equals(symbol) ? Expr.ONE : Expr.ZERO;
  }

  @Override
  public Expr sum(Sum sum) {
    return sum.map(derivatives);
  }

  @Override
  public Expr product(Product product) {
    Expr sum = Expr.ZERO;
    for (Expr factor : product.parts()) {
      sum = sum.plus(derivatives.apply(factor).times(product.over(factor)));
    }
    return sum;
  }

  @Override
  public Expr power(Power power) {
    Expr outer = power.base().power(power.exponent() - 1).times(power.exponent());
    return outer.times(derivatives.apply(power.base()));
  }

  /** By its first argument; the others of a function are targets. */
  @Override
  public Expr call(Call call) {
    Expr inner = derivatives.apply(call.argument());
    return inner.equals(Expr.ZERO) ? inner : call.function().derivative(call.parts()).times(inner);
  }

  @Override
  public Expr definition(Definition definition) {
    return Forms.withLetter(derivatives.apply(definition.meaning()), definition);
  }

  /** Outputs do not move what is asked of the target. */
  @Override
  public Expr choice(Choice choice) {
    return choice.map(derivatives);
  }

  /** What is one number for the row stands in every term, and moves each of them. */
  @Override
  public Expr rowSum(RowSum sum) {
    return throughRow(sum.of(), Expr.ONE);
  }

  /** The softmax. */
  @Override
  public Expr logSumExp(LogSumExp logSumExp) {
    return throughRow(logSumExp.of(), Rows.softmax(logSumExp));
  }

  /**
   * The derivative of what has a term for each output of a row: that of the output's own term, and
   * those of all terms by what is one number for the row.
   *
   * @param of what terms are made of
   * @param weight the derivative by each of these
   */
  private Expr throughRow(Expr of, Expr weight) {
    Set<Expr> rowValues = new LinkedHashSet<>();
    collectRowValues(of, rowValues);
    Map<Expr, Symbol> letters = new LinkedHashMap<>();
    rowValues.forEach(value -> letters.put(value, new Symbol("R" + letters.size(), Role.GIVEN)));
    Expr derivative = weight.times(partial(of, symbol, letters));
    for (Expr value : rowValues) {
      Expr ofAll = Rows.sum(weight.times(partial(of, letters.get(value), letters)));
      derivative = derivative.plus(ofAll.times(derivatives.apply(value)));
    }
    return derivative;
  }

  /** The derivative with all numbers of the row held, but for one that it is the derivative by. */
  private static Expr partial(Expr of, Symbol by, Map<Expr, Symbol> letters) {
    Expr partial = exchanged(of, letters).accept(new Derivative(by));
    for (Map.Entry<Expr, Symbol> letter : letters.entrySet()) {
      partial = partial.replace(letter.getValue(), letter.getKey());
    }
    return partial;
  }

  private static Expr exchanged(Expr expr, Map<Expr, Symbol> letters) {
    Symbol letter = letters.get(expr);
    return letter == null ? expr.map(part -> exchanged(part, letters)) : letter;
  }

  private static void collectRowValues(Expr expr, Set<Expr> found) {
    if (Rows.isTied(expr)) {
      found.add(expr);
    } else {
      expr.parts().forEach(part -> collectRowValues(part, found));
    }
  }

  @Override
  public Expr atTarget(AtTarget at) {
    return Rows.ONE_HOT.times(derivatives.apply(at.of()));
  }
}
