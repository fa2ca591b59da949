package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.ConstantStart;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Weighted;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The outputs of a model without inputs, beside what is known of them in closed form. */
class ConstantStartTest {
  private static final double[] REALS = {3, 5, 10};
  private static final double[] WEIGHTS = {1, 0, 3};

  @SuppressWarnings("unchecked")
  private static <A, T> NewtonLoss<A, T> loss(String pair, Object... arguments) {
    ClassLoader classes = CompositeTest.compile("@Loss(" + pair + ") public class Head {}");
    return (NewtonLoss<A, T>) CompositeTest.create(classes, "HeadLoss", arguments);
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  @Test
  void ofClassesAreTheLogarithmsOfTheirFrequencies() {
    NewtonLoss<double[], int[]> loss =
        loss(
            "distribution = CATEGORICAL, activation = SOFTMAX, size = 3,"
                + " precision = Precision.DOUBLE");

    double[] start = ConstantStart.of(loss, new int[] {0, 1, 1, 2, 2, 2, 2, 2});

    assertThat(start[1] - start[0]).isCloseTo(Math.log(2), within(1e-9));
    assertThat(start[2] - start[0]).isCloseTo(Math.log(5), within(1e-9));
  }

  /** Of two values, with the means 6 and 60 and the variances 26 / 3 and as many hundreds. */
  @Test
  void ofAMixtureAreThoseOfOneGaussianWithTheMeansApart() {
    NewtonLoss<double[], double[]> loss =
        loss(
            "distribution = MIXTURE_OF_GAUSSIANS, activation = SOFTMAX, components = 2, size = 2,"
                + " precision = Precision.DOUBLE");

    double[] start = ConstantStart.of(loss, new double[] {3, 30, 5, 50, 10, 100});

    double s = Math.log(26.0 / 3);
    double half = Math.exp(s / 2) / 2;
    assertThat(Arrays.copyOf(start, 4)).containsOnly(0);
    assertThat(Arrays.copyOfRange(start, 4, 8))
        .containsExactly(
            new double[] {6 - half, 60 - 10 * half, 6 + half, 60 + 10 * half}, within(1e-6));
    double ofTens = s + Math.log(100);
    assertThat(Arrays.copyOfRange(start, 8, 12))
        .containsExactly(new double[] {s, ofTens, s, ofTens}, within(1e-6));
  }

  @Test
  void ofAFloatHeadAreAsGoodAsFloatsAre() {
    NewtonLoss<float[], int[]> loss =
        loss("distribution = CATEGORICAL, activation = SOFTMAX, size = 3");

    double[] start = ConstantStart.of(loss, new int[] {0, 1, 1, 2, 2, 2, 2, 2});

    assertThat(start[2] - start[0]).isCloseTo(Math.log(5), within(1e-5));
  }

  @Test
  void ofYesAndNoIsTheLogitOfTheMean() {
    NewtonLoss<float[], Weighted<float[]>> loss =
        loss("distribution = BERNOULLI, activation = SIGMOID, exampleWeights = true");

    double[] start = ConstantStart.of(loss, new Weighted<>(new float[] {1, 1, 0}, WEIGHTS));

    assertThat(start).hasSize(1);
    assertThat(start[0]).isCloseTo(logit(0.25), within(1e-5));
  }

  @Test
  void ofLabelsIsTheLogitOfTheMeanOfEach() {
    NewtonLoss<double[], double[]> loss =
        loss(
            "distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, size = 2,"
                + " precision = Precision.DOUBLE, layout = Layout.CLASSES_FIRST",
            4);

    double[] start = ConstantStart.of(loss, new double[] {1, 0, 0, 0, 1, 1, 0.5, 0.5});

    assertThat(start[0]).isCloseTo(logit(0.25), within(1e-9));
    assertThat(start[1]).isCloseTo(logit(0.75), within(1e-9));
  }

  @Test
  void ofRealsAreMeansAndLogVariances() {
    NewtonLoss<double[], Weighted<double[]>> loss =
        loss(
            "distribution = GAUSSIAN, activation = IDENTITY, variance = Variance.LEARNED,"
                + " exampleWeights = true, precision = Precision.DOUBLE");

    double[] start = ConstantStart.of(loss, new Weighted<>(REALS, WEIGHTS));

    double mean = (3 + 3 * 10) / 4.0;
    double variance = ((3 - mean) * (3 - mean) + 3 * (10 - mean) * (10 - mean)) / 4;
    assertThat(start[0]).isCloseTo(mean, within(1e-7));
    assertThat(start[1]).isCloseTo(Math.log(variance), within(1e-7));
  }

  @Test
  void ofNumbersFarFromZeroAreFoundAsWell() {
    NewtonLoss<double[], double[]> loss =
        loss(
            "distribution = GAUSSIAN, activation = IDENTITY, variance = Variance.LEARNED,"
                + " precision = Precision.DOUBLE");
    double[] targets = new Random(1).doubles(100, 1e6, 1e6 + 10).toArray();

    double[] start = ConstantStart.of(loss, targets);

    assertThat(start[0]).isBetween(1e6 + 4, 1e6 + 6);
    assertThat(Math.exp(start[1])).isBetween(6.0, 11.0);
  }

  @Test
  void ofCountsIsTheLogarithmOfTheirMean() {
    NewtonLoss<double[], double[]> loss =
        loss("distribution = POISSON, activation = EXP, precision = Precision.DOUBLE");

    assertThat(ConstantStart.of(loss, new double[] {0, 0, 1, 9})[0])
        .isCloseTo(Math.log(2.5), within(1e-9));
    assertThat(ConstantStart.of(loss, new double[] {1e9, 3e9})[0])
        .isCloseTo(Math.log(2e9), within(1e-9));
    assertThat(ConstantStart.of(loss, new double[] {0, 0})[0]).isBetween(-50.0, -20.0);
  }

  @Test
  void ofAmountsIsTheLogarithmOfTheirMean() {
    NewtonLoss<double[], double[]> loss =
        loss("distribution = TWEEDIE, activation = EXP, power = 1.3, precision = Precision.DOUBLE");

    assertThat(ConstantStart.of(loss, new double[] {0, 0, 1.5, 8.5})[0])
        .isCloseTo(Math.log(2.5), within(1e-9));
  }

  /** Where no curvature says how long a step is to be. */
  @Test
  void ofRealsWithHeavyTailsIsTheirMedianOrQuantile() {
    NewtonLoss<double[], double[]> median =
        loss("distribution = LAPLACE, activation = IDENTITY, precision = Precision.DOUBLE");
    NewtonLoss<double[], double[]> quantile =
        loss(
            "distribution = ASYMMETRIC_LAPLACE, activation = IDENTITY, quantile = 0.8,"
                + " precision = Precision.DOUBLE");
    double[] targets = {70_001, 70_000, 70_003, 70_002, 9e6};

    assertThat(ConstantStart.of(median, targets)[0]).isCloseTo(70_002, within(1e-3));
    assertThat(ConstantStart.of(quantile, targets)[0]).isBetween(70_003 - 1e-3, 9e6);
  }

  @Test
  void whatNeverOccursIsFarAndFinite() {
    String head = "distribution = CATEGORICAL, activation = SOFTMAX, size = 3";
    NewtonLoss<float[], int[]> floats = loss(head);
    NewtonLoss<double[], int[]> doubles = loss(head + ", precision = Precision.DOUBLE");
    int[] targets = {0, 0, 1};

    double[] start = ConstantStart.of(floats, targets);
    assertThat(start[0] - start[2]).isBetween(25.0, 40.0);
    assertThat(start[0] - start[1]).isCloseTo(Math.log(2), within(1e-4));

    start = ConstantStart.of(doubles, targets);
    assertThat(start[0] - start[2]).isBetween(40.0, 55.0);
    assertThat(start[0] - start[1]).isCloseTo(Math.log(2), within(1e-9));
  }

  /** The derivative by the log-variance is infinite in float, until the mean has moved. */
  @Test
  void ofTargetsWhoseSquaresAreBeyondFloatAreFinite() {
    NewtonLoss<float[], float[]> loss =
        loss("distribution = GAUSSIAN, activation = IDENTITY, variance = Variance.LEARNED");

    double[] start = ConstantStart.of(loss, new float[] {1e25f, 3e25f});

    assertThat(start[0]).isCloseTo(2e25, within(1e20));
    assertThat(start[1]).isFinite();
  }

  @Test
  void whereNothingCountsIsZero() {
    NewtonLoss<float[], int[]> loss =
        loss("distribution = CATEGORICAL, activation = SOFTMAX, size = 3, ignoreIndex = -1");

    assertThat(ConstantStart.of(loss, new int[] {-1, -1})).containsExactly(0, 0, 0);
  }

  @Test
  void ofNoTargetsThereIsNone() {
    NewtonLoss<float[], float[]> loss = loss("distribution = BERNOULLI, activation = SIGMOID");

    assertThatThrownBy(() -> ConstantStart.of(loss, new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("targets: there is none to start from");
  }
}
