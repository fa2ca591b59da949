package dev.surprisal.processor.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** What compilers warn of wherever a record is used that holds outputs. */
final class Deprecations {
  private Deprecations() {}

  /**
   * The warnings that uses of a record give, by the keys that suppress them.
   *
   * @param record a record
   * @param heads the names of the components whose accessors are used
   * @param elements what knows which elements are deprecated
   */
  static Set<String> ofUses(TypeElement record, List<String> heads, Elements elements) {
    Stream<Element> types =
        Stream.iterate(record, Deprecations::isType, Element::getEnclosingElement);
    Stream<Element> accessors =
        record.getRecordComponents().stream()
            .filter(component -> heads.contains(component.getSimpleName().toString()))
            // One that Java forbids has none.
            .flatMap(component -> Stream.ofNullable(component.getAccessor()));
    Set<String> keys = new TreeSet<>();
    Stream.concat(types, accessors)
        .filter(elements::isDeprecated)
        .forEach(used -> keys.add(isForRemoval(used) ? "removal" : "deprecation"));
    return keys;
  }

  private static boolean isType(Element element) {
    return element instanceof TypeElement;
  }

  private static boolean isForRemoval(Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> isDeprecated((TypeElement) mirror.getAnnotationType().asElement()))
        .flatMap(mirror -> mirror.getElementValues().entrySet().stream())
        .anyMatch(member ->
            member.getKey().getSimpleName().contentEquals("forRemoval")
                && member.getValue().getValue().equals(true));
  }

  private static boolean isDeprecated(TypeElement annotation) {
    return annotation.getQualifiedName().contentEquals(Deprecated.class.getName());
  }
}
