package dev.surprisal.processor.express.algebra;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * What an expression is made of, immutable. Its hash code, and whether it is a number, is computed
 * once, when that of all that it is made of is known: an expression is looked up in no longer than
 * it takes to read its outermost parts.
 */
final class Parts extends AbstractList<Expr> implements RandomAccess {
  private final Expr[] parts;
  private final int hash;
  private final boolean isNumber;

  private Parts(List<Expr> parts) {
    this.parts = parts.toArray(new Expr[0]);
    this.hash = List.of(this.parts).hashCode();
    this.isNumber = parts.stream().noneMatch(Parts::hasSymbol);
  }

  static List<Expr> of(List<Expr> parts) {
    return parts instanceof Parts ? parts : new Parts(parts);
  }

  private static boolean hasSymbol(Expr expr) {
    return expr instanceof Expr.Symbol
        || (expr.parts() instanceof Parts parts
            ? !parts.isNumber
            : expr.parts().stream().anyMatch(Parts::hasSymbol));
  }

  /** Whether no symbol is in them. */
  boolean isNumber() {
    return isNumber;
  }

  @Override
  public Expr get(int index) {
    return parts[index];
  }

  @Override
  public int size() {
    return parts.length;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || hash == other.hashCode() && super.equals(other);
  }
}
