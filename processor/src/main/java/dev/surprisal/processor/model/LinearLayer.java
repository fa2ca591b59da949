package dev.surprisal.processor.model;

import java.util.Map;
import java.util.Optional;

/**
 * What {@code @Linear} says beside the {@code @Loss} of a head.
 *
 * @param position the annotation
 * @param members all members that were written, by their names
 */
public record LinearLayer(Position position, Map<String, Member<?>> members) {
  /** The inputs per example, if they were written. */
  public Optional<Member<Integer>> inputs() {
    return Optional.ofNullable(members.get("inputs")).map(member -> member.as(Integer.class));
  }

  /** Whether the layer has a bias. */
  public boolean hasBias() {
    Member<?> bias = members.get("bias");
    return bias == null || (boolean) bias.value();
  }

  /** The bound below which gradients by the logits count as 0, if it was written. */
  public Optional<Member<Double>> negligible() {
    return Optional.ofNullable(members.get("negligible")).map(member -> member.as(Double.class));
  }
}
