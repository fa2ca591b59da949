package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers that can be checked by hand, and those at which careless losses break. */
class SpecialValuesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static LossUnderTest loss(Distribution distribution, Precision precision, int size) {
    Declared declared =
        new Declared(distribution, precision, Reduction.SUM, OptionalInt.empty(), Map.of());
    return LossUnderTest.ofSize(declared, size);
  }

  private static LossUnderTest categorical(Precision precision, int size) {
    return loss(Distribution.CATEGORICAL, precision, size);
  }

  private static LossUnderTest bernoulli(Precision precision) {
    return loss(Distribution.BERNOULLI, precision, 1);
  }

  private static LossUnderTest gaussian(Precision precision) {
    return loss(Distribution.GAUSSIAN, precision, 1);
  }

  private static double ulps(Precision precision, double count) {
    return count * (precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53);
  }

  @ParameterizedTest
  @EnumSource
  void theExampleOfTheDocumentation(Precision precision) {
    LossUnderTest loss = categorical(precision, 3);
    double[] logits = {2, 0, 1};

    Pass pass = loss.forwardBackward(logits, new double[] {0});

    assertThat(pass.value().sum()).isCloseTo(0.4076059644443804, within(ulps(precision, 4)));
    assertThat(loss.predict(logits))
        .containsExactly(new double[] {0.665, 0.090, 0.245}, within(5e-4));
    assertThat(pass.gradients()).containsExactly(new double[] {-0.335, 0.090, 0.245}, within(5e-4));
    // All terms of the cross-entropy, of which a one-hot target leaves one.
    assertThat(pass.value().sum())
        .isCloseTo(
            loss.naive().loss(Jet.along(logits, logits), new double[] {0}).value().toDouble(),
            within(ulps(precision, 4)));
  }

  @ParameterizedTest
  @EnumSource
  void confidentlyWrongLogitsAreExact(Precision precision) {
    for (double large : new double[] {1e4, 1e30}) {
      LossUnderTest loss = categorical(precision, 2);
      double logit = loss.rounded(new double[] {large})[0];
      Pass pass = loss.forwardBackward(new double[] {0, logit}, new double[] {0});
      assertThat(pass.value().sum()).isEqualTo(logit);
      assertThat(pass.gradients()).containsExactly(-1, 1);
      Pass yes = bernoulli(precision).forwardBackward(new double[] {-logit}, new double[] {1});
      assertThat(yes.value().sum()).isEqualTo(logit);
      assertThat(yes.gradients()).containsExactly(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void confidentlyRightLogitsCostNothing(Precision precision) {
    for (double large : new double[] {1e4, 1e30}) {
      Pass pass =
          categorical(precision, 2).forwardBackward(new double[] {large, 0}, new double[] {0});
      assertThat(pass.value().sum()).isZero();
      assertThat(pass.gradients()).containsOnly(0);
      Pass no = bernoulli(precision).forwardBackward(new double[] {-large}, new double[] {0});
      assertThat(no.value().sum()).isZero();
      assertThat(no.gradients()).containsOnly(0);
    }
  }

  /** 1 - p in the array's own precision would leave no digit of these. */
  @ParameterizedTest
  @EnumSource(names = "FLOAT")
  void theResidualOfAConfidentPredictionKeepsItsDigits(Precision precision) {
    double miss = 1 / (1 + Math.exp(14));
    double relative = 8 * 0x1p-24;
    Pass classes =
        categorical(precision, 2).forwardBackward(new double[] {14, 0}, new double[] {0});
    assertThat(classes.gradients()[0]).isCloseTo(-miss, within(miss * relative));
    assertThat(classes.gradients()[1]).isCloseTo(miss, within(miss * relative));
    // 20 of them, so that vector kernels do more than their tail.
    double[] logits = new double[20];
    double[] targets = new double[20];
    Arrays.fill(logits, 14);
    Arrays.fill(targets, 1);
    double[] expected = new double[20];
    Arrays.fill(expected, -miss);
    assertThat(bernoulli(precision).forwardBackward(logits, targets).gradients())
        .containsExactly(expected, within(miss * relative));
  }

  /** The same for the curvature: 1 - p of the likely class is the sum of the others. */
  @ParameterizedTest
  @EnumSource
  void theCurvatureOfAConfidentPredictionKeepsItsDigits(Precision precision) {
    double[] logits = new double[16];
    logits[0] = 16;
    double rest = 15 * Math.exp(-16);
    double expected = rest / ((1 + rest) * (1 + rest));
    double[] curvature = categorical(precision, 16).curvature(logits, new double[] {0});
    assertThat(curvature[0]).isCloseTo(expected, within(expected * 1e-6));
    double[] besides =
        categorical(precision, 16)
            .secondOrder(logits, categorical(precision, 16).targets(0))
            .second();
    assertThat(besides[0]).isCloseTo(expected, within(expected * 1e-6));
  }

  @ParameterizedTest
  @EnumSource
  void aMaskedClassHasProbabilityAndGradientZero(Precision precision) {
    for (int size : new int[] {3, 40}) {
      LossUnderTest loss = categorical(precision, size);
      double[] logits = new double[size];
      Arrays.fill(logits, -INF);
      logits[0] = 1;
      logits[size - 1] = 1;

      Pass pass = loss.forwardBackward(logits, new double[] {0});

      assertThat(pass.value().sum()).isCloseTo(Math.log(2), within(ulps(precision, 4)));
      double[] expected = new double[size];
      expected[0] = -0.5;
      expected[size - 1] = 0.5;
      assertThat(pass.gradients()).isEqualTo(expected);
      assertThat(loss.predict(logits)[1]).isZero();
      assertThat(loss.curvature(logits, new double[] {0})[1]).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMaskedTargetIsInfinitelySurprising(Precision precision) {
    Pass classes =
        categorical(precision, 3).forwardBackward(new double[] {0, -INF, 0}, new double[] {1});
    assertThat(classes.value().sum()).isEqualTo(INF);
    assertThat(classes.gradients()).containsExactly(0.5, -1, 0.5);
    Pass yes = bernoulli(precision).forwardBackward(new double[] {-INF}, new double[] {1});
    assertThat(yes.value().sum()).isEqualTo(INF);
    assertThat(yes.gradients()).containsExactly(-1);
  }

  @ParameterizedTest
  @EnumSource
  void aMaskedNoIsNoSurprise(Precision precision) {
    double[] logits = new double[20];
    Arrays.fill(logits, -INF);
    LossUnderTest loss = bernoulli(precision);
    Pass no = loss.forwardBackward(logits, new double[20]);
    assertThat(no.value().sum()).isZero();
    assertThat(no.gradients()).containsOnly(0);
    assertThat(loss.predict(logits)).containsOnly(0);
    assertThat(loss.curvature(logits, new double[20])).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void nanAndPlusInfinityStayInTheirRow(Precision precision) {
    for (int size : new int[] {3, 40}) {
      for (double bad : new double[] {NAN, INF}) {
        double[] logits = new double[3 * size];
        logits[size + 1] = bad;
        double[] targets = {0, 0, 0};
        LossUnderTest loss = categorical(precision, size);

        Pass pass = loss.forwardBackward(logits, targets);

        assertThat(pass.value().sum()).isNaN();
        assertNanInTheMiddle(pass.gradients(), size);
        assertNanInTheMiddle(loss.perExample(logits, targets), 1);
        assertNanInTheMiddle(loss.predict(logits), size);
        assertNanInTheMiddle(loss.curvature(logits, targets), size);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatIsMaskedAsAWholeIsNan(Precision precision) {
    double[] logits = new double[9];
    Arrays.fill(logits, 3, 6, -INF);
    LossUnderTest loss = categorical(precision, 3);
    Pass pass = loss.forwardBackward(logits, new double[] {0, 0, 0});
    assertNanInTheMiddle(pass.gradients(), 3);
    assertNanInTheMiddle(loss.perExample(logits, new double[] {0, 0, 0}), 1);
  }

  @ParameterizedTest
  @EnumSource
  void nanAndPlusInfinityStayInTheirOutputOfBernoullis(Precision precision) {
    for (double bad : new double[] {NAN, INF}) {
      for (double target : new double[] {0, 0.5, 1}) {
        double[] logits = new double[60];
        Arrays.fill(logits, 20, 40, bad);
        double[] targets = new double[60];
        Arrays.fill(targets, target);
        LossUnderTest loss = bernoulli(precision);
        Pass pass = loss.forwardBackward(logits, targets);
        assertThat(pass.value().sum()).isNaN();
        assertNanInTheMiddle(pass.gradients(), 20);
        assertNanInTheMiddle(loss.perExample(logits, targets), 20);
        assertNanInTheMiddle(loss.predict(logits), 20);
        assertNanInTheMiddle(loss.curvature(logits, targets), 20);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void gaussianOutputsThatAreNotFiniteStayInTheirPlace(Precision precision) {
    LossUnderTest loss = gaussian(precision);
    double[] targets = new double[60];
    double[] outputs = new double[60];
    Arrays.fill(outputs, 20, 40, NAN);
    assertNanInTheMiddle(loss.forwardBackward(outputs, targets).gradients(), 20);
    assertNanInTheMiddle(loss.perExample(outputs, targets), 20);
    Arrays.fill(outputs, 20, 40, INF);
    Pass pass = loss.forwardBackward(outputs, targets);
    assertThat(pass.value().sum()).isEqualTo(INF);
    assertThat(pass.gradients()[30]).isEqualTo(INF);
    assertThat(pass.gradients()[0]).isZero();
  }

  /** The squares of floats are taken in double, where they have room. */
  @ParameterizedTest
  @EnumSource
  void largeSquaredErrorsDoNotOverflow(Precision precision) {
    double[] outputs = new double[20];
    Arrays.fill(outputs, 0x1p100);
    assertThat(gaussian(precision).forward(outputs, new double[20]).sum()).isEqualTo(20 * 0x1p199);
  }

  @ParameterizedTest
  @EnumSource
  void manyClassesKeepTheDigitsOfTheirSum(Precision precision) {
    int size = 128_256;
    double[] logits = new double[size];
    for (int k = 0; k < size; k++) {
      logits[k] = Math.floorMod(k * 7919, 1000) / 128.0;
    }
    double total = Arrays.stream(logits).map(Math::exp).sum();
    double expected = Math.log(total) - logits[5];
    // A plain sum of n doubles is off by about sqrt(n) ulp; the expected one is compensated.
    double relative = precision == Precision.FLOAT ? 2e-7 : 1e-14;
    assertThat(categorical(precision, size).forward(logits, new double[] {5}).sum())
        .isCloseTo(expected, within(expected * relative));
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyBatchIsWorthNothing(Precision precision) {
    for (Distribution distribution : EnumSet.complementOf(EnumSet.of(Distribution.FORMULA))) {
      int least = Family.of(distribution).size(Options.of(Map.of())).least();
      Pass pass =
          loss(distribution, precision, least).forwardBackward(new double[0], new double[0]);
      assertThat(pass.value()).isEqualTo(LossValue.ZERO);
      assertThat(pass.value().mean()).isZero();
    }
  }

  /** Nothing is clamped, and nothing has to be. */
  @ParameterizedTest
  @EnumSource
  void learnedVariancesReachFar(Precision precision) {
    Declared declared =
        new Declared(
            Distribution.GAUSSIAN,
            precision,
            Reduction.MEAN,
            OptionalInt.of(5),
            Map.of("variance", Variance.LEARNED));
    declared =
        CrossProduct.sound().contains(declared) ? declared : declared.ofSize(OptionalInt.empty());
    LossUnderTest loss = LossUnderTest.of(declared).get(0);
    int n = loss.size();
    for (double logVariance : new double[] {-80, 80}) {
      double[] outputs = new double[2 * n];
      double[] targets = new double[n];
      Arrays.fill(outputs, 0, n, 3);
      Arrays.fill(outputs, n, 2 * n, logVariance);
      Arrays.fill(targets, 2);
      double inverse = Math.exp(-logVariance);
      double expected = n * (logVariance + inverse) / 2;
      Pass pass = loss.forwardBackward(outputs, targets);
      assertThat(pass.value().sum()).isCloseTo(expected, within(Math.abs(expected) * 1e-15));
      double relative = ulps(precision, 2);
      assertThat(pass.gradients()[0]).isCloseTo(inverse, within(inverse * relative));
      double slope = (1 - inverse) / 2;
      assertThat(pass.gradients()[n]).isCloseTo(slope, within(Math.abs(slope) * relative));
    }
  }

  /**
   * A loss of the cross product with what the constructor is given for each output: 0.5, 1.5 ...
   */
  private static LossUnderTest byPosition(
      Distribution distribution, Precision precision, String member, Object value) {
    Declared declared =
        new Declared(distribution, precision, Reduction.MEAN, OptionalInt.of(5), Map.of())
            .with(member, value)
            .with("layout", Layout.CLASSES_FIRST);
    boolean isKnown = CrossProduct.sound().contains(declared);
    return LossUnderTest.of(isKnown ? declared : declared.ofSize(OptionalInt.empty())).get(0);
  }

  /** Yes at the second label alone, all logits 0: what a row of labels costs can be counted. */
  @ParameterizedTest
  @EnumSource
  void eachLabelHasItsWeightAtAllPositions(Precision precision) {
    LossUnderTest loss =
        byPosition(Distribution.PRODUCT_OF_BERNOULLIS, precision, "positiveWeights", true);
    int positions = LossUnderTest.POSITIONS;
    double[] logits = new double[loss.size() * positions];
    double[] labels = new double[logits.length];
    Arrays.fill(labels, positions, 2 * positions, 1);
    double expected = (loss.size() - 1 + 1.5) * Math.log(2);

    Pass pass = loss.forwardBackward(logits, labels);

    assertThat(pass.value().mean()).isCloseTo(expected, within(1e-6));
    assertThat(loss.perExample(logits, labels)).hasSize(positions);
    for (double ofPosition : loss.perExample(logits, labels)) {
      assertThat(ofPosition).isCloseTo(expected, within(1e-6));
    }
    double[] gradients = new double[logits.length];
    Arrays.fill(gradients, 0.5 / positions);
    Arrays.fill(gradients, positions, 2 * positions, -1.5 * 0.5 / positions);
    assertThat(pass.gradients()).containsExactly(gradients, within(1e-6));
  }

  /** A distance of 3 at the second value alone, whose variance is 1.5. */
  @ParameterizedTest
  @EnumSource
  void eachValueHasItsVarianceAtAllPositions(Precision precision) {
    LossUnderTest loss = byPosition(Distribution.GAUSSIAN, precision, "variance", Variance.FIXED);
    int positions = LossUnderTest.POSITIONS;
    double[] outputs = new double[loss.size() * positions];
    Arrays.fill(outputs, positions, 2 * positions, 3);

    Pass pass = loss.forwardBackward(outputs, new double[outputs.length]);

    assertThat(pass.value().mean()).isCloseTo(9 / (2 * 1.5), within(1e-6));
    double[] gradients = new double[outputs.length];
    Arrays.fill(gradients, positions, 2 * positions, 3 / 1.5 / positions);
    assertThat(pass.gradients()).containsExactly(gradients, within(1e-6));
  }

  /** NaN throughout the middle one of three parts, and nowhere else. */
  private static void assertNanInTheMiddle(double[] values, int part) {
    assertThat(values).hasSize(3 * part);
    assertThat(Arrays.copyOfRange(values, part, 2 * part)).containsOnly(NAN);
    assertThat(Arrays.copyOfRange(values, 0, part)).doesNotContain(NAN);
    assertThat(Arrays.copyOfRange(values, 2 * part, 3 * part)).doesNotContain(NAN);
  }
}
