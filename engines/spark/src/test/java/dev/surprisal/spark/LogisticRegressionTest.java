package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.mllib.optimization.LogisticGradient;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A generated loss against what Spark itself has for the same model. */
class LogisticRegressionTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType)
          .add("weight", DataTypes.DoubleType);
  private static final HeadsSpeciesLoss LOSS = new HeadsSpeciesLoss();
  private static final LinearLoss<double[], int[]> LINEAR =
      new LinearLoss<>(LOSS, Quadrants.FEATURES);

  private static TestSpark spark;
  private static List<Example> examples;
  private static Dataset<Row> table;

  @BeforeAll
  static void start() {
    spark = new TestSpark();
    examples = Quadrants.examples(Quadrants::group);
    table = spark.session().createDataFrame(rows(), SCHEMA).cache();
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static List<Row> rows() {
    return IntStream.range(0, examples.size())
        .mapToObj(number ->
            RowFactory.create(
                Vectors.dense(examples.get(number).features()),
                examples.get(number).targets()[0],
                weight(number)))
        .toList();
  }

  private static double weight(int number) {
    return number % 4 / 2.0;
  }

  private static LogisticRegression regression() {
    return new LogisticRegression()
        .setFamily("multinomial")
        .setStandardization(false)
        .setTol(1e-11)
        .setMaxIter(500);
  }

  private static JavaRDD<Block<int[]>> blocks() {
    return Blocks.of(new Columns("features", "label").of(table), LOSS, 100);
  }

  /** Weights row-major, then biases; shifted so that those of all classes sum to 0. */
  private static double[] centred(double[] parameters) {
    double[] centred = parameters.clone();
    int features = Quadrants.FEATURES;
    for (int i = 0; i <= features; i++) {
      double mean = 0;
      for (int k = 0; k < Heads.CLASSES; k++) {
        mean += parameters[index(k, i)] / Heads.CLASSES;
      }
      for (int k = 0; k < Heads.CLASSES; k++) {
        centred[index(k, i)] -= mean;
      }
    }
    return centred;
  }

  /** The place of a weight, or of the bias after the last of them. */
  private static int index(int k, int i) {
    return i < Quadrants.FEATURES ? k * Quadrants.FEATURES + i : LINEAR.weights() + k;
  }

  private static double[] parameters(LogisticRegressionModel model) {
    double[] parameters = LINEAR.zeros();
    Matrix coefficients = model.coefficientMatrix();
    for (int k = 0; k < Heads.CLASSES; k++) {
      for (int i = 0; i < Quadrants.FEATURES; i++) {
        parameters[index(k, i)] = coefficients.apply(k, i);
      }
      parameters[index(k, Quadrants.FEATURES)] = model.interceptVector().apply(k);
    }
    return parameters;
  }

  /** By Spark's gradient of one example, which leaves out the first class. */
  private static double[] sparksGradient(double[] parameters) {
    int width = Quadrants.FEATURES + 1;
    double[] differences = new double[(Heads.CLASSES - 1) * width];
    for (int k = 1; k < Heads.CLASSES; k++) {
      for (int i = 0; i < width; i++) {
        differences[(k - 1) * width + i] = parameters[index(k, i)] - parameters[index(0, i)];
      }
    }
    var sum = org.apache.spark.mllib.linalg.Vectors.dense(new double[differences.length]);
    LogisticGradient gradient = new LogisticGradient(Heads.CLASSES);
    for (Example example : examples) {
      double[] withOne = Arrays.copyOf(example.features(), width);
      withOne[width - 1] = 1;
      gradient.compute(
          org.apache.spark.mllib.linalg.Vectors.dense(withOne),
          example.targets()[0],
          org.apache.spark.mllib.linalg.Vectors.dense(differences),
          sum);
    }
    return Arrays.stream(sum.toArray()).map(each -> each / examples.size()).toArray();
  }

  @Test
  void hasItsObjectiveAndGradientAtItsCoefficients() {
    LogisticRegressionModel halfway = regression().setMaxIter(5).fit(table);
    double[] history = halfway.summary().objectiveHistory();
    double[] parameters = parameters(halfway);

    Evaluation evaluation = new DistributedLoss<>(blocks(), LINEAR).at(parameters);

    assertThat(evaluation.objective()).isEqualTo(history[history.length - 1], within(1e-10));
    double[] expected = sparksGradient(parameters);
    int width = Quadrants.FEATURES + 1;
    for (int k = 1; k < Heads.CLASSES; k++) {
      for (int i = 0; i < width; i++) {
        assertThat(evaluation.gradients()[index(k, i)])
            .isEqualTo(expected[(k - 1) * width + i], within(1e-10));
      }
    }
    assertThat(Arrays.stream(evaluation.gradients()).map(Math::abs).max().orElseThrow())
        .isGreaterThan(1e-4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01})
  void findsItsCoefficients(double l2) {
    LogisticRegressionModel expected = regression().setRegParam(l2).fit(table);
    DistributedLoss<Block<int[]>> loss =
        new DistributedLoss<>(blocks().cache(), LINEAR).withPenalty(l2, LINEAR.weights());

    Minimum minimum = new Lbfgs(10, 500, 1e-11).minimize(loss, LINEAR.zeros());

    assertThat(minimum.isConverged()).isTrue();
    assertThat(centred(minimum.parameters()))
        .containsExactly(centred(parameters(expected)), within(1e-5));
    double[] history = expected.summary().objectiveHistory();
    assertThat(minimum.objectives()[minimum.objectives().length - 1])
        .isEqualTo(history[history.length - 1], within(1e-10));
  }

  @Test
  void findsItsCoefficientsWithWeights() {
    LogisticRegressionModel expected = regression().setWeightCol("weight").fit(table);
    var loss = new HeadsWeightedSpeciesLoss();
    var linear = new LinearLoss<>(loss, Quadrants.FEATURES);
    var blocks = Blocks.of(new Columns("features", "label", "weight").of(table), loss, 100);

    Minimum minimum =
        new Lbfgs(10, 500, 1e-11)
            .minimize(new DistributedLoss<>(blocks.cache(), linear), linear.zeros());

    assertThat(centred(minimum.parameters()))
        .containsExactly(centred(parameters(expected)), within(1e-5));
  }

  @Test
  void roundsWhereTheHeadIsOfFloat() {
    var loss = new HeadsRoundedSpeciesLoss();
    var rounded = new LinearLoss<>(loss, Quadrants.FEATURES);
    double[] parameters = parameters(regression().setMaxIter(5).fit(table));

    Evaluation exact = new DistributedLoss<>(blocks(), LINEAR).at(parameters);
    Evaluation evaluation =
        new DistributedLoss<>(
                Blocks.of(new Columns("features", "label").of(table), loss, 100), rounded)
            .at(parameters);

    assertThat(evaluation.objective()).isEqualTo(exact.objective(), within(1e-6));
    assertThat(evaluation.gradients()).containsExactly(exact.gradients(), within(1e-6));
  }
}
