package dev.surprisal.annotation;

/** What the targets of a categorical head are. */
public enum TargetForm {
  /** {@code int[]}: for each example the class that is right. */
  CLASS_INDEX,

  /**
   * {@code float[]} or {@code double[]}, of the shape of the outputs: for each example a
   * distribution over the classes, for soft labels and distillation. The loss is the cross-entropy,
   * which is the surprisal to be expected where the target is drawn from that distribution; the
   * entropy of the target itself is not subtracted, as it does not depend on the outputs.
   */
  PROBABILITIES
}
