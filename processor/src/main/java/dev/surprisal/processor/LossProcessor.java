package dev.surprisal.processor;

import com.google.auto.service.AutoService;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Linear;
import dev.surprisal.annotation.Loss;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.model.Composite;
import dev.surprisal.processor.model.Declaration;
import dev.surprisal.processor.model.DeclarationReader;
import dev.surprisal.processor.model.Head;
import dev.surprisal.processor.model.LinearLayer;
import dev.surprisal.processor.model.Place;
import dev.surprisal.processor.model.Position;
import dev.surprisal.processor.model.UnreadableMember;
import dev.surprisal.processor.schedule.Planner;
import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.validation.CompositeValidator;
import dev.surprisal.processor.validation.Finding;
import dev.surprisal.processor.validation.HeadProblem;
import dev.surprisal.processor.validation.LossNames;
import dev.surprisal.processor.validation.Validator;
import dev.surprisal.processor.write.CompositeWriter;
import dev.surprisal.processor.write.LossWriter;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Generates a loss class for each head, and one for all heads of a type together: read, validate,
 * express, derive, schedule, write. Each class comes from one head or type alone, which incremental
 * builds rely on.
 */
@AutoService(Processor.class)
public final class LossProcessor extends AbstractProcessor {
  /** How much of a crash goes into the error message: enough to find the place. */
  private static final int TRACE_LINES = 8;

  private final Function<Distribution, Family> families;
  private final Planner planner;
  private final Function<LossPlan, String> writer;
  private final LossNames names = new LossNames();
  private final DeferredTypes deferred = new DeferredTypes();
  private final Repetitions repetitions = new Repetitions();

  /** For compilers. */
  public LossProcessor() {
    this(Family::of, LossWriter::write);
  }

  /** With other families or another last stage, for tests. */
  LossProcessor(Function<Distribution, Family> families, Function<LossPlan, String> writer) {
    this.families = families;
    this.planner = new Planner(families);
    this.writer = writer;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Loss.class.getCanonicalName(), Linear.class.getCanonicalName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  /** Claims no annotation: a processor that is asked later may write what a head waits for. */
  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    typesWith(Linear.class, round).forEach(type -> guard(type, () -> reportLoneLayers(type)));
    List<Declaration> heads = new ArrayList<>();
    List<Composite> composites = new ArrayList<>();
    read(round)
        .forEach((type, declarations) -> {
          heads.addAll(declarations);
          List<Declaration> members =
              declarations.stream().filter(declaration -> declaration.head().isMember()).toList();
          if (members.size() > 1) {
            composites.add(Composite.of(type, members, processingEnv.getElementUtils()));
          }
        });
    heads.forEach(declaration -> names.add(declaration.head()));
    composites.forEach(names::add);
    Set<Declaration> generated = generateHeads(heads, composites);
    for (Composite composite : composites) {
      if (generated.containsAll(composite.heads())) {
        guard(composite.position().element(), () -> generate(composite));
      }
    }
    return false;
  }

  private void reportLoneLayers(TypeElement type) {
    DeclarationReader.loneLayers(type)
        .forEach(
            layer -> report(Finding.of(HeadProblem.LONE_LINEAR, layer.position(), layer.name())));
  }

  /** The heads of a round by their types, less those that repeat a head of an earlier round. */
  private Map<TypeElement, List<Declaration>> read(RoundEnvironment round) {
    Map<TypeElement, List<Declaration>> heads = new LinkedHashMap<>();
    deferred.takeUp(processingEnv.getElementUtils()).forEach(type -> heads.put(type, read(type)));
    for (TypeElement type : typesWith(Loss.class, round)) {
      heads.putIfAbsent(type, repetitions.leaveOut(type, read(type)));
    }
    heads.forEach(repetitions::add);
    return heads;
  }

  /** The heads of a type; none yet if one of them has to wait for the next round. */
  private List<Declaration> read(TypeElement type) {
    List<Declaration> declarations = new ArrayList<>();
    guard(
        type,
        () -> {
          try {
            declarations.addAll(DeclarationReader.read(type));
          } catch (UnreadableMember yet) {
            deferred.add(type, processingEnv.getElementUtils());
          }
        });
    return declarations;
  }

  /** The types that an annotation is on, or on a member of. */
  private static Set<TypeElement> typesWith(
      Class<? extends Annotation> annotation, RoundEnvironment round) {
    Set<TypeElement> types = new LinkedHashSet<>();
    for (Element annotated : round.getElementsAnnotatedWith(annotation)) {
      Element element = annotated;
      while (element != null && !(element instanceof TypeElement)) {
        element = element.getEnclosingElement();
      }
      if (element instanceof TypeElement type) {
        types.add(type);
      }
    }
    return types;
  }

  /** Returns those in which no error was found. */
  private Set<Declaration> generateHeads(List<Declaration> heads, List<Composite> composites) {
    Set<Declaration> parts = new HashSet<>();
    composites.forEach(composite -> parts.addAll(composite.heads()));
    Set<Declaration> generated = new HashSet<>();
    for (Declaration declaration : heads) {
      guard(
          declaration.head().position().element(),
          () -> {
            boolean isSound =
                parts.contains(declaration) ? generatePart(declaration) : generate(declaration);
            if (isSound) {
              generated.add(declaration);
            }
          });
    }
    return generated;
  }

  private boolean generate(Declaration declaration) {
    List<Finding> findings = findings(declaration);
    Validator.loneWeight(declaration).ifPresent(findings::add);
    return reportedNoError(findings)
        && file(declaration.head(), writer.apply(planner.plan(declaration)));
  }

  private boolean generatePart(Declaration declaration) {
    List<Finding> findings = findings(declaration);
    Validator.linearPart(declaration).ifPresent(findings::add);
    return reportedNoError(findings)
        && file(declaration.head(), writer.apply(planner.planPart(declaration)));
  }

  private List<Finding> findings(Declaration declaration) {
    List<Finding> findings =
        new ArrayList<>(
            Validator.findings(declaration, families.apply(declaration.distribution().value())));
    names.clash(declaration.head()).ifPresent(findings::add);
    String name = declaration.head().displayName();
    Position head = declaration.head().position();
    if (isMissing(LossWriter.RUNTIME, head)) {
      findings.add(Finding.of(HeadProblem.RUNTIME_MISSING, head, name));
    }
    declaration
        .linear()
        .map(LinearLayer::position)
        .filter(layer -> isMissing(LossWriter.LINEAR, layer))
        .ifPresent(layer -> findings.add(Finding.of(HeadProblem.LINEAR_MISSING, layer, name)));
    return findings;
  }

  private boolean isMissing(String library, Position from) {
    return !types().hasPackage(library, from.element());
  }

  private TypeLookup types() {
    return new TypeLookup(processingEnv.getElementUtils());
  }

  private void generate(Composite composite) {
    List<Finding> findings = new ArrayList<>(CompositeValidator.findings(composite));
    names.clash(composite).ifPresent(findings::add);
    if (reportedNoError(findings)) {
      Place place = composite.place();
      file(place, composite.position(), CompositeWriter.write(planner.plan(composite)));
    }
  }

  private boolean reportedNoError(List<Finding> findings) {
    findings.forEach(this::report);
    return findings.stream().noneMatch(Finding::isError);
  }

  private boolean file(Head head, String source) {
    return file(head.place(), head.position(), source);
  }

  private boolean file(Place place, Position position, String source) {
    LossFiles files = new LossFiles(processingEnv.getFiler(), types());
    Optional<Finding> obstacle = files.write(place, position, source);
    obstacle.ifPresent(this::report);
    return obstacle.isEmpty();
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
      report(Finding.of(HeadProblem.CRASH, Position.of(element), element, crash, trace));
    }
  }

  private void report(Finding finding) {
    Position position = finding.position();
    processingEnv
        .getMessager()
        .printMessage(
            finding.isError() ? Diagnostic.Kind.ERROR : Diagnostic.Kind.MANDATORY_WARNING,
            finding.text(),
            position.element(),
            position.annotation(),
            position.value());
  }
}
