package dev.surprisal.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in the source, for the reporting of problems.
 *
 * @param element the annotated element
 * @param annotation the annotation on it, or null for the element as a whole
 * @param value the value in the annotation, or null for the annotation as a whole
 */
public record Position(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {

  /** An element as a whole. */
  public static Position of(Element element) {
    return new Position(element, null, null);
  }

  /** An annotation as a whole. */
  static Position of(Element element, AnnotationMirror annotation) {
    return new Position(element, annotation, null);
  }
}
