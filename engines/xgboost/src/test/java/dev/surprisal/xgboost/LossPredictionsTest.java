package dev.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.surprisal.runtime.NewtonLoss;
import java.util.Map;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loss's own predictions, beside those of the objectives that XGBoost predicts by. */
class LossPredictionsTest {
  static Stream<Arguments> areThoseOfXGBoost() {
    return Stream.of(
        Arguments.of(new HeadsCountedProgressionLoss(), "count:poisson"),
        Arguments.of(new HeadsProgressionAsAmountLoss(), "reg:tweedie"),
        Arguments.of(new HeadsProgressionOfAnyShapeLoss(), "reg:gamma"),
        Arguments.of(new HeadsOverdispersedProgressionLoss(), "reg:gamma"),
        Arguments.of(new HeadsProgressionOfShapeOneLoss(), "reg:gamma"));
  }

  /** Under the name of another objective the same trees grow, with what is predicted of them. */
  @ParameterizedTest
  @MethodSource
  void areThoseOfXGBoost(NewtonLoss<float[], float[]> loss, String objective) throws XGBoostError {
    DMatrix train = Trees.diabetes();
    Booster raw = grow(loss, train, Trees.parameters());
    Booster named = grow(loss, train, Trees.parameters("objective", objective));
    assertThat(Trees.splits(named)).isEqualTo(Trees.splits(raw));

    float[][] predictions = LossPredictions.of(loss, raw.predict(train, true));

    float[][] expected = named.predict(train);
    assertThat(predictions).hasDimensions(expected.length, expected[0].length);
    for (int row = 0; row < expected.length; row++) {
      for (int k = 0; k < expected[row].length; k++) {
        assertThat(predictions[row][k]).isCloseTo(expected[row][k], withinPercentage(2e-3));
      }
    }
  }

  private static Booster grow(
      NewtonLoss<float[], float[]> loss, DMatrix train, Map<String, Object> parameters)
      throws XGBoostError {
    return Trees.grow(train, LossParameters.of(loss, train, parameters), new LossObjective<>(loss));
  }

  @Test
  void marginsOfAnotherWidth() {
    assertThatThrownBy(
            () -> LossPredictions.of(new HeadsDigitLoss(), new float[][] {{1, 2}, {3, 4}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 0 has 2 margins, but the head 10 outputs");
  }
}
