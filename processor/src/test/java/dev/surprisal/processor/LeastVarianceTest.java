package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Variance;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Variances that are learned, above a floor. */
class LeastVarianceTest {
  private static final double FLOOR = 0.25;

  private static Declared plain(Distribution distribution, Precision precision, int size) {
    Declared declared =
        new Declared(distribution, precision, Reduction.MEAN, OptionalInt.of(size), Map.of());
    return switch (distribution) {
      case GAUSSIAN -> declared.with("variance", Variance.LEARNED);
      case STUDENT_T -> declared.with("degreesOfFreedom", 4.0);
      case MIXTURE_OF_GAUSSIANS -> declared.with("components", 3);
      default -> declared;
    };
  }

  static Stream<LossUnderTest> losses() {
    Stream<Declared> ofTimes =
        Stream.of(Precision.values())
            .map(precision ->
                plain(Distribution.LOG_NORMAL, precision, 3)
                    .with("leastVariance", FLOOR)
                    .with("censored", true));
    Stream<Declared> others =
        Stream.of(
                Distribution.GAUSSIAN,
                Distribution.LOG_NORMAL,
                Distribution.STUDENT_T,
                Distribution.MIXTURE_OF_GAUSSIANS)
            .flatMap(distribution ->
                Stream.of(Precision.values())
                    .flatMap(precision ->
                        Stream.of(
                            plain(distribution, precision, 3).with("leastVariance", FLOOR),
                            plain(distribution, precision, 2)
                                .with("leastVariance", 1e-3)
                                .with("outputWeights", true)
                                .with("exampleWeights", true)
                                .with("missingTargets", true)
                                .with("layout", Layout.CLASSES_FIRST))));
    return Stream.concat(others, ofTimes).map(LossUnderTest::compiled);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void agreesWithTheNaiveReference(LossUnderTest loss) {
    new GeneratedLossTest().agreesWithTheNaiveReference(loss);
    new GeneratedLossTest().agreesWithFiniteDifferences(loss);
    new GeneratedLossTest().givesTheSameBitsInPlace(loss);
    new SecondOrderTest().givesGradientAndBoundsInOnePass(loss);
    new SurprisalTest().isThatOfThePlainHeadWithAllConstants(loss);
  }

  /** Steps divide by no less than the curvature, where they do not divide by what is expected. */
  @ParameterizedTest
  @MethodSource("losses")
  void boundsAreAboveWhatTheyBound(LossUnderTest loss) {
    boolean isMixture = loss.declared().distribution() == Distribution.MIXTURE_OF_GAUSSIANS;
    Batch batch = Batch.random(loss, new Random(11), 30);
    double[] curvature = loss.secondOrder(batch.outputs(), batch.arguments(), 1).second();
    double[] bounds = loss.bounds(batch.outputs(), batch.arguments(), 1).second();
    for (int i = 0; i < bounds.length; i++) {
      assertThat(bounds[i]).isNotNegative();
      boolean isOutlived = loss.options().censored() && batch.targets()[i / 2 / 3 * 3 + i % 3] < 0;
      if (isMixture || isOutlived) {
        assertThat(bounds[i]).isGreaterThanOrEqualTo(curvature[i] * (1 - 1e-6));
      }
    }
  }

  private static LossUnderTest ofOne(double floor) {
    return LossUnderTest.compiled(
        plain(Distribution.GAUSSIAN, Precision.DOUBLE, 1).with("leastVariance", floor));
  }

  /** Where the learned part is the floor, it is half of the variance; where it is nothing, none. */
  @Test
  void theFloorIsAddedToWhatIsLearned() {
    LossUnderTest loss = ofOne(FLOOR);
    double[] even = {1, Math.log(FLOOR)};
    double[] deep = {1, Double.NEGATIVE_INFINITY};
    Object target = loss.targets(2);

    assertThat(loss.predict(even)).containsExactly(new double[] {1, 0.5}, within(1e-15));
    assertThat(loss.forward(even, target).sum()).isCloseTo(Math.log(0.5) / 2 + 1, within(1e-15));
    assertThat(loss.forwardBackward(even, target).gradients())
        .containsExactly(new double[] {-2, -0.25}, within(1e-15));
    assertThat(loss.bounds(even, target, 1).second())
        .containsExactly(new double[] {2, 0.125}, within(1e-15));

    assertThat(loss.predict(deep)).containsExactly(1, FLOOR);
    assertThat(loss.forward(deep, target).sum()).isCloseTo(Math.log(FLOOR) / 2 + 2, within(1e-15));
    assertThat(loss.forwardBackward(deep, target).gradients()).containsExactly(-4, -0.0);
  }

  /** Far below the floor, where a clamp has no gradient, there is one. */
  @Test
  void gradientsStayAliveBelowTheFloor() {
    double[] gradients =
        ofOne(FLOOR).forwardBackward(new double[] {1, -40}, ofOne(FLOOR).targets(2)).gradients();
    double part = Math.exp(-40) / FLOOR;
    assertThat(gradients[1]).isCloseTo(part * (1 - 1 / FLOOR) / 2, within(1e-14 * part));
  }

  /** Next to no floor is none. */
  @Test
  void theLimitIsThePlainHead() {
    LossUnderTest floored = ofOne(1e-300);
    LossUnderTest plain = LossUnderTest.compiled(plain(Distribution.GAUSSIAN, Precision.DOUBLE, 1));
    for (List<Double> at : List.of(List.of(0.5, 1.0), List.of(-3.0, -20.0), List.of(2.0, 30.0))) {
      double[] outputs = {at.get(0), at.get(1)};
      Object target = plain.targets(0.25);
      double[] expected = plain.forwardBackward(outputs, target).gradients();
      double[] actual = floored.forwardBackward(outputs, target).gradients();
      for (int i = 0; i < 2; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-12 * Math.abs(expected[i])));
      }
    }
  }
}
