package dev.surprisal.runtime;

import java.io.Serializable;

/**
 * What the loss of a single head says of itself, so that what calls it need not be told.
 *
 * @param distribution the name of its distribution, as the annotation has it: {@code CATEGORICAL}
 * @param precision what outputs, gradients and targets that are no classes are arrays of
 * @param targets what targets are
 * @param outputsPerExample the outputs of an example, at each of its positions: the number of
 *     classes, labels or values, or twice that where variances are learned
 * @param targetsPerExample the targets of an example, at each of its positions: 1 for a class
 * @param positions the positions of an example, where classes come first: output k of an example at
 *     position i stands at k &middot; positions + i among its outputs; 1 otherwise
 * @param takesWeights whether targets are {@link Weighted}
 * @param reduction what gradients are divided by
 */
public record LossDescription(
    String distribution,
    Precision precision,
    TargetKind targets,
    int outputsPerExample,
    int targetsPerExample,
    int positions,
    boolean takesWeights,
    Reduction reduction)
    implements Serializable {

  /** What arrays are of. */
  public enum Precision {
    /** {@code float[]}. */
    FLOAT,
    /** {@code double[]}. */
    DOUBLE
  }

  /** What targets are. */
  public enum TargetKind {
    /** {@code int[]}: a class for each example. */
    CLASSES,
    /** Reals in 0..1: one for each class, which sum to 1, or one for each label. */
    PROBABILITIES,
    /** Finite reals: one for each value. */
    REALS,
    /** Whole numbers as reals, 0 or more: one for each value. */
    COUNTS,
    /** Reals, 0 or more: one for each value. */
    AMOUNTS,
    /** Reals above 0: one for each value. */
    POSITIVE_REALS,
    /** {@link Censored} reals above 0: one for each value, and whether it was outlived. */
    CENSORED_REALS
  }

  /** What gradients are divided by. */
  public enum Reduction {
    /** The number of examples, or the sum of their weights. */
    MEAN,
    /** The same, times the outputs of an example; with one output, it is {@link #MEAN}. */
    MEAN_OF_OUTPUTS,
    /** Nothing. */
    SUM
  }

  /**
   * Whether the outputs of an example at one position lie apart, those of its other positions in
   * between.
   *
   * @return whether there is more than one position
   */
  public boolean isClassesFirst() {
    return positions > 1;
  }
}
