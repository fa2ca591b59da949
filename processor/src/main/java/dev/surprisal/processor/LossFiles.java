package dev.surprisal.processor;

import dev.surprisal.processor.model.Place;
import dev.surprisal.processor.model.Position;
import dev.surprisal.processor.validation.Finding;
import dev.surprisal.processor.validation.HeadProblem;
import dev.surprisal.processor.validation.Problem;
import dev.surprisal.processor.write.LossWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** The source files of loss classes. */
final class LossFiles {
  private final Filer filer;
  private final TypeLookup types;

  LossFiles(Filer filer, TypeLookup types) {
    this.filer = filer;
    this.types = types;
  }

  /** Writes the class for a place, unless something is in its way. */
  Optional<Finding> write(Place place, Position position, String source) {
    TypeElement existing = types.find(place.qualifiedLossName(), position.element());
    if (existing != null && !isGenerated(existing)) {
      return Optional.of(obstacle(HeadProblem.CLASS_EXISTS, place, position));
    }
    try (Writer file = filer.createSourceFile(fileName(place), position.element()).openWriter()) {
      file.write(source);
      return Optional.empty();
    } catch (FilerException exists) {
      Problem problem = existing == null ? HeadProblem.CLASS_EXISTS : HeadProblem.ALREADY_GENERATED;
      return Optional.of(obstacle(problem, place, position));
    } catch (IOException failed) {
      return Optional.of(
          Finding.of(
              HeadProblem.UNWRITABLE, position, place.displayName(), place.lossName(), failed));
    }
  }

  /** With the module where the package alone does not say it. */
  private String fileName(Place place) {
    return types.isInOneModule(place.packageName())
        ? place.qualifiedLossName()
        : place.lossNameInModule();
  }

  private static Finding obstacle(Problem problem, Place place, Position position) {
    return Finding.of(problem, position, place.displayName(), place.lossName());
  }

  /** Whether a class, as source or compiled, is one that was written here. */
  static boolean isGenerated(Element type) {
    return type.getAnnotationMirrors().stream()
        .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
        .anyMatch(annotation -> annotation.getQualifiedName().contentEquals(LossWriter.MARK));
  }
}
