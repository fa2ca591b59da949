package dev.surprisal.runtime;

import java.io.Serializable;
import java.util.Objects;

/**
 * Targets of which some were not seen but outlived: what they are is more than what is given, and
 * no one knows by how much. A patient who was alive when a study ended, a machine that still runs,
 * a claim that an insurance paid up to its limit.
 *
 * <p>What was seen costs &minus;log of its density, what was outlived &minus;log of the probability
 * of more. With weights, the loss takes {@code Weighted<Censored<T>>}. The arrays are not copied.
 *
 * @param targets the targets: times, or other amounts, above 0; where one was outlived, how long it
 *     was known to last
 * @param outlived whether each of the targets was outlived; of their length, and in their order
 * @param <T> the targets: {@code float[]} or {@code double[]}
 */
@SuppressWarnings("serial") // Targets are arrays.
public record Censored<T>(T targets, boolean[] outlived) implements Serializable {
  /**
   * Checks that nothing is missing. Lengths are checked by the loss, before it writes anything.
   *
   * @param targets the targets
   * @param outlived whether each of the targets was outlived
   */
  public Censored {
    Objects.requireNonNull(targets, "targets");
    Objects.requireNonNull(outlived, "outlived");
  }
}
