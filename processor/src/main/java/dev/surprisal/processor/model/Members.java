package dev.surprisal.processor.model;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/**
 * The members that the user wrote into an annotation, each by its name. One that does not compile
 * is empty, like one that was left out: the compiler says so itself.
 */
record Members(Element element, AnnotationMirror annotation) {

  /** A member whose value is a constant of an enum. */
  <E extends Enum<E>> Optional<Member<E>> constant(String name, Class<E> type) {
    return member(name, VariableElement.class)
        .map(member ->
            new Member<>(
                Enum.valueOf(type, member.value().getSimpleName().toString()), member.position()));
  }

  /** A member whose value is an int. */
  Optional<Member<Integer>> integer(String name) {
    return member(name, Integer.class);
  }

  private <T> Optional<Member<T>> member(String name, Class<T> type) {
    return annotation.getElementValues().entrySet().stream()
        .filter(entry -> entry.getKey().getSimpleName().contentEquals(name))
        .filter(entry -> type.isInstance(entry.getValue().getValue()))
        .findFirst()
        .map(entry -> member(type, entry.getValue()));
  }

  private <T> Member<T> member(Class<T> type, AnnotationValue value) {
    return new Member<>(type.cast(value.getValue()), new Position(element, annotation, value));
  }
}
