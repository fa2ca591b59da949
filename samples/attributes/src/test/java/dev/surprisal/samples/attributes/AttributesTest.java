package dev.surprisal.samples.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.samples.common.Digits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private static final Training TRAINING = new Training(30, 1);

  private static Said each;
  private static Said one;
  private static Said truth;

  @BeforeAll
  static void train() {
    System.setProperty("java.awt.headless", "true");
    Digits digits = Digits.read();
    int[] heldOut = TRAINING.heldOut(digits);
    truth = Said.truth(heldOut);
    each =
        Said.independently(
            TRAINING.train(digits, new AttributesLoss(), Targets::each, () -> {}), heldOut);
    one =
        Said.exclusively(
            TRAINING.train(digits, new OneAttributeLoss(), Targets::shares, () -> {}), heldOut);
  }

  @Test
  void targetsSayWhatHolds() {
    int[] digits = {1, 2, 8};
    assertThat(Targets.each(digits)).containsExactly(0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1);
    float third = 1 / 3f;
    assertThat(Targets.shares(digits))
        .containsExactly(0.25f, 0.25f, 0.25f, 0.25f, 0.5f, 0.5f, 0, 0, third, 0, third, third);
  }

  @Test
  void bernoullisSayEachAttributeRightly() {
    for (Attribute attribute : Attribute.values()) {
      assertThat(each.accuracy(attribute)).as(attribute.title()).isGreaterThanOrEqualTo(0.95);
      assertThat(truth.accuracy(attribute)).isEqualTo(1);
    }
    assertThat(each.accuracyOfAll())
        .isGreaterThan(0.9)
        .isGreaterThan(one.cutBest().accuracyOfAll());
    assertThat(one.cutBest().accuracyOfAll()).isGreaterThan(one.accuracyOfAll());
  }

  @Test
  void aSoftmaxNeverSaysTwoThings() {
    double evenLoops = truth.together(Attribute.EVEN, Attribute.LOOP);
    assertThat(evenLoops).isGreaterThan(0.25);
    assertThat(each.together(Attribute.EVEN, Attribute.LOOP)).isCloseTo(evenLoops, within(0.03));
    assertThat(one.together(Attribute.EVEN, Attribute.LOOP)).isZero();
    assertThat(one.mean(8, Attribute.EVEN)).isLessThan(0.5);
  }

  @Test
  void togetherIsAMeanOfProducts() {
    float[] probabilities = {0.5f, 0.5f, 0, 1, 1, 0.25f, 0, 1};
    Said some = Said.independently(probabilities, new int[] {2, 4});
    assertThat(some.together(Attribute.EVEN, Attribute.PRIME)).isEqualTo(0.25);
    assertThat(some.together(Attribute.PRIME, Attribute.PRIME)).isEqualTo(0.375);
    assertThat(some.accuracy(Attribute.AT_LEAST_FIVE)).isZero();
  }

  @Test
  void drawsPictures() {
    assertThat(Pictures.together(truth, each, one).getWidth()).isEqualTo(1200);
    assertThat(Pictures.ofSomeDigits(each, one).getWidth()).isEqualTo(1200);
  }
}
