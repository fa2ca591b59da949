package dev.surprisal.processor.model;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * Reads the members that the user wrote into an annotation. All annotations are read here: a value
 * that does not compile, or not yet, is an {@link UnreadableMember} in whatever form a compiler
 * shows it.
 *
 * @param position the annotation
 * @param annotation what was written
 * @param type the annotation's type
 */
record Members(Position position, AnnotationMirror annotation, Class<?> type) {
  /** What compilers give for a value that has none. */
  private static final String NO_VALUE = "<error>";

  /**
   * The annotation of a type on an element.
   *
   * @param type the annotation's type
   * @param element the element
   */
  static Optional<Members> find(Class<?> type, Element element) {
    return element.getAnnotationMirrors().stream()
        .<AnnotationMirror>map(mirror -> mirror)
        .filter(mirror -> isNamed(type, mirror.getAnnotationType().asElement()))
        .map(mirror -> new Members(Position.of(element, mirror), mirror, type))
        .findFirst();
  }

  private static boolean isNamed(Class<?> type, Element element) {
    return ((TypeElement) element).getQualifiedName().contentEquals(type.getCanonicalName());
  }

  /** All members by their names, each with the value that the annotation would give. */
  Map<String, Member<?>> read() throws UnreadableMember {
    Map<String, Member<?>> members = new LinkedHashMap<>();
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        values().entrySet()) {
      String name = entry.getKey().getSimpleName().toString();
      AnnotationValue value = entry.getValue();
      members.put(name, new Member<>(read(typeOf(name), value), position.at(value)));
    }
    return members;
  }

  /** Whether it says the same as another; one that cannot be read is not told from another. */
  boolean isCopyOf(Members original) {
    try {
      return values().toString().equals(original.values().toString());
    } catch (UnreadableMember erroneous) {
      return true;
    }
  }

  /** Eclipse's compiler throws where a value is not of the type of its member. */
  private Map<? extends ExecutableElement, ? extends AnnotationValue> values()
      throws UnreadableMember {
    try {
      return annotation.getElementValues();
    } catch (RuntimeException erroneous) {
      throw new UnreadableMember(erroneous.toString());
    }
  }

  private Class<?> typeOf(String name) throws UnreadableMember {
    try {
      return type.getMethod(name).getReturnType();
    } catch (NoSuchMethodException unknown) {
      throw new UnreadableMember(name);
    }
  }

  private static Object read(Class<?> type, AnnotationValue written) throws UnreadableMember {
    Object value = written.getValue();
    if (type.isArray() && value instanceof List<?> elements) {
      List<Object> values = new ArrayList<>();
      for (Object element : elements) {
        values.add(read(type.componentType(), (AnnotationValue) element));
      }
      return values;
    }
    if (type.isEnum() && value instanceof VariableElement constant) {
      return constant(type, constant);
    }
    if (MethodType.methodType(type).wrap().returnType().isInstance(value)
        && !value.equals(NO_VALUE)) {
      return value;
    }
    throw new UnreadableMember(written.toString());
  }

  private static Object constant(Class<?> type, VariableElement constant) throws UnreadableMember {
    for (Object candidate : type.getEnumConstants()) {
      if (isNamed(type, constant.getEnclosingElement())
          && constant.getSimpleName().contentEquals(((Enum<?>) candidate).name())) {
        return candidate;
      }
    }
    throw new UnreadableMember(constant.toString());
  }
}
