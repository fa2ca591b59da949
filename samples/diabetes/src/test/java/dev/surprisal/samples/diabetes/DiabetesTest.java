package dev.surprisal.samples.diabetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.LossValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DiabetesTest {
  private static Patients patients;
  private static Forecasts unit;
  private static Forecasts learned;

  @BeforeAll
  static void train() {
    System.setProperty("java.awt.headless", "true");
    patients = Patients.read();
    unit =
        Forecasts.ofUnitVariance(
            Main.UNIT.outputs(
                patients.inputs(), patients.progression(), new ProgressionLoss(), 1, () -> {}),
            patients.progression());
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
    assertThat(unit.loss().mean()).isGreaterThan(unit.lossOfOneDeviation());
    assertThat(unit.lossOfOneDeviation()).isGreaterThan(learned.loss().mean());
  }

  @Test
  void oneDeviationForAllIsTheLearnedLossOfThatDeviation() {
    float[] truth = {1, -1, 0.5f, 2};
    float[] zeros = new float[4];
    Forecasts forecasts = Forecasts.ofUnitVariance(zeros, truth);
    double variance = 6.25 / 4;
    assertThat(forecasts.rootMeanSquare()).isCloseTo(75 * Math.sqrt(variance), within(1e-9));
    float s = (float) Math.log(variance);
    LossValue same =
        new UncertainProgressionLoss().forward(new float[] {0, s, 0, s, 0, s, 0, s}, truth);
    assertThat(forecasts.lossOfOneDeviation()).isCloseTo(same.mean(), within(1e-6));
  }

  @Test
  void drawsPictures() {
    assertThat(Pictures.intervals(unit, learned).getWidth()).isEqualTo(1120);
    assertThat(Pictures.coverage(unit, learned).getWidth()).isEqualTo(560);
  }
}
