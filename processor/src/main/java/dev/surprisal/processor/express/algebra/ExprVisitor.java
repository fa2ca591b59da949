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
import dev.surprisal.processor.express.algebra.OfRow.AtTarget;
import dev.surprisal.processor.express.algebra.OfRow.LogSumExp;
import dev.surprisal.processor.express.algebra.OfRow.RowSum;

/**
 * What is done with an expression of each kind.
 *
 * @param <R> what comes of it
 */
public interface ExprVisitor<R> {
  /** Of a number. */
  R constant(Constant constant);

  /** Of a letter. */
  R symbol(Symbol symbol);

  /** Of the number of an option. */
  R parameter(Parameter parameter);

  /** Of a sum. */
  R sum(Sum sum);

  /** Of a product. */
  R product(Product product);

  /** Of a power. */
  R power(Power power);

  /** Of a function. */
  R call(Call call);

  /** Of an expression with a letter of its own. */
  R definition(Definition definition);

  /** Of one of two expressions. */
  R choice(Choice choice);

  /** Of a sum over a row. */
  R rowSum(RowSum sum);

  /** Of the log-sum-exp of a row. */
  R logSumExp(LogSumExp logSumExp);

  /** Of what stands at the target of a row. */
  R atTarget(AtTarget at);
}
