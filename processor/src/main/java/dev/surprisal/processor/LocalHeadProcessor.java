package dev.surprisal.processor;

import com.google.auto.service.AutoService;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.surprisal.annotation.Loss;
import dev.surprisal.processor.validation.Finding;
import dev.surprisal.processor.validation.HeadProblem;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
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
  private static final String QUALIFIED_NAME = Loss.class.getCanonicalName();

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
        // Losses, which hold no heads, are most of what there is to walk through.
        .filter(root -> !LossFiles.isGenerated(root))
        .map(trees::getPath)
        .filter(Objects::nonNull)
        .map(TreePath::getCompilationUnit)
        .distinct()
        .forEach(unit -> new Scanner(trees).scan(new TreePath(unit), false));
    return false;
  }

  /** Walks through one file; its argument says whether it is inside a local class. */
  private final class Scanner extends TreePathScanner<Void, Boolean> {
    private final Trees trees;
    private final TypeNames names;

    Scanner(Trees trees) {
      this.trees = trees;
      this.names = new TypeNames(trees, processingEnv.getElementUtils());
    }

    @Override
    public Void visitClass(ClassTree node, Boolean isLocal) {
      return super.visitClass(node, TypeNames.isLocal(getCurrentPath()));
    }

    @Override
    public Void visitAnnotation(AnnotationTree node, Boolean isLocal) {
      if (isLocal && isLoss(node.getAnnotationType().toString())) {
        trees.printMessage(
            Diagnostic.Kind.ERROR,
            Finding.message(HeadProblem.LOCAL_HEAD),
            node,
            getCurrentPath().getCompilationUnit());
      }
      return super.visitAnnotation(node, isLocal);
    }

    private boolean isLoss(String name) {
      return name.equals(QUALIFIED_NAME)
          || name.equals(Loss.class.getSimpleName())
              && names
                  .find(name, getCurrentPath())
                  .filter(type -> type.getQualifiedName().contentEquals(QUALIFIED_NAME))
                  .isPresent();
    }
  }
}
