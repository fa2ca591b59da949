package dev.surprisal.samples.pathology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.samples.common.Digits;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PathologyTest {
  private static Course likelihood;
  private static Course squaredError;

  @BeforeAll
  static void train() {
    System.setProperty("java.awt.headless", "true");
    Experiment experiment = new Experiment(Digits.read(), 60, 3, 1);
    likelihood = experiment.run("likelihood", Gradients.likelihood(Experiment.SIZE), 0.1, () -> {});
    squaredError =
        experiment.run("squared error", Gradients.squaredError(Experiment.SIZE), 0.1, () -> {});
  }

  @Test
  void bothStartFromTheSameMistake() {
    assertThat(likelihood.points().get(0).accuracy())
        .isLessThan(0.02)
        .isEqualTo(squaredError.points().get(0).accuracy());
  }

  @Test
  void theLikelihoodLearnsWhereTheSquaredErrorStands() {
    assertThat(likelihood.points().get(0).gradient())
        .isGreaterThan(50 * squaredError.points().get(0).gradient());
    assertThat(likelihood.points().get(3).accuracy()).isGreaterThan(0.75);
    assertThat(squaredError.points().get(3).accuracy()).isLessThan(0.25);
  }

  @Test
  void theGradientOfTheSquaredErrorIsItsDifference() {
    Gradients loss = Gradients.squaredError(3);
    float[] logits = {0.5f, -1, 0.25f};
    float[] gradients = logits.clone();
    loss.backward(gradients, new int[] {1});
    for (int k = 0; k < 3; k++) {
      float[] above = logits.clone();
      float[] below = logits.clone();
      above[k] += 1e-2f;
      below[k] -= 1e-2f;
      double slope =
          (loss.backward(above, new int[] {1}) - loss.backward(below, new int[] {1})) / 2e-2;
      assertThat((double) gradients[k]).isCloseTo(slope, within(1e-4));
    }
  }

  @Test
  void theCompilerRefusesIt() {
    assertThat(Refusal.messages())
        .startsWith("DigitHead.java:6: error: [wrong-pair] activation = SOFTMAX does not go with")
        .contains("vanishes where the model is confidently wrong")
        .contains("distribution = CATEGORICAL for classes")
        .contains("1 error");
  }

  @Test
  void drawsPictures() {
    assertThat(Pictures.courses(List.of(likelihood, squaredError)).getWidth()).isEqualTo(1120);
    assertThat(Pictures.oneExample().getWidth()).isEqualTo(1120);
  }
}
