package dev.surprisal.samples.djldigits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.loss.L2Loss;
import dev.surprisal.djl.GeneratedLoss;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Split;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DjlDigitsTest {
  private static final AtomicInteger EPOCHS = new AtomicInteger();

  private static Digits digits;
  private static Split split;
  private static Halves heldOut;
  private static Forecast one;
  private static Forecast learned;

  @BeforeAll
  static void train() throws IOException {
    System.setProperty("java.awt.headless", "true");
    digits = Digits.read();
    split = Split.of(digits.count(), new Random(1));
    Halves halves = Halves.of(digits, new Random(1));
    Halves trained = halves.select(split.learnedRows());
    heldOut = halves.select(split.heldOut());
    one =
        Forecast.withOneVariance(
            Completion.outputs(new L2Loss(), Halves.PIXELS, trained, heldOut, 1, () -> {}),
            heldOut.lower());
    learned =
        new Forecast(
            Completion.outputs(
                new GeneratedLoss(new LowerHalfLoss()),
                2 * Halves.PIXELS,
                trained,
                heldOut,
                1,
                EPOCHS::incrementAndGet),
            heldOut.lower());
  }

  @Test
  void aDigitIsCutInTwo() {
    Halves halves = Halves.of(digits, new Random(1));
    assertThat(halves.count()).isEqualTo(1797);
    assertThat(halves.upper()[Halves.PIXELS + 3]).isEqualTo(digits.pixels()[Digits.PIXELS + 3]);
    assertThat(halves.lower()[Halves.PIXELS + 3])
        .isCloseTo(digits.pixels()[Digits.PIXELS + Halves.PIXELS + 3], within(1 / 32f));
  }

  @Test
  void eachPixelsOwnVarianceTakesFewerBits() {
    assertThat(one.bitsPerPixel()).isCloseTo(3.64, within(0.05));
    assertThat(learned.bitsPerPixel()).isCloseTo(3.05, within(0.05));
  }

  @Test
  void meansAreNearlyAsGood() {
    assertThat(one.rootMeanSquare(one.all())).isCloseTo(0.189, within(0.01));
    assertThat(learned.rootMeanSquare(learned.all())).isCloseTo(0.198, within(0.01));
  }

  @Test
  void deviationsSayHowWrongItIs() {
    for (int number = 0; number < 10; number++) {
      int[] tenth = learned.tenth(number);
      assertThat(tenth).hasSize(heldOut.count() * Halves.PIXELS / 10);
      assertThat(learned.rootMeanSquare(tenth))
          .isCloseTo(learned.meanDeviation(tenth), within(0.05));
    }
  }

  @Test
  void oneVarianceIsTooMuchForSomeAndTooLittleForOthers() {
    assertThat(learned.coverage(learned.all())).isBetween(0.85, 0.9);
    assertThat(one.coverage(one.all())).isBetween(0.88, 0.91);
    assertThat(one.coverage(learned.tenth(0))).isGreaterThan(0.98);
    assertThat(one.coverage(learned.tenth(9))).isLessThan(0.75);
    assertThat(learned.coverage(learned.tenth(9))).isBetween(0.87, 0.94);
  }

  @Test
  void oneVarianceForAllIsTheMeanOfTheSquares() {
    float[] truth = new float[2 * Halves.PIXELS];
    truth[40] = 4;
    Forecast forecast = Forecast.withOneVariance(new float[truth.length], truth);
    assertThat(forecast.mean(40)).isZero();
    assertThat(forecast.deviation(40)).isCloseTo(0.5, within(1e-6));
    assertThat(forecast.rootMeanSquare(new int[] {39, 40})).isCloseTo(Math.sqrt(8), within(1e-9));
    assertThat(forecast.coverage(forecast.all())).isEqualTo(63 / 64.0);
  }

  @Test
  void tellsOfEachEpoch() {
    assertThat(EPOCHS).hasValue(Completion.EPOCHS);
  }

  @Test
  void drawsPictures() {
    int[] first = Main.firstOfEach(digits.select(split.heldOut()));
    assertThat(Completed.draw(heldOut, learned, first).getWidth()).isEqualTo(1000);
    assertThat(Pictures.sureness(one, learned).getWidth()).isEqualTo(1120);
  }
}
