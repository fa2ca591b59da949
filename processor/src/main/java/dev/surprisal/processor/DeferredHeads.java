package dev.surprisal.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Heads that wait for the next round, because a constant in their annotation is in a class that
 * another processor is still to write. Elements do not outlive a round, so they wait by name.
 */
final class DeferredHeads {
  /** The name of the outermost type around a head, by the path of the head. */
  private final Map<String, String> types = new LinkedHashMap<>();

  void add(Element head) {
    Element outermost = head;
    while (!(outermost.getEnclosingElement() instanceof PackageElement)) {
      outermost = outermost.getEnclosingElement();
    }
    types.put(path(head), ((TypeElement) outermost).getQualifiedName().toString());
  }

  /** The heads that have been waiting, as elements of this round; they wait no longer. */
  List<Element> takeUp(Elements elements) {
    List<Element> heads = new ArrayList<>();
    types.values().stream()
        .distinct()
        .forEach(type -> collect(elements.getTypeElement(type), heads));
    types.clear();
    return heads;
  }

  private void collect(Element element, List<Element> heads) {
    if (types.containsKey(path(element))) {
      heads.add(element);
    }
    element.getEnclosedElements().forEach(enclosed -> collect(enclosed, heads));
  }

  private static String path(Element element) {
    return element.getKind() + " " + element + " in " + element.getEnclosingElement();
  }
}
