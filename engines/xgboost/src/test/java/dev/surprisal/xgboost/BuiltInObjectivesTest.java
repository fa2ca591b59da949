package dev.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.runtime.NewtonLoss;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where XGBoost has the same loss, the same trees grow. */
class BuiltInObjectivesTest {
  /** A matrix, the built-in objective with its parameters, the loss, and its parameters. */
  static Stream<Arguments> same() throws XGBoostError {
    Map<String, Object> subsampled =
        Trees.parameters("subsample", 0.7, "colsample_bytree", 0.5, "seed", 3);
    return Stream.of(
        same("binary", Trees.tumours(), "binary:logistic", new HeadsBenignLoss()),
        same(
            "binary, weighted",
            Trees.weighted(Trees.tumours()),
            "binary:logistic",
            new HeadsWeightedBenignLoss()),
        same("ten classes", Trees.digits(), "multi:softprob", new HeadsDigitLoss()),
        same(
            "ten classes, weighted",
            Trees.weighted(Trees.digits()),
            "multi:softprob",
            new HeadsWeightedDigitLoss()),
        same("several labels", Trees.attributes(), "binary:logistic", new HeadsAttributesLoss()),
        same(
            "several labels, one tree for all",
            Trees.attributes(),
            "binary:logistic",
            new HeadsAttributesLoss(),
            Trees.parameters("multi_strategy", "multi_output_tree")),
        same("subsampled", Trees.tumours(), "binary:logistic", new HeadsBenignLoss(), subsampled));
  }

  private static Arguments same(
      String name, DMatrix train, String objective, NewtonLoss<float[], ?> loss) {
    return same(name, train, objective, loss, Trees.parameters());
  }

  private static Arguments same(
      String name,
      DMatrix train,
      String objective,
      NewtonLoss<float[], ?> loss,
      Map<String, Object> parameters) {
    return Arguments.of(Named.of(name, train), objective, loss, parameters);
  }

  @ParameterizedTest
  @MethodSource
  void same(
      DMatrix train, String objective, NewtonLoss<float[], ?> loss, Map<String, Object> parameters)
      throws XGBoostError {
    if (objective.startsWith("multi:")) {
      // Softmax is the same for margins that are all moved by as much, and XGBoost's own start is
      // moved by another amount: both begin with the same one, of few digits.
      parameters.put(
          "base_score", Collections.nCopies(loss.description().outputsPerExample(), 0.0));
    }
    Map<String, Object> ours = LossParameters.of(loss, train, parameters);
    parameters.put("objective", objective);
    if (ours.containsKey("num_class")) {
      parameters.put("num_class", ours.get("num_class"));
    }
    Booster builtIn = Trees.grow(train, parameters, null);
    Booster generated = Trees.grow(train, ours, new LossObjective<>(loss));
    assertSame(train, builtIn, generated);
  }

  @Test
  void positiveWeightIsScalePosWeight() throws XGBoostError {
    DMatrix train = Trees.tumours();
    // XGBoost estimates where to start by a single step; the start is given to both here.
    Map<String, Object> ours =
        LossParameters.of(new HeadsCostlyBenignLoss(), train, Trees.parameters());
    Map<String, Object> parameters =
        Trees.parameters(
            "objective",
            "binary:logistic",
            "scale_pos_weight",
            3,
            "base_score",
            ours.get("base_score"));
    Booster builtIn = Trees.grow(train, parameters, null);
    Booster generated = Trees.grow(train, ours, new LossObjective<>(new HeadsCostlyBenignLoss()));
    assertSame(train, builtIn, generated);
  }

  @Test
  void squaredErrorIsTheSameToTheLastDigit() throws XGBoostError {
    DMatrix train = Trees.diabetes();
    HeadsProgressionLoss loss = new HeadsProgressionLoss();
    Booster builtIn = Trees.grow(train, Trees.parameters("objective", "reg:squarederror"), null);
    Booster generated =
        Trees.grow(
            train, LossParameters.of(loss, train, Trees.parameters()), new LossObjective<>(loss));
    assertThat(generated.getModelDump("", true)).isEqualTo(builtIn.getModelDump("", true));
  }

  /** Without what XGBoost adds to the score in the second derivative, 0.7 where nothing is said. */
  @Test
  void countsAreCounted() throws XGBoostError {
    assertSameByLogarithms(
        Trees.diabetes(),
        new HeadsCountedProgressionLoss(),
        Trees.parameters("objective", "count:poisson", "max_delta_step", 0));
  }

  @Test
  void amountsAreTweedies() throws XGBoostError {
    assertSameByLogarithms(
        Trees.diabetes(),
        new HeadsProgressionAsAmountLoss(),
        Trees.parameters("objective", "reg:tweedie", "tweedie_variance_power", 1.3));
  }

  /** Gammas of shape 1: what XGBoost learns of a mean is the same for any shape that is given. */
  @Test
  void amountsOfShapeOneAreGammas() throws XGBoostError {
    assertSameByLogarithms(
        Trees.diabetes(),
        new HeadsProgressionOfShapeOneLoss(),
        Trees.parameters("objective", "reg:gamma"));
  }

  /** Accelerated failure times that were all seen, of a scale that is given. */
  @ParameterizedTest
  @MethodSource
  void timesAreAccelerated(String distribution, double scale, NewtonLoss<float[], float[]> loss)
      throws XGBoostError {
    assertSameByLogarithms(
        Trees.asTimes(Trees.diabetes()),
        loss,
        Trees.parameters(
            "objective",
            "survival:aft",
            "aft_loss_distribution",
            distribution,
            "aft_loss_distribution_scale",
            scale));
  }

  static Stream<Arguments> timesAreAccelerated() {
    return Stream.of(
        Arguments.of("normal", 1, new HeadsNormalLogarithmLoss()),
        Arguments.of("logistic", 1, new HeadsLogisticLogarithmLoss()),
        Arguments.of("extreme", 1 / 1.5, new HeadsTimeOfShapeThreeHalvesLoss()));
  }

  /** XGBoost's own start is an exponential, and so is what it says of it. */
  private static void assertSameByLogarithms(
      DMatrix train, NewtonLoss<float[], float[]> loss, Map<String, Object> parameters)
      throws XGBoostError {
    Map<String, Object> ours = LossParameters.of(loss, train, Trees.parameters());
    parameters.put("base_score", Math.exp((double) ours.get("base_score")));
    Booster builtIn = Trees.grow(train, parameters, null);
    Booster generated = Trees.grow(train, ours, new LossObjective<>(loss));
    assertSame(train, builtIn, generated);
  }

  /** XGBoost has another loss, a smooth one: what both learn is where nine in ten are. */
  @Test
  void quantilesAreWhereTheyAreSaidToBe() throws XGBoostError {
    DMatrix train = Trees.diabetes();
    HeadsProgressionOfNineInTenLoss loss = new HeadsProgressionOfNineInTenLoss();
    Map<String, Object> parameters =
        LossParameters.of(loss, train, Trees.parameters("eta", 30, "max_depth", 2));
    float[] margins =
        Trees.margins(Trees.grow(train, parameters, new LossObjective<>(loss)), train);
    float[] targets = train.getLabel();
    int below = 0;
    for (int i = 0; i < targets.length; i++) {
      below += targets[i] < margins[i] ? 1 : 0;
    }
    assertThat((double) below / targets.length).isBetween(0.85, 0.95);
  }

  private static void assertSame(DMatrix data, Booster builtIn, Booster generated)
      throws XGBoostError {
    assertThat(Trees.splits(generated)).isEqualTo(Trees.splits(builtIn));
    float[] expected = Trees.margins(builtIn, data);
    float[] margins = Trees.margins(generated, data);
    float largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(margins[i] - expected[i]));
    }
    assertThat(largest).isLessThan(2e-5f);
  }
}
