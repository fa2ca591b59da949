package dev.surprisal.processor.model;

import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in the source, for the reporting of problems.
 *
 * <p>Eclipse's compiler has no place for records, their components and constants of enums: problems
 * of those are reported at what is around them, and say in words what they are of.
 *
 * @param element the element, or the innermost around it that the compiler has a place for
 * @param annotation the annotation on it, or null for the element as a whole
 * @param value the value in the annotation, or null for the annotation as a whole
 * @param name the qualified name of the element, where the compiler has no place for it
 */
public record Position(
    Element element,
    @Nullable AnnotationMirror annotation,
    @Nullable AnnotationValue value,
    Optional<String> name) {

  /** An element as a whole. */
  public static Position of(Element element) {
    Element placed = element;
    while (!hasPlace(placed) && placed.getEnclosingElement() instanceof TypeElement around) {
      placed = around;
    }
    Optional<String> name =
        hasPlace(element) ? Optional.empty() : Optional.of(qualifiedName(element));
    return new Position(placed, null, null, name);
  }

  /** An annotation as a whole. */
  static Position of(Element element, AnnotationMirror annotation) {
    Position whole = of(element);
    return new Position(whole.element, annotation, null, whole.name);
  }

  /** A value in the annotation. */
  Position at(AnnotationValue part) {
    return new Position(element, annotation, part, name);
  }

  private static boolean hasPlace(Element element) {
    return !isEclipse(element)
        || switch (element.getKind()) {
          case RECORD, RECORD_COMPONENT, ENUM_CONSTANT -> false;
          default -> true;
        };
  }

  /** Whether Eclipse's compiler shows an element. */
  static boolean isEclipse(Element element) {
    return element.getClass().getName().startsWith("org.eclipse.");
  }

  private static String qualifiedName(Element element) {
    return element instanceof TypeElement type
        ? type.getQualifiedName().toString()
        : qualifiedName(element.getEnclosingElement()) + "." + element.getSimpleName();
  }
}
