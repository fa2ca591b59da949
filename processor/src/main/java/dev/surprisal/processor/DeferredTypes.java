package dev.surprisal.processor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Types that wait for the next round, because a constant in an annotation of their heads is in a
 * class that another processor is still to write. Elements do not outlive a round, so they wait by
 * name.
 */
final class DeferredTypes {
  private record Name(String module, String type) {}

  private final Set<Name> names = new LinkedHashSet<>();

  void add(TypeElement type, Elements elements) {
    names.add(
        new Name(
            elements.getModuleOf(type).getQualifiedName().toString(),
            type.getQualifiedName().toString()));
  }

  /** The types that have been waiting, as elements of this round; they wait no longer. */
  List<TypeElement> takeUp(Elements elements) {
    List<TypeElement> types =
        names.stream()
            .map(name ->
                elements.getTypeElement(elements.getModuleElement(name.module()), name.type()))
            .toList();
    names.clear();
    return types;
  }
}
