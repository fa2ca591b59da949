package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is computed of rows whose outputs a softmax ties together, some rows at a time in blocks:
 * the logits of each, their exponentials, the targets; then losses, row by row, and an expression
 * of each output.
 *
 * @param cap the bound of the logits, if there is one
 * @param targets what each output should be, but for what the target of the row adds; 0 where that
 *     is all
 * @param ofTarget what the target of the row adds; 0 where targets are given for each output
 * @param hasMass whether the targets of a row need not sum to 1
 * @param penalty added to the loss of a row; 0 for none
 * @param hasLoss whether losses are summed
 * @param stored what is written for each output, if anything; the curvature last, beside a gradient
 * @param isWeighed whether what is written is multiplied by the weight of the row
 * @param values what the expressions are made of
 */
public record SoftmaxProgram(
    Optional<Parameter> cap,
    Expr targets,
    Expr ofTarget,
    boolean hasMass,
    Expr penalty,
    boolean hasLoss,
    List<Expr> stored,
    boolean isWeighed,
    Map<Value, Expr> values) {

  /** What is computed for each output, in a block of a name. */
  public enum Value {
    /** The softmax. */
    PROBABILITY("p"),
    /** What an output should be. */
    TARGET("q"),
    /** The sum of what the outputs of the row should be. */
    MASS("mass"),
    /** The log-sum-exp of the row. */
    LOG_SUM_EXP("logSumExp"),
    /** What multiplies p in the gradient, or 0 where that is negative. */
    PULL("pull"),
    /** tanh(x / cap). */
    TANH("t"),
    /** The same with a letter. */
    CAPPED("t"),
    /** A target that is given. */
    GIVEN("y"),
    /** 1 spread over the classes that are not masked. */
    EVEN("even"),
    /** The weight of the class. */
    CLASS_WEIGHT("w"),
    /** One over the weight of the class that is right. */
    RELATIVE("relative");

    private final String block;

    Value(String block) {
      this.block = block;
    }
  }

  /** The expression of a value. */
  public Expr symbol(Value value) {
    return values.get(value);
  }

  /** Whether what is written is made of a value. */
  public boolean needs(Value value) {
    return stored.stream().anyMatch(written -> written.has(values.get(value)));
  }

  /** Whether the targets come from the targets of rows alone. */
  public boolean isOneHot() {
    return targets.equals(Expr.ZERO);
  }

  /** What the expressions are called in code. */
  public Map<Expr, String> names() {
    Map<Expr, String> names = new HashMap<>();
    values.forEach((value, expr) -> names.put(expr, value.block + "[i]"));
    return names;
  }
}
