package dev.surprisal.processor.express;

import dev.surprisal.processor.express.algebra.Expr.Role;
import dev.surprisal.processor.express.algebra.Expr.Symbol;

/**
 * The letters of likelihoods. Some wait for an option: a distribution has the option if its formula
 * has the letter.
 */
public final class Letters {
  /** What the head emits. */
  public static final Symbol Z = new Symbol("z", Role.OUTPUT);

  /** What it is to emit. */
  public static final Symbol Y = new Symbol("y", Role.TARGET);

  /** Waits for the weight of yes. */
  public static final Symbol POSITIVE_WEIGHT = new Symbol("b", Role.OPTIONAL);

  /** Waits for one over the standard deviation. */
  public static final Symbol INVERSE_DEVIATION = new Symbol("d", Role.OPTIONAL);

  /** Waits for the part of all targets that is to lie below the output. */
  public static final Symbol QUANTILE = new Symbol("tau", Role.OPTIONAL);

  /** Waits for the power of the mean that the variance is proportional to. */
  public static final Symbol POWER = new Symbol("p", Role.OPTIONAL);

  private Letters() {}
}
