package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every family, precision, reduction and way of giving the size, over seeded random batches:
 * against the naive reference, against finite differences, and against itself.
 */
class GeneratedLossTest {
  private static final int[] ROWS = {0, 1, 2, 7, 40};

  static List<LossUnderTest> losses() {
    return LossUnderTest.all();
  }

  /** A batch and what the naive reference says of it. */
  private record Batch(int rows, double[] outputs, double[] targets, LossUnderTest loss) {

    static Stream<Batch> of(LossUnderTest loss) {
      Random random = new Random(loss.toString().hashCode());
      return Arrays.stream(ROWS)
          .mapToObj(rows ->
              new Batch(
                  rows, loss.randomOutputs(random, rows), loss.randomTargets(random, rows), loss));
    }

    double[] row(double[] values, int row, int width) {
      return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    Naive naive() {
      return Naive.of(loss.declared().distribution());
    }

    double naiveLoss(int row) {
      return naive().loss(row(outputs, row, loss.size()), row(targets, row, loss.targetSize()));
    }

    double[] naiveLosses() {
      double[] losses = new double[rows];
      Arrays.setAll(losses, this::naiveLoss);
      return losses;
    }

    double[] naiveGradients() {
      double[] gradients = new double[outputs.length];
      for (int row = 0; row < rows; row++) {
        double[] gradient =
            naive().gradient(row(outputs, row, loss.size()), row(targets, row, loss.targetSize()));
        System.arraycopy(gradient, 0, gradients, row * loss.size(), loss.size());
      }
      return scaled(gradients);
    }

    double[] naiveMeans() {
      double[] means = new double[outputs.length];
      for (int row = 0; row < rows; row++) {
        double[] mean = naive().mean(row(outputs, row, loss.size()));
        System.arraycopy(mean, 0, means, row * loss.size(), loss.size());
      }
      return means;
    }

    double[] scaled(double[] values) {
      return Arrays.stream(values).map(value -> value / loss.divisor(rows)).toArray();
    }
  }

  /** What a result may be off by, relative to the largest of its kind or to 1. */
  private static double tolerance(LossUnderTest loss) {
    return loss.isFloat() ? 8 * 0x1p-24 : 16 * 0x1p-53;
  }

  /** Unit is the value of a residual of 1: how near residuals come to it is not asked here. */
  private static void assertClose(
      double[] actual, double[] expected, double unit, double tolerance) {
    double largest = Arrays.stream(expected).map(Math::abs).reduce(unit, Math::max);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * largest));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void agreesWithTheNaiveReference(LossUnderTest loss) {
    Batch.of(loss)
        .forEach(batch -> {
          double[] losses = batch.naiveLosses();
          double sum = Arrays.stream(losses).sum();
          double tolerance = tolerance(loss);
          // Naive logarithms of probabilities near 1 lose digits that the loss keeps.
          double lossTolerance = tolerance * (1 + Math.abs(sum));

          LossValue value = loss.forward(batch.outputs, batch.targets);
          assertThat(value.sum()).isCloseTo(sum, within(lossTolerance));
          assertThat(value.weight()).isEqualTo(loss.weight(batch.rows));

          Pass pass = loss.forwardBackward(batch.outputs, batch.targets);
          assertThat(pass.value().sum()).isCloseTo(sum, within(lossTolerance));
          assertThat(pass.value().weight()).isEqualTo(value.weight());
          assertClose(
              pass.gradients(), batch.naiveGradients(), 1 / loss.divisor(batch.rows), tolerance);

          double[] perExample = loss.perExample(batch.outputs, batch.targets);
          for (int row = 0; row < batch.rows; row++) {
            assertThat(perExample[row])
                .isCloseTo(losses[row], within(tolerance * (1 + Math.abs(losses[row]))));
          }

          assertClose(loss.predict(batch.outputs), batch.naiveMeans(), 1, tolerance);
        });
  }

  /** The gradient against differences of the loss, the curvature against those of the gradient. */
  @ParameterizedTest
  @MethodSource("losses")
  void agreesWithFiniteDifferences(LossUnderTest loss) {
    // A power of two, so that outputs and step add up exactly in float too.
    double step = loss.isFloat() ? 0x1p-6 : 0x1p-14;
    double tolerance = loss.isFloat() ? 2e-4 : 1e-8;
    Random random = new Random(7);
    int rows = 3;
    double[] outputs = loss.randomOutputs(random, rows);
    double[] targets = loss.randomTargets(random, rows);
    double[] gradients = loss.forwardBackward(outputs, targets).gradients();
    double[] curvature = loss.curvature(outputs, targets);
    for (int i = 0; i < outputs.length; i += 1 + outputs.length / 20) {
      double[] up = outputs.clone();
      double[] down = outputs.clone();
      up[i] += step;
      down[i] -= step;
      double distance = loss.rounded(up)[i] - loss.rounded(down)[i];

      double slope =
          (loss.forward(up, targets).sum() - loss.forward(down, targets).sum()) / distance;
      assertThat(gradients[i])
          .isCloseTo(slope / loss.divisor(rows), within(tolerance / loss.divisor(rows)));

      double bend =
          (loss.forwardBackward(up, targets).gradients()[i]
                  - loss.forwardBackward(down, targets).gradients()[i])
              / distance;
      assertThat(curvature[i]).isCloseTo(bend, within(tolerance / loss.divisor(rows)));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void givesTheSameBitsInPlace(LossUnderTest loss) {
    Batch.of(loss)
        .forEach(batch -> {
          Pass apart = loss.forwardBackward(batch.outputs, batch.targets);
          Object inPlace = loss.reals(batch.outputs);
          LossValue value =
              loss.loss().forwardBackward(inPlace, loss.targets(batch.targets), inPlace);
          assertThat(value).isEqualTo(apart.value());
          assertThat(LossUnderTest.doubles(inPlace)).isEqualTo(apart.gradients());

          Object predictions = loss.reals(batch.outputs);
          loss.loss().predict(predictions, predictions);
          assertThat(LossUnderTest.doubles(predictions)).isEqualTo(loss.predict(batch.outputs));

          Object hessian = loss.reals(batch.outputs);
          loss.loss().curvature(hessian, loss.targets(batch.targets), hessian);
          assertThat(LossUnderTest.doubles(hessian))
              .isEqualTo(loss.curvature(batch.outputs, batch.targets));
        });
  }

  @ParameterizedTest
  @MethodSource("losses")
  void leavesOutputsAndTargetsAlone(LossUnderTest loss) {
    Batch.of(loss)
        .forEach(batch -> {
          Object outputs = loss.reals(batch.outputs);
          Object targets = loss.targets(batch.targets);
          Object written = loss.reals(new double[batch.outputs.length]);
          loss.loss().forward(outputs, targets);
          loss.loss().forwardBackward(outputs, targets, written);
          loss.loss().perExample(outputs, targets, new double[batch.rows]);
          loss.loss().predict(outputs, written);
          loss.loss().curvature(outputs, targets, written);
          assertThat(LossUnderTest.doubles(outputs)).isEqualTo(batch.outputs);
          assertThat(targets).isEqualTo(loss.targets(batch.targets));
        });
  }

  /** Parts with the denominator of the whole: the same gradients, and values that add up. */
  @ParameterizedTest
  @MethodSource("losses")
  void microBatchesAddUp(LossUnderTest loss) {
    int rows = 11;
    int cut = 4;
    Random random = new Random(11);
    double[] outputs = loss.randomOutputs(random, rows);
    double[] targets = loss.randomTargets(random, rows);
    double denominator = 17;
    Pass whole = loss.forwardBackward(outputs, targets, denominator);
    int outputCut = cut * loss.size();
    int targetCut = cut * loss.targetSize();
    Pass first =
        loss.forwardBackward(
            Arrays.copyOf(outputs, outputCut), Arrays.copyOf(targets, targetCut), denominator);
    Pass second =
        loss.forwardBackward(
            Arrays.copyOfRange(outputs, outputCut, outputs.length),
            Arrays.copyOfRange(targets, targetCut, targets.length),
            denominator);

    double[] joined = Arrays.copyOf(first.gradients(), outputs.length);
    System.arraycopy(second.gradients(), 0, joined, outputCut, second.gradients().length);
    assertClose(joined, whole.gradients(), 1 / denominator, tolerance(loss));
    LossValue sum = first.value().plus(second.value());
    assertThat(sum.weight()).isEqualTo(whole.value().weight());
    assertThat(sum.sum())
        .isCloseTo(
            whole.value().sum(), within(tolerance(loss) * (1 + Math.abs(whole.value().sum()))));

    // The denominator replaces whatever the reduction would have divided by.
    double[] expected =
        Arrays.stream(loss.forwardBackward(outputs, targets).gradients())
            .map(gradient -> gradient * loss.divisor(rows) / denominator)
            .toArray();
    assertClose(whole.gradients(), expected, 1 / denominator, tolerance(loss));
  }

  @Test
  void coversTheWholeTable() {
    // 3 families of 2 precisions, 2 ways to give the size and 3 reductions (the categorical one has
    // 2), and Bernoulli with its one size.
    assertThat(LossUnderTest.crossProduct()).hasSize(2 * 2 * (2 + 3 + 3) + 2 * 3);
  }
}
