package dev.surprisal.processor.model;

/**
 * A member of the annotation that the user wrote.
 *
 * @param value its value
 * @param position where it stands
 */
public record Member<T>(T value, Position position) {
  /** The same member, its value known to be of a type. */
  <S> Member<S> as(Class<S> type) {
    return new Member<>(type.cast(value), position);
  }
}
