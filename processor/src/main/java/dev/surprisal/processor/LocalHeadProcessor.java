package dev.surprisal.processor;

import com.google.auto.service.AutoService;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.surprisal.annotation.Loss;
import dev.surprisal.processor.validation.Finding;
import dev.surprisal.processor.validation.Problem;
import dev.surprisal.processor.write.LossWriter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Refuses heads on local and anonymous classes and their members. Compilers do not show them to
 * annotation processors: without this one, their loss class would be missing and nothing would say
 * why.
 *
 * <p>It asks for all annotations, and claims none, because a source whose only head is local shows
 * no annotation to ask for. It reads the syntax trees that javac offers; under a compiler or a
 * build tool that hides them it finds nothing.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes("*")
public final class LocalHeadProcessor extends AbstractProcessor {

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Trees trees;
    try {
      trees = Trees.instance(processingEnv);
    } catch (IllegalArgumentException | LinkageError hidden) {
      return false;
    }
    round.getRootElements().stream()
        .filter(root -> !isGenerated(root))
        .map(trees::getPath)
        .filter(Objects::nonNull)
        .map(TreePath::getCompilationUnit)
        .distinct()
        .forEach(unit -> new Scanner(trees, unit).scan(unit, false));
    return false;
  }

  /** Losses, which hold no heads, are most of what there is to walk through. */
  private static boolean isGenerated(Element root) {
    return root.getAnnotationMirrors().stream()
        .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
        .anyMatch(type -> type.getQualifiedName().contentEquals(LossWriter.MARK));
  }

  /** Walks through one file; its argument says whether it is inside a local class. */
  private static final class Scanner extends TreePathScanner<Void, Boolean> {
    private static final String QUALIFIED_NAME = Loss.class.getCanonicalName();
    private static final String SIMPLE_NAME = Loss.class.getSimpleName();

    /** The type, its package, or its module, which has the name of the package. */
    private static final Set<String> IMPORTS =
        Set.of(QUALIFIED_NAME, Loss.class.getPackageName() + ".*", Loss.class.getPackageName());

    private final Trees trees;
    private final CompilationUnitTree unit;
    private final boolean importsLoss;

    Scanner(Trees trees, CompilationUnitTree unit) {
      this.trees = trees;
      this.unit = unit;
      List<String> imports =
          unit.getImports().stream()
              .map(imported -> imported.getQualifiedIdentifier().toString())
              .toList();
      this.importsLoss =
          imports.stream().anyMatch(IMPORTS::contains)
              && imports.stream().noneMatch(Scanner::isOtherLoss);
    }

    private static boolean isOtherLoss(String imported) {
      return imported.endsWith("." + SIMPLE_NAME) && !imported.equals(QUALIFIED_NAME);
    }

    /** A class whose tree does not hang directly in a file or another class is local. */
    @Override
    public Void visitClass(ClassTree node, Boolean isLocal) {
      Tree parent = getCurrentPath().getParentPath().getLeaf();
      boolean isMember = parent instanceof ClassTree || parent instanceof CompilationUnitTree;
      return super.visitClass(node, isLocal || !isMember);
    }

    @Override
    public Void visitAnnotation(AnnotationTree node, Boolean isLocal) {
      if (isLocal && isLoss(node.getAnnotationType().toString())) {
        trees.printMessage(Diagnostic.Kind.ERROR, Finding.message(Problem.LOCAL_HEAD), node, unit);
      }
      return super.visitAnnotation(node, isLocal);
    }

    private boolean isLoss(String name) {
      return name.equals(QUALIFIED_NAME) || importsLoss && name.equals(SIMPLE_NAME);
    }
  }
}
