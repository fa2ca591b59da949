package dev.surprisal.processor.express.algebra;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An expression, immutable. The methods that build expressions bring them to one form: sums and
 * products are flat, sorted and free of like terms, so that expressions that are alike but for the
 * order in which they were written are equal. Nothing is expanded.
 */
public sealed interface Expr
    permits Expr.Leaf,
        Expr.Sum,
        Expr.Product,
        Expr.Power,
        Expr.Call,
        Expr.Definition,
        Expr.Choice,
        OfRow {
  /** 0. */
  Expr ZERO = new Constant(0);

  /** 1. */
  Expr ONE = new Constant(1);

  /** An expression that is made of no others. */
  sealed interface Leaf extends Expr {
    @Override
    default List<Expr> parts() {
      return List.of();
    }

    @Override
    default Expr map(UnaryOperator<Expr> change) {
      return this;
    }
  }

  /** A number. */
  record Constant(double value) implements Leaf {
    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /**
   * A letter that stands for numbers that are known when a loss is called.
   *
   * @param letter what formulas call it
   * @param role what it stands for
   */
  record Symbol(String letter, Role role) implements Leaf {
    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.symbol(this);
    }
  }

  /**
   * A number that an option says: formulas show it, generated code names it.
   *
   * @param name the name of a constant
   * @param value the number
   * @param meaning what it is, a sentence
   */
  record Parameter(String name, double value, String meaning) implements Leaf {
    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.parameter(this);
    }
  }

  /** Built by {@link #plus}. */
  record Sum(List<Expr> parts) implements Expr {
    /** Of these parts. */
    public Sum {
      parts = Parts.of(parts);
    }

    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return Canonical.sum(parts.stream().map(change).toList());
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.sum(this);
    }
  }

  /** Built by {@link #times}. */
  record Product(List<Expr> parts) implements Expr {
    /** Of these parts. */
    public Product {
      parts = Parts.of(parts);
    }

    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return Canonical.product(parts.stream().map(change).toList());
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.product(this);
    }
  }

  /** Built by {@link #power}. */
  record Power(Expr base, double exponent) implements Expr {
    /** Whether it is what others are divided by. */
    boolean isDivisor() {
      return exponent < 0;
    }

    @Override
    public List<Expr> parts() {
      return List.of(base);
    }

    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return change.apply(base).power(exponent);
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.power(this);
    }
  }

  /** A function of the table, of its arguments. */
  record Call(Function function, List<Expr> parts) implements Expr {
    /** Of these parts. */
    public Call {
      parts = Parts.of(parts);
    }

    /** The first argument. */
    public Expr argument() {
      return parts.get(0);
    }

    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return function.of(parts.stream().map(change).toList());
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * An expression with a letter of its own, which formulas and generated code show in its place.
   *
   * @param letter the letter
   * @param meaning what it stands for
   */
  record Definition(String letter, Expr meaning) implements Expr {
    @Override
    public List<Expr> parts() {
      return List.of(meaning);
    }

    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return define(letter, change.apply(meaning));
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.definition(this);
    }
  }

  /**
   * One of two expressions, as it is with each target; the other counts for nothing, whatever it
   * is. Built by {@link #choose}.
   *
   * @param condition what is asked of the target
   * @param yes what it is where that is so
   * @param no what it is elsewhere
   */
  record Choice(Symbol condition, Expr yes, Expr no) implements Expr {
    @Override
    public List<Expr> parts() {
      return List.of(condition, yes, no);
    }

    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return choose(condition, change.apply(yes), change.apply(no));
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.choice(this);
    }
  }

  /** The expressions that it is made of directly. */
  List<Expr> parts();

  /** The same of other parts. */
  Expr map(UnaryOperator<Expr> change);

  /** Hands it to the method for its kind. */
  <R> R accept(ExprVisitor<R> visitor);

  /** A number. */
  static Expr of(double value) {
    return new Constant(value);
  }

  /** An expression with a letter of its own. */
  static Expr define(String letter, Expr meaning) {
    return new Definition(letter, meaning);
  }

  /** One of two expressions; where they are the same, that. */
  static Expr choose(Symbol condition, Expr yes, Expr no) {
    return yes.equals(no) ? yes : new Choice(condition, yes, no);
  }

  /** The sum of this one and another. */
  default Expr plus(Expr other) {
    return Canonical.sum(List.of(this, other));
  }

  /** The difference of this one and another. */
  default Expr minus(Expr other) {
    return plus(other.negate());
  }

  /** The product of this one and another. */
  default Expr times(Expr other) {
    return Canonical.product(List.of(this, other));
  }

  /** The product of this one and a number. */
  default Expr times(double factor) {
    return times(of(factor));
  }

  /** The quotient of this one and another. */
  default Expr over(Expr other) {
    return times(other.power(-1));
  }

  /** Minus this one. */
  default Expr negate() {
    return times(-1);
  }

  /** This one to the power of a number. */
  default Expr power(double exponent) {
    return Canonical.power(this, exponent);
  }

  /** This one times itself. */
  default Expr squared() {
    return power(2);
  }

  /** Whether it is such, or an expression in it is. */
  default boolean has(Predicate<Expr> predicate) {
    return predicate.test(this) || parts().stream().anyMatch(part -> part.has(predicate));
  }

  /** Whether it depends on an expression. */
  default boolean has(Expr other) {
    return has(other::equals);
  }

  /** The same with another expression in the place of one. */
  default Expr replace(Expr one, Expr other) {
    return equals(one) ? other : map(part -> part.replace(one, other));
  }
}
