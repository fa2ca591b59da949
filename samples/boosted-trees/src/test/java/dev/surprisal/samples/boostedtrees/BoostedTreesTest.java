package dev.surprisal.samples.boostedtrees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {
  private static Forecasts one;
  private static Forecasts learned;

  @BeforeAll
  static void grow() throws XGBoostError {
    System.setProperty("java.awt.headless", "true");
    Patients patients = Patients.read();
    one = Forecasts.ofOneVariance(patients, 1, () -> {});
    learned = Forecasts.ofLearnedVariance(patients, 1, () -> {});
  }

  @Test
  void meansAreAsGood() {
    assertThat(one.rootMeanSquare()).isLessThan(59);
    assertThat(learned.rootMeanSquare()).isLessThan(59);
  }

  @Test
  void learnedVarianceSurprisesLess() {
    assertThat(learned.nats()).isLessThan(one.nats());
  }

  @Test
  void learnedIntervalsHoldWhomTheyPromise() {
    int[] all = IntStream.range(0, learned.count()).toArray();
    assertThat(learned.coverage(Forecasts.NINE_TENTHS, all)).isBetween(0.86, 0.93);
  }

  @Test
  void oneVarianceIsTooMuchForSomeAndTooLittleForOthers() {
    int[] mostSure = learned.third(0);
    int[] leastSure = learned.third(2);
    assertThat(learned.meanDeviation(mostSure)).isLessThan(learned.meanDeviation(leastSure) - 10);
    assertThat(one.coverage(Forecasts.NINE_TENTHS, mostSure))
        .isGreaterThan(one.coverage(Forecasts.NINE_TENTHS, leastSure) + 0.05);
    assertThat(mostSure.length + learned.third(1).length + leastSure.length).isEqualTo(442);
  }

  @Test
  void drawsAPicture() {
    assertThat(Pictures.intervals(one, learned).getWidth()).isEqualTo(1120);
  }
}
