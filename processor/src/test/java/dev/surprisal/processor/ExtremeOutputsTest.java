package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.processor.LossUnderTest.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks, NaN, infinities and huge outputs under every combination of options. */
class ExtremeOutputsTest {
  static List<LossUnderTest> losses() {
    return CrossProduct.losses();
  }

  static List<LossUnderTest> categoricalLosses() {
    return losses().stream().filter(loss -> loss.isCategorical() && loss.size() > 2).toList();
  }

  /** The first row that counts, and whose last target was seen: the others have CensoredTest. */
  private static int countedRow(Batch batch) {
    return IntStream.range(0, batch.rows())
        .filter(row -> batch.weight(row) > 0)
        .filter(row -> !batch.loss().options().censored() || lastKnown(batch.targets(row)) > 0)
        .findFirst()
        .orElseThrow();
  }

  private static double lastKnown(double[] targets) {
    int[] known = Naive.known(targets);
    return targets[known[known.length - 1]];
  }

  @ParameterizedTest
  @MethodSource("losses")
  void nanAndPlusInfinityStayInTheirRow(LossUnderTest loss) {
    double[] bads =
        loss.options().isLogProbabilities()
            ? new double[] {Double.NaN} // A positive one is refused.
            : new double[] {Double.NaN, Double.POSITIVE_INFINITY};
    for (double bad : bads) {
      Batch batch = Batch.random(loss, new Random(23), 9);
      int row = countedRow(batch);
      double[] outputs = batch.outputs().clone();
      double[] y = batch.targets(row);
      int[] known = Naive.known(y);
      // An infinite log-variance of a component leaves the others as they are; a logit does not.
      boolean isMixture = loss.declared().distribution() == Distribution.MIXTURE_OF_GAUSSIANS;
      int last = (isMixture ? 0 : loss.width() - y.length) + known[known.length - 1];
      int target = loss.isIndex() ? Math.min((int) y[0], loss.width() - 1) : last;
      outputs[loss.index(row, target)] = bad;
      Object targets = batch.arguments();

      Pass clean = loss.forwardBackward(batch.outputs(), targets);
      Pass dirty = loss.forwardBackward(outputs, targets);
      assertThat(dirty.value().weight()).isEqualTo(clean.value().weight());
      assertThat(dirty.value().sum()).isNotFinite();
      double[] losses = loss.perExample(outputs, targets);
      double[] cleanLosses = loss.perExample(batch.outputs(), targets);
      for (int other = 0; other < batch.rows(); other++) {
        if (other == row) {
          assertThat(losses[other]).isNotFinite();
        } else {
          assertThat(losses[other]).isEqualTo(cleanLosses[other]);
          assertThat(batch.row(dirty.gradients(), other))
              .isEqualTo(batch.row(clean.gradients(), other));
        }
      }
      // A softmax has no part that does not depend on all.
      if (loss.isCategorical() && !loss.options().isLogProbabilities()) {
        assertThat(losses[row]).isNaN();
        assertThat(batch.row(dirty.gradients(), row)).containsOnly(Double.NaN);
        assertThat(batch.row(loss.predict(outputs), row)).containsOnly(Double.NaN);
        assertThat(batch.row(loss.curvature(outputs, targets), row)).containsOnly(Double.NaN);
        assertThat(batch.row(loss.secondOrder(outputs, targets).second(), row))
            .containsOnly(Double.NaN);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("categoricalLosses")
  void aMaskedClassThatIsNoTargetCostsNothing(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(29), 6);
    double[] outputs = batch.outputs().clone();
    double[] targets = batch.targets().clone();
    int[] masked = new int[batch.rows()];
    for (int row = 0; row < batch.rows(); row++) {
      int k = masked[row] = loss.isIndex() && batch.targets(row)[0] == 2 ? 0 : 2;
      outputs[loss.index(row, k)] = Double.NEGATIVE_INFINITY;
      if (!loss.isIndex()) {
        targets[loss.targetIndex(row, 0)] += targets[loss.targetIndex(row, k)];
        targets[loss.targetIndex(row, k)] = 0;
      }
    }
    Object arguments = loss.targets(targets, batch.weights());
    Pass pass = loss.forwardBackward(outputs, arguments);
    assertThat(pass.value().sum()).isFinite();
    assertThat(pass.value()).isEqualTo(loss.forward(outputs, arguments));
    double[] probabilities = loss.predict(outputs);
    double[] curvature = loss.curvature(outputs, arguments);
    for (int row = 0; row < batch.rows(); row++) {
      int i = loss.index(row, masked[row]);
      assertThat(Math.abs(pass.gradients()[i])).isZero();
      assertThat(probabilities[i]).isZero();
      assertThat(Math.abs(curvature[i])).isZero();
    }
    assertThat(pass.gradients()).doesNotContain(Double.NaN);
    assertThat(curvature).doesNotContain(Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("categoricalLosses")
  void aMaskedTargetIsInfinitelySurprising(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(31), 6);
    int row = countedRow(batch);
    double[] outputs = batch.outputs().clone();
    double[] target = batch.targets(row);
    int k = loss.isIndex() ? (int) target[0] : 0;
    if (!loss.isIndex() && target[0] == 0) {
      return;
    }
    outputs[loss.index(row, k)] = Double.NEGATIVE_INFINITY;
    Pass pass = loss.forwardBackward(outputs, batch.arguments());
    assertThat(pass.value().sum()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(pass.gradients()).doesNotContain(Double.NaN);
    assertThat(loss.perExample(outputs, batch.arguments())[row])
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void hugeOutputsGiveFiniteLossesAndGradients(LossUnderTest loss) {
    if (loss.isExponential() || loss.declared().outputsPerValue() > 1) {
      return; // The exponential of 1e4 is beyond any number; those in reach have other tests.
    }
    for (double huge : new double[] {1e4, 1e15}) {
      Batch batch = Batch.random(loss, new Random(37), 5);
      double[] outputs = new double[batch.outputs().length];
      for (int i = 0; i < outputs.length; i++) {
        double sign = loss.options().isLogProbabilities() || i % 3 == 0 ? -1 : 1;
        outputs[i] = sign * huge;
      }
      Pass pass = loss.forwardBackward(outputs, batch.arguments());
      assertThat(pass.value().sum()).isFinite();
      assertThat(Arrays.stream(pass.gradients())).allMatch(Double::isFinite);
      assertThat(Arrays.stream(loss.curvature(outputs, batch.arguments())))
          .allMatch(Double::isFinite);
    }
  }

  /** Logits of a row may lie further apart than the largest float is from 0. */
  @ParameterizedTest
  @MethodSource("categoricalLosses")
  void distancesBeyondFloatGiveFiniteLosses(LossUnderTest loss) {
    if (loss.options().isLogProbabilities() || loss.options().hasZLoss()) {
      return; // Not positive; and a square beyond any number.
    }
    Batch batch = Batch.random(loss, new Random(41), 5);
    double[] outputs = new double[batch.outputs().length];
    for (int row = 0; row < batch.rows(); row++) {
      for (int k = 0; k < loss.size(); k++) {
        outputs[loss.index(row, k)] = k % 2 == 0 ? -3e38 : 3e38;
      }
    }
    double[] far = loss.rounded(outputs);
    assertThat(loss.forward(far, batch.arguments()).sum()).isFinite();
    assertThat(loss.forwardBackward(far, batch.arguments()).value().sum()).isFinite();
  }

  /** Weights times one over the denominator, which no float holds. */
  @ParameterizedTest
  @MethodSource("categoricalLosses")
  void factorsBeyondFloatLeaveMasksAndNan(LossUnderTest loss) {
    if (!loss.options().exampleWeights()) {
      return;
    }
    Batch batch = Batch.random(loss, new Random(43), 6);
    int row = countedRow(batch);
    int target = loss.isIndex() ? (int) batch.targets(row)[0] : 0;
    int masked = loss.index(row, target == 2 ? 0 : 2);
    double[] outputs = batch.outputs().clone();
    double[] targets = batch.targets().clone();
    outputs[masked] = Double.NEGATIVE_INFINITY;
    if (!loss.isIndex()) {
      int unmasked = loss.targetIndex(row, 0);
      targets[unmasked] += targets[loss.targetIndex(row, 2)];
      targets[loss.targetIndex(row, 2)] = 0;
    }
    Pass large = loss.forwardBackward(outputs, loss.targets(targets, all(batch, 1e25)), 1e-20);
    assertThat(Math.abs(large.gradients()[masked])).isZero();

    outputs[masked] = Double.NaN;
    Pass small = loss.forwardBackward(outputs, loss.targets(targets, all(batch, 1e-25)), 1e25);
    boolean isOneByOne = loss.options().isLogProbabilities();
    assertThat(isOneByOne || Double.isNaN(small.gradients()[masked])).isTrue();
  }

  private static double[] all(Batch batch, double weight) {
    double[] weights = new double[batch.rows()];
    Arrays.fill(weights, weight);
    return weights;
  }
}
