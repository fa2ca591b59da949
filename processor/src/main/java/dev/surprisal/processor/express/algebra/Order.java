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
import java.util.Comparator;
import java.util.List;

/**
 * The order in which formulas are written: what is known before what is emitted, and of what is
 * alike, by name and by what it is made of. Powers stand where their bases do, higher ones first.
 */
enum Order implements Comparator<Expr> {
  /** The order. */
  INSTANCE;

  @Override
  public int compare(Expr one, Expr other) {
    if (one == other) {
      return 0;
    }
    Expr a = Canonical.base(one);
    Expr b = Canonical.base(other);
    int difference = a.accept(Key.OF).compareTo(b.accept(Key.OF));
    if (difference == 0) {
      difference = compare(a.parts(), b.parts());
    }
    return difference == 0
        ? Double.compare(Canonical.exponent(other), Canonical.exponent(one))
        : difference;
  }

  private int compare(List<Expr> some, List<Expr> others) {
    for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
      int difference = compare(some.get(i), others.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(others.size(), some.size());
  }

  /**
   * What decides first.
   *
   * @param kind where expressions of this kind stand among others
   * @param name the name of this one; none of those that have no name
   * @param number its value; 0 of those that are no numbers
   */
  private record Key(int kind, String name, double number) implements Comparable<Key> {
    static final ExprVisitor<Key> OF = new Keys();

    private static final Comparator<Key> BY_ALL =
        Comparator.comparingInt(Key::kind)
            .thenComparing(Key::name)
            .thenComparingDouble(Key::number);

    Key(int kind, String name) {
      this(kind, name, 0);
    }

    @Override
    public int compareTo(Key other) {
      return BY_ALL.compare(this, other);
    }
  }

  private static final class Keys implements ExprVisitor<Key> {
    private static final int SYMBOLS = 6;
    private static final int AFTER_SYMBOLS = SYMBOLS + Role.values().length;

    @Override
    public Key constant(Constant constant) {
      return new Key(0, "", constant.value());
    }

    @Override
    public Key parameter(Parameter parameter) {
      return new Key(1, parameter.name(), parameter.value());
    }

    @Override
    public Key sum(Sum sum) {
      return new Key(((Parts) sum.parts()).isNumber() ? 2 : AFTER_SYMBOLS + 1, "");
    }

    @Override
    public Key atTarget(OfRow.AtTarget at) {
      return new Key(3, "");
    }

    @Override
    public Key logSumExp(OfRow.LogSumExp logSumExp) {
      return new Key(4, "");
    }

    @Override
    public Key rowSum(OfRow.RowSum sum) {
      return new Key(5, "");
    }

    @Override
    public Key symbol(Symbol symbol) {
      return new Key(SYMBOLS + symbol.role().ordinal(), symbol.letter());
    }

    @Override
    public Key definition(Definition definition) {
      return new Key(AFTER_SYMBOLS, definition.letter());
    }

    @Override
    public Key call(Call call) {
      return new Key(AFTER_SYMBOLS + 2, call.function().name());
    }

    @Override
    public Key choice(Choice choice) {
      return new Key(AFTER_SYMBOLS + 3, choice.condition().letter());
    }

    @Override
    public Key product(Product product) {
      return new Key(AFTER_SYMBOLS + 4, "");
    }

    @Override
    public Key power(Power power) {
      return power.base().accept(this);
    }
  }
}
