package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.processor.family.Family;
import dev.surprisal.processor.validation.Problem;
import dev.surprisal.processor.write.LossWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

  record Expected(long line, long column, String key) {}

  static List<Path> badSources() {
    return Compiling.sourcesIn("bad");
  }

  @ParameterizedTest
  @MethodSource("badSources")
  void reportsEachProblemAtItsPlace(Path file) {
    assertThat(Compiling.compile(Compiling.source(file)).errors())
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
    assertThat(Stream.of(Problem.values()).map(Problem::key)).doesNotHaveDuplicates();
  }

  @Test
  void eachProblemHasABadSource() {
    Set<Problem> missing = EnumSet.allOf(Problem.class);
    // A crash needs a broken processor, not a bad source: see CrashTest.
    missing.remove(Problem.CRASH);
    badSources().stream()
        .flatMap(file -> markers(file).stream())
        .forEach(expected -> missing.removeIf(problem -> problem.key().equals(expected.key())));

    assertThat(missing).isEmpty();
  }

  @Test
  void eachWrongPairHasABadSource() {
    String messages = Compiling.read(Path.of("src", "test", "resources", "expected", "Pairs.txt"));
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
        new LossProcessor(plan -> {
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
                "  @Loss(distribution = Distribution.GAUSSIAN)",
                "  interface Missing {}",
                "}"));

    assertThat(compilation.errors())
        .noneMatch(error -> KEY.matcher(error.getMessage(Locale.ROOT)).find())
        .extracting(Diagnostic::getLineNumber)
        .contains(3L, 5L);
  }

  private static List<Expected> markers(Path file) {
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

  /** All messages of a source as a terminal shows them, in the order of the source. */
  private static String messages(Path file) {
    StringBuilder text = new StringBuilder();
    Compiling.compile(Compiling.source(file)).errors().stream()
        .sorted(
            Comparator.<Diagnostic<?>>comparingLong(Diagnostic::getLineNumber)
                .thenComparingLong(Diagnostic::getColumnNumber))
        .forEach(error ->
            text.append(Compiling.simpleName(file))
                .append(".java:")
                .append(error.getLineNumber())
                .append(": error: ")
                .append(error.getMessage(Locale.ROOT))
                .append('\n'));
    return text.toString();
  }

  private static String key(Diagnostic<? extends JavaFileObject> error) {
    Matcher key = KEY.matcher(error.getMessage(Locale.ROOT));
    return key.find() ? key.group(1) : error.getMessage(Locale.ROOT);
  }
}
