package dev.surprisal.processor;

import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Finds types by their names, among sources and classes. */
final class TypeLookup {
  private final Elements elements;

  TypeLookup(Elements elements) {
    this.elements = elements;
  }

  /** The type that code beside an element knows by a qualified name. */
  @Nullable TypeElement find(String name, Element beside) {
    ModuleElement module = elements.getModuleOf(beside);
    return module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name);
  }

  /**
   * Whether code beside an element can name the types of a package. A type is not asked for: javac
   * finds none of a package {@code dev.surprisal} where the unnamed package has a type {@code dev}.
   */
  boolean hasPackage(String name, Element beside) {
    ModuleElement module = elements.getModuleOf(beside);
    return module == null
        ? elements.getPackageElement(name) != null
        : elements.getPackageElement(module, name) != null;
  }

  /** Whether a package is in one module, so that its name says where it is. */
  boolean isInOneModule(String packageName) {
    return elements.getPackageElement(packageName) != null;
  }
}
