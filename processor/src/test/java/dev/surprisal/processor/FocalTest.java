package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.LossUnderTest.SecondPass;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses that count what is nearly certain less, as torchvision and Keras have them. */
class FocalTest {
  static Stream<LossUnderTest> losses() {
    return CrossProduct.losses().stream().filter(loss -> loss.options().isFocal());
  }

  static Stream<LossUnderTest> ofOneLabel() {
    return losses().filter(loss -> loss.declared().distribution() == Distribution.BERNOULLI);
  }

  static Stream<LossUnderTest> ofLabels() {
    return losses().filter(loss -> !loss.isCategorical());
  }

  private static LossUnderTest plainlyFocused(Distribution distribution) {
    return losses()
        .filter(loss -> loss.declared().distribution() == distribution && loss.isFloat())
        .filter(loss -> loss.declared().members().equals(Map.of("focal", 2.0)))
        .findFirst()
        .orElseThrow();
  }

  private static final double LOG_2 = Math.log(2);

  /** What is as likely as not counts a quarter. */
  @Test
  void halfTheProbabilityIsAQuarterOfTheLoss() {
    LossUnderTest yesOrNo = plainlyFocused(Distribution.BERNOULLI);
    double[] even = {0, 0};
    double[] yesAndNo = {1, 0};
    double slope = (1 + 2 * LOG_2) / 4;
    double bend = (1.25 + LOG_2 / 2) / 4;
    assertThat(yesOrNo.perExample(even, yesAndNo))
        .containsExactly(new double[] {LOG_2 / 4, LOG_2 / 4}, within(1e-15));
    assertThat(yesOrNo.forwardBackward(even, yesOrNo.targets(yesAndNo), 1).gradients())
        .containsExactly(new double[] {-slope / 2, slope / 2}, within(1e-7));
    assertThat(yesOrNo.secondOrder(even, yesOrNo.targets(yesAndNo), 1).second())
        .containsExactly(new double[] {bend, bend}, within(1e-7));

    LossUnderTest classes = plainlyFocused(Distribution.CATEGORICAL);
    double mask = Double.NEGATIVE_INFINITY;
    double[] ofTwo = {0, 0, mask, mask, mask};
    double[] second = {1};
    assertThat(classes.perExample(ofTwo, second))
        .containsExactly(new double[] {LOG_2 / 4}, within(1e-15));
    assertThat(classes.forwardBackward(ofTwo, classes.targets(second), 1).gradients())
        .containsExactly(new double[] {slope / 2, -slope / 2, 0, 0, 0}, within(1e-7));
    assertThat(classes.secondOrder(ofTwo, classes.targets(second), 1).second())
        .containsExactly(new double[] {bend, bend, 0, 0, 0}, within(1e-7));
  }

  /** A target between the two has the mean of their losses. */
  @Test
  void aGradedTargetIsYesAndNoByParts() {
    LossUnderTest loss = plainlyFocused(Distribution.BERNOULLI);
    double[] losses = loss.perExample(new double[] {3, 3, 3}, new double[] {0, 0.25, 1});
    assertThat(losses[1]).isCloseTo(0.75 * losses[0] + 0.25 * losses[2], within(1e-15));
  }

  /** At the ends, powers below 1 have no slope, and those of 0 no logarithm. */
  @ParameterizedTest
  @MethodSource("losses")
  void certaintyIsFree(LossUnderTest loss) {
    if (loss.options().hasZLoss()) {
      return; // That is of the size of the logits.
    }
    boolean isOfClasses = loss.isCategorical();
    double[] outputs = new double[loss.width() * loss.positions()];
    double[] targets = new double[loss.targetSize() * loss.positions()];
    for (int row = 0; row < loss.positions(); row++) {
      for (int k = 0; k < loss.width(); k++) {
        outputs[loss.index(row, k)] = isOfClasses && k > 0 ? -1e15 : 1e15;
      }
      for (int k = 0; k < loss.targetSize(); k++) {
        targets[loss.targetIndex(row, k)] = isOfClasses ? 0 : 1;
      }
    }
    Object arguments = loss.targets(targets, LossUnderTest.ones(loss.positions()));
    SecondPass curved = loss.secondOrder(outputs, arguments, 1);
    SecondPass bound = loss.bounds(outputs, arguments, 1);
    assertThat(loss.forward(outputs, arguments).sum()).isZero();
    assertThat(
            Stream.of(
                    loss.forwardBackward(outputs, arguments, 1).gradients(),
                    curved.first().gradients(),
                    curved.second(),
                    bound.second())
                .flatMapToDouble(Arrays::stream))
        .allMatch(derivative -> derivative == 0);
  }

  /** An answer that is impossible costs nothing where it is not given, as in the plain head. */
  @ParameterizedTest
  @MethodSource("ofLabels")
  void theImpossibleIsFreeOrInfinitelySurprising(LossUnderTest loss) {
    double[] outputs = new double[loss.width() * loss.positions()];
    Arrays.fill(outputs, Double.NEGATIVE_INFINITY);
    for (double target : new double[] {0, 1}) {
      double[] targets = new double[outputs.length];
      Arrays.fill(targets, target);
      if (target == 0 && loss.options().isSmoothed()) {
        continue; // Then it is given by a part.
      }
      Object arguments = loss.targets(targets, LossUnderTest.ones(loss.positions()));
      SecondPass curved = loss.secondOrder(outputs, arguments, 1);
      assertThat(loss.forward(outputs, arguments).sum())
          .isEqualTo(target == 0 ? 0 : Double.POSITIVE_INFINITY)
          .isEqualTo(curved.first().value().sum());
      assertThat(Arrays.stream(curved.first().gradients()).map(Math::signum))
          .containsOnly(-target + 0);
      assertThat(
              DoubleStream.concat(
                  Arrays.stream(curved.second()),
                  Arrays.stream(loss.bounds(outputs, arguments, 1).second())))
          .allMatch(derivative -> derivative == 0);
    }
  }

  @Test
  void thePowerZeroIsThePlainHead() {
    Declared plain =
        new Declared(
            Distribution.CATEGORICAL, Precision.FLOAT, Reduction.MEAN, OptionalInt.of(4), Map.of());
    assertThat(
            Compiling.generatedSources(Compiling.compile(plain.with("focal", 0.0).source("Plain"))))
        .isEqualTo(Compiling.generatedSources(Compiling.compile(plain.source("Plain"))));
  }

  /** Curvatures go below 0; a step by a bound is one down the slope nevertheless. */
  @ParameterizedTest
  @MethodSource("losses")
  void curvaturesMayBeNegativeButNoBoundIs(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(3), 30);
    double[] curvature = loss.curvature(batch.outputs(), batch.arguments());
    assertThat(Arrays.stream(curvature).min().orElseThrow()).isNegative();
    if (!loss.options().isCapped()) {
      double[] bounds = loss.bounds(batch.outputs(), batch.arguments(), 1).second();
      assertThat(Arrays.stream(bounds)).allMatch(bound -> bound >= 0);
    }
  }

  /**
   * A bound of one label is above its curvature by what is subtracted in that: g p (1 - p) loss.
   */
  @ParameterizedTest
  @MethodSource("ofOneLabel")
  void theBoundOfALabelIsItsCurvatureButForWhatIsSubtracted(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(5), 30);
    double[] bounds = loss.bounds(batch.outputs(), batch.arguments(), 1).second();
    double temperature = loss.options().temperature();
    double[] expected =
        IntStream.range(0, batch.rows())
            .mapToDouble(row -> {
              Jet<Binary> jet = batch.loss(row, 0);
              double p = batch.mean(row)[0];
              double subtracted = loss.options().focal() * p * (1 - p) * jet.value().toDouble();
              return jet.second().toDouble() + subtracted / (temperature * temperature);
            })
            .toArray();
    GeneratedLossTest.assertClose(bounds, expected, 1, GeneratedLossTest.tolerance(loss));
  }
}
