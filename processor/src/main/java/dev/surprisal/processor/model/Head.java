package dev.surprisal.processor.model;

import java.util.Set;

/**
 * The annotated element.
 *
 * @param place where it stands, and so the name of its loss
 * @param carrier what kind of element it is
 * @param type the Java type that it gives its outputs
 * @param isPublic whether it and the types that enclose it are public
 * @param isPrivate whether one of them is private
 * @param suppressed the warnings that it or what encloses it asks not to be given
 * @param position the annotation on it
 */
public record Head(
    Place place,
    Carrier carrier,
    HeadType type,
    boolean isPublic,
    boolean isPrivate,
    Set<String> suppressed,
    Position position) {

  /** The head as a user would name it: {@code Scan.label}. */
  public String displayName() {
    return place.displayName();
  }

  /** Whether it is a member of a type, which may have others. */
  public boolean isMember() {
    return switch (carrier) {
      case FIELD, METHOD, RECORD_COMPONENT -> true;
      case TYPE, ANNOTATION_INTERFACE, ENUM_CONSTANT -> false;
    };
  }
}
