package dev.surprisal.processor.model;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A head and what its {@code @Loss} says.
 *
 * @param head the annotated element
 * @param distribution the distribution
 * @param activation the activation
 * @param members all members that were written, by their names; those that were left out are
 *     missing, so that a default can be told from the same value written down
 * @param linear the layer that emits the logits, where it belongs to the head
 */
public record Declaration(
    Head head,
    Member<Distribution> distribution,
    Member<Activation> activation,
    Map<String, Member<?>> members,
    Optional<LinearLayer> linear) {

  /** The outputs per example, if they were written. */
  public Optional<Member<Integer>> size() {
    return member("size", Integer.class);
  }

  /** The precision, if it was written. */
  public Optional<Member<Precision>> precision() {
    return member("precision", Precision.class);
  }

  /** The reduction, if it was written. */
  public Optional<Member<Reduction>> reduction() {
    return member("reduction", Reduction.class);
  }

  /** The factor in a composite loss, if it was written. */
  public Optional<Member<Double>> weight() {
    return member("weight", Double.class);
  }

  /** The values of all members that were written, by their names. */
  public Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    members.forEach((name, member) -> values.put(name, member.value()));
    return values;
  }

  private <T> Optional<Member<T>> member(String name, Class<T> type) {
    return Optional.ofNullable(members.get(name)).map(member -> member.as(type));
  }
}
