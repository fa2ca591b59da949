package dev.surprisal.samples.diabetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DiabetesTest {
  private static Patients patients;
  private static Forecasts unit;
  private static Forecasts one;
  private static Forecasts learned;

  @BeforeAll
  static void train() {
    System.setProperty("java.awt.headless", "true");
    patients = Patients.read();
    float[] means =
        Main.UNIT.outputs(
            patients.inputs(), patients.progression(), new ProgressionLoss(), 1, () -> {});
    unit = Forecasts.ofUnitVariance(means, patients.progression());
    one = Forecasts.ofOneVariance(means, patients.progression());
    learned =
        Forecasts.ofLearnedVariance(
            Main.LEARNED.outputs(
                patients.inputs(),
                patients.progression(),
                new UncertainProgressionLoss(),
                1,
                () -> {}),
            patients.progression());
  }

  @Test
  void readsAllPatients() {
    assertThat(patients.inputs()).hasSize(442 * 10);
    assertThat(patients.progression()[0]).isCloseTo((151 - 150) / 75f, within(1e-6f));
  }

  @Test
  void foretellsAsWellAsTheLiterature() {
    assertThat(unit.rootMeanSquare()).isLessThanOrEqualTo(58);
    assertThat(learned.rootMeanSquare()).isLessThanOrEqualTo(58);
  }

  @Test
  void learnedIntervalsKeepTheirWord() {
    assertThat(learned.coverage(Forecasts.NINE_TENTHS)).isBetween(0.87, 0.93);
    assertThat(unit.coverage(Forecasts.NINE_TENTHS)).isGreaterThan(0.95);
  }

  @Test
  void eachPatientsOwnVarianceSurprisesLeast() {
    assertThat(unit.loss().mean()).isGreaterThan(one.loss().mean());
    assertThat(one.loss().mean()).isGreaterThan(learned.loss().mean());
  }

  @Test
  void oneVarianceIsTooMuchForSomeAndTooLittleForOthers() {
    int[] mostSure = learned.third(0);
    int[] leastSure = learned.third(2);
    assertThat(learned.meanDeviation(mostSure)).isLessThan(learned.meanDeviation(leastSure));
    assertThat(one.coverage(Forecasts.NINE_TENTHS, mostSure))
        .isGreaterThan(one.coverage(Forecasts.NINE_TENTHS, leastSure) + 0.08);
    assertThat(learned.coverage(Forecasts.NINE_TENTHS, leastSure)).isGreaterThan(0.87);
    assertThat(mostSure.length + learned.third(1).length + leastSure.length).isEqualTo(442);
  }

  @Test
  void oneVarianceForAllIsTheMeanOfTheSquares() {
    float[] truth = {1, -1, 0.5f, 2};
    Forecasts forecasts = Forecasts.ofOneVariance(new float[4], truth);
    double variance = 6.25 / 4;
    assertThat(forecasts.rootMeanSquare()).isCloseTo(75 * Math.sqrt(variance), within(1e-9));
    assertThat(forecasts.deviations()[2]).isCloseTo(Math.sqrt(variance), within(1e-6));
    assertThat(forecasts.loss().mean()).isCloseTo(0.5 + 0.5 * Math.log(variance), within(1e-6));
    assertThat(forecasts.coverage(1)).isEqualTo(0.75);
  }

  @Test
  void drawsPictures() {
    assertThat(Pictures.intervals(unit, learned).getWidth()).isEqualTo(1120);
    assertThat(Pictures.coverage(unit, one, learned).getWidth()).isEqualTo(1120);
  }
}
