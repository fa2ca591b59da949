package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Families other than the categorical: by definition, and against Spark where it has the model. */
class FamiliesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType);

  private static TestSpark spark;

  @BeforeAll
  static void start() {
    spark = new TestSpark();
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static Dataset<Row> table(IntFunction<double[]> targets, int target) {
    List<Row> rows =
        Quadrants.examples(targets).stream()
            .map(example ->
                RowFactory.create(Vectors.dense(example.features()), example.targets()[target]))
            .toList();
    return spark.session().createDataFrame(rows, SCHEMA).cache();
  }

  private static LogisticRegressionModel logisticRegression(
      IntFunction<double[]> targets, int target) {
    return new LogisticRegression()
        .setFamily("binomial")
        .setStandardization(false)
        .setTol(1e-11)
        .setMaxIter(500)
        .fit(table(targets, target));
  }

  /** A fit, after its objective and gradient have been held to their definitions. */
  private static LinearModel fit(
      ArrayLossFunction<double[], double[]> loss, IntFunction<double[]> targets) {
    List<Example> examples = Quadrants.examples(targets);
    var linear = new LinearLoss<>(loss, Quadrants.FEATURES);
    var distributed =
        new DistributedLoss<>(Blocks.of(spark.partitions(examples, 3), loss, 100).cache(), linear);
    double[] somewhere = new Random(1).doubles(linear.zeros().length, -0.3, 0.3).toArray();
    assertThat(distributed.at(somewhere).objective())
        .isEqualTo(mean(loss, linear.model(somewhere), examples), within(1e-12));
    Differences.assertGradient(
        parameters -> mean(loss, linear.model(parameters), examples),
        somewhere,
        distributed.at(somewhere).gradients());

    Minimum minimum = new Lbfgs(10, 500, 1e-11).minimize(distributed, linear.zeros());
    assertThat(minimum.isConverged()).isTrue();
    assertThat(distributed.at(minimum.parameters()).gradients())
        .containsExactly(linear.zeros(), within(1e-6));
    return linear.model(minimum.parameters());
  }

  /** The generated loss of all examples at once, as it stands on its own. */
  private static double mean(
      ArrayLossFunction<double[], double[]> loss, LinearModel model, List<Example> examples) {
    return loss.forward(outputs(model, examples), all(Example::targets, examples)).mean();
  }

  private static double[] outputs(LinearModel model, List<Example> examples) {
    return model.outputs(all(Example::features, examples));
  }

  private static double[] all(Function<Example, double[]> part, List<Example> examples) {
    return examples.stream().map(part).flatMapToDouble(DoubleStream::of).toArray();
  }

  private static void assertOutput(
      LinearModel actual, int k, Vector coefficients, double intercept) {
    int width = Quadrants.FEATURES;
    assertThat(Arrays.copyOfRange(actual.weights(), k * width, (k + 1) * width))
        .containsExactly(coefficients.toArray(), within(1e-5));
    assertThat(actual.biases()[k]).isEqualTo(intercept, within(1e-5));
  }

  @Test
  void bernoulli() {
    LinearModel model = fit(new HeadsIsRareLoss(), Quadrants::hasLoop);

    LogisticRegressionModel expected = logisticRegression(Quadrants::hasLoop, 0);
    assertOutput(model, 0, expected.coefficients(), expected.intercept());
  }

  @Test
  void productOfBernoullis() {
    LinearModel model = fit(new HeadsTraitsLoss(), Quadrants::hasLoopAndIsEven);

    for (int label = 0; label < Heads.LABELS; label++) {
      LogisticRegressionModel expected = logisticRegression(Quadrants::hasLoopAndIsEven, label);
      assertOutput(model, label, expected.coefficients(), expected.intercept());
    }
  }

  @Test
  void gaussian() {
    LinearModel model = fit(new HeadsHeightLoss(), Quadrants::middle);

    LinearRegressionModel expected =
        new LinearRegression().setSolver("normal").fit(table(Quadrants::middle, 0));
    assertOutput(model, 0, expected.coefficients(), expected.intercept());
  }

  @Test
  void gaussianWithALearnedVariance() {
    LinearModel model = fit(new HeadsUncertainHeightLoss(), Quadrants::middle);

    List<Example> examples = Quadrants.examples(Quadrants::middle);
    double[] outputs = outputs(model, examples);
    double squares = 0;
    for (int i = 0; i < examples.size(); i++) {
      double distance = examples.get(i).targets()[0] - outputs[2 * i];
      squares += distance * distance * Math.exp(-outputs[2 * i + 1]);
    }
    // The likelihood is greatest where squared distances are the variances on average.
    assertThat(squares / examples.size()).isEqualTo(1, within(1e-5));
  }
}
