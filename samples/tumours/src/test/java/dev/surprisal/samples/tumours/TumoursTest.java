package dev.surprisal.samples.tumours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.LossFunction;
import dev.surprisal.samples.common.Table;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TumoursTest {
  private static float[] malignant;
  private static Predictions plain;
  private static Predictions weighted;

  @BeforeAll
  static void train() {
    System.setProperty("java.awt.headless", "true");
    plain = predictions(new MalignantLoss());
    weighted = predictions(new CostlyMalignantLoss());
  }

  private static Predictions predictions(LossFunction<float[], float[]> loss) {
    Table table = Table.read(Main.class, "tumours.csv");
    malignant = Main.malignant(table);
    return Predictions.of(
        Main.VALIDATION.outputs(table.inputs(), malignant, loss, 1, () -> {}), malignant);
  }

  @Test
  void readsAllTumours() {
    assertThat(malignant).hasSize(569).containsOnly(0, 1);
    assertThat(IntStream.range(0, 569).filter(i -> malignant[i] == 1)).hasSize(212);
  }

  @Test
  void tellsMalignantFromBenign() {
    assertThat(plain.accuracy()).isGreaterThanOrEqualTo(0.96);
    assertThat(plain.loss().mean()).isLessThan(0.1);
  }

  @Test
  void aWeightMissesLessAndAlarmsMore() {
    assertThat(weighted.missed()).isLessThan(plain.missed());
    assertThat(weighted.falseAlarms()).isGreaterThan(plain.falseAlarms());
  }

  @Test
  void dividedOddsUndoTheWeight() {
    Predictions mended = weighted.withOddsDividedBy(CostlyMalignant.COST);
    assertThat(mended.loss().mean()).isLessThan(weighted.loss().mean() - 0.01);
    assertThat(mended.areaBelowRoc()).isEqualTo(weighted.areaBelowRoc());
    double odds = weighted.probabilities()[3] / (1.0 - weighted.probabilities()[3]);
    double mendedOdds = mended.probabilities()[3] / (1.0 - mended.probabilities()[3]);
    assertThat(mendedOdds).isCloseTo(odds / 5, within(1e-4 * odds));
  }

  @Test
  void theAreaBelowRocCountsPairs() {
    float[] truth = {1, 0, 1, 0, 0, 1};
    Predictions some = Predictions.of(new float[] {3, 2, 1, 0, 1, -1}, truth);
    // Of 9 pairs 4 are in order, and one is even.
    assertThat(some.areaBelowRoc()).isCloseTo(4.5 / 9, within(1e-12));
  }

  @Test
  void binsHoldAllTumours() {
    Predictions some =
        Predictions.of(new float[] {-3, -3, 0.1f, 0.1f, 3}, new float[] {0, 1, 1, 1, 1});
    List<Predictions.Point> bins = some.reliability(5, 2);
    assertThat(bins).hasSize(2);
    assertThat(bins.get(0).y()).isEqualTo(0.5);
    assertThat(bins.get(0).x()).isCloseTo(1 / (1 + Math.exp(3)), within(1e-6));
    assertThat(bins.get(1).y()).isEqualTo(1);
  }

  @Test
  void predictionsAreJoined() {
    Predictions both = plain.plus(weighted);
    double sum = plain.loss().sum() + weighted.loss().sum();
    assertThat(both.loss().sum()).isCloseTo(sum, within(1e-9 * sum));
    assertThat(both.missed()).isEqualTo(plain.missed() + weighted.missed());
  }

  @Test
  void givesTheSameNumbersForTheSameSeed() {
    assertThat(predictions(new MalignantLoss()).logits()).isEqualTo(plain.logits());
  }

  @Test
  void drawsPictures() {
    List<BufferedImage> pictures =
        List.of(
            Pictures.reliability(plain, weighted, plain),
            Pictures.roc(plain, weighted),
            Pictures.gradedTargets());
    assertThat(pictures).allSatisfy(picture -> assertThat(picture.getHeight()).isEqualTo(440));
  }
}
