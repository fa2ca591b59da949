package dev.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.Censored;
import dev.surprisal.runtime.NewtonLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.IObjective;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where XGBoost has nearly the same loss: what is the same, and what is not. */
class NearbyObjectivesTest {
  private static final double QUANTILE = 0.9;

  /**
   * The quantile error of XGBoost 3.4: smooth within some hundredths of S, the square of the mean
   * root of the residuals, and S times the loss's gradient beyond.
   */
  private static final IObjective SMOOTH_QUANTILES =
      (margins, train) -> {
        float[] labels = labels(train);
        double roots = 0;
        for (int row = 0; row < labels.length; row++) {
          roots += Math.sqrt(Math.abs(margins[row][0] - labels[row]));
        }
        double scale = Math.pow(roots / labels.length, 2);
        float[] gradients = new float[labels.length];
        float[] hessians = new float[labels.length];
        for (int row = 0; row < labels.length; row++) {
          double x = (margins[row][0] - labels[row]) / (0.04 * scale);
          gradients[row] = (float) (scale / 2 * (Math.tanh(x) + 1 - 2 * QUANTILE));
          hessians[row] = (float) (12.5 * Math.max(x == 0 ? 1 : Math.tanh(x) / x, 3e-4));
        }
        return List.of(gradients, hessians);
      };

  private static float[] labels(DMatrix data) {
    try {
      return data.getLabel();
    } catch (XGBoostError unread) {
      throw new IllegalStateException(unread);
    }
  }

  private static Map<String, Object> ofQuantileError(Object... more) {
    Map<String, Object> parameters = Trees.parameters(more);
    parameters.put("objective", "reg:quantileerror");
    parameters.put("quantile_alpha", QUANTILE);
    return parameters;
  }

  /** As the page of engines says it. */
  @Test
  void quantilesAreSmoothedThere() throws XGBoostError {
    DMatrix train = Trees.diabetes();
    Booster builtIn = Trees.grow(train, ofQuantileError("base_score", 265), null);
    Map<String, Object> parameters = Trees.parameters("base_score", 265);
    Booster smooth = Trees.grow(train, parameters, SMOOTH_QUANTILES);
    assertThat(Trees.splits(smooth)).isEqualTo(Trees.splits(builtIn));

    HeadsProgressionOfNineInTenLoss loss = new HeadsProgressionOfNineInTenLoss();
    Booster generated =
        Trees.grow(train, LossParameters.of(loss, train, parameters), new LossObjective<>(loss));
    assertThat(Trees.splits(generated)).isNotEqualTo(Trees.splits(builtIn));
  }

  /** XGBoost takes a quantile between two labels; the loss is least on one of them. */
  @Test
  void quantilesStartWhereTheLossIsLeast() throws XGBoostError {
    DMatrix train = Trees.diabetes();
    HeadsProgressionOfNineInTenLoss loss = new HeadsProgressionOfNineInTenLoss();
    Booster start = Trees.grow(train, ofQuantileError("eta", 0), null);
    float[] theirs = Trees.margins(start, train);
    double ours = (double) LossParameters.of(loss, train, Map.of()).get("base_score");
    assertThat(theirs[0]).isBetween(265f, 268f);
    assertThat(ours).isCloseTo(265, within(1e-3));
    assertThat(loss.forward(all(theirs.length, ours), train.getLabel()).mean())
        .isLessThan(loss.forward(theirs, train.getLabel()).mean());
  }

  /** Of objectives that predict exponentials, XGBoost estimates the same start. */
  @ParameterizedTest
  @ValueSource(strings = {"count:poisson", "reg:tweedie", "reg:gamma"})
  void exponentialsStartFromTheMean(String objective) throws XGBoostError {
    DMatrix train = Trees.diabetes();
    Booster start = Trees.grow(train, Trees.parameters("objective", objective, "eta", 0), null);
    Map<String, Object> ours =
        LossParameters.of(new HeadsCountedProgressionLoss(), train, Map.of());
    assertThat((double) Trees.margins(start, train)[0])
        .isCloseTo((double) ours.get("base_score"), within(1e-6));
  }

  private static float[] all(int length, double value) {
    float[] values = new float[length];
    Arrays.fill(values, (float) value);
    return values;
  }

  /** What a scale that is given learns first; the scale has trees of its own here. */
  @Test
  void logNormalTimesBeginAsAcceleratedOnes() throws XGBoostError {
    DMatrix train = Trees.asTimes(Trees.diabetes());
    HeadsLogNormalProgressionLoss loss = new HeadsLogNormalProgressionLoss();
    Map<String, Object> ours =
        LossParameters.of(loss, train, Trees.parameters("base_score", List.of(5, 0)));
    Map<String, Object> theirs =
        Trees.parameters("objective", "survival:aft", "base_score", Math.exp(5));
    Booster generated = XGBoost.train(train, ours, 1, Map.of(), new LossObjective<>(loss), null);
    Booster builtIn = XGBoost.train(train, theirs, 1, Map.of(), null, null);
    String[] trees = generated.getModelDump("", false);
    assertThat(trees).hasSize(2);
    assertThat(trees[0]).isEqualTo(builtIn.getModelDump("", false)[0]);
  }

  /** Every third patient was better off than is known: the same first tree, scale 1 given there. */
  @Test
  void outlivedTimesBeginAsAcceleratedOnes() throws XGBoostError {
    DMatrix train = Trees.diabetes();
    boolean[] outlived = everyThird(train);
    Trees.asTimes(train, outlived);
    Censored<float[]> targets = new Censored<>(train.getLabel(), outlived);
    HeadsLogNormalOutlivedLoss loss = new HeadsLogNormalOutlivedLoss();
    Map<String, Object> ours =
        Trees.parameters(
            "base_score", List.of(5, 0), "num_target", 2, "objective", "reg:squarederror");
    Map<String, Object> theirs =
        Trees.parameters("objective", "survival:aft", "base_score", Math.exp(5));
    train.setLabel(new float[2 * outlived.length]);
    Booster generated =
        XGBoost.train(
            train, ours, 1, Map.of(), (margins, of) -> boundsOf(loss, margins, targets), null);
    train.setLabel(targets.targets());
    Booster builtIn = XGBoost.train(train, theirs, 1, Map.of(), null, null);
    String[] trees = generated.getModelDump("", false);
    assertThat(trees).hasSize(2);
    assertThat(trees[0]).isEqualTo(builtIn.getModelDump("", false)[0]);
  }

  private static boolean[] everyThird(DMatrix data) throws XGBoostError {
    boolean[] outlived = new boolean[(int) data.rowNum()];
    for (int row = 0; row < outlived.length; row += 3) {
      outlived[row] = true;
    }
    return outlived;
  }

  private static List<float[]> boundsOf(
      NewtonLoss<float[], Censored<float[]>> loss, float[][] margins, Censored<float[]> targets) {
    float[] outputs = new float[2 * margins.length];
    for (int row = 0; row < margins.length; row++) {
      System.arraycopy(margins[row], 0, outputs, 2 * row, 2);
    }
    float[] gradients = new float[outputs.length];
    float[] bounds = new float[outputs.length];
    loss.gradientsAndBounds(outputs, targets, gradients, bounds, 1);
    return List.of(gradients, bounds);
  }

  /** XGBoost divides by the curvature at the label, this by its expectation: the shape. */
  @Test
  void gammasHaveTheInformationInThePlaceOfTheCurvature() throws XGBoostError {
    assertStep(new HeadsProgressionOfAnyShapeLoss(), 3, new HeadsProgressionOfShapeOneLoss(), 3, 3);
  }

  /** The same: the square of the shape. */
  @Test
  void weibullTimesHaveTheInformationInThePlaceOfTheCurvature() throws XGBoostError {
    assertStep(new HeadsTimeOfAnyShapeLoss(), 1.5, new HeadsTimeOfShapeThreeHalvesLoss(), 1, 2.25);
  }

  /** Gradients by the first of two outputs are a factor times those of one; bounds are constant. */
  private static void assertStep(
      NewtonLoss<float[], float[]> ofTwo,
      double shape,
      NewtonLoss<float[], float[]> ofOne,
      double factor,
      double bound)
      throws XGBoostError {
    DMatrix train = Trees.diabetes();
    int rows = (int) train.rowNum();
    float[][] logs = new float[rows][];
    float[][] withShapes = new float[rows][];
    for (int row = 0; row < rows; row++) {
      logs[row] = new float[] {4.5f + row % 7 / 7f};
      withShapes[row] = new float[] {logs[row][0], (float) Math.log(shape)};
    }
    List<float[]> expected = new LossObjective<>(ofOne).getGradient(logs, train);
    List<float[]> actual = new LossObjective<>(ofTwo).getGradient(withShapes, train);
    double largestCurvature = 0;
    for (int row = 0; row < rows; row++) {
      largestCurvature = Math.max(largestCurvature, factor * expected.get(1)[row]);
      double gradient = factor * expected.get(0)[row];
      assertThat((double) actual.get(0)[2 * row])
          .isCloseTo(gradient, within(1e-6 * (factor + Math.abs(gradient))));
      assertThat((double) actual.get(1)[2 * row]).isCloseTo(bound, within(1e-6 * bound));
    }
    assertThat(largestCurvature).isGreaterThan(2 * bound);
  }

  /** XGBoost's metric of gammas takes their shape for 1. */
  @Test
  void gammasSayHowMuchTheyVary() throws XGBoostError {
    DMatrix all = Trees.diabetes();
    DMatrix train = all.slice(Trees.rows(0, 221));
    DMatrix heldOut = all.slice(Trees.rows(221, 442));
    HeadsProgressionOfAnyShapeLoss loss = new HeadsProgressionOfAnyShapeLoss();
    HeadsProgressionOfShapeOneLoss ofShapeOne = new HeadsProgressionOfShapeOneLoss();
    Map<String, Object> parameters =
        Trees.parameters("max_depth", 2, "eta", 0.15, "min_child_weight", 20);
    Booster generated =
        Trees.grow(train, LossParameters.of(loss, train, parameters), new LossObjective<>(loss));
    parameters.put("objective", "reg:gamma");
    float[] builtIn = Trees.margins(Trees.grow(train, parameters, null), heldOut);
    assertThat(loss.surprisal(Trees.margins(generated, heldOut), heldOut.getLabel()).mean())
        .isLessThan(ofShapeOne.surprisal(builtIn, heldOut.getLabel()).mean() - 0.4);
  }
}
