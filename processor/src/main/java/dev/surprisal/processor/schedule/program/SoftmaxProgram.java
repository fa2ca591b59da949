package dev.surprisal.processor.schedule.program;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is computed of rows whose outputs a softmax ties together, some rows at a time in blocks:
 * the logits of each, their exponentials, the targets; then losses, row by row, and an expression
 * of each output.
 *
 * @param cap the bound of the logits, if there is one
 * @param logit the logit that the softmax is of
 * @param factor what multiplies the surprisal of a row
 * @param targets what each output should be, but for what the target of the row adds; 0 where that
 *     is all
 * @param ofTarget what the target of the row adds; 0 where targets are given for each output
 * @param hasMass whether the targets of a row need not sum to 1
 * @param penalty added to the loss of a row; 0 for none
 * @param hasLoss whether losses are summed
 * @param stored what is written for each output, if anything; the curvature last, beside a gradient
 * @param residualPull what multiplies p, where what is written is as much p less the target
 * @param isWeighed whether what is written is multiplied by the weight of the row
 * @param needsDouble whether blocks are of double even if logits are of float; those of targets
 *     always are
 * @param values what the expressions are made of
 */
public record SoftmaxProgram(
    Optional<Parameter> cap,
    Expr logit,
    Expr factor,
    Expr targets,
    Expr ofTarget,
    boolean hasMass,
    Expr penalty,
    boolean hasLoss,
    List<Expr> stored,
    Optional<Expr> residualPull,
    boolean isWeighed,
    boolean needsDouble,
    Map<Value, Expr> values) {

  /** What is computed for each output, in a block of a name. */
  public enum Value {
    /** The softmax. */
    PROBABILITY("p", "pOfTarget"),
    /** What an output should be. */
    TARGET("q", "qOfTarget"),
    /** The sum of what the outputs of the row should be. */
    MASS("mass", "massOfRow[r]"),
    /** The log-sum-exp of the row. */
    LOG_SUM_EXP("logSumExp", "logSumExpOfRow[r]"),
    /** What multiplies p in the gradient, or 0 where that is negative. */
    PULL("pull", "pullOfRow[r]"),
    /** The derivative of the loss of the row by its surprisal. */
    FOCUS("focus", "focusOfRow[r]"),
    /** The second one. */
    BEND("bend", "bendOfRow[r]"),
    /** Twice that, or 0 where it is negative, times what the class of the row lacks to 1. */
    SPREAD("spread", "spreadOfRow[r]"),
    /** tanh(x / cap). */
    TANH("t"),
    /** The same with a letter. */
    CAPPED("t"),
    /** What the head emits. */
    OUTPUT("z"),
    /** The slope of a cap. */
    SLOPE("slope"),
    /** A target that is given. */
    GIVEN("y"),
    /** 1 spread over the classes that are not masked. */
    EVEN("even"),
    /** The weight of the class. */
    CLASS_WEIGHT("w"),
    /** One over the weight of the class that is right. */
    RELATIVE("relative");

    private final String block;
    private final String atTarget;

    Value(String block) {
      this(block, block + "[at]");
    }

    Value(String block, String atTarget) {
      this.block = block;
      this.atTarget = atTarget;
    }
  }

  /** The expression of a value. */
  public Expr symbol(Value value) {
    return values.get(value);
  }

  /** Whether what is written is made of a value. */
  public boolean needs(Value value) {
    return values.containsKey(value)
        && stored.stream()
            .map(written -> value == Value.TARGET ? withoutMass(written) : written)
            .anyMatch(written -> written.has(symbol(value)));
  }

  /** The sum of what the outputs of a row should be is computed before, and is no target itself. */
  private Expr withoutMass(Expr written) {
    return written.replace(symbol(Value.MASS), Expr.ONE);
  }

  /** Whether the logit is made of what the head emits, and not that itself. */
  public boolean hasOwnLogits() {
    return logit instanceof Expr.Definition;
  }

  /** Whether the targets come from the targets of rows alone. */
  public boolean isOneHot() {
    return targets.equals(Expr.ZERO);
  }

  /** The part of a target that is spread evenly, where others get nothing else. */
  public Optional<Parameter> spread() {
    return parameter(targets.over(symbol(Value.EVEN)));
  }

  /** The same where each class gets as much as its weight is times that of the row. */
  public Optional<Parameter> spreadByWeights() {
    Expr relative = symbol(Value.RELATIVE).times(symbol(Value.CLASS_WEIGHT));
    return parameter(targets.over(symbol(Value.EVEN)).over(relative));
  }

  /** Whether targets are what was given. */
  public boolean isGiven() {
    return targets.equals(symbol(Value.GIVEN));
  }

  /** Whether what is written is the softmax. */
  public boolean storesPrediction() {
    return stored.equals(List.of(symbol(Value.PROBABILITY)));
  }

  private static Optional<Parameter> parameter(Expr expr) {
    return expr instanceof Parameter parameter ? Optional.of(parameter) : Optional.empty();
  }

  /** What is written for an output, but for what the target of the row adds to it. */
  public List<Expr> storedOfOthers() {
    Expr others = isOneHot() ? Expr.ZERO : symbol(Value.TARGET);
    return stored.stream().map(written -> written.replace(symbol(Value.TARGET), others)).toList();
  }

  /** Whether what is written at the target of a row is something else than at other outputs. */
  public boolean differsAtTarget() {
    return isOneHot() && needs(Value.TARGET);
  }

  /** What values are called in a loop over blocks. */
  public Map<Expr, String> names() {
    return names(value -> value.block + "[i]");
  }

  /** What values are called at the target of row r. */
  public Map<Expr, String> namesAtTarget() {
    return names(value -> value.atTarget);
  }

  private Map<Expr, String> names(Function<Value, String> name) {
    Map<Expr, String> names = new HashMap<>();
    values.forEach((value, expr) -> names.put(expr, name.apply(value)));
    return names;
  }
}
