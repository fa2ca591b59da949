package dev.surprisal.samples.sparkdigits;

import dev.surprisal.samples.common.Digits;
import dev.surprisal.spark.Example;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark on the threads of this machine, where a cluster would be. */
final class Cluster implements AutoCloseable {
  private final SparkSession session =
      SparkSession.builder()
          .config(
              new SparkConf()
                  .setMaster("local[*]")
                  .setAppName("digits")
                  .set("spark.ui.enabled", "false")
                  .set("spark.driver.bindAddress", "127.0.0.1")
                  .set("spark.driver.host", "127.0.0.1"))
          .getOrCreate();

  String version() {
    return session.version();
  }

  /** Digits in partitions. */
  JavaRDD<Example> examples(Digits digits, int partitions) {
    List<Example> examples = new ArrayList<>();
    for (int row = 0; row < digits.count(); row++) {
      examples.add(new Example(pixels(digits, row), digits.labels()[row]));
    }
    return JavaSparkContext.fromSparkContext(session.sparkContext())
        .parallelize(examples, partitions);
  }

  private static double[] pixels(Digits digits, int row) {
    double[] pixels = new double[Digits.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = digits.pixels()[row * Digits.PIXELS + i];
    }
    return pixels;
  }

  /** What Spark's own regression learns, as it is by default. */
  LogisticRegressionModel regression(Digits digits) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < digits.count(); row++) {
      rows.add(
          RowFactory.create(Vectors.dense(pixels(digits, row)), (double) digits.labels()[row]));
    }
    return new LogisticRegression()
        .setFamily("multinomial")
        .setStandardization(false)
        .fit(
            session.createDataFrame(
                rows,
                new StructType()
                    .add("features", SQLDataTypes.VectorType())
                    .add("label", DataTypes.DoubleType)));
  }

  @Override
  public void close() {
    session.stop();
  }
}
