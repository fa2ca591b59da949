package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.processor.validation.HeadProblem;
import dev.surprisal.processor.validation.Problem;
import dev.surprisal.processor.write.LossWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What does not compile. Each source in {@code bad/} says in itself what it gets: a line {@code //
 * ^ key} expects an error with that key, in the line of code above it, in the column of the caret.
 */
class RefusalTest {
  private static final Pattern MARKER = Pattern.compile("^//( *)\\^ (\\S+)$");
  private static final Pattern KEY = Pattern.compile("^\\[([a-z-]+)] ");

  /** What the compiler says of each source, which several tests ask for. */
  private static final Map<Path, List<Diagnostic<? extends JavaFileObject>>> FINDINGS =
      new ConcurrentHashMap<>();

  record Expected(long line, long column, String key) {}

  static List<Path> badSources() {
    return Compiling.sourcesIn("bad");
  }

  @ParameterizedTest
  @MethodSource("badSources")
  void reportsEachProblemAtItsPlace(Path file) {
    assertThat(findings(file))
        .extracting(e -> new Expected(e.getLineNumber(), e.getColumnNumber(), key(e)))
        .containsExactlyInAnyOrderElementsOf(markers(file));
  }

  @ParameterizedTest
  @MethodSource("badSources")
  void saysWhatWhyAndWhatToWriteInstead(Path file) {
    String messages = messages(file);

    assertThat(messages).isEqualTo(Compiling.golden(Compiling.simpleName(file) + ".txt", messages));
    assertThat(messages.chars()).allMatch(c -> c < 128);
  }

  @Test
  void eachKeyIsOfOneProblem() {
    assertThat(Problem.all().stream().map(Problem::key)).doesNotHaveDuplicates();
  }

  @Test
  void eachProblemHasABadSource() {
    Set<Problem> missing = new HashSet<>(Problem.all());
    // A crash needs a broken processor, not a bad source: see CrashTest.
    missing.remove(HeadProblem.CRASH);
    // Another class path: see MissingTest.
    missing.remove(HeadProblem.RUNTIME_MISSING);
    missing.remove(HeadProblem.LINEAR_MISSING);
    // A module: see ModulesTest.
    missing.remove(HeadProblem.NO_PACKAGE);
    // Files of an earlier build, or none: see LossFilesTest.
    missing.remove(HeadProblem.ALREADY_GENERATED);
    missing.remove(HeadProblem.UNWRITABLE);
    badSources().stream()
        .flatMap(file -> markers(file).stream())
        .forEach(expected -> missing.removeIf(problem -> problem.key().equals(expected.key())));

    assertThat(missing).isEmpty();
  }

  @Test
  void eachWrongPairHasABadSource() {
    String messages = messagesOf("Pairs");
    for (Distribution distribution : Distribution.values()) {
      for (Activation activation : Activation.values()) {
        if (Family.of(distribution).misfit(activation).isPresent()) {
          assertThat(messages)
              .contains(
                  "activation = "
                      + activation
                      + " does not go with distribution = "
                      + distribution
                      + "\n");
        }
      }
    }
  }

  /** A member that a family does not have is refused, whichever it is. */
  @Test
  void eachForeignMemberHasABadSource() {
    String messages = messagesOf("ForeignMembers");
    for (Distribution distribution : Distribution.values()) {
      if (distribution == Distribution.PRODUCT_OF_BERNOULLIS) {
        continue; // As BERNOULLI.
      }
      for (Option option : Option.values()) {
        if (Family.of(distribution).foreign(option).isPresent()) {
          assertThat(messages)
              .contains(
                  (distribution == Distribution.FORMULA ? "nll" : "distribution = " + distribution)
                      + " has no "
                      + option.member());
        }
      }
    }
  }

  @Test
  void refusesEveryContradictionOfTheCrossProduct() {
    List<Declared> contradictory =
        CrossProduct.all().stream()
            .filter(CrossProduct::isContradictory)
            .filter(declared -> declared.precision() == Precision.FLOAT)
            .filter(declared -> declared.reduction() == Reduction.SUM)
            .toList();
    JavaFileObject[] sources = new JavaFileObject[contradictory.size()];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = contradictory.get(i).source("Bad" + i);
    }
    List<String> written = new ArrayList<>();
    LossProcessor recording =
        new LossProcessor(
            Family::of,
            plan -> {
              written.add(plan.className());
              return LossWriter.write(plan);
            });
    Compilation compilation =
        Compiler.javac()
            .withOptions("-Xmaxerrs", "10000")
            .withProcessors(recording)
            .compile(sources);
    Set<String> refused =
        compilation.errors().stream()
            .filter(error -> key(error).equals("contradiction"))
            .map(error -> Compiling.simpleName(Path.of(error.getSource().getName())))
            .collect(Collectors.toSet());
    assertThat(refused).hasSize(sources.length);
    assertThat(compilation.errors()).allMatch(error -> key(error).equals("contradiction"));
    assertThat(written).isEmpty();
  }

  @Test
  void threeMistakesInOneDeclarationAreReportedInOneRun() {
    Compilation compilation =
        Compiling.compile(
            Compiling.source(
                "Three",
                "import dev.surprisal.annotation.*;",
                "@Loss(distribution = Distribution.CATEGORICAL,",
                "      activation = Activation.SIGMOID,",
                "      size = 1,",
                "      reduction = Reduction.MEAN_OF_OUTPUTS)",
                "interface Three {}"));

    assertThat(compilation.errors())
        .extracting(e -> new Expected(e.getLineNumber(), e.getColumnNumber(), key(e)))
        .containsExactlyInAnyOrder(
            new Expected(3, 30, "wrong-pair"),
            new Expected(4, 14, "wrong-size"),
            new Expected(5, 28, "wrong-reduction"));
  }

  @Test
  void aBadHeadDoesNotKeepAGoodOneFromItsClass() {
    List<String> written = new ArrayList<>();
    LossProcessor recording =
        new LossProcessor(
            Family::of,
            plan -> {
              written.add(plan.className());
              return LossWriter.write(plan);
            });
    Compilation compilation =
        Compiler.javac()
            .withProcessors(recording)
            .compile(
                Compiling.source(
                    "Two",
                    "import static dev.surprisal.annotation.Activation.*;",
                    "import static dev.surprisal.annotation.Distribution.*;",
                    "import dev.surprisal.annotation.Loss;",
                    "record Two(",
                    "    @Loss(distribution = GAUSSIAN, activation = SOFTMAX) float[] bad,",
                    "    @Loss(distribution = GAUSSIAN, activation = IDENTITY) float[] good) {}"));

    assertThat(compilation.errors()).hasSize(1);
    assertThat(written).containsExactly("TwoGoodLoss");
  }

  @Test
  void anAnnotationThatDoesNotCompileIsLeftToTheCompiler() {
    Compilation compilation =
        Compiling.compile(
            Compiling.source(
                "Broken",
                "import dev.surprisal.annotation.*;",
                "class Broken {",
                "  @Loss(distribution = Distribution.CAUCHY, activation = Activation.IDENTITY)",
                "  interface Unknown {}",
                "  @Loss(distribution = Distribution.GAUSSIAN, activation = 3)",
                "  interface Number {}",
                "}"));

    assertThat(compilation.errors())
        .noneMatch(error -> KEY.matcher(error.getMessage(Locale.ROOT)).find())
        .extracting(Diagnostic::getLineNumber)
        .contains(3L, 5L);
  }

  /** In the unnamed package, which is imported from nowhere, the record inside hides the type. */
  @Test
  void aTypeIsNotToBeHiddenByARecordOfItsLoss() {
    Compilation compilation =
        Compiling.compile(
            Compiling.source(
                "Targets",
                "import dev.surprisal.annotation.*;",
                "class Targets {",
                "  record Pair(",
                "      @Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY)",
                "      float[] first,",
                "      @Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY)",
                "      float[] second) {}",
                "}"));

    assertThat(compilation.errors())
        .extracting(e -> new Expected(e.getLineNumber(), e.getColumnNumber(), key(e)))
        .containsExactly(new Expected(3, 3, "unusable-name"));
  }

  /** Java forbids components to be named after methods of Object, and they have no accessors. */
  @Test
  void aComponentThatCannotBeIsNoCrash() {
    String loss = "@Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY) ";
    assertThat(
            Compiling.compile(
                    Compiling.source(
                        "One",
                        "import dev.surprisal.annotation.*;",
                        "record One(" + loss + "float[] hashCode) {}"))
                .errors())
        .singleElement()
        .satisfies(error ->
            assertThat(error.getMessage(Locale.ROOT)).contains("illegal record component name"));
    assertThat(
            Compiling.compile(
                    Compiling.source(
                        "Two",
                        "import dev.surprisal.annotation.*;",
                        "record Two(" + loss + "float[] wait, " + loss + "float[] other) {}"))
                .errors())
        .extracting(RefusalTest::key)
        .containsExactly("unusable-name");
  }

  /** All that the compiler has to say, but that it takes warnings for errors. */
  private static List<Diagnostic<? extends JavaFileObject>> findings(Path file) {
    return FINDINGS.computeIfAbsent(file, RefusalTest::compiled);
  }

  private static List<Diagnostic<? extends JavaFileObject>> compiled(Path file) {
    return Compiling.compile(Compiling.source(file)).diagnostics().stream()
        .filter(diagnostic -> diagnostic.getSource() != null)
        .sorted(
            Comparator.<Diagnostic<?>>comparingLong(Diagnostic::getLineNumber)
                .thenComparingLong(Diagnostic::getColumnNumber))
        .<Diagnostic<? extends JavaFileObject>>map(diagnostic -> diagnostic)
        .toList();
  }

  /** What a source says in itself that it must get. */
  static List<Expected> markers(Path file) {
    List<Expected> markers = new ArrayList<>();
    List<String> lines = Compiling.read(file).lines().toList();
    int codeLine = 0;
    for (int i = 0; i < lines.size(); i++) {
      Matcher marker = MARKER.matcher(lines.get(i));
      if (marker.matches()) {
        int column = "//".length() + marker.group(1).length() + 1;
        markers.add(new Expected(codeLine, column, marker.group(2)));
      } else {
        codeLine = i + 1;
      }
    }
    assertThat(markers).isNotEmpty();
    return markers;
  }

  /** Those of all sources whose names begin so. */
  private static String messagesOf(String sources) {
    return badSources().stream()
        .filter(file -> Compiling.simpleName(file).startsWith(sources))
        .map(RefusalTest::messages)
        .collect(Collectors.joining());
  }

  /** All messages of a source as a terminal shows them, in the order of the source. */
  static String messages(Path file) {
    StringBuilder text = new StringBuilder();
    findings(file)
        .forEach(finding ->
            text.append(Compiling.simpleName(file))
                .append(".java:")
                .append(finding.getLineNumber())
                .append(finding.getKind() == Diagnostic.Kind.ERROR ? ": error: " : ": warning: ")
                .append(finding.getMessage(Locale.ROOT))
                .append('\n'));
    return text.toString();
  }

  /** The key of one of our problems, or the whole message of the compiler. */
  static String key(Diagnostic<? extends JavaFileObject> error) {
    Matcher key = KEY.matcher(error.getMessage(Locale.ROOT));
    return key.find() ? key.group(1) : error.getMessage(Locale.ROOT);
  }
}
