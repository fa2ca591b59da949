package dev.surprisal.samples.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.samples.common.Digits;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DigitsTest {
  private static final int EPOCHS = 40;

  private static Digits digits;
  private static List<Training.Epoch> history;
  private static Digits heldOut;

  @BeforeAll
  static void train() {
    System.setProperty("java.awt.headless", "true");
    digits = Digits.read();
    Training training = new Training(digits, 1);
    history = epochs(training, EPOCHS);
    heldOut = training.heldOut();
  }

  private static List<Training.Epoch> epochs(Training training, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> training.epoch(number, () -> {}))
        .toList();
  }

  @Test
  void holdsOutAFifth() {
    assertThat(heldOut.count()).isBetween(digits.count() / 5, digits.count() / 5 + 1);
  }

  @Test
  void learns() {
    Training.Epoch last = history.get(EPOCHS - 1);
    assertThat(last.tested().accuracy()).isGreaterThanOrEqualTo(0.96);
    assertThat(last.trained().mean()).isLessThan(history.get(0).trained().mean() / 10);
    assertThat(last.trained().weight()).isEqualTo(digits.count() - heldOut.count());
  }

  @Test
  void givesTheSameNumbersForTheSameSeed() {
    assertThat(epochs(new Training(digits, 1), 3))
        .extracting(Training.Epoch::trained)
        .isEqualTo(history.subList(0, 3).stream().map(Training.Epoch::trained).toList());
  }

  @Test
  void countsEachDigitOnce() {
    Evaluation tested = history.get(EPOCHS - 1).tested();
    int[][] confusion = tested.confusion();
    int right = IntStream.range(0, DigitHead.DIGITS).map(digit -> confusion[digit][digit]).sum();
    assertThat(Arrays.stream(confusion).flatMapToInt(Arrays::stream).sum())
        .isEqualTo(heldOut.count());
    assertThat((double) right / heldOut.count()).isEqualTo(tested.accuracy());
  }

  @Test
  void findsTheMostSurprisingDigits() {
    Evaluation tested = history.get(EPOCHS - 1).tested();
    int first = tested.mostSurprising(1).get(0);
    double most = Arrays.stream(tested.surprisals()).max().orElseThrow();
    assertThat(tested.surprisals()[first]).isEqualTo(most);
    assertThat(tested.predicted(first)).isNotEqualTo(tested.labels()[first]);
  }

  @Test
  void drawsPictures() {
    Evaluation last = history.get(EPOCHS - 1).tested();
    assertThat(
            List.of(
                Pictures.learningCurves(history),
                Pictures.confusion(last),
                MostSurprising.draw(last, heldOut)))
        .allSatisfy(picture -> assertThat(colours(picture)).isGreaterThan(10));
  }

  private static long colours(BufferedImage image) {
    return IntStream.range(0, image.getHeight())
        .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y)))
        .distinct()
        .count();
  }
}
