package good;

import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static java.lang.Math.log;
import static java.lang.Math.min;
import static java.util.Arrays.fill;

import dev.surprisal.linear.LinearHead;
import dev.surprisal.linear.LinearLossFunction;
import dev.surprisal.linear.LogitTile;
import dev.surprisal.linear.LogitTiles;
import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.LongRowKernels;
import java.lang.Double;
import java.lang.Override;
import java.util.Objects;

/**
 * The loss of {@link NextToken}: the surprisal, in nats, of a class under a categorical
 * distribution.
 *
 * <p>For a row of logits z and its class y:
 *
 * <pre>
 *   z           W x
 *   loss        log(sum_j exp(z_j)) - z_y
 *   residual    p - onehot(y)
 *   gradient    W' residual by x; residual x' by W, added up over the rows
 * </pre>
 *
 * <p>The gradients are divided by the number of examples that count. A target of -100 counts for
 * nothing.
 *
 * <p>Shapes: {@code inputs} are [examples, 768], {@code weights} [classes, inputs] with 50257
 * classes, {@code bias} is empty; gradients are like them. {@code classes} and {@code losses} hold
 * one for each.
 *
 * <p>Bad input: lengths that do not fit and a class outside 0..50256 that is not -100 give an
 * {@code IllegalArgumentException} before anything is written. A row with a logit that is NaN or
 * +infinity makes the gradients by weights and bias NaN, since all rows add to them.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class NextTokenLoss implements LinearLossFunction<int[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 50257;

  /**
   * The target of rows that count for nothing.
   */
  private static final int IGNORE_INDEX = -100;

  /**
   * Inputs per example.
   */
  private static final int INPUTS = 768;

  private final LogitTiles tiles;

  private final Workers workers;

  /**
   * A loss that can be shared freely.
   */
  public NextTokenLoss() {
    workers = Workers.CALLER;
    tiles = new LogitTiles(INPUTS, SIZE, false);
  }

  private NextTokenLoss(LogitTiles tiles, Workers workers) {
    this.tiles = tiles;
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public NextTokenLoss on(Workers workers) {
    return new NextTokenLoss(tiles.on(workers), workers);
  }

  @Override
  public NextTokenLoss within(long bytes) {
    return new NextTokenLoss(tiles.within(bytes), workers);
  }

  @Override
  public LossValue forward(LinearHead head, int[] classes) {
    check(head, classes);
    double weight = weight(classes);
    double sum = sumOfLosses(head, classes);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue surprisal(LinearHead head, int[] classes) {
    return forward(head, classes);
  }

  @Override
  public LossValue forwardBackward(LinearHead head, int[] classes, LinearHead gradients) {
    check(head, classes);
    tiles.checkGradients(gradients, head);
    double weight = weight(classes);
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(head, classes, gradients, scale);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(LinearHead head, int[] classes, LinearHead gradients,
      double denominator) {
    check(head, classes);
    tiles.checkGradients(gradients, head);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(head, classes, gradients, scale);
    return new LossValue(sum, weight);
  }

  @Override
  public void perExample(LinearHead head, int[] classes, double[] losses) {
    int rows = check(head, classes);
    Arguments.length("losses", losses, rows);
    fill(losses, 0);
    // The logits of as many rows as fit the memory: z = W x + b.
    LogitTile tile = tiles.take(head, classes);
    while (tile.next(IGNORE_INDEX)) {
      for (int row = 0; row < tile.rows(); row++) {
        losses[tile.rowOfHead(row)] = sumOfLosses(
            FLOATS, tile.logits(), tile.classes(), row, row + 1);
      }
    }
    tiles.giveBack(tile);
  }

  @Override
  public void logProbabilities(LinearHead head, int[] classes, double[] logProbabilities) {
    tiles.logProbabilities(head, Double.POSITIVE_INFINITY, 1, classes, logProbabilities);
  }

  @Override
  public void best(LinearHead head, int[] classes, double[] logProbabilities) {
    tiles.best(head, Double.POSITIVE_INFINITY, 1, classes, logProbabilities);
  }

  /**
   * The sum over all rows.
   */
  private double sumOfLosses(LinearHead head, int[] classes) {
    double sum = 0;
    // The logits of as many rows as fit the memory: z = W x + b.
    LogitTile tile = tiles.take(head, classes);
    while (tile.next(IGNORE_INDEX)) {
      sum += sumOfLosses(tile.logits(), tile.classes(), tile.rows());
    }
    tiles.giveBack(tile);
    return sum;
  }

  /**
   * The same sum, and the gradients times scale.
   */
  private double sumAndGradients(LinearHead head, int[] classes, LinearHead gradients,
      double scale) {
    double sum = 0;
    LogitTiles.clear(gradients);
    // The logits of as many rows as fit the memory: z = W x + b.
    LogitTile tile = tiles.take(head, classes);
    while (tile.next(IGNORE_INDEX)) {
      // The gradient by the logits is written over them, and multiplied by W and x.
      sum += sumAndGradients(
          tile.logits(), tile.classes(), tile.logits(), scale, tile.rows());
      tile.addTo(gradients);
    }
    tiles.giveBack(tile);
    return sum;
  }

  /**
   * The number of rows that count.
   */
  private static double weight(int[] classes) {
    double weight = 0;
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] != IGNORE_INDEX) {
        weight++;
      }
    }
    return weight;
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, int[] classes, int rows) {
    if (workers.shareOutputs(rows, SIZE)) {
      return sumOfLosses(
          workers.share(FLOATS), logits, classes, 0, rows);
    }
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfLosses(FLOATS, logits, classes, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(FLOATS, logits, classes, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logits, int[] classes, float[] gradients, double scale,
      int rows) {
    if (workers.shareOutputs(rows, SIZE)) {
      return sumAndGradients(
          workers.share(FLOATS), logits, classes, gradients, scale, 0, rows);
    }
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndGradients(FLOATS, logits, classes, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(FLOATS, logits, classes, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(LongRowKernels<float[]> kernels, float[] logits, int[] classes,
      int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      if (classes[row] == IGNORE_INDEX) {
        continue;
      }
      int target = start + classes[row];
      double targetLogit = logits[target];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = kernels.max(logits, start, SIZE);
      double total = kernels.sumExp(logits, start, SIZE, max);
      // -log p_y = log(sum_k exp(z_k)) - z_y
      sum += log(total) + (max - targetLogit);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(LongRowKernels<float[]> kernels, float[] logits,
      int[] classes, float[] gradients, double scale, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      if (classes[row] == IGNORE_INDEX) {
        fill(gradients, start, start + SIZE, 0);
        continue;
      }
      int target = start + classes[row];
      double targetLogit = logits[target];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = kernels.max(logits, start, SIZE);
      double total = kernels.storeExp(logits, start, SIZE, max, gradients);
      // -log p_y = log(sum_k exp(z_k)) - z_y
      sum += log(total) + (max - targetLogit);
      // The residual, softmax(z) - onehot(y).
      // At the target in double, or a confident prediction would lose it to the 1.
      double residual = (gradients[target] - total) / total;
      kernels.scale(gradients, start, SIZE, scale / total);
      gradients[target] = (float) (scale * residual);
    }
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(LinearHead head, int[] classes) {
    int rows = tiles.check(head);
    Arguments.length("classes", classes, rows);
    TargetChecks.classIndicesOr("classes", classes, SIZE, IGNORE_INDEX);
    return rows;
  }
}
