package dev.surprisal.processor;

import static dev.surprisal.processor.GeneratedLossTest.assertSame;

import dev.surprisal.runtime.Workers;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradient of a row has the same bits whatever rows lie beside it. Of categorical heads, whose
 * short rows share a scale; outputs that stand by themselves are one long row to the kernels, which
 * may compute its end in another way.
 */
class NeighboursTest {
  private static final double DENOMINATOR = 17;

  /** Farther than one scale reaches, and in the direction that log-probabilities may take. */
  private static final double FAR = -200;

  static List<LossUnderTest> losses() {
    return CrossProduct.lossesOfOneOption().stream().filter(LossUnderTest::isCategorical).toList();
  }

  /** The batch with gradients in place of its outputs. */
  private static Batch gradients(Batch batch) {
    return batch.with(
        batch.loss().forwardBackward(batch.outputs(), batch.arguments(), DENOMINATOR).gradients());
  }

  private static Batch randomBatch(LossUnderTest loss) {
    return Batch.ofSeveralChunks(loss, new Random(47));
  }

  private static double[] moved(Batch batch, IntPredicate isMoved) {
    double[] outputs = batch.outputs().clone();
    for (int row = 0; row < batch.rows(); row++) {
      for (int k = 0; isMoved.test(row) && k < batch.loss().size(); k++) {
        outputs[batch.loss().index(row, k)] += FAR;
      }
    }
    return outputs;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void rowsMayBeCutAndReversed(LossUnderTest loss) {
    Batch near = randomBatch(loss);
    // With and without one scale for a chunk; at the last, for some chunks only.
    assertCutsAndReverses(near);
    assertCutsAndReverses(near.with(moved(near, row -> row % 2 == 1)));
    assertCutsAndReverses(near.with(moved(near, row -> row < near.rows() / 2)));
  }

  private static void assertCutsAndReverses(Batch batch) {
    int rows = batch.rows();
    int positions = batch.loss().positions();
    int chunk = Workers.rowsPerChunk(batch.loss().size());
    Batch gradients = gradients(batch);
    assertSameGradients(batch, gradients, IntStream.range(0, rows).map(row -> rows - 1 - row));
    for (int cut : new int[] {1, 2, chunk / positions, chunk / positions + 1}) {
      assertSameGradients(batch, gradients, IntStream.range(0, cut * positions));
      assertSameGradients(batch, gradients, IntStream.range(cut * positions, rows));
    }
  }

  /** Rows that make a batch of their own have the gradients that they had among others. */
  private static void assertSameGradients(Batch batch, Batch gradients, IntStream stream) {
    int[] rows = stream.toArray();
    assertSame(gradients(batch.rows(rows)).outputs(), gradients.rows(rows).outputs());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void neighboursMayBeExtreme(LossUnderTest loss) {
    Batch batch = randomBatch(loss);
    double[] extremes =
        loss.options().isLogProbabilities()
            ? new double[] {-1e4, -1e30, Double.NaN, Double.NEGATIVE_INFINITY}
            : new double[] {
              1e4, -1e4, 1e30, -1e30, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
            };
    Random random = new Random(53);
    int[] others = IntStream.range(0, batch.rows()).filter(row -> row % 3 > 0).toArray();
    double[] outputs = batch.outputs().clone();
    for (int row = 0; row < batch.rows(); row += 3) {
      int filled = random.nextInt(1, loss.size() + 1);
      double extreme = extremes[random.nextInt(extremes.length)];
      for (int k = 0; k < filled; k++) {
        outputs[loss.index(row, k)] = extreme;
      }
    }
    Batch beside = gradients(batch.with(outputs));
    int[] whole = IntStream.of(others).limit(others.length / 3 * 3).toArray();
    assertSame(beside.rows(whole).outputs(), gradients(batch).rows(whole).outputs());
  }
}
