package dev.surprisal.runtime;

import java.io.Serializable;
import java.util.Objects;

/**
 * Targets with a weight for each example: how often it counts.
 *
 * <p>A mean divides by the sum of the weights. An example of weight 0 counts for nothing: neither
 * its outputs nor its targets are looked at, and its gradient is 0. The arrays are not copied.
 *
 * @param targets the targets
 * @param weights a weight for each example, finite, 0 or more
 * @param <T> the targets: {@code int[]}, {@code float[]} or {@code double[]}
 */
@SuppressWarnings("serial") // Targets are arrays.
public record Weighted<T>(T targets, double[] weights) implements Serializable {
  /**
   * Checks that nothing is missing.
   *
   * @param targets the targets
   * @param weights a weight for each example
   */
  public Weighted {
    Objects.requireNonNull(targets, "targets");
    Objects.requireNonNull(weights, "weights");
  }
}
