package dev.surprisal.processor.model;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/**
 * Reads the members that the user wrote into an annotation.
 *
 * @param element what the annotation is on
 * @param annotation what was written
 * @param type the annotation's type
 */
record Members(Element element, AnnotationMirror annotation, Class<?> type) {
  /** All of them by their names, each with the value that the annotation would give. */
  Map<String, Member<?>> read() throws UnreadableMember {
    Map<String, Member<?>> members = new LinkedHashMap<>();
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        annotation.getElementValues().entrySet()) {
      String name = entry.getKey().getSimpleName().toString();
      AnnotationValue value = entry.getValue();
      members.put(
          name,
          new Member<>(read(name, value.getValue()), new Position(element, annotation, value)));
    }
    return members;
  }

  private Object read(String name, Object value) throws UnreadableMember {
    Class<?> type = typeOf(name);
    if (type.isPrimitive() && (value instanceof Number || value instanceof Boolean)) {
      return value;
    }
    if (type.isEnum()
        && value instanceof VariableElement constant
        && constant.getEnclosingElement().toString().equals(type.getCanonicalName())) {
      for (Object candidate : type.getEnumConstants()) {
        if (constant.getSimpleName().contentEquals(((Enum<?>) candidate).name())) {
          return candidate;
        }
      }
    }
    throw new UnreadableMember(name);
  }

  private Class<?> typeOf(String name) throws UnreadableMember {
    try {
      return type.getMethod(name).getReturnType();
    } catch (NoSuchMethodException unknown) {
      throw new UnreadableMember(name);
    }
  }
}
