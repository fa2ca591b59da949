package dev.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surprisal.runtime.NewtonLoss;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What XGBoost would get wrong without a word is refused with one. */
class MisuseTest {
  private final HeadsDigitLoss digit = new HeadsDigitLoss();

  private static void assertRefused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).message().contains(parts);
  }

  @ParameterizedTest
  @CsvSource({
    "booster, dart, take gbtree",
    "rate_drop, 0.1, drops no trees",
    "skip_drop, 0.5, drops no trees",
    "one_drop, true, drops no trees",
    "scale_pos_weight, 3, positiveWeight",
    "num_class, 9, the head has 10 outputs",
    "objective, reg:absoluteerror, must name one of",
    "objective, reg:quantileerror, must name one of",
  })
  void parameters(String name, String value, String said) throws XGBoostError {
    DMatrix train = Trees.digits();
    assertRefused(
        () -> LossParameters.of(digit, train, Trees.parameters(name, value)),
        name + " = " + value + ": ",
        said);
  }

  @Test
  void parametersThatChangeNothingAreKept() throws XGBoostError {
    Map<String, Object> given =
        Map.of(
            "booster",
            "gbtree",
            "rate_drop",
            0.0,
            "one_drop",
            false,
            "scale_pos_weight",
            1,
            "num_class",
            "10",
            "base_score",
            0.25);
    assertThat(LossParameters.of(digit, Trees.digits(), given))
        .containsAllEntriesOf(given)
        .containsEntry("objective", "multi:softprob")
        .hasSize(given.size() + 1);
  }

  @Test
  void aHeadWhoseClassesComeFirst() {
    assertRefused(
        () -> new LossObjective<>(new HeadsClassesFirstLoss(7)), "layout = CLASSES_FIRST");
  }

  @Test
  void marginsOfAnotherWidth() throws XGBoostError {
    DMatrix train = Trees.digits();
    assertRefused(
        () ->
            Trees.grow(
                train,
                Trees.parameters("objective", "reg:squarederror"),
                new LossObjective<>(digit)),
        "1 margins",
        "10 outputs",
        "num_class");
  }

  @Test
  void weightsThatAHeadDoesNotTake() throws XGBoostError {
    DMatrix train = Trees.weighted(Trees.tumours());
    assertRefused(
        () -> LossParameters.of(new HeadsBenignLoss(), train, Trees.parameters()),
        "exampleWeights");
  }

  @Test
  void labelsThatAreNoClasses() throws XGBoostError {
    DMatrix train = Trees.matrix(new float[] {1, 2, 3}, new float[] {0, 2.5f, 1});
    assertRefused(() -> new LossObjective<>(digit).getGradient(new float[3][10], train), "2.5");
  }

  /** XGBoost's own start of two classes is 0.5 and 0.5, which sum to 1 as probabilities do. */
  @Test
  void marginsThatLookLikeProbabilitiesAreTaken() throws XGBoostError {
    DMatrix train = Trees.tumours();
    NewtonLoss<float[], int[]> loss = new HeadsEitherClassLoss();
    Map<String, Object> parameters =
        LossParameters.of(loss, train, Trees.parameters("base_score", List.of(0.5, 0.5)));
    Booster booster = Trees.grow(train, parameters, new LossObjective<>(loss));
    assertThat(booster.getNumBoostedRound()).isEqualTo(Trees.ROUNDS);
  }
}
