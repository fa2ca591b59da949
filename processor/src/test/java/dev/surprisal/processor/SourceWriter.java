package dev.surprisal.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * A processor of another library: asks for all annotations, and writes a class when first asked.
 */
@SupportedAnnotationTypes("*")
final class SourceWriter extends AbstractProcessor {
  private final String name;
  private final String text;
  private boolean isWritten;

  SourceWriter(String name, String... lines) {
    this.name = name;
    this.text = String.join("\n", lines);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!isWritten) {
      isWritten = true;
      try (Writer file = processingEnv.getFiler().createSourceFile(name).openWriter()) {
        file.write(text);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return false;
  }
}
