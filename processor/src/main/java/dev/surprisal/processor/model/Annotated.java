package dev.surprisal.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * An element that an annotation of ours can stand on, each once, as in the source.
 *
 * @param element what the annotation is read from
 * @param carrier what kind of element it is
 */
record Annotated(Element element, Carrier carrier) {

  /**
   * A type and its members in the order of the source, which the set of all annotated elements does
   * not keep with every compiler.
   */
  static List<Annotated> in(TypeElement type) {
    Stream<Annotated> members =
        type.getEnclosedElements().stream()
            .flatMap(
                member -> carrier(member).map(carrier -> new Annotated(member, carrier)).stream());
    return Stream.concat(Stream.of(new Annotated(type, carrier(type))), members).toList();
  }

  private static Carrier carrier(TypeElement type) {
    return type.getKind() == ElementKind.ANNOTATION_TYPE
        ? Carrier.ANNOTATION_INTERFACE
        : Carrier.TYPE;
  }

  /** Empty for a member that cannot be a head, or that another stands for. */
  private static Optional<Carrier> carrier(Element member) {
    if (isOfComponent(member)) {
      return standsForComponent(member) ? Optional.of(Carrier.RECORD_COMPONENT) : Optional.empty();
    }
    return switch (member.getKind()) {
      case FIELD -> Optional.of(Carrier.FIELD);
      case METHOD -> Optional.of(Carrier.METHOD);
      case ENUM_CONSTANT -> Optional.of(Carrier.ENUM_CONSTANT);
      default -> Optional.empty();
    };
  }

  private static boolean isOfComponent(Element member) {
    return switch (member.getKind()) {
      case RECORD_COMPONENT -> true;
      case FIELD ->
          member.getEnclosingElement().getKind() == ElementKind.RECORD
              && !member.getModifiers().contains(Modifier.STATIC);
      default -> false;
    };
  }

  /**
   * With javac, the field of a component does, which has a place in the source; with Eclipse's
   * compiler the component itself, which has the annotations in all its versions.
   */
  private static boolean standsForComponent(Element member) {
    return Position.isEclipse(member) == (member.getKind() == ElementKind.RECORD_COMPONENT);
  }

  /** The annotation of a type that the user wrote here. */
  Optional<Members> annotation(Class<?> type) {
    return Members.find(type, element).filter(written -> !isCopied(written));
  }

  /** Compilers copy an annotation from a component to its accessor, unless that is written out. */
  private boolean isCopied(Members written) {
    return element instanceof ExecutableElement method
        && method.getParameters().isEmpty()
        && method.getEnclosingElement() instanceof TypeElement type
        && type.getKind() == ElementKind.RECORD
        && type.getRecordComponents().stream()
            .filter(component -> component.getSimpleName().equals(method.getSimpleName()))
            .flatMap(component -> Members.find(written.type(), component).stream())
            .anyMatch(written::isCopyOf);
  }
}
