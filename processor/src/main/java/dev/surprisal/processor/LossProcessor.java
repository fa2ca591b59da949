package dev.surprisal.processor;

import com.google.auto.service.AutoService;
import dev.surprisal.annotation.Loss;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.DeclarationReader;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.Position;
import dev.surprisal.processor.model.UnreadableMember;
import dev.surprisal.processor.plan.LossPlan;
import dev.surprisal.processor.plan.Planner;
import dev.surprisal.processor.validation.Finding;
import dev.surprisal.processor.validation.LossNames;
import dev.surprisal.processor.validation.Problem;
import dev.surprisal.processor.validation.Validator;
import dev.surprisal.processor.write.LossWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Generates a loss class for each head: read, validate, plan, write. Each class comes from its own
 * head alone, which incremental builds rely on.
 */
@AutoService(Processor.class)
public final class LossProcessor extends AbstractProcessor {
  /** How much of a crash goes into the error message: enough to find the place. */
  private static final int TRACE_LINES = 8;

  private final Function<LossPlan, String> writer;
  private final LossNames names = new LossNames();
  private final DeferredHeads deferred = new DeferredHeads();

  /** For compilers. */
  public LossProcessor() {
    this(LossWriter::write);
  }

  /** With another last stage, for tests. */
  LossProcessor(Function<LossPlan, String> writer) {
    this.writer = writer;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Loss.class.getCanonicalName(), LossWriter.MARK);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    List<Element> elements = new ArrayList<>(deferred.takeUp(processingEnv.getElementUtils()));
    elements.addAll(round.getElementsAnnotatedWith(Loss.class));
    List<Declaration> declarations = new ArrayList<>();
    for (Element element : elements) {
      guard(element, () -> read(element).ifPresent(declarations::add));
    }
    declarations.forEach(names::add);
    for (Declaration declaration : declarations) {
      guard(declaration.head().position().element(), () -> generate(declaration));
    }
    return true;
  }

  private Optional<Declaration> read(Element element) {
    try {
      return DeclarationReader.read(element);
    } catch (UnreadableMember yet) {
      deferred.add(element);
      return Optional.empty();
    }
  }

  private void generate(Declaration declaration) {
    List<Finding> findings = new ArrayList<>(Validator.findings(declaration));
    names.clash(declaration).ifPresent(findings::add);
    findings.forEach(this::report);
    if (findings.isEmpty()) {
      file(declaration, writer.apply(Planner.plan(declaration)));
    }
  }

  private void file(Declaration declaration, String source) {
    Head head = declaration.head();
    Element origin = head.position().element();
    try (Writer file =
        processingEnv.getFiler().createSourceFile(head.qualifiedLossName(), origin).openWriter()) {
      file.write(source);
    } catch (FilerException exists) {
      report(
          Finding.of(Problem.CLASS_EXISTS, head.position(), head.displayName(), head.lossName()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Runs a stage for a head; a crash becomes an error at the head, and the others go on. */
  private void guard(Element element, Runnable stage) {
    try {
      stage.run();
    } catch (RuntimeException | LinkageError | AssertionError crash) {
      String trace =
          Stream.of(crash.getStackTrace())
              .limit(TRACE_LINES)
              .map(frame -> "        at " + frame)
              .collect(Collectors.joining("\n"));
      report(Finding.of(Problem.CRASH, Position.of(element), element, crash, trace));
    }
  }

  private void report(Finding finding) {
    Position position = finding.position();
    processingEnv
        .getMessager()
        .printMessage(
            Diagnostic.Kind.ERROR,
            finding.text(),
            position.element(),
            position.annotation(),
            position.value());
  }
}
