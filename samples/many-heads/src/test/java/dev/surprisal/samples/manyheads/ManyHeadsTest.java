package dev.surprisal.samples.manyheads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.samples.common.Digits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManyHeadsTest {
  private static final int EPOCHS = 20;

  private static Training training;
  private static List<Training.Epoch> history;

  @BeforeAll
  static void train() {
    System.setProperty("java.awt.headless", "true");
    training = new Training(Digits.read(), 1);
    history = IntStream.rangeClosed(1, EPOCHS).mapToObj(training::epoch).toList();
  }

  @Test
  void cutsDigitsInTwo() {
    float[] pixels = new float[Digits.PIXELS];
    pixels[31] = 0.5f;
    pixels[32] = 1;
    pixels[63] = 1;
    Halves halves = Halves.of(new Digits(pixels, new int[] {9}));
    assertThat(halves.upper()).hasSize(32).endsWith(0.5f);
    assertThat(halves.targets().loop()).containsExactly(1);
    assertThat(halves.targets().ink()).containsExactly(0.25f);
  }

  @Test
  void allHeadsLearn() {
    GlimpseLoss.Values first = history.get(0).tested();
    GlimpseLoss.Values last = history.get(EPOCHS - 1).tested();
    assertThat(last.digit().mean()).isLessThan(first.digit().mean() / 3);
    assertThat(last.loop().mean()).isLessThan(first.loop().mean() / 1.5);
    assertThat(last.ink().mean()).isLessThan(first.ink().mean() - 0.2);
  }

  @Test
  void theTotalIsTheSumOfItsHeads() {
    GlimpseLoss.Values last = history.get(EPOCHS - 1).tested();
    assertThat(last.weightedTotal().mean())
        .isCloseTo(last.digit().mean() + last.loop().mean() + last.ink().mean(), within(1e-9));
    assertThat(last.digit().weight()).isEqualTo(training.heldOut().targets().loop().length);
  }

  @Test
  void reportsInTheMeasureOfEachHead() {
    Report report = training.report();
    assertThat(report.digits()).isGreaterThan(0.8);
    assertThat(report.loops()).isGreaterThan(0.85);
    assertThat(report.ink()).isLessThan(0.8 * report.inkOfAMean());
  }

  @Test
  void givesTheSameNumbersForTheSameSeed() {
    Training again = new Training(Digits.read(), 1);
    assertThat(again.epoch(1)).isEqualTo(history.get(0));
  }

  @Test
  void drawsAChartForEachHead() {
    assertThat(Pictures.learningCurves(history).getWidth()).isEqualTo(3 * 560);
  }
}
