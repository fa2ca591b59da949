package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.surprisal.annotation.Distribution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Generated classes as texts that are read by people: one for each family, and a rich one. */
class GoldenTest {
  static final List<String> GOLDEN_HEADS =
      List.of(
          "DigitHead",
          "TumourHead",
          "Findings",
          "Assays",
          "Traits",
          "Growth",
          "Tokens",
          "Breeds",
          "Photos",
          "Student",
          "Defects",
          "Screening",
          "Forecast",
          "Arrivals",
          "Delays",
          "Outliers",
          "Gaps",
          "Claims",
          "Visits",
          "Costs",
          "Measured",
          "Turnings",
          "Conversions",
          "Waits",
          "Incomes",
          "Lifetimes",
          "Survival",
          "Remissions",
          "Usage",
          "Ratings",
          "Noise",
          "Robust",
          "Genres",
          "Scan",
          "NextToken");

  static final Path GOOD = Path.of("src", "test", "resources", "good");

  @ParameterizedTest
  @FieldSource("GOLDEN_HEADS")
  void generatesTheExpectedText(String head) {
    Compilation compilation = compile(head);

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(Compiling.generatedSources(compilation))
        .isNotEmpty()
        .allSatisfy(
            (name, text) -> assertThat(text).isEqualTo(Compiling.golden(name + ".java", text)));
  }

  @ParameterizedTest
  @FieldSource("GOLDEN_HEADS")
  void fitsLinesOf100ColumnsInAscii(String head) {
    assertThat(Compiling.generatedSources(compile(head)).values())
        .allSatisfy(text ->
            assertThat(text.lines())
                .allMatch(line -> line.length() <= 100, "at most 100 columns")
                .allMatch(line -> line.chars().allMatch(c -> c < 128), "ASCII"));
  }

  @Test
  void everyCombinationOfOptionsFitsLinesOf100Columns() {
    assertThat(CrossProduct.LINES_TOO_LONG).isEmpty();
  }

  @Test
  void eachDistributionHasAGolden() {
    for (Distribution distribution : Distribution.values()) {
      assertThat(GOLDEN_HEADS)
          .anyMatch(head ->
              Compiling.read(GOOD.resolve(head + ".java"))
                  .contains(
                      distribution == Distribution.FORMULA
                          ? "nll = "
                          : "distribution = " + distribution + ","));
    }
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
            "NamesDeeperScanDiameterLoss",
            // All heads of a type together.
            "NamesLoss",
            "NamesDeeperScanLoss");
  }

  @Test
  void escapesNamesThatAreNotAscii() {
    Compilation compilation =
        Compiling.compile(
            Compiling.source(
                "Gr\u00f6\u00dfe",
                "import dev.surprisal.annotation.*;",
                "@Loss(distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY)",
                "interface Gr\u00f6\u00dfe {}"));

    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(Compiling.generatedSources(compilation).values())
        .singleElement()
        .satisfies(text ->
            assertThat(text).contains("class Gr\\u00f6\\u00dfeLoss").matches("\\p{ASCII}+"));
  }

  @Test
  void isAsVisibleAsItsHead() {
    Map<String, String> sources = Compiling.generatedSources(compile("Names"));

    assertThat(sources.get("NamesNestedLoss")).contains("\npublic final class NamesNestedLoss ");
    assertThat(sources.get("NamesColourLoss")).contains("\nfinal class NamesColourLoss ");
    assertThat(sources.get("NamesSpamLoss")).contains("\nfinal class NamesSpamLoss ");
    assertThat(sources.get("NamesPriceLoss")).contains("\npublic final class NamesPriceLoss ");
  }

  @Test
  void takesThePrecisionFromTheTypeThenFromTheAnnotation() {
    Map<String, String> sources = Compiling.generatedSources(compile("Names"));

    assertThat(sources.get("NamesSpamLoss")).contains("NewtonLoss<float[], float[]>");
    assertThat(sources.get("NamesPriceLoss")).contains("NewtonLoss<double[], double[]>");
    assertThat(sources.get("NamesLayerLoss")).contains("NewtonLoss<double[], double[]>");
    assertThat(sources.get("NamesNestedLoss")).contains("NewtonLoss<float[], int[]>");
  }

  private static Compilation compile(String head) {
    return Compiling.compile(Compiling.source(GOOD.resolve(head + ".java")));
  }
}
