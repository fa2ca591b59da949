package dev.surprisal.samples.common;

/**
 * Numbers that are learned.
 *
 * @param values what they are
 * @param gradients where the gradient of the loss by each of them is written
 */
public record Parameters(float[] values, float[] gradients) {
  /** Numbers whose gradients are 0. */
  Parameters(float[] values) {
    this(values, new float[values.length]);
  }
}
