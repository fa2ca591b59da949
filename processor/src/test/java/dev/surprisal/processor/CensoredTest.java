package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.processor.LossUnderTest.SecondPass;
import dev.surprisal.runtime.Censored;
import dev.surprisal.runtime.ConstantStart;
import dev.surprisal.runtime.Labels;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets that were outlived, beside what every combination of options is asked for. */
class CensoredTest {
  private static final int SIZE = 3;

  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final double[] TIMES = {0.2, 1, 1.5, 7, 40};

  private static final boolean[] SEEN = new boolean[TIMES.length];

  static Stream<Declared> plainHeads() {
    return Stream.of(Distribution.WEIBULL, Distribution.LOG_NORMAL)
        .flatMap(distribution ->
            Stream.of(Precision.values())
                .map(precision ->
                    new Declared(
                        distribution, precision, Reduction.MEAN, OptionalInt.of(SIZE), Map.of())));
  }

  /** One of single values in double, whose gradients are those of the sum. */
  private static LossUnderTest ofOne(Distribution distribution) {
    return LossUnderTest.compiled(
        new Declared(
            distribution,
            Precision.DOUBLE,
            Reduction.SUM,
            OptionalInt.of(1),
            Map.of("censored", true)));
  }

  /** Outputs of as many values, all first ones and all second ones alike. */
  private static double[] outputs(int values, double first, double second) {
    double[] outputs = new double[2 * values];
    for (int i = 0; i < outputs.length; i += 2) {
      outputs[i] = first;
      outputs[i + 1] = second;
    }
    return outputs;
  }

  /** To the last bit. */
  @ParameterizedTest
  @MethodSource("plainHeads")
  void whereNothingWasOutlivedNothingIsDifferent(Declared declared) {
    LossUnderTest plain = LossUnderTest.compiled(declared);
    LossUnderTest censored = LossUnderTest.compiled(declared.with("censored", true));
    Batch batch = Batch.random(plain, new Random(107), 9);
    double[] outputs = batch.outputs();
    Object targets = plain.targets(batch.targets());
    Object seen = censored.targets(batch.targets());
    GeneratedLossTest.assertSame(
        censored.secondOrder(outputs, seen), plain.secondOrder(outputs, targets));
    GeneratedLossTest.assertSame(
        censored.bounds(outputs, seen, 5), plain.bounds(outputs, targets, 5));
    GeneratedLossTest.assertSame(
        censored.curvature(outputs, seen), plain.curvature(outputs, targets));
    assertThat(censored.predict(outputs)).isEqualTo(plain.predict(outputs));
    assertThat(censored.loss().surprisal(censored.reals(outputs), seen))
        .isEqualTo(plain.loss().surprisal(plain.reals(outputs), targets));
  }

  /** What is below a time is the integral of the density, and what is above it the rest. */
  @ParameterizedTest
  @EnumSource(names = {"WEIBULL", "LOG_NORMAL"})
  void theProbabilityOfMoreIsWhatTheDensityLeaves(Distribution distribution) {
    LossUnderTest loss = ofOne(distribution);
    double width = 0x1p-9;
    for (double end : new double[] {-1.5, 0.25, 1.125}) {
      double[] logs =
          DoubleStream.iterate(-40, x -> x < end - width / 4, x -> x + width)
              .map(x -> x + width / 2)
              .toArray();
      double below = 0;
      for (double log : logs) {
        below += width * Math.exp(log - surprisal(loss, Math.exp(log)));
      }
      assertThat(Math.exp(-surprisal(loss, -Math.exp(end)))).isCloseTo(1 - below, within(1e-5));
    }
  }

  private static double surprisal(LossUnderTest loss, double target) {
    double[] outputs = {0.3, -0.4};
    return loss.loss().surprisal(outputs, loss.targets(target)).sum();
  }

  /** Of the exponential distribution, the best scale is the time of all over the number seen. */
  @Test
  void timesThatWereOutlivedCountAsTheyShould() {
    LossUnderTest loss = ofOne(Distribution.WEIBULL);
    double[] targets = {2, -3, 1, -4, 6};
    double logScale = Math.log((2 + 3 + 1 + 4 + 6) / 3.0);

    Pass pass = loss.forwardBackward(outputs(5, logScale, 0), loss.targets(targets));

    assertThat(pass.value().weight()).isEqualTo(5);
    double byScale = 0;
    for (int i = 0; i < 10; i += 2) {
      byScale += pass.gradients()[i];
    }
    assertThat(byScale).isCloseTo(0, within(1e-14));
    assertThat(loss.perExample(outputs(5, logScale, 0), loss.targets(targets))[1])
        .isCloseTo(3 * Math.exp(-logScale), within(1e-15));
  }

  /** Of an infinite output, what the loss tends to: 0, log 2 or infinity. */
  @Test
  void infiniteOutputsGiveTheLimits() {
    double[][] ofWeibull = {
      {INFINITY, 0, 0},
      {-INFINITY, 0, INFINITY},
      {0, INFINITY, INFINITY},
      {2, INFINITY, 0},
      {0, -INFINITY, 1}
    };
    assertLimits(ofOne(Distribution.WEIBULL), ofWeibull);
    double[][] ofLogNormal = {
      {INFINITY, 0, 0},
      {-INFINITY, 0, INFINITY},
      {0, INFINITY, Math.log(2)},
      {0, -INFINITY, INFINITY},
      {2, -INFINITY, 0}
    };
    assertLimits(ofOne(Distribution.LOG_NORMAL), ofLogNormal);
  }

  private static void assertLimits(LossUnderTest loss, double[][] outputsAndLimits) {
    for (double[] row : outputsAndLimits) {
      double[] outputs = {row[0], row[1]};
      assertThat(loss.perExample(outputs, loss.targets(-Math.E))[0])
          .as(Arrays.toString(outputs))
          .isCloseTo(row[2], within(1e-15));
      assertThat(loss.perExample(outputs, loss.targets(Math.E))[0]).isNotFinite();
    }
    double[] nan = {0, Double.NaN};
    assertThat(loss.perExample(nan, loss.targets(-Math.E))[0]).isNaN();
  }

  /** A square that is too large for a number is no part of what was outlived. */
  @Test
  void whatIsNotChosenCountsForNothing() {
    LossUnderTest loss = ofOne(Distribution.LOG_NORMAL);
    double[] outputs = {1e300, 0};
    Pass pass = loss.forwardBackward(outputs, loss.targets(-2));
    assertThat(pass.value().sum()).isZero();
    assertThat(Arrays.stream(pass.gradients())).allMatch(gradient -> gradient == 0);
  }

  /** No less than the curvature, and so large that no step by it is long. */
  @ParameterizedTest
  @EnumSource(names = {"WEIBULL", "LOG_NORMAL"})
  void boundsAreAboveTheCurvatureAndSteps(Distribution distribution) {
    LossUnderTest loss = ofOne(distribution);
    for (double m = -4; m <= 4; m += 0x1p-3) {
      double[] outputs = {m, 0.25};
      Object targets = loss.targets(-1.5);
      SecondPass bounds = loss.bounds(outputs, targets, 1);
      double[] curvature = loss.curvature(outputs, targets);
      for (int k = 0; k < 2; k++) {
        double bound = bounds.second()[k];
        assertThat(bound).isPositive().isGreaterThanOrEqualTo(curvature[k] - 1e-15);
        assertThat(Math.abs(bounds.first().gradients()[k])).isLessThanOrEqualTo(8 * bound);
      }
      assertThat(bounds.second()[0]).isEqualTo(curvature[0]);
      assertThat(Math.abs(bounds.first().gradients()[1]))
          .isLessThanOrEqualTo(2 * bounds.second()[1]);
    }
  }

  /**
   * Weeks of remission of leukaemia under 6-mercaptopurine, of Freireich and others (1963), of
   * which textbooks fit this Weibull distribution.
   */
  @Test
  void theBestConstantOutputsAreThoseOfTextbooks() {
    double[] weeks = {6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35};
    boolean[] outlived = new boolean[weeks.length];
    Arrays.fill(outlived, 9, weeks.length, true);
    LossUnderTest loss = ofOne(Distribution.WEIBULL);

    double[] start = ConstantStart.of(loss.newton(), new Censored<>(weeks, outlived));

    assertThat(Math.exp(start[0])).isCloseTo(33.77, within(0.01));
    assertThat(Math.exp(start[1])).isCloseTo(1.354, within(0.001));
    LossUnderTest weighted =
        LossUnderTest.compiled(
            new Declared(
                Distribution.WEIBULL,
                Precision.DOUBLE,
                Reduction.SUM,
                OptionalInt.of(1),
                Map.of("censored", true, "exampleWeights", true)));
    double[] twos = new double[weeks.length];
    Arrays.fill(twos, 2);
    assertThat(
            ConstantStart.of(
                weighted.newton(), new Weighted<>(new Censored<>(weeks, outlived), twos)))
        .containsExactly(start, within(1e-9));
  }

  @Test
  void arraysThatDoNotFitAreRefusedBeforeAnythingIsWritten() {
    LossUnderTest loss = ofOne(Distribution.WEIBULL);
    double[] outputs = new double[2 * TIMES.length];
    for (boolean[] bad : List.of(new boolean[4], new boolean[6])) {
      double[] gradients = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> loss.loss().forwardBackward(outputs, new Censored<>(TIMES, bad), gradients))
          .withMessageContaining("outlived")
          .withMessageContaining("5");
      assertThat(gradients).containsOnly(7);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> loss.loss().forward(outputs, new Censored<>(new double[4], new boolean[4])))
        .withMessageContaining("times");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> loss.loss().forward(outputs, new Censored<>(new double[] {1, 1, -1, 1, 1}, SEEN)))
        .withMessageContaining("times[2] = -1.0");
    assertThatNullPointerException()
        .isThrownBy(() -> new Censored<>(null, SEEN))
        .withMessage("targets");
    assertThatNullPointerException()
        .isThrownBy(() -> new Censored<>(TIMES, null))
        .withMessage("outlived");
  }

  @Test
  void targetsAreNotOverwritten() {
    LossUnderTest loss = ofOne(Distribution.WEIBULL);
    double[] both = {1, 1};
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            loss.loss().forwardBackward(new double[4], new Censored<>(both, new boolean[2]), both))
        .withMessageContaining("gradients");
  }

  /** They do not say which of them were outlived. */
  @Test
  void labelsAloneAreRefused() {
    LossUnderTest loss = ofOne(Distribution.WEIBULL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.targets(loss.loss(), TIMES))
        .withMessageContaining("Censored");
  }

  @Test
  @SuppressWarnings("unchecked")
  void headsOfACompositeHaveThem() {
    ClassLoader classes =
        CompositeTest.compile(
            "public record Both(",
            "    @Loss(distribution = WEIBULL, activation = EXP, censored = true, weight = 3)",
            "        double[] left,",
            "    @Loss(distribution = LOG_NORMAL, activation = EXP, censored = true,",
            "        exampleWeights = true, size = 2) double[] right) {}");
    Object left = CompositeTest.create(classes, "BothLeftLoss");
    Object right = CompositeTest.create(classes, "BothRightLoss");
    LossFunction<Object, Object> loss =
        (LossFunction<Object, Object>) CompositeTest.create(classes, "BothLoss", left, right);
    Object outputs =
        CompositeTest.create(classes, "Both", new double[4], new double[] {0, 0, 0, 0, 0, 0, 0, 0});
    Object targets =
        CompositeTest.create(
            classes,
            "BothLoss$Targets",
            new Censored<>(new double[] {2, 5}, new boolean[] {true, true}),
            new Weighted<>(
                new Censored<>(new double[] {1, 1, 1, 1}, new boolean[] {true, true, true, true}),
                new double[] {1, 3}));
    Object gradients = CompositeTest.create(classes, "Both", new double[4], new double[8]);

    LossValue value = loss.forwardBackward(outputs, targets, gradients);

    assertThat(value.mean()).isCloseTo(3 * 3.5 + 2 * Math.log(2), within(1e-14));
    double[] losses = new double[2];
    loss.perExample(outputs, targets, losses);
    assertThat(losses[1]).isCloseTo(3 * 5 + 3 * 2 * Math.log(2), within(1e-14));
    Object bad =
        CompositeTest.create(
            classes,
            "BothLoss$Targets",
            new Censored<>(new double[] {2, 5}, new boolean[3]),
            new Weighted<>(
                new Censored<>(new double[] {1, 1, 1, 1}, new boolean[4]), new double[] {1, 3}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.forward(outputs, bad))
        .withMessageStartingWith("left: outlived");
  }
}
