package dev.surprisal.processor.model;

import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * A type with two or more heads on its members, which gets a loss for all of them together.
 *
 * @param place where the type stands, and so the name of its loss
 * @param heads its heads, in the order in which they stand
 * @param isRecord whether it is a record
 * @param typeParameters how many type parameters it has
 * @param position the type
 */
public record Composite(
    Place place, List<Declaration> heads, boolean isRecord, int typeParameters, Position position) {

  /**
   * The type around some heads.
   *
   * @param type the type
   * @param heads all heads on its members
   */
  public static Composite of(TypeElement type, List<Declaration> heads) {
    return new Composite(
        heads.get(0).head().place().enclosing(),
        List.copyOf(heads),
        type.getKind() == ElementKind.RECORD,
        type.getTypeParameters().size(),
        Position.of(type));
  }

  /** Whether the type can hold the outputs itself: a record whose heads are arrays. */
  public boolean holdsOutputs() {
    return isRecord
        && heads.stream()
            .map(Declaration::head)
            .allMatch(head ->
                head.carrier() == Carrier.RECORD_COMPONENT && head.type().precision().isPresent());
  }

  /** Whether the type and all its heads are public. */
  public boolean isPublic() {
    return heads.stream().allMatch(declaration -> declaration.head().isPublic());
  }
}
