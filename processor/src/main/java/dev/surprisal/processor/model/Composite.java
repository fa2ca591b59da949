package dev.surprisal.processor.model;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * A type with two or more heads on its members, which gets a loss for all of them together.
 *
 * @param place where the type stands, and so the name of its loss
 * @param heads its heads, in the order in which they stand
 * @param isRecord whether it is a record
 * @param typeParameters how many type parameters it has
 * @param deprecations the warnings that uses of it give, by the keys that suppress them
 * @param position the type
 */
public record Composite(
    Place place,
    List<Declaration> heads,
    boolean isRecord,
    int typeParameters,
    Set<String> deprecations,
    Position position) {

  /**
   * The type around some heads.
   *
   * @param type the type
   * @param heads all heads on its members
   * @param elements what knows which elements are deprecated
   */
  public static Composite of(TypeElement type, List<Declaration> heads, Elements elements) {
    List<String> names =
        heads.stream().map(declaration -> declaration.head().place().simpleName()).toList();
    return new Composite(
        heads.get(0).head().place().enclosing(),
        List.copyOf(heads),
        type.getKind() == ElementKind.RECORD,
        type.getTypeParameters().size(),
        Deprecations.ofUses(type, names, elements),
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
