package dev.surprisal.xgboost.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.samples.common.Table;
import dev.surprisal.xgboost.LossObjective;
import java.util.ArrayList;
import java.util.List;
import ml.dmlc.xgboost4j.scala.DMatrix;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassificationModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** An objective goes to Spark's workers and grows the trees of the built-in one there. */
class TwoWorkersTest {
  private static final Table TABLE =
      Table.read(TwoWorkersTest.class, "/dev/surprisal/samples/tumours/tumours.csv");

  @Test
  @EnabledForJreRange(
      maxVersion = 23,
      disabledReason = "Spark 3.5 calls Subject.getSubject, which Java 24 does not have")
  void growTheTreesOfTheBuiltInObjective() throws Exception {
    try (SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate()) {
      Dataset<Row> rows = rows(session);
      XGBoostClassificationModel builtIn = classifier().fit(rows);
      XGBoostClassifier ours = classifier();
      ours.setCustomObj(new LossObjective<>(new BenignLoss()));
      XGBoostClassificationModel generated = ours.fit(rows);

      assertThat(margins(generated)).hasDimensions(TABLE.rows(), 1);
      assertThat(largestDifference(margins(generated), margins(builtIn))).isLessThan(1e-6f);
    }
  }

  private static XGBoostClassifier classifier() {
    XGBoostClassifier classifier = new XGBoostClassifier();
    classifier.setNumWorkers(2);
    classifier.setRabitTrackerHostIp("127.0.0.1");
    classifier.setNumRound(10);
    classifier.setMaxDepth(3);
    classifier.setObjective("binary:logistic");
    classifier.setBaseScore(0.6);
    return classifier;
  }

  private static Dataset<Row> rows(SparkSession session) {
    float[] inputs = TABLE.inputs();
    float[] targets = TABLE.targets();
    int width = inputs.length / targets.length;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      float[] features = new float[width];
      System.arraycopy(inputs, i * width, features, 0, width);
      rows.add(RowFactory.create(features, targets[i]));
    }
    return session.createDataFrame(
        rows,
        new StructType()
            .add("features", DataTypes.createArrayType(DataTypes.FloatType))
            .add("label", DataTypes.FloatType));
  }

  private static float[][] margins(XGBoostClassificationModel model) throws Exception {
    DMatrix data =
        new DMatrix(TABLE.inputs(), TABLE.rows(), TABLE.inputs().length / TABLE.rows(), Float.NaN);
    return model.nativeBooster().predict(data, true, 0);
  }

  private static float largestDifference(float[][] left, float[][] right) {
    float largest = 0;
    for (int row = 0; row < left.length; row++) {
      largest = Math.max(largest, Math.abs(left[row][0] - right[row][0]));
    }
    return largest;
  }
}
