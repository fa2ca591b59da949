package dev.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.samples.common.Digits;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class LossEvaluationTest {
  private final HeadsBenignLoss benign = new HeadsBenignLoss();

  @Test
  void anyBoosterIsAskedForMargins() throws XGBoostError {
    DMatrix train = Trees.digits();
    HeadsDigitLoss loss = new HeadsDigitLoss();
    Map<String, Object> parameters = LossParameters.of(loss, train, Trees.parameters());
    Booster booster = XGBoost.train(train, parameters, 0, Map.of(), null, null);
    float[][] nats = new float[1][3];
    XGBoost.train(
        train,
        parameters,
        3,
        Map.of("train", train),
        nats,
        new LossObjective<>(loss),
        LossEvaluation.of(loss, booster),
        0,
        booster);
    int[] digits = Digits.read().labels();
    assertThat((double) nats[0][2])
        .isCloseTo(loss.forward(Trees.margins(booster, train), digits).mean(), within(1e-6))
        .isCloseTo(mlogloss(booster, train), within(1e-5));
    assertThat(nats[0][2]).isLessThan(nats[0][0]);
  }

  private static double mlogloss(Booster booster, DMatrix data) throws XGBoostError {
    String line = booster.evalSet(new DMatrix[] {data}, new String[] {"data"}, 0);
    return Double.parseDouble(line.substring(line.indexOf("mlogloss:") + "mlogloss:".length()));
  }

  @Test
  void predictionsThatAreMarginsServeStoppingAndCrossValidation() throws XGBoostError {
    DMatrix all = Trees.tumours();
    DMatrix train = all.slice(Trees.rows(0, 400));
    DMatrix heldOut = all.slice(Trees.rows(400, 569));
    Map<String, Object> parameters =
        LossParameters.of(benign, train, Trees.parameters("objective", "binary:logitraw"));
    LossEvaluation<float[]> evaluation = LossEvaluation.of(benign, parameters);
    float[][] nats = new float[1][500];
    Booster booster =
        XGBoost.train(
            train,
            parameters,
            500,
            Map.of("held out", heldOut),
            nats,
            new LossObjective<>(benign),
            evaluation,
            10);
    int best = Integer.parseInt(booster.getAttr("best_iteration"));
    assertThat(best).isBetween(5, 450);
    assertThat(booster.getNumBoostedRound()).isEqualTo(best + 11);
    assertThat((double) nats[0][best])
        .isCloseTo(
            benign
                .forward(
                    Examples.outputs(
                        benign.description(), booster.predict(heldOut, true, best + 1)),
                    heldOut.getLabel())
                .mean(),
            within(1e-6));

    String[] rounds =
        XGBoost.crossValidation(
            all, parameters, 2, 4, null, new LossObjective<>(benign), evaluation);
    assertThat(rounds[1]).contains("cv-test-nats:0.");
  }

  @Test
  void predictionsThatAreNoMarginsAreRefused() {
    assertThatThrownBy(() -> LossEvaluation.of(benign, Map.of("objective", "binary:logistic")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "objective = binary:logistic: its predictions are not margins; name reg:squarederror,"
                + " or give the booster");
  }
}
