package dev.surprisal.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * What the simple name of a type means in a local class, by the rules of the language: the compiler
 * resolves what is in there only after all processors have run.
 */
final class TypeNames {
  private final Trees trees;
  private final Elements elements;

  TypeNames(Trees trees, Elements elements) {
    this.trees = trees;
    this.elements = elements;
  }

  /**
   * The type that a simple name means.
   *
   * @param name the name
   * @param place where it stands
   */
  Optional<TypeElement> find(String name, TreePath place) {
    List<TypeElement> around = typesAround(place);
    TypeElement outermost = around.get(around.size() - 1);
    ModuleElement module = elements.getModuleOf(outermost);
    String packageName = elements.getPackageOf(outermost).getQualifiedName().toString();
    List<String> imports = imports(place.getCompilationUnit());
    Stream<TypeElement> members = around.stream().flatMap(type -> members(type, name));
    Stream<String> qualifiedNames =
        Stream.of(
                imports.stream().filter(imported -> imported.endsWith("." + name)),
                Stream.of(packageName.isEmpty() ? name : packageName + "." + name),
                imports.stream()
                    .filter(imported -> imported.endsWith(".*"))
                    .map(imported -> imported.replace("*", name)),
                imports.stream()
                    .flatMap(this::exportedPackages)
                    .map(exported -> exported + "." + name))
            .flatMap(names -> names);
    return Stream.concat(
            members, qualifiedNames.map(qualified -> elements.getTypeElement(module, qualified)))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** The types around a place, innermost first, less those that are local themselves. */
  private List<TypeElement> typesAround(TreePath place) {
    List<TypeElement> types = new ArrayList<>();
    for (TreePath path = place; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof ClassTree && !isLocal(path)) {
        types.add((TypeElement) trees.getElement(path));
      }
    }
    return types;
  }

  /** A class whose tree does not hang directly in a file or in a class that does. */
  static boolean isLocal(TreePath path) {
    Tree parent = path.getParentPath().getLeaf();
    return !(parent instanceof CompilationUnitTree)
        && (!(parent instanceof ClassTree) || isLocal(path.getParentPath()));
  }

  private static List<String> imports(CompilationUnitTree unit) {
    return unit.getImports().stream()
        .map(imported -> imported.getQualifiedIdentifier().toString())
        .toList();
  }

  private Stream<TypeElement> members(TypeElement type, String name) {
    // A member that is inherited may be hidden by one that is not.
    return Stream.of(type.getEnclosedElements(), elements.getAllMembers(type))
        .flatMap(all -> ElementFilter.typesIn(all).stream())
        .filter(member -> member.getSimpleName().contentEquals(name));
  }

  /** What the import of a module imports. */
  private Stream<String> exportedPackages(String moduleName) {
    ModuleElement module = elements.getModuleElement(moduleName);
    return module == null
        ? Stream.empty()
        : ElementFilter.exportsIn(module.getDirectives()).stream()
            .map(exports -> exports.getPackage().getQualifiedName().toString());
  }
}
