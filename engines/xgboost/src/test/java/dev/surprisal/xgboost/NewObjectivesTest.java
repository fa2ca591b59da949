package dev.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.ConstantStart;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Table;
import java.util.Arrays;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

/** Losses that XGBoost does not have. */
class NewObjectivesTest {
  private static final double[] EIGHTS_COUNT_FOURFOLD = {1, 1, 1, 1, 1, 1, 1, 1, 4, 1};

  private static Booster grow(NewtonLoss<float[], ?> loss, DMatrix train, Object... parameters)
      throws XGBoostError {
    return Trees.grow(
        train,
        LossParameters.of(loss, train, Trees.parameters(parameters)),
        new LossObjective<>(loss));
  }

  @Test
  void smoothingWithClassWeights() throws XGBoostError {
    DMatrix train = Trees.digits();
    int[] digits = Digits.read().labels();
    HeadsSmoothedDigitLoss loss = new HeadsSmoothedDigitLoss(EIGHTS_COUNT_FOURFOLD);
    float[] margins = Trees.margins(grow(loss, train), train);
    float[] plainMargins = Trees.margins(grow(new HeadsDigitLoss(), train), train);
    assertThat(loss.forward(margins, digits).mean())
        .isLessThan(0.95 * loss.forward(plainMargins, digits).mean());
  }

  /** As the page of engines shows it. */
  @Test
  void theBestConstantsAreTheStart() throws XGBoostError {
    DMatrix train = Trees.digits();
    HeadsSmoothedDigitLoss loss = new HeadsSmoothedDigitLoss(EIGHTS_COUNT_FOURFOLD);
    int rounds = 0;
    Map<String, Object> parameters = LossParameters.of(loss, train, Map.of("max_depth", 3));
    Booster booster =
        XGBoost.train(train, parameters, rounds, Map.of(), new LossObjective<>(loss), null);
    float[] margins = Arrays.copyOf(Trees.margins(booster, train), 10);
    double[] start = ConstantStart.of(loss, Digits.read().labels());
    for (int k = 0; k < margins.length; k++) {
      assertThat((double) margins[k]).isCloseTo(start[k], within(1e-6));
    }
  }

  /** Trees that say how sure they are, of patients that they have not seen. */
  @Test
  void learnedVariance() throws XGBoostError {
    Table table = Trees.diabetesTable();
    DMatrix all = Trees.matrix(table.inputs(), inUnits(table.targets()));
    DMatrix train = all.slice(Trees.rows(0, 221));
    DMatrix heldOut = all.slice(Trees.rows(221, 442));
    Object[] parameters = {"eta", 0.15, "max_depth", 2, "min_child_weight", 20};
    HeadsUncertainProgressionLoss loss = new HeadsUncertainProgressionLoss();
    HeadsProgressionLoss meansOnly = new HeadsProgressionLoss();

    float[] outputs = Trees.margins(grow(loss, train, parameters), heldOut);
    Booster means = grow(meansOnly, train, parameters);
    double variance = 2 * meansOnly.forward(Trees.margins(means, train), train.getLabel()).mean();
    float[] oneVariance = withVariance(Trees.margins(means, heldOut), variance);
    assertThat(loss.forward(outputs, heldOut.getLabel()).mean())
        .isLessThan(loss.forward(oneVariance, heldOut.getLabel()).mean());
  }

  private static float[] inUnits(float[] progression) {
    float[] units = new float[progression.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = (progression[i] - 150) / 75;
    }
    return units;
  }

  /** Means, each with the same log-variance. */
  private static float[] withVariance(float[] means, double variance) {
    float[] outputs = new float[2 * means.length];
    for (int i = 0; i < means.length; i++) {
      outputs[2 * i] = means[i];
      outputs[2 * i + 1] = (float) Math.log(variance);
    }
    return outputs;
  }

  /** Counts that vary more than Poisson's, of patients that it has not seen. */
  @Test
  void countsThatVaryMore() throws XGBoostError {
    DMatrix all = Trees.diabetes();
    DMatrix train = all.slice(Trees.rows(0, 221));
    DMatrix heldOut = all.slice(Trees.rows(221, 442));
    Object[] parameters = {"max_depth", 2, "eta", 0.1};
    HeadsOverdispersedProgressionLoss loss = new HeadsOverdispersedProgressionLoss();
    HeadsCountedProgressionLoss poisson = new HeadsCountedProgressionLoss();

    double surprisal = surprisal(loss, grow(loss, train, parameters), heldOut);
    double ofPoisson = surprisal(poisson, grow(poisson, train, parameters), heldOut);
    double ofStart = surprisal(loss, grow(loss, train, "eta", 0), heldOut);
    assertThat(surprisal).isLessThan(ofPoisson - 1).isLessThan(ofStart);
  }

  private static double surprisal(NewtonLoss<float[], float[]> loss, Booster booster, DMatrix data)
      throws XGBoostError {
    return loss.surprisal(Trees.margins(booster, data), data.getLabel()).mean();
  }

  /** The user's formula, of patients that it has not seen. */
  @Test
  void aFormula() throws XGBoostError {
    Table table = Trees.diabetesTable();
    DMatrix all = Trees.matrix(table.inputs(), inUnits(table.targets()));
    DMatrix train = all.slice(Trees.rows(0, 221));
    DMatrix heldOut = all.slice(Trees.rows(221, 442));
    Object[] parameters = {"max_depth", 2, "eta", 0.1};
    HeadsProgressionNotTooHighLoss loss = new HeadsProgressionNotTooHighLoss();

    float[] outputs = Trees.margins(grow(loss, train, parameters), heldOut);
    float[] means = Trees.margins(grow(new HeadsProgressionLoss(), train, parameters), heldOut);
    float[] constant = Trees.margins(grow(loss, train, "eta", 0), heldOut);
    double cost = loss.forward(outputs, heldOut.getLabel()).mean();
    assertThat(cost)
        .isLessThan(loss.forward(means, heldOut.getLabel()).mean())
        .isLessThan(loss.forward(constant, heldOut.getLabel()).mean());
  }
}
