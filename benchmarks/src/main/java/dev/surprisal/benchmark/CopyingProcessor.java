package dev.surprisal.benchmark;

import dev.surprisal.annotation.Loss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Generates losses by copying files: what is left is what the compiler itself takes for generated
 * sources, with any processor. The option {@code losses} names the folder that they are in.
 */
public final class CopyingProcessor extends AbstractProcessor {
  static final String OPTION = "losses";

  /** For compilers. */
  public CopyingProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Loss.class.getCanonicalName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(OPTION);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    round.getElementsAnnotatedWith(Loss.class).forEach(this::copy);
    return true;
  }

  private void copy(Element head) {
    String name = head + "Loss";
    Path losses = Path.of(processingEnv.getOptions().get(OPTION));
    try (Writer source = processingEnv.getFiler().createSourceFile(name, head).openWriter()) {
      source.write(Files.readString(losses.resolve(name.replace('.', '/') + ".java")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
