package dev.surprisal.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

/** Objectives and metrics travel, as Spark sends them. */
class SerializationTest {
  private final HeadsWeightedBenignLoss loss = new HeadsWeightedBenignLoss();

  @Test
  void anObjectiveGrowsTheSameTrees() throws Exception {
    DMatrix train = Trees.tumours();
    LossObjective<?> objective = new LossObjective<>(loss);
    Map<String, Object> parameters = LossParameters.of(loss, train, Trees.parameters());
    assertThat(dump(Trees.grow(train, parameters, travelled(objective))))
        .isEqualTo(dump(Trees.grow(train, parameters, objective)));
  }

  @Test
  void aMetricGivesTheSameNumber() throws Exception {
    DMatrix train = Trees.tumours();
    Map<String, Object> parameters = LossParameters.of(loss, train, Trees.parameters());
    Booster booster = Trees.grow(train, parameters, new LossObjective<>(loss));
    LossEvaluation<?> evaluation = LossEvaluation.of(loss, booster);
    float[][] predictions = booster.predict(train);
    assertThat(travelled(evaluation).eval(predictions, train))
        .isEqualTo(evaluation.eval(predictions, train));
  }

  private static String[] dump(Booster booster) throws XGBoostError {
    return booster.getModelDump("", true);
  }

  @SuppressWarnings("unchecked")
  private static <S> S travelled(S object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (S) in.readObject();
    }
  }
}
