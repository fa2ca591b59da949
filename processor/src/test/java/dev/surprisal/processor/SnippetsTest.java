package dev.surprisal.processor;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/**
 * The Java that the pages show compiles without a warning, and gives the numbers beside it. What
 * stands in the sources of samples and engines is compiled there.
 */
class SnippetsTest {
  /** Shows a class that is generated, in parts, which {@link GeneratedClassPageTest} looks at. */
  private static final Path GENERATED_CLASS = Path.of("..", "docs", "generated-class.md");

  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public )?(?:interface|class|record) (\\w+)");

  /** A part of each block of statements, and what the block takes for granted. */
  private static final Map<String, String> GIVEN =
      Map.of(
          "new DigitHeadLoss()",
          "",
          "new WaitingLoss()",
          "",
          "new ScanLoss()",
          "Scan scan, Scan gradients, float[] isMalignant, double[] trueDiameter",
          "ScanLoss.Denominators",
          "ScanLoss loss, Iterable<ScanLoss.Targets> parts, Scan scan, ScanLoss.Targets targets,"
              + " Scan gradients",
          "new NetLoss()",
          "float[] digitLogits, float[] isEvenLogits, int[] digits, float[] even,"
              + " NetLoss.Outputs gradients",
          "new NextTokenLoss()",
          "float[] hidden, float[] weights, int[] tokens, int[] bestTokens,"
              + " double[] logProbabilities",
          "Workers.of(",
          "DigitHeadLoss loss, float[] logits, int[] digits, float[] gradients",
          "new HeldLoss(",
          "",
          "new SpeciesLoss(",
          "float[] scores, int[] labels, float[] gradients, float[] hessians");

  private static final String IMPORTS =
      """
      package pages;

      import static dev.surprisal.annotation.Activation.*;
      import static dev.surprisal.annotation.Distribution.*;
      import static dev.surprisal.annotation.Layout.*;
      import static dev.surprisal.annotation.Reduction.*;

      import dev.surprisal.annotation.*;
      import dev.surprisal.linear.*;
      import dev.surprisal.runtime.*;
      import java.util.concurrent.*;

      """;

  /** What pages only mention. */
  private static final JavaFileObject LAYER =
      Compiling.source("pages.Layer", IMPORTS + "class Layer {}");

  @Test
  void compile() {
    List<JavaFileObject> sources = new ArrayList<>(List.of(LAYER));
    List<String> unmatched = new ArrayList<>(GIVEN.keySet());
    for (String block : blocks()) {
      Matcher type = TYPE.matcher(block);
      if (type.find()) {
        sources.add(source(type.group(1), block));
      } else {
        String part = given(block);
        unmatched.remove(part);
        String name = "Statements" + sources.size();
        sources.add(source(name, statements(name, GIVEN.get(part), block, "null")));
      }
    }
    assertThat(unmatched).isEmpty();
    Compilation compilation = Compiling.compile(sources.toArray(JavaFileObject[]::new));
    assertThat(compilation.diagnostics()).isEmpty();
  }

  @Test
  void theFirstOneGivesTheNumbersBesideIt() throws ReflectiveOperationException {
    String head = block("interface DigitHead");
    String block = block("new DigitHeadLoss()");
    String name = "First";
    Class<?> first =
        Compiling.load(
                Compiling.compile(
                    source("DigitHead", head), source(name, statements(name, "", block, "value"))))
            .loadClass("pages." + name);
    var method = first.getDeclaredMethod("run");
    method.setAccessible(true);
    LossValue value = (LossValue) method.invoke(null);
    assertThat(block)
        .contains("// %.3f nats".formatted(value.mean()))
        .contains("// %.3f%n".formatted(value.perplexity()).stripTrailing());
  }

  /** LightGBM's arrays are the transposes of XGBoost's. */
  @Test
  void boostingTakesEitherOrder() throws ReflectiveOperationException {
    String species = block("interface Species");
    String rows =
        species.replaceFirst(",\\s*layout = CLASSES_FIRST", "").replace("Species", "Rows");
    ClassLoader classes =
        Compiling.load(Compiling.compile(source("Species", species), source("Rows", rows)));
    ArrayLossFunction<float[], int[]> xgboost = loss(classes, "pages.RowsLoss");
    ArrayLossFunction<float[], int[]> lightGbm = loss(classes, "pages.SpeciesLoss", 2);
    int[] labels = {2, 0};
    float[] byRow = new float[6];
    float[] byClass = new float[6];
    xgboost.forwardBackward(new float[] {1, -2, 0.5f, 0, 3, 1}, labels, byRow);
    lightGbm.forwardBackward(new float[] {1, 0, -2, 3, 0.5f, 1}, labels, byClass);
    for (int row = 0; row < 2; row++) {
      for (int k = 0; k < 3; k++) {
        assertThat(byClass[k * 2 + row]).isCloseTo(byRow[row * 3 + k], within(1e-6f));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static ArrayLossFunction<float[], int[]> loss(
      ClassLoader classes, String name, Object... positions) throws ReflectiveOperationException {
    var constructor =
        classes
            .loadClass(name)
            .getDeclaredConstructor(
                Stream.of(positions).map(each -> int.class).toArray(Class[]::new));
    constructor.setAccessible(true);
    return (ArrayLossFunction<float[], int[]>) constructor.newInstance(positions);
  }

  /** All blocks of Java, but what is generated and what stands in compiled sources. */
  private static List<String> blocks() {
    String sources = flat(Pages.sources().stream().map(Compiling::read).collect(joining()));
    return Pages.all().stream()
        .filter(page -> !page.equals(GENERATED_CLASS))
        .flatMap(page -> Pages.javaOf(page).stream())
        .filter(block -> !block.contains("\n  ...\n") && !sources.contains(flat(block)))
        .toList();
  }

  /** Without what depends on where a line ends. */
  private static String flat(String java) {
    return java.replaceAll("\\s+", "");
  }

  private static String block(String part) {
    return blocks().stream().filter(block -> block.contains(part)).findFirst().orElseThrow();
  }

  private static String given(String block) {
    return GIVEN.keySet().stream()
        .filter(block::contains)
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing is said of what this is given:\n" + block));
  }

  private static JavaFileObject source(String name, String text) {
    return Compiling.source("pages." + name, IMPORTS + text);
  }

  private static String statements(String name, String parameters, String block, String result) {
    return "class %s { static Object run(%s) {\n%sreturn %s; } }"
        .formatted(name, parameters, block, result);
  }
}
