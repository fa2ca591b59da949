package dev.surprisal.processor.express.algebra;

import java.util.List;
import java.util.function.UnaryOperator;

/** An expression that is one number for a row, made of its outputs: what ties them together. */
public sealed interface OfRow extends Expr {
  /** What it is made of, at each output. */
  Expr of();

  @Override
  default List<Expr> parts() {
    return List.of(of());
  }

  /** The sum of an expression over the outputs of a row; built by {@link Rows}. */
  record RowSum(Expr of) implements OfRow {
    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return Rows.sumAsOne(change.apply(of));
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.rowSum(this);
    }
  }

  /** The logarithm of the sum of exponentials over the outputs of a row. */
  record LogSumExp(Expr of) implements OfRow {
    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return new LogSumExp(change.apply(of));
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.logSumExp(this);
    }
  }

  /** An expression at the output that a row's target names; built by {@link Rows}. */
  record AtTarget(Expr of) implements OfRow {
    @Override
    public Expr map(UnaryOperator<Expr> change) {
      return Rows.atTarget(change.apply(of));
    }

    @Override
    public <R> R accept(ExprVisitor<R> visitor) {
      return visitor.atTarget(this);
    }
  }
}
