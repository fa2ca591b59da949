package dev.surprisal.processor.model;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
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
    Optional<AnnotationMirror> loss = lossOn(element);
    if (loss.isEmpty() || isCopy(element, loss.get())) {
      return Optional.empty();
    }
    Position position = Position.of(element, loss.get());
    Map<String, Member<?>> members = new Members(element, loss.get()).read();
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
            members));
  }

  /**
   * Whether the compiler copied the annotation here. It stands three times for a component of a
   * record: on the component, which has no place in the source, on the field, which has and is the
   * one that is read, and on the accessor, unless that was written by hand.
   */
  private static boolean isCopy(Element element, AnnotationMirror loss) {
    Element enclosing = element.getEnclosingElement();
    return switch (element.getKind()) {
      case RECORD_COMPONENT -> true;
      case METHOD ->
          enclosing.getKind() == ElementKind.RECORD
              && ((TypeElement) enclosing)
                  .getRecordComponents().stream()
                      .filter(component -> component.getAccessor().equals(element))
                      .flatMap(component -> lossOn(component).stream())
                      .anyMatch(original -> original.toString().equals(loss.toString()));
      default -> false;
    };
  }

  private static Optional<AnnotationMirror> lossOn(Element element) {
    return element.getAnnotationMirrors().stream()
        .<AnnotationMirror>map(mirror -> mirror)
        .filter(mirror -> isLoss(mirror.getAnnotationType().asElement()))
        .findFirst();
  }

  private static boolean isLoss(Element type) {
    return ((TypeElement) type).getQualifiedName().contentEquals(Loss.class.getCanonicalName());
  }
}
