package dev.surprisal.samples.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SurvivalTest {
  private static final Patients PLACEBO = Patients.givenPlacebo();
  private static final Patients TREATED = Patients.givenMercaptopurine();

  @BeforeAll
  static void withoutScreen() {
    System.setProperty("java.awt.headless", "true");
  }

  private static Fit weibull(Patients patients) {
    return Fit.of(new RemissionLoss(), patients);
  }

  private static Fit logNormal(Patients patients) {
    return Fit.of(new LogNormalRemissionLoss(), patients);
  }

  @Test
  void thePatientsAreThoseOfTheStudy() {
    assertThat(PLACEBO.count()).isEqualTo(21);
    assertThat(PLACEBO.relapses()).isEqualTo(21);
    assertThat(TREATED.count()).isEqualTo(21);
    assertThat(TREATED.relapses()).isEqualTo(9);
    assertThat(weeksOf(PLACEBO)).isEqualTo(182);
    assertThat(weeksOf(TREATED)).isEqualTo(359);
  }

  private static double weeksOf(Patients patients) {
    double sum = 0;
    for (double weeks : patients.weeks()) {
      sum += weeks;
    }
    return sum;
  }

  /** The estimates of textbooks. */
  @Test
  void sharesAreThoseOfKaplanAndMeier() {
    KaplanMeier treated = KaplanMeier.of(TREATED);
    assertThat(treated.weeks()).containsExactly(6, 7, 10, 13, 16, 22, 23);
    assertThat(treated.shares())
        .containsExactly(
            new double[] {0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448}, within(5e-4));
    assertThat(treated.median()).isEqualTo(23);
    assertThat(KaplanMeier.of(PLACEBO).median()).isEqualTo(8);
    assertThat(treated.after(5.9)).isEqualTo(1);
  }

  @Test
  void scalesAndShapesAreThoseOfTextbooks() {
    assertThat(weibull(TREATED).parameters())
        .containsExactly(new double[] {33.765, 1.3537}, within(2e-3));
    assertThat(weibull(PLACEBO).parameters())
        .containsExactly(new double[] {9.482, 1.3705}, within(2e-3));
  }

  /** From 1 down, half of it at the median, which has a closed form. */
  @Test
  void curvesAreWhatDensitiesLeave() {
    for (Fit fit : new Fit[] {weibull(TREATED), logNormal(TREATED)}) {
      assertThat(fit.after(1e-9)).isCloseTo(1, within(1e-6));
      assertThat(fit.after(fit.median())).isCloseTo(0.5, within(1e-9));
    }
    assertThat(weibull(TREATED).median())
        .isCloseTo(33.765 * Math.pow(Math.log(2), 1 / 1.3537), within(0.02));
  }

  @Test
  void mistakesShortenRemissions() {
    double median = weibull(TREATED).median();
    assertThat(weibull(TREATED.allTakenForSeen()).median()).isLessThan(0.7 * median);
    assertThat(weibull(TREATED.relapsedAlone()).median()).isLessThan(0.5 * median);
  }

  /** The figures of the page, which is run from the folder of the module. */
  @Test
  void thePageSaysWhatComesOut() throws IOException {
    String page = Files.readString(Path.of("README.md"));
    assertThat(page)
        .contains(row("placebo", PLACEBO))
        .contains(row("6-mercaptopurine", TREATED))
        .contains(row("..., what was outlived taken for seen", TREATED.allTakenForSeen()))
        .contains(row("..., those who relapsed alone", TREATED.relapsedAlone()))
        .contains(surprisals("placebo", PLACEBO))
        .contains(surprisals("6-mercaptopurine", TREATED));
  }

  private static String row(String name, Patients patients) {
    Fit fit = weibull(patients);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.2f | %.3f | %.1f | %.0f |",
        name,
        patients.count(),
        patients.relapses(),
        fit.parameters()[0],
        fit.parameters()[1],
        fit.median(),
        KaplanMeier.of(patients).median());
  }

  private static String surprisals(String name, Patients patients) {
    return String.format(
        Locale.ROOT,
        "| %s | %.4f | %.4f |",
        name,
        weibull(patients).surprisal().mean(),
        logNormal(patients).surprisal().mean());
  }

  @Test
  void drawsPictures() {
    assertThat(Pictures.remissions().getWidth()).isEqualTo(1120);
  }
}
