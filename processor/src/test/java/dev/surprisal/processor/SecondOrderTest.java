package dev.surprisal.processor;

import static dev.surprisal.processor.GeneratedLossTest.assertClose;
import static dev.surprisal.processor.GeneratedLossTest.assertSame;
import static dev.surprisal.processor.GeneratedLossTest.batches;
import static dev.surprisal.processor.GeneratedLossTest.tolerance;
import static dev.surprisal.processor.GeneratedLossTest.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.processor.LossUnderTest.SecondPass;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients with curvatures, and with bounds, of every combination of options. */
class SecondOrderTest {
  private static final Workers WORKERS = Workers.of(Runnable::run, 3);

  static List<LossUnderTest> losses() {
    return CrossProduct.losses();
  }

  /** Gradient and curvature of one pass are those of two. */
  @ParameterizedTest
  @MethodSource("losses")
  void givesGradientAndCurvatureInOnePass(LossUnderTest loss) {
    batches(loss)
        .forEach(batch -> {
          double[] outputs = batch.outputs();
          Object targets = batch.arguments();
          Pass apart = loss.forwardBackward(outputs, targets);
          double[] curvature = loss.curvature(outputs, targets);

          SecondPass pass = loss.secondOrder(outputs, targets);
          if (hasOtherKernelsAlone(loss)) {
            double sum = apart.value().sum();
            assertThat(pass.first().value().weight()).isEqualTo(apart.value().weight());
            assertThat(pass.first().value().sum())
                .isCloseTo(sum, within(tolerance(loss) * (1 + Math.abs(sum))));
            assertClose(pass.first().gradients(), apart.gradients(), unit(batch), tolerance(loss));
          } else {
            assertSame(pass.first(), apart);
          }
          assertClose(pass.second(), curvature, unit(batch), tolerance(loss));
          assertSame(loss.secondOrderInPlace(outputs, targets), pass);

          double denominator = 17;
          double factor = batch.divisor() / denominator;
          SecondPass ofPart = loss.secondOrder(outputs, targets, denominator);
          assertThat(ofPart.first().value()).isEqualTo(pass.first().value());
          assertClose(
              ofPart.first().gradients(),
              times(factor, apart.gradients()),
              1 / denominator,
              tolerance(loss));
          assertClose(ofPart.second(), times(factor, curvature), 1 / denominator, tolerance(loss));
        });
  }

  /** Whether softmax rows go by other kernels, or in float, where no curvature is asked for. */
  private static boolean hasOtherKernelsAlone(LossUnderTest loss) {
    Options options = loss.options();
    boolean isBent = options.hasZLoss() || options.isFocal() || options.isStrided();
    boolean isOfRow = options.hasPlainLogits() && isBent;
    boolean isCapped = options.isCapped() && !options.isTempered();
    return loss.isCategorical() && (options.hasTargetPerClass() || isOfRow || isCapped);
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(value -> value * factor).toArray();
  }

  static Stream<LossUnderTest> newtonLosses() {
    return losses().stream().filter(loss -> !loss.options().isLogProbabilities());
  }

  @Test
  void theHessianOfLogProbabilitiesBoundsNothing() {
    assertThat(losses())
        .filteredOn(loss -> loss.options().isLogProbabilities())
        .isNotEmpty()
        .noneMatch(loss -> loss.loss() instanceof NewtonLoss<?, ?>);
  }

  /** Bounds are divided by the denominator, whatever the reduction, and stand in no other array. */
  @ParameterizedTest
  @MethodSource("newtonLosses")
  void givesGradientAndBoundsInOnePass(LossUnderTest loss) {
    batches(loss)
        .forEach(batch -> {
          double denominator = 17;
          double[] outputs = batch.outputs();
          Object targets = batch.arguments();
          Pass apart = loss.forwardBackward(outputs, targets, denominator);
          SecondPass pass = loss.bounds(outputs, targets, denominator);
          if (hasOtherKernelsAlone(loss)) {
            double sum = apart.value().sum();
            assertThat(pass.first().value().sum())
                .isCloseTo(sum, within(tolerance(loss) * (1 + Math.abs(sum))));
            assertClose(
                pass.first().gradients(), apart.gradients(), 1 / denominator, tolerance(loss));
          } else {
            assertSame(pass.first(), apart);
          }
          assertSame(loss.boundsInPlace(outputs, targets, denominator), pass);
          assertSame(loss.on(WORKERS).bounds(outputs, targets, denominator), pass);
          assertClose(
              pass.second(),
              times(1 / denominator, loss.bounds(outputs, targets, 1).second()),
              0,
              tolerance(loss));
        });
  }

  /** The second derivative along any direction is at most that of the bound. */
  @ParameterizedTest
  @MethodSource("newtonLosses")
  void theBoundIsAboveTheHessian(LossUnderTest loss) {
    boolean isMixture = loss.declared().distribution() == Distribution.MIXTURE_OF_GAUSSIANS;
    if (!loss.isCategorical() && !isMixture) {
      return;
    }
    Random random = new Random(5);
    Batch batch = Batch.random(loss, random, 4);
    double[] bound = loss.bounds(batch.outputs(), batch.arguments(), 1).second();
    for (int row = 0; row < batch.rows(); row++) {
      for (int i = 0; i <= loss.width(); i++) {
        double[] direction = new double[loss.width()];
        int only = i;
        Arrays.setAll(
            direction,
            k -> only == direction.length ? random.nextDouble() - 0.5 : k == only ? 1 : 0);
        double along = 0;
        for (int k = 0; k < direction.length; k++) {
          along += bound[loss.index(row, k)] * direction[k] * direction[k];
        }
        double actual = batch.loss(row, direction).second().toDouble();
        assertThat(actual).isLessThanOrEqualTo(along + tolerance(loss));
      }
    }
  }

  /**
   * Twice the curvature of softmaxes without a z-loss, a cap and a focus; where outputs are
   * independent, the expected curvature of what is learned with the mean, and the curvature itself
   * of all else.
   */
  @ParameterizedTest
  @MethodSource("newtonLosses")
  void theBoundIsNoLargerThanItHasToBe(LossUnderTest loss) {
    if (Stream.of("zLoss", "softCap", "focal").anyMatch(loss.declared().members()::containsKey)
        || loss.declared().isOfOracle()) {
      return; // The others have InformationTest and FocalTest.
    }
    boolean isLearned = loss.options().variance() == Variance.LEARNED;
    batches(loss)
        .forEach(batch -> {
          double[] expected = new double[batch.outputs().length];
          for (int row = 0; row < batch.rows(); row++) {
            for (int k = 0; k < loss.width(); k++) {
              double curvature = batch.loss(row, k).second().value();
              expected[loss.index(row, k)] =
                  switch (loss.declared().distribution()) {
                    case CATEGORICAL -> 2 * curvature;
                    // There is no curvature: one over the squared scale, or 1 by its logarithm.
                    case LAPLACE, ASYMMETRIC_LAPLACE ->
                        Double.isNaN(batch.targets(row)[k % loss.size()])
                            ? 0
                            : batch.weight(row)
                                * loss.naive().outputWeight(k % loss.size())
                                * (isLearned && k < loss.size()
                                    ? Math.exp(-2 * batch.outputs(row)[loss.size() + k])
                                    : 1);
                    case GAUSSIAN -> isLearned ? batch.expectedCurvature(row, k) : curvature;
                    default -> curvature;
                  };
            }
          }
          assertClose(
              loss.bounds(batch.outputs(), batch.arguments(), 1).second(),
              expected,
              1,
              tolerance(loss));
        });
  }
}
