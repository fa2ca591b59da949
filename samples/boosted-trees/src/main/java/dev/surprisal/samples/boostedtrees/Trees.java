package dev.surprisal.samples.boostedtrees;

import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.xgboost.LossEvaluation;
import dev.surprisal.xgboost.LossObjective;
import dev.surprisal.xgboost.LossParameters;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees that were grown until a loss on other patients fell no further.
 *
 * @param booster all trees
 * @param rounds the rounds after which that loss was least
 */
record Trees(Booster booster, int rounds) {
  private static final int MOST_ROUNDS = 500;
  private static final int PATIENCE = 20;

  /** The same for every loss: small trees, each of a part of the patients and measurements. */
  private static final Map<String, Object> PARAMETERS =
      Map.of(
          "objective",
          "reg:squarederror",
          "eta",
          0.03,
          "max_depth",
          2,
          "min_child_weight",
          40,
          "subsample",
          0.7,
          "colsample_bytree",
          0.7,
          "seed",
          1,
          "nthread",
          1,
          "verbose_eval",
          "false");

  static Trees grow(NewtonLoss<float[], float[]> loss, DMatrix train, DMatrix watched)
      throws XGBoostError {
    Map<String, Object> parameters = LossParameters.of(loss, train, PARAMETERS);
    Booster booster =
        XGBoost.train(
            train,
            parameters,
            MOST_ROUNDS,
            Map.of("watched", watched),
            null,
            new LossObjective<>(loss),
            LossEvaluation.of(loss, parameters),
            PATIENCE);
    return new Trees(booster, Integer.parseInt(booster.getAttr("best_iteration")) + 1);
  }

  /** The raw outputs for each patient, row after row. */
  float[] outputs(DMatrix patients) throws XGBoostError {
    float[][] margins = booster.predict(patients, true, rounds);
    int width = margins[0].length;
    float[] outputs = new float[margins.length * width];
    for (int row = 0; row < margins.length; row++) {
      System.arraycopy(margins[row], 0, outputs, row * width, width);
    }
    return outputs;
  }
}
