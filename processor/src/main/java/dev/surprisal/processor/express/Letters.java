package dev.surprisal.processor.express;

import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Role;

/**
 * The letters of likelihoods. Some wait for an option: a distribution has the option if its formula
 * has the letter.
 */
public final class Letters {
  /** What the head emits. */
  public static final Symbol Z = new Symbol("z", Role.OUTPUT);

  /** What it is to emit. */
  public static final Symbol Y = new Symbol("y", Role.TARGET);

  /** The location of what is described by two outputs. */
  public static final Symbol M = new Symbol("m", Role.OUTPUT);

  /** The logarithm of its scale or shape. */
  public static final Symbol S = new Symbol("s", Role.OUTPUT);

  /** Whether a target was outlived, and not seen; waits for targets that say so. */
  public static final Symbol OUTLIVED = new Symbol("outlived", Role.CONDITION);

  /** Waits for the weight of yes. */
  public static final Symbol POSITIVE_WEIGHT = new Symbol("b", Role.OPTIONAL);

  /** Waits for the power of what an answer lacks to be certain. */
  public static final Symbol FOCUS = new Symbol("g", Role.OPTIONAL);

  /** Waits for one over the standard deviation. */
  public static final Symbol INVERSE_DEVIATION = new Symbol("d", Role.OPTIONAL);

  /** Waits for the part of all targets that is to lie below the output. */
  public static final Symbol QUANTILE = new Symbol("tau", Role.OPTIONAL);

  /** Waits for the power of the mean that the variance is proportional to. */
  public static final Symbol POWER = new Symbol("p", Role.OPTIONAL);

  /** Waits for the number of trials. */
  public static final Symbol TRIALS = new Symbol("N", Role.OPTIONAL);

  /** Waits for the degrees of freedom. */
  public static final Symbol DEGREES_OF_FREEDOM = new Symbol("nu", Role.OPTIONAL);

  /** Waits for one over the root of the degrees of freedom. */
  public static final Symbol INVERSE_ROOT = new Symbol("r", Role.OPTIONAL);

  /** Waits for what a density is divided by, as a logarithm, where that is known. */
  public static final Symbol LOG_NORMALISER = new Symbol("c", Role.OPTIONAL);

  private Letters() {}
}
