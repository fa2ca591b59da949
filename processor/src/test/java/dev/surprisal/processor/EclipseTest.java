package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.annotation.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Eclipse's compiler, with which Eclipse and VS Code compile, does what javac does. */
class EclipseTest {
  /** A line in the messages of what the compiler has no place for. */
  private static final String IN_WORDS = "\n    at:    ";

  @TempDir Path folder;

  static List<Path> goodSources() {
    return Compiling.sourcesIn("good");
  }

  static List<Path> badSources() {
    return Compiling.sourcesIn("bad");
  }

  @ParameterizedTest
  @MethodSource("goodSources")
  void generatesTheSame(Path file) {
    assertGeneratesTheSame(Compiling.source(file));
  }

  private void assertGeneratesTheSame(JavaFileObject source) {
    EclipseCompiling eclipse = compile(source);

    assertThat(eclipse.diagnostics()).isEmpty();
    assertThat(eclipse.generatedSources())
        .isNotEmpty()
        .isEqualTo(Compiling.generatedSources(Compiling.compile(source)));
  }

  /** Among the annotated elements of a round, they have no order. */
  @Test
  void keepsTheOrderOfMembers() {
    String loss = "@Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY) ";
    assertGeneratesTheSame(
        Compiling.source(
            "Order",
            "import dev.surprisal.annotation.*;",
            "abstract class Order {",
            loss + "float[] zeta;",
            loss + "float[] alpha;",
            loss + "abstract float[] mu();",
            loss + "double[] beta;",
            loss + "abstract float[] xi(int i);",
            loss + "float[] gamma;",
            loss + "abstract double[] omega();",
            "record Inner(",
            loss + "float[] zeta,",
            loss + "float[] alpha,",
            "int other,",
            loss + "double[] mu,",
            loss + "float[] beta) {",
            loss + "static float[] aleph;",
            loss + "float[] bet() { return null; }",
            "} }"));
  }

  /**
   * Each at its line, but in words of records and constants of enums, for which it has no place.
   */
  @ParameterizedTest
  @MethodSource("badSources")
  void refusesTheSame(Path file) {
    JavaFileObject source = Compiling.source(file);
    List<Diagnostic<? extends JavaFileObject>> refusals = refusals(source);
    List<RefusalTest.Expected> expected = RefusalTest.markers(file);

    if (Compiling.simpleName(file).equals("Local")) {
      // The compiler shows processors neither local classes nor its syntax trees.
      assertThat(refusals).isEmpty();
      return;
    }
    assertThat(refusals)
        .extracting(RefusalTest::key)
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(RefusalTest.Expected::key).toList());
    assertThat(refusals)
        .allSatisfy(refusal -> {
          assertThat(refusal.getSource().getName()).endsWith(source.getName());
          if (!refusal.getMessage(Locale.ROOT).contains(IN_WORDS)) {
            assertThat(expected)
                .extracting(marker -> marker.line() + " " + marker.key())
                .contains(refusal.getLineNumber() + " " + RefusalTest.key(refusal));
          }
        });
  }

  @Test
  void saysInWordsWhatItHasNoPlaceFor() {
    JavaFileObject source =
        Compiling.source(
            "demo.Two",
            "package demo;",
            "import dev.surprisal.annotation.*;",
            "record Two(",
            "    @Loss(distribution = Distribution.GAUSSIAN, activation = Activation.SOFTMAX)",
            "    float[] bad,",
            "    @Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY)",
            "    int none) {}",
            "enum Letters {",
            "  @Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY)",
            "  A",
            "}",
            "@Loss(distribution = Distribution.GAUSSIAN, activation = Activation.SIGMOID)",
            "record Head() {}");

    assertThat(refusals(source))
        .extracting(refusal -> RefusalTest.key(refusal) + " " + inWords(refusal))
        .containsExactlyInAnyOrder(
            "wrong-pair demo.Two.bad",
            "no-outputs demo.Two.none",
            "not-a-head demo.Letters.A",
            "wrong-pair demo.Head");
  }

  private static String inWords(Diagnostic<?> refusal) {
    String[] parts = refusal.getMessage(Locale.ROOT).split(IN_WORDS);
    assertThat(parts).hasSize(2);
    return parts[1];
  }

  /** The compiler throws where it is asked for values of the wrong type. */
  @Test
  void leavesValuesOfTheWrongTypeToTheCompiler() {
    JavaFileObject source =
        Compiling.source(
            "Wrong",
            "import dev.surprisal.annotation.*;",
            "record Wrong(",
            "    @Loss(distribution = Distribution.CATEGORICAL, activation = Activation.SOFTMAX,",
            "        classWeights = 1)",
            "    float[] first,",
            "    @Loss(distribution = Distribution.CATEGORICAL, activation = Activation.SOFTMAX,",
            "        zLoss = \"x\")",
            "    float[] second,",
            "    @SuppressWarnings(1)",
            "    @Loss(distribution = Distribution.CATEGORICAL, activation = Activation.SOFTMAX,",
            "        size = true)",
            "    float[] third,",
            "    @Linear(bias = 1)",
            "    @Loss(distribution = Distribution.CATEGORICAL, activation = Activation.SOFTMAX)",
            "    float[] fourth) {",
            "  @Linear(bias = 1)",
            "  interface Layer {}",
            "}");

    EclipseCompiling eclipse = compile(source);
    assertThat(eclipse.generatedSources()).isEmpty();
    assertThat(eclipse.diagnostics())
        .extracting(message -> message.getLineNumber() + " " + RefusalTest.key(message))
        .containsExactlyInAnyOrder(
            "4 Type mismatch: cannot convert from int to boolean",
            "7 Type mismatch: cannot convert from java.lang.String to double",
            "9 Type mismatch: cannot convert from int to java.lang.String[]",
            "11 Type mismatch: cannot convert from boolean to int",
            "13 Type mismatch: cannot convert from int to boolean",
            "16 Type mismatch: cannot convert from int to boolean",
            "16 lone-linear");
  }

  @Test
  void waitsForConstants() {
    JavaFileObject source =
        Compiling.source(
            "demo.Late",
            "package demo;",
            "import dev.surprisal.annotation.*;",
            "@SuppressWarnings(Constants.KEY)",
            "class Late {",
            "  record Pair(",
            "      @Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY,",
            "          size = Constants.SIZE)",
            "      float[] first,",
            "      @Loss(distribution = Distribution.CATEGORICAL, activation = Activation.SOFTMAX,",
            "          outputs = OutputForm.LOG_PROBABILITIES)",
            "      float[] second) {}",
            "}");
    SourceWriter constants =
        new SourceWriter(
            "demo.Constants",
            "package demo;",
            "interface Constants { int SIZE = 5; String KEY = \"log-probabilities\"; }");

    EclipseCompiling eclipse = EclipseCompiling.compile(folder, List.of(source), constants);
    assertThat(eclipse.diagnostics())
        .extracting(RefusalTest::key)
        .containsOnly("Unsupported @SuppressWarnings(\"log-probabilities\")");
    assertThat(eclipse.generatedSources())
        .containsOnlyKeys("Constants", "LatePairFirstLoss", "LatePairSecondLoss", "LatePairLoss")
        .hasEntrySatisfying("LatePairFirstLoss", text -> assertThat(text).contains("SIZE = 5;"));
  }

  /** Two options at a time: what one makes of the code does not depend on all others. */
  @Test
  void warnsOfNothingInGeneratedClasses() {
    List<Declared> declared =
        CrossProduct.all().stream()
            .filter(one -> one.precision() == Precision.FLOAT && one.members().size() <= 2)
            .filter(one -> !CrossProduct.isContradictory(one))
            .toList();
    List<JavaFileObject> sources =
        IntStream.range(0, declared.size())
            .mapToObj(i -> declared.get(i).source("Head" + i))
            .toList();

    EclipseCompiling eclipse = EclipseCompiling.compile(folder, sources);
    assertThat(eclipse.generatedSources()).hasSize(sources.size());
    assertThat(eclipse.diagnostics())
        .filteredOn(message -> message.getSource().getName().endsWith("Loss.java"))
        .extracting(message ->
            message.getSource().getName()
                + ":"
                + message.getLineNumber()
                + " "
                + message.getMessage(Locale.ROOT))
        .isEmpty();
  }

  private EclipseCompiling compile(JavaFileObject source) {
    return EclipseCompiling.compile(folder, List.of(source));
  }

  /** What ours say, without what the compiler says itself. */
  private List<Diagnostic<? extends JavaFileObject>> refusals(JavaFileObject source) {
    return compile(source).diagnostics().stream()
        .filter(message -> message.getMessage(Locale.ROOT).startsWith("["))
        .<Diagnostic<? extends JavaFileObject>>map(message -> message)
        .toList();
  }
}
