package dev.surprisal.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Table;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where LightGBM has the same loss, the same trees grow. */
class LossObjectiveTest {
  private static final int ROUNDS = 20;
  private static final String PARAMETERS =
      "num_leaves=8 learning_rate=0.2 min_data_in_leaf=5 num_threads=1 deterministic=true"
          + " force_row_wise=true verbosity=-1";
  private static final Table DIABETES =
      Table.read(LossObjectiveTest.class, "/dev/surprisal/samples/diabetes/diabetes.csv");
  private static final DoubleUnaryOperator LOGIT = p -> Math.log(p / (1 - p));

  private static LGBMDataset tumours() throws LGBMException {
    return data(Table.read(LossObjectiveTest.class, "/dev/surprisal/samples/tumours/tumours.csv"));
  }

  private static LGBMDataset diabetes() throws LGBMException {
    return data(DIABETES);
  }

  private static LGBMDataset digits() throws LGBMException {
    Digits digits = Digits.read();
    float[] labels = new float[digits.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = digits.labels()[i];
    }
    return data(digits.pixels(), labels);
  }

  private static LGBMDataset data(Table table) throws LGBMException {
    return data(table.inputs(), table.targets());
  }

  private static LGBMDataset data(float[] inputs, float[] labels) throws LGBMException {
    LGBMDataset data =
        LGBMDataset.createFromMat(
            inputs, labels.length, inputs.length / labels.length, true, PARAMETERS, null);
    data.setField("label", labels);
    return data;
  }

  private static LGBMBooster builtIn(LGBMDataset train, String parameters) throws LGBMException {
    LGBMBooster booster = LGBMBooster.create(train, PARAMETERS + " " + parameters);
    for (int round = 0; round < ROUNDS; round++) {
      booster.updateOneIter();
    }
    return booster;
  }

  private static LGBMBooster grow(
      LossObjective<?, ?> objective, LGBMDataset train, String parameters) throws LGBMException {
    LGBMBooster booster =
        LGBMBooster.create(train, objective.parameters(PARAMETERS + " " + parameters));
    for (int round = 0; round < ROUNDS; round++) {
      objective.update(booster);
    }
    return booster;
  }

  /** All trees: what they split by, and where. */
  private static String splits(LGBMBooster booster) throws LGBMException {
    return booster
        .saveModelToString(0, 0, FeatureImportanceType.SPLIT)
        .lines()
        .filter(line -> line.matches("(Tree|split_feature|threshold|left_child|right_child)=.*"))
        .collect(Collectors.joining("\n"));
  }

  private static void assertSame(
      LGBMBooster generated, LGBMBooster builtIn, DoubleUnaryOperator toScores)
      throws LGBMException {
    assertSame(generated, builtIn, toScores, 1e-9);
  }

  private static void assertSame(
      LGBMBooster generated, LGBMBooster builtIn, DoubleUnaryOperator toScores, double tolerance)
      throws LGBMException {
    assertThat(splits(generated)).isEqualTo(splits(builtIn));
    double[] scores = generated.getPredict(0);
    double[] predictions = builtIn.getPredict(0);
    double largest = 0;
    for (int i = 0; i < scores.length; i++) {
      largest = Math.max(largest, Math.abs(scores[i] - toScores.applyAsDouble(predictions[i])));
    }
    assertThat(largest).isLessThan(tolerance);
  }

  @Test
  void binary() throws LGBMException {
    LGBMBooster builtIn = builtIn(tumours(), "objective=binary");
    LGBMDataset train = tumours();
    assertSame(grow(LossObjective.of(new HeadsBenignLoss(), train), train, ""), builtIn, LOGIT);
  }

  @Test
  void aHeadOfFloats() throws LGBMException {
    LGBMBooster builtIn = builtIn(tumours(), "objective=binary");
    LGBMDataset train = tumours();
    LossObjective<?, ?> objective = LossObjective.of(new HeadsFloatBenignLoss(), train);
    assertSame(grow(objective, train, ""), builtIn, LOGIT, 2e-5);
  }

  @Test
  void binaryInBags() throws LGBMException {
    String bags = "bagging_freq=1 bagging_fraction=0.7 feature_fraction=0.5 seed=3";
    LGBMBooster builtIn = builtIn(tumours(), "objective=binary " + bags);
    LGBMDataset train = tumours();
    assertSame(grow(LossObjective.of(new HeadsBenignLoss(), train), train, bags), builtIn, LOGIT);
  }

  @Test
  void binaryWithWeights() throws LGBMException {
    LGBMBooster builtIn = builtIn(weighted(tumours()), "objective=binary");
    LGBMDataset train = weighted(tumours());
    assertSame(
        grow(LossObjective.of(new HeadsWeightedBenignLoss(), train), train, ""), builtIn, LOGIT);
  }

  private static LGBMDataset weighted(LGBMDataset data) throws LGBMException {
    float[] weights = new float[data.getNumData()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = 1 + row % 3;
    }
    data.setField("weight", weights);
    return data;
  }

  @Test
  void positiveWeightIsScalePosWeight() throws LGBMException {
    LGBMDataset train = tumours();
    LossObjective<?, ?> objective = LossObjective.of(new HeadsCostlyBenignLoss(), train);
    // LightGBM's own start leaves out the weight; on this data set, both begin with the scores set.
    LGBMBooster builtIn = builtIn(train, "objective=binary scale_pos_weight=3");
    assertSame(grow(objective, train, ""), builtIn, LOGIT);
  }

  @Test
  void squaredError() throws LGBMException {
    LGBMBooster builtIn = builtIn(diabetes(), "objective=regression");
    LGBMDataset train = diabetes();
    assertSame(
        grow(LossObjective.of(new HeadsProgressionLoss(), train), train, ""),
        builtIn,
        prediction -> prediction);
  }

  /** As the page of engines shows it. */
  @Test
  void tenClasses() throws LGBMException {
    LGBMDataset train = digits();
    HeadsDigitLoss loss = new HeadsDigitLoss();
    int rounds = ROUNDS;
    LossObjective<?, ?> objective = LossObjective.of(loss, train);
    LGBMBooster booster = LGBMBooster.create(train, objective.parameters("num_leaves=8"));
    for (int round = 0; round < rounds; round++) {
      objective.update(booster);
    }
    float[] outputs = (float[]) objective.outputs(booster, 0);
    assertThat(loss.forward(outputs, Digits.read().labels()).mean()).isLessThan(0.45);
  }

  /** LightGBM's hessian of K classes is K / (K - 1) p (1 - p): the bound where K is 2. */
  @Test
  void twoClasses() throws LGBMException {
    LGBMBooster builtIn = builtIn(tumours(), "objective=multiclass num_class=2");
    LGBMDataset train = tumours();
    LossObjective<double[], int[]> objective = LossObjective.of(new HeadsEitherClassLoss(), train);
    LGBMBooster generated = grow(objective, train, "");
    assertThat(splits(generated)).isEqualTo(splits(builtIn));
    double[] probabilities = objective.outputs(generated, 0);
    new HeadsEitherClassLoss().predict(probabilities, probabilities);
    double[] expected = builtIn.getPredict(0);
    int rows = train.getNumData();
    double largest = 0;
    for (int row = 0; row < rows; row++) {
      largest = Math.max(largest, Math.abs(probabilities[2 * row + 1] - expected[rows + row]));
    }
    assertThat(largest).isLessThan(1e-9);
  }

  @Test
  void oneAgainstAll() throws LGBMException {
    LGBMBooster builtIn = builtIn(digits(), "objective=multiclassova num_class=10");
    LGBMDataset train = digits();
    int[] digits = Digits.read().labels();
    double[] labels = new double[10 * digits.length];
    for (int row = 0; row < digits.length; row++) {
      labels[10 * row + digits[row]] = 1;
    }
    NewtonLoss<double[], double[]> loss = new HeadsEachDigitLoss();
    assertSame(grow(LossObjective.of(loss, train, labels), train, ""), builtIn, LOGIT);
  }

  /** Means and log-variances. */
  @Test
  void validationDataBeginsWhereTrainingDoes() throws LGBMException {
    LGBMDataset train = diabetes();
    HeadsUncertainProgressionLoss loss = new HeadsUncertainProgressionLoss();
    LossObjective<float[], float[]> objective = LossObjective.of(loss, train);
    float[] targets = DIABETES.targets();
    LGBMDataset same =
        LGBMDataset.createFromMat(DIABETES.inputs(), targets.length, 10, true, PARAMETERS, train);
    objective.begin(same);
    LGBMBooster booster = LGBMBooster.create(train, objective.parameters(PARAMETERS));
    booster.addValidData(same);
    double atStart = loss.forward(objective.outputs(booster, 1), targets).mean();
    for (int round = 0; round < ROUNDS; round++) {
      objective.update(booster);
    }
    float[] outputs = objective.outputs(booster, 1);
    assertThat(outputs).isEqualTo(objective.outputs(booster, 0));
    assertThat(loss.forward(outputs, targets).mean()).isLessThan(atStart - 0.3);
  }

  /** A booster predicts what its trees add; lightgbm4j has room for two predictions of a row. */
  @Test
  void theStartIsAddedToPredictions() throws LGBMException {
    LGBMDataset train = diabetes();
    LossObjective<float[], float[]> objective =
        LossObjective.of(new HeadsUncertainProgressionLoss(), train);
    LGBMBooster booster = grow(objective, train, "");
    double[] predictions =
        booster.predictForMat(
            DIABETES.inputs(), DIABETES.rows(), 10, true, PredictionType.C_API_PREDICT_RAW_SCORE);
    double[] start = objective.start();
    float[] outputs = objective.outputs(booster, 0);
    assertThat(predictions).hasSize(outputs.length);
    for (int i = 0; i < outputs.length; i++) {
      assertThat((float) (predictions[i] + start[i % 2]))
          .isCloseTo(outputs[i], withinPercentage(1e-3));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "objective=binary, the objective is the loss",
    "boosting=dart, take gbdt",
    "scale_pos_weight=3, positiveWeight",
    "is_unbalance=true, positiveWeight",
    "num_class=9, the head has 1 outputs",
  })
  void parametersThatWouldBePassedOver(String parameter, String said) throws LGBMException {
    LossObjective<?, ?> objective = LossObjective.of(new HeadsBenignLoss(), tumours());
    assertThatThrownBy(() -> objective.parameters("num_leaves=8 " + parameter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(parameter + ": ")
        .hasMessageContaining(said);
  }

  @Test
  void parametersThatChangeNothing() throws LGBMException {
    LossObjective<?, ?> objective = LossObjective.of(new HeadsBenignLoss(), tumours());
    assertThat(objective.parameters("  num_leaves=8  objective=none boosting=gbdt num_class=1"))
        .isEqualTo("objective=none num_class=1 num_leaves=8 boosting=gbdt");
  }

  @Test
  void labelsAndWeightsThatAHeadDoesNotTake() throws LGBMException {
    LGBMDataset progressions = diabetes();
    assertThatThrownBy(() -> LossObjective.of(new HeadsBenignLoss(), progressions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("151");
    LGBMDataset weighted = weighted(tumours());
    assertThatThrownBy(() -> LossObjective.of(new HeadsBenignLoss(), weighted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exampleWeights");
    LGBMDataset digits = digits();
    assertThatThrownBy(() -> LossObjective.of(new HeadsClassesFirstLoss(1797), digits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CLASSES_FIRST");
  }
}
