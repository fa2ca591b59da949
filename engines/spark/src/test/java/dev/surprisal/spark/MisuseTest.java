package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MisuseTest {
  private static final LinearLoss<double[], double[]> LINEAR =
      new LinearLoss<>(new HeadsHeightLoss(), 2);

  private static Block<double[]> block(double... features) {
    return new Block<>(features, new double[] {1});
  }

  @Test
  void headsWhoseOutputsLieApart() {
    assertThatThrownBy(() -> new LinearLoss<>(new HeadsSpeciesOfPixelsLoss(5), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("loss: layout = CLASSES_FIRST, but a linear model has");
  }

  @Test
  void numbersThatDoNotFit() {
    assertThatThrownBy(() -> new LinearLoss<>(new HeadsHeightLoss(), 0))
        .hasMessage("features = 0: must be at least 1");
    assertThatThrownBy(() -> LINEAR.model(new double[4]))
        .hasMessage("parameters.length = 4: must be 3");
    assertThatThrownBy(() -> LINEAR.forwardBackward(LINEAR.zeros(), block(1, 2, 3), LINEAR.zeros()))
        .hasMessage("features.length = 3: must be a multiple of 2");
  }

  @Test
  void objectivesThatAreNotFinite() {
    try (TestSpark spark = new TestSpark()) {
      var loss = new DistributedLoss<>(spark.partitions(List.of(block(1, 2)), 1), LINEAR);
      assertThatThrownBy(() -> Lbfgs.DEFAULT.minimize(loss, new double[] {0, 0, Double.NaN}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("start: the objective there is NaN");
      assertThatThrownBy(() -> loss.withPenalty(Double.NaN, 1))
          .hasMessage("l2 = NaN: must be finite, 0 or more");
    }
  }
}
