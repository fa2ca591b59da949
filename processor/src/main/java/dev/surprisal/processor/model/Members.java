package dev.surprisal.processor.model;

import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** The members that the user wrote into an annotation, each by its name. */
record Members(Element element, AnnotationMirror annotation) {
  /** A member whose value is a constant of an enum; empty if it was left out. */
  <E extends Enum<E>> Optional<Member<E>> constant(String name, Class<E> type)
      throws UnreadableMember {
    Optional<Member<VariableElement>> member = member(name, VariableElement.class);
    if (member.isEmpty()) {
      return Optional.empty();
    }
    VariableElement constant = member.get().value();
    if (!constant.getEnclosingElement().toString().equals(type.getCanonicalName())) {
      throw new UnreadableMember(name);
    }
    E value = Enum.valueOf(type, constant.getSimpleName().toString());
    return Optional.of(new Member<>(value, member.get().position()));
  }

  /** A member whose value is an int; empty if it was left out. */
  Optional<Member<Integer>> integer(String name) throws UnreadableMember {
    return member(name, Integer.class);
  }

  private <T> Optional<Member<T>> member(String name, Class<T> type) throws UnreadableMember {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        AnnotationValue value = entry.getValue();
        if (!type.isInstance(value.getValue())) {
          throw new UnreadableMember(name);
        }
        return Optional.of(
            new Member<>(type.cast(value.getValue()), new Position(element, annotation, value)));
      }
    }
    return Optional.empty();
  }
}
