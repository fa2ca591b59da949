package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated classes as texts that are read by people: one for each family. */
class GoldenTest {
  private static final Path GOOD = Path.of("src", "test", "resources", "good");

  @ParameterizedTest
  @ValueSource(strings = {"DigitHead", "TumourHead", "Findings", "Growth"})
  void generatesTheExpectedText(String head) {
    Compilation compilation = compile(head);

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(Compiling.generatedSources(compilation))
        .hasSize(1)
        .allSatisfy(
            (name, text) -> assertThat(text).isEqualTo(Compiling.golden(name + ".java", text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DigitHead", "TumourHead", "Findings", "Growth"})
  void fitsLinesOf100ColumnsInAscii(String head) {
    assertThat(Compiling.generatedSources(compile(head)).values())
        .allSatisfy(text ->
            assertThat(text.lines())
                .allMatch(line -> line.length() <= 100, "at most 100 columns")
                .allMatch(line -> line.chars().allMatch(c -> c < 128), "ASCII"));
  }

  @Test
  void generatesTheSameTextEveryTimeAndWhateverStandsBesideTheHead() {
    Map<String, String> alone = Compiling.generatedSources(compile("DigitHead"));
    Compilation together =
        Compiling.compile(
            Compiling.source(GOOD.resolve("Growth.java")),
            Compiling.source(GOOD.resolve("Names.java")),
            Compiling.source(GOOD.resolve("DigitHead.java")));

    assertThat(Compiling.generatedSources(together)).containsAllEntriesOf(alone);
  }

  @Test
  void namesClassesAfterTheHeadAndWhatEnclosesIt() {
    Compilation compilation = compile("Names");

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(Compiling.generatedSources(compilation))
        .containsOnlyKeys(
            "NamesNestedLoss",
            "NamesColourLoss",
            "NamesSpamLoss",
            "NamesLayerLoss",
            "NamesPriceLoss",
            "NamesDeeperScanMalignantLoss",
            "NamesDeeperScanDiameterLoss");
  }

  @Test
  void isAsVisibleAsItsHead() {
    Map<String, String> sources = Compiling.generatedSources(compile("Names"));

    assertThat(sources.get("NamesNestedLoss")).contains("\npublic final class NamesNestedLoss ");
    assertThat(sources.get("NamesColourLoss")).contains("\nfinal class NamesColourLoss ");
    assertThat(sources.get("NamesSpamLoss")).contains("\npublic final class NamesSpamLoss ");
  }

  @Test
  void takesThePrecisionFromTheTypeThenFromTheAnnotation() {
    Map<String, String> sources = Compiling.generatedSources(compile("Names"));

    assertThat(sources.get("NamesSpamLoss")).contains("ArrayLossFunction<float[], float[]>");
    assertThat(sources.get("NamesPriceLoss")).contains("ArrayLossFunction<double[], double[]>");
    assertThat(sources.get("NamesLayerLoss")).contains("ArrayLossFunction<double[], double[]>");
    assertThat(sources.get("NamesNestedLoss")).contains("ArrayLossFunction<float[], int[]>");
  }

  private static Compilation compile(String head) {
    return Compiling.compile(Compiling.source(GOOD.resolve(head + ".java")));
  }
}
