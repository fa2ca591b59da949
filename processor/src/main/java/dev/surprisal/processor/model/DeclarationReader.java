package dev.surprisal.processor.model;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Linear;
import dev.surprisal.annotation.Loss;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/** Reads the annotation on an element into a {@link Declaration}. */
public final class DeclarationReader {
  private DeclarationReader() {}

  /**
   * Reads a head.
   *
   * @param element an element with {@code @Loss} on it
   * @return the declaration; empty where another element stands for the same head, and where a
   *     member is missing, which the compiler says itself
   * @throws UnreadableMember if a member has no value yet
   */
  public static Optional<Declaration> read(Element element) throws UnreadableMember {
    Optional<AnnotationMirror> loss = find(Loss.class, element);
    if (loss.isEmpty() || isCopy(element, loss.get(), Loss.class)) {
      return Optional.empty();
    }
    Position position = Position.of(element, loss.get());
    Map<String, Member<?>> members = new Members(element, loss.get(), Loss.class).read();
    Member<?> distribution = members.get("distribution");
    Member<?> activation = members.get("activation");
    if (distribution == null || activation == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Declaration(
            HeadReader.read(position),
            distribution.as(Distribution.class),
            activation.as(Activation.class),
            members,
            readLayer(element)));
  }

  private static Optional<LinearLayer> readLayer(Element element) throws UnreadableMember {
    Optional<AnnotationMirror> linear = find(Linear.class, element);
    if (linear.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LinearLayer(
            Position.of(element, linear.get()),
            new Members(element, linear.get(), Linear.class).read()));
  }

  /**
   * Where a layer stands that belongs to no head.
   *
   * @param element an element with {@code @Linear} on it
   * @return the position; empty where there is a head, or another element stands for this one
   */
  public static Optional<Position> loneLayer(Element element) {
    return find(Linear.class, element)
        .filter(linear -> find(Loss.class, element).isEmpty())
        .filter(linear -> !isCopy(element, linear, Linear.class))
        .map(linear -> Position.of(element, linear));
  }

  /**
   * Whether the compiler copied the annotation here. It stands three times for a component of a
   * record: on the component, which has no place in the source, on the field, which has and is the
   * one that is read, and on the accessor, unless that was written by hand.
   */
  private static boolean isCopy(Element element, AnnotationMirror annotation, Class<?> type) {
    Element enclosing = element.getEnclosingElement();
    return switch (element.getKind()) {
      case RECORD_COMPONENT -> true;
      case METHOD ->
          enclosing.getKind() == ElementKind.RECORD
              && ((TypeElement) enclosing)
                  .getRecordComponents().stream()
                      .filter(component -> component.getAccessor().equals(element))
                      .flatMap(component -> find(type, component).stream())
                      .anyMatch(original -> original.toString().equals(annotation.toString()));
      default -> false;
    };
  }

  private static Optional<AnnotationMirror> find(Class<?> type, Element element) {
    return element.getAnnotationMirrors().stream()
        .<AnnotationMirror>map(mirror -> mirror)
        .filter(mirror -> isOf(type, mirror.getAnnotationType().asElement()))
        .findFirst();
  }

  private static boolean isOf(Class<?> type, Element annotation) {
    return ((TypeElement) annotation).getQualifiedName().contentEquals(type.getCanonicalName());
  }
}
