package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static java.lang.Math.min;
import static java.util.Arrays.fill;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import dev.surprisal.runtime.kernel.ComponentTransfers;
import dev.surprisal.runtime.kernel.Components;
import dev.surprisal.runtime.kernel.RowClasses;
import java.lang.Override;
import java.util.Objects;

/**
 * The loss of {@link Genres}: the surprisal, in nats, of targets under the formula of the head.
 *
 * <p>For a row of outputs z and its class y:
 *
 * <pre>
 *   p           exp(z - log(sum_j exp(z_j)))
 *   loss        log(sum_j exp(z_j)) + sum_k z_k^2 / 100 - z_y
 *   gradient    z / 50 + p - onehot(y)
 *   prediction  exp(z - log(sum_j exp(z_j)))
 *   curvature   0.02 + p (1 - p)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples that count. A target of -1
 * counts for nothing.
 *
 * <p>Shapes: {@code outputs}, {@code gradients}, {@code predictions} and {@code hessian} hold 6
 * values for each example, row after row; {@code classes} and {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit and a class outside 0..5 that is not -1 give an {@code
 * IllegalArgumentException} before anything is written. Outputs of a row depend on each other: the
 * curvature is the diagonal of their Hessian, which is not all of it. What outputs that are not
 * finite give is what the formula makes of them, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class GenresLoss implements NewtonLoss<float[], int[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 6;

  /**
   * The target of rows that count for nothing.
   */
  private static final int IGNORE_INDEX = -1;

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  public GenresLoss() {
    workers = Workers.CALLER;
  }

  private GenresLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public GenresLoss on(Workers workers) {
    return new GenresLoss(workers);
  }

  @Override
  public LossValue forward(float[] outputs, int[] classes) {
    int rows = check(outputs, classes);
    double weight = weight(classes);
    double sum = sumOfLosses(outputs, classes, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue surprisal(float[] outputs, int[] classes) {
    return forward(outputs, classes);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, int[] classes, float[] gradients) {
    int rows = check(outputs, classes);
    Arguments.length("gradients", gradients, outputs.length);
    double weight = weight(classes);
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(outputs, classes, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, int[] classes, float[] gradients,
      double denominator) {
    int rows = check(outputs, classes);
    Arguments.length("gradients", gradients, outputs.length);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(outputs, classes, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public void perExample(float[] outputs, int[] classes, double[] losses) {
    int rows = check(outputs, classes);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, classes, row, row + 1);
    }
  }

  @Override
  public void predict(float[] outputs, float[] predictions) {
    int rows = Arguments.rows("outputs", outputs, SIZE);
    Arguments.length("predictions", predictions, outputs.length);
    int most = Blocks.rows(SIZE);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, SIZE * most);
    double[] prediction = blocks.doubles(1, SIZE * most);
    for (int start = 0, length; start < rows; start += length) {
      length = min(most, rows - start);
      int stride = Blocks.stride(length, most);
      ComponentTransfers.read(outputs, 0, 1, SIZE, 1, start, length, stride, z);
      Components.share(z, SIZE, stride, prediction);
      ComponentTransfers.write(prediction, stride, length, 1, predictions, 0, 1, SIZE, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] outputs, int[] classes, float[] hessian) {
    int rows = check(outputs, classes);
    Arguments.length("hessian", hessian, outputs.length);
    double scale = Arguments.inverse(weight(classes));
    int most = Blocks.rows(SIZE);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, SIZE * most);
    double[] weight = blocks.doubles(1, SIZE * most);
    double[] p = blocks.doubles(2, SIZE * most);
    double[] curvature = blocks.doubles(3, SIZE * most);
    for (int start = 0, length; start < rows; start += length) {
      length = min(most, rows - start);
      int stride = Blocks.stride(length, most);
      ComponentTransfers.read(outputs, 0, 1, SIZE, 1, start, length, stride, z);
      fill(weight, 0, length, 1);
      Components.share(z, SIZE, stride, p);
      for (int i = 0; i < SIZE * stride; i++) {
        curvature[i] = 0.02 + p[i] * (1 - p[i]);
      }
      RowClasses.zeroIgnored(classes, IGNORE_INDEX, start, length, weight);
      DOUBLE_BLOCKS.fillRows(weight, SIZE, stride, weight);
      DOUBLE_BLOCKS.weigh(weight, curvature, SIZE * stride);
      ComponentTransfers.write(curvature, stride, length, scale, hessian, 0, 1, SIZE, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] outputs, int[] classes, float[] gradients,
      float[] hessian) {
    int rows = check(outputs, classes);
    Arguments.length("gradients", gradients, outputs.length);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(outputs, classes, gradients, hessian, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, int[] classes, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(outputs, classes);
    Arguments.length("gradients", gradients, outputs.length);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(outputs, classes, gradients, hessian, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue gradientsAndBounds(float[] outputs, int[] classes, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(outputs, classes);
    Arguments.length("gradients", gradients, outputs.length);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(outputs, classes, gradients, bounds, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "FORMULA",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.CLASSES,
        SIZE,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
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
  private double sumOfLosses(float[] outputs, int[] classes, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(SIZE), (from, to) ->
          sumOfLosses(outputs, classes, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(SIZE));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, classes, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] outputs, int[] classes, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(SIZE), (from, to) ->
          sumAndGradients(outputs, classes, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(SIZE));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, classes, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] outputs, int[] classes, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(SIZE), (from, to) ->
          sumAndDerivatives(outputs, classes, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(SIZE));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, classes, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] outputs, int[] classes, int from, int to) {
    int most = Blocks.rows(SIZE);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, SIZE * most);
    double[] weight = blocks.doubles(1, SIZE * most);
    double[] totalTerms = blocks.doubles(2, SIZE * most);
    double[] total = blocks.doubles(3, SIZE * most);
    double[] logSumExp = blocks.doubles(4, SIZE * most);
    double[] zAtTarget = blocks.doubles(5, SIZE * most);
    double[] loss = blocks.doubles(6, SIZE * most);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(most, to - start);
      int stride = Blocks.stride(length, most);
      ComponentTransfers.read(outputs, 0, 1, SIZE, 1, start, length, stride, z);
      fill(weight, 0, length, 1);
      for (int i = 0; i < SIZE * stride; i++) {
        totalTerms[i] = z[i] * z[i];
      }
      DOUBLE_BLOCKS.sumOfRows(totalTerms, SIZE, stride, total);
      Components.logSumExp(z, SIZE, stride, logSumExp);
      RowClasses.at(z, classes, start, SIZE, length, stride, zAtTarget);
      for (int i = 0; i < length; i++) {
        loss[i] = total[i] / 100 + logSumExp[i] - zAtTarget[i];
      }
      RowClasses.zeroIgnored(classes, IGNORE_INDEX, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] outputs, int[] classes, float[] gradients,
      double scale, int from, int to) {
    int most = Blocks.rows(SIZE);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, SIZE * most);
    double[] oneHot = blocks.doubles(1, SIZE * most);
    double[] weight = blocks.doubles(2, SIZE * most);
    double[] totalTerms = blocks.doubles(3, SIZE * most);
    double[] total = blocks.doubles(4, SIZE * most);
    double[] zAtTarget = blocks.doubles(5, SIZE * most);
    double[] p = blocks.doubles(6, SIZE * most);
    double[] logSumExp = blocks.doubles(7, SIZE * most);
    double[] residual = blocks.doubles(8, SIZE * most);
    double[] loss = blocks.doubles(9, SIZE * most);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(most, to - start);
      int stride = Blocks.stride(length, most);
      ComponentTransfers.read(outputs, 0, 1, SIZE, 1, start, length, stride, z);
      RowClasses.oneHot(classes, start, SIZE, length, stride, oneHot);
      fill(weight, 0, length, 1);
      for (int i = 0; i < SIZE * stride; i++) {
        totalTerms[i] = z[i] * z[i];
      }
      DOUBLE_BLOCKS.sumOfRows(totalTerms, SIZE, stride, total);
      RowClasses.at(z, classes, start, SIZE, length, stride, zAtTarget);
      Components.share(z, SIZE, stride, p, logSumExp);
      for (int i = 0; i < SIZE * stride; i++) {
        residual[i] = z[i] / 50 + p[i] - oneHot[i];
      }
      for (int i = 0; i < length; i++) {
        loss[i] = total[i] / 100 + logSumExp[i] - zAtTarget[i];
      }
      RowClasses.zeroIgnored(classes, IGNORE_INDEX, start, length, weight);
      DOUBLE_BLOCKS.fillRows(weight, SIZE, stride, weight);
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residual, SIZE * stride);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      ComponentTransfers.write(residual, stride, length, scale, gradients, 0, 1, SIZE, 1, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] outputs, int[] classes, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    int most = Blocks.rows(SIZE);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, SIZE * most);
    double[] oneHot = blocks.doubles(1, SIZE * most);
    double[] weight = blocks.doubles(2, SIZE * most);
    double[] totalTerms = blocks.doubles(3, SIZE * most);
    double[] total = blocks.doubles(4, SIZE * most);
    double[] zAtTarget = blocks.doubles(5, SIZE * most);
    double[] p = blocks.doubles(6, SIZE * most);
    double[] logSumExp = blocks.doubles(7, SIZE * most);
    double[] residual = blocks.doubles(8, SIZE * most);
    double[] curvature = blocks.doubles(9, SIZE * most);
    double[] loss = blocks.doubles(10, SIZE * most);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(most, to - start);
      int stride = Blocks.stride(length, most);
      ComponentTransfers.read(outputs, 0, 1, SIZE, 1, start, length, stride, z);
      RowClasses.oneHot(classes, start, SIZE, length, stride, oneHot);
      fill(weight, 0, length, 1);
      for (int i = 0; i < SIZE * stride; i++) {
        totalTerms[i] = z[i] * z[i];
      }
      DOUBLE_BLOCKS.sumOfRows(totalTerms, SIZE, stride, total);
      RowClasses.at(z, classes, start, SIZE, length, stride, zAtTarget);
      Components.share(z, SIZE, stride, p, logSumExp);
      for (int i = 0; i < SIZE * stride; i++) {
        residual[i] = z[i] / 50 + p[i] - oneHot[i];
        curvature[i] = 0.02 + p[i] * (1 - p[i]);
      }
      for (int i = 0; i < length; i++) {
        loss[i] = total[i] / 100 + logSumExp[i] - zAtTarget[i];
      }
      RowClasses.zeroIgnored(classes, IGNORE_INDEX, start, length, weight);
      DOUBLE_BLOCKS.fillRows(weight, SIZE, stride, weight);
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residual, SIZE * stride);
      DOUBLE_BLOCKS.weigh(weight, curvature, SIZE * stride);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      ComponentTransfers.write(residual, stride, length, scale, gradients, 0, 1, SIZE, 1, start);
      ComponentTransfers.write(curvature, stride, length, scale, hessian, 0, 1, SIZE, 1, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(float[] outputs, int[] classes) {
    int rows = Arguments.rows("outputs", outputs, SIZE);
    Arguments.length("classes", classes, rows);
    TargetChecks.classIndicesOr("classes", classes, SIZE, IGNORE_INDEX);
    return rows;
  }
}
