package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.special.Gamma;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.GeneralizedLinearRegressionModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Means whose logarithms are linear, beside those of Spark's generalized linear models.
 *
 * <p>How far two ends may be apart follows from where they stop: the difference of their gradients
 * is the Hessian between them times the way from one to the other, which so is no longer than the
 * norms of both gradients over the least eigenvalue of the Hessian.
 */
class GeneralizedLinearRegressionTest {
  private static final int WIDTH = Quadrants.FEATURES + 1;
  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType);

  /** Stops where the objective no longer falls. */
  private static final Lbfgs TO_THE_END = new Lbfgs(10, 500, 1e-13);

  private static TestSpark spark;

  @BeforeAll
  static void start() {
    spark = new TestSpark();
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static double[] positiveInk(int number) {
    return new double[] {0.25 + Quadrants.middle(number)[0]};
  }

  private static GeneralizedLinearRegressionModel fit(
      GeneralizedLinearRegression regression, IntFunction<double[]> targets) {
    List<Row> rows =
        Quadrants.examples(targets).stream()
            .map(example ->
                RowFactory.create(Vectors.dense(example.features()), example.targets()[0]))
            .toList();
    return regression
        .setTol(1e-12)
        .setMaxIter(100)
        .fit(spark.session().createDataFrame(rows, SCHEMA));
  }

  private static <A> DistributedLoss<Block<double[]>> loss(
      ArrayLossFunction<A, double[]> loss,
      BlockLoss<Block<double[]>> ofBlock,
      IntFunction<double[]> targets,
      int partitions) {
    List<Example> examples = Quadrants.examples(targets);
    return new DistributedLoss<>(
        Blocks.of(spark.partitions(examples, partitions), loss, 100).cache(), ofBlock);
  }

  /** Coefficients, then the intercept. */
  private static double[] parameters(GeneralizedLinearRegressionModel model) {
    double[] parameters = Arrays.copyOf(model.coefficients().toArray(), WIDTH);
    parameters[WIDTH - 1] = model.intercept();
    return parameters;
  }

  private static double[] assertSame(
      DistributedLoss<Block<double[]>> loss, GeneralizedLinearRegressionModel model) {
    double[] actual = TO_THE_END.minimize(loss, new double[WIDTH]).parameters();
    assertNear(loss, actual, parameters(model));
    return actual;
  }

  /** Parameters whose gradients say that they are all but the minimum. */
  private static void assertNear(
      DistributedLoss<Block<double[]>> loss, double[] actual, double[] expected) {
    double gradients = norm(loss.at(actual).gradients()) + norm(loss.at(expected).gradients());
    // Twice, since the Hessian between them is not that of either.
    double tolerance = 2 * gradients / leastEigenvalue(loss, actual);
    assertThat(tolerance).isLessThan(1e-5);
    assertThat(actual).containsExactly(expected, within(tolerance));
  }

  private static double norm(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(each -> each * each).sum());
  }

  private static double leastEigenvalue(
      DistributedLoss<Block<double[]>> loss, double[] parameters) {
    double step = 1e-4;
    double[][] hessian = new double[WIDTH][WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      double[] above = parameters.clone();
      double[] below = parameters.clone();
      above[i] += step;
      below[i] -= step;
      double[] gradientsAbove = loss.at(above).gradients();
      double[] gradientsBelow = loss.at(below).gradients();
      for (int j = 0; j < WIDTH; j++) {
        double second = (gradientsAbove[j] - gradientsBelow[j]) / (2 * step);
        hessian[i][j] += second / 2;
        hessian[j][i] += second / 2;
      }
    }
    double[] eigenvalues =
        new EigenDecomposition(new Array2DRowRealMatrix(hessian)).getRealEigenvalues();
    return Arrays.stream(eigenvalues).min().orElseThrow();
  }

  @Test
  void poisson() {
    var loss = new HeadsDotsLoss();
    var linear = new LinearLoss<>(loss, Quadrants.FEATURES);
    assertSame(
        loss(loss, linear, Quadrants::dots, 3),
        fit(
            new GeneralizedLinearRegression().setFamily("poisson").setLink("log"),
            Quadrants::dots));
  }

  @Test
  void tweedie() {
    var loss = new HeadsInkOrNoneLoss();
    var linear = new LinearLoss<>(loss, Quadrants.FEATURES);
    assertSame(
        loss(loss, linear, Quadrants::middle, 3),
        fit(
            new GeneralizedLinearRegression()
                .setFamily("tweedie")
                .setVariancePower(1.5)
                .setLinkPower(0),
            Quadrants::middle));
  }

  private static GeneralizedLinearRegressionModel gammaRegression() {
    return fit(
        new GeneralizedLinearRegression().setFamily("gamma").setLink("log"),
        GeneralizedLinearRegressionTest::positiveInk);
  }

  /** A formula of a user's, the same bits on any partitions, and Spark's coefficients. */
  @Test
  void gammaByAFormula() {
    double[] onThree = assertSame(byFormula(3), gammaRegression());
    double[] onSeven = TO_THE_END.minimize(byFormula(7), new double[WIDTH]).parameters();
    assertThat(onSeven).containsExactly(onThree);
  }

  private static DistributedLoss<Block<double[]>> byFormula(int partitions) {
    var loss = new HeadsInkByFormulaLoss();
    return loss(
        loss,
        new LinearLoss<>(loss, Quadrants.FEATURES),
        GeneralizedLinearRegressionTest::positiveInk,
        partitions);
  }

  /**
   * Spark's gammas have one shape for all, which its coefficients do not depend on: here it is the
   * bias of the second output, whose weights stay 0.
   */
  @Test
  void gammaWithOneShape() {
    var loss = new HeadsInkLoss();
    var linear = new LinearLoss<>(loss, Quadrants.FEATURES);
    BlockLoss<Block<double[]>> ofOneShape =
        (parameters, block, gradients) -> {
          var value = linear.forwardBackward(parameters, block, gradients);
          Arrays.fill(gradients, Quadrants.FEATURES, linear.weights(), 0);
          return value;
        };
    GeneralizedLinearRegressionModel expected = gammaRegression();
    Minimum minimum =
        TO_THE_END.minimize(
            loss(loss, ofOneShape, GeneralizedLinearRegressionTest::positiveInk, 3),
            linear.zeros());
    LinearModel model = linear.model(minimum.parameters());
    double[] ofMeans = Arrays.copyOf(model.weights(), WIDTH);
    ofMeans[WIDTH - 1] = model.biases()[0];
    // The gradient by log-means is the shape times that of the formula.
    assertNear(byFormula(3), ofMeans, parameters(expected));

    // Where the likelihood is greatest, log n - digamma(n) is half of the mean deviance.
    double shape = Math.exp(model.biases()[1]);
    assertThat(Math.log(shape) - Gamma.digamma(shape))
        .isEqualTo(expected.summary().deviance() / (2 * Quadrants.COUNT), within(1e-6));
  }
}
