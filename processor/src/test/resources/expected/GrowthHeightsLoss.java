package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static java.lang.Math.min;
import static java.lang.System.arraycopy;
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
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@code heights} of {@link Growth}: the surprisal, in nats, of real numbers under
 * Gaussian distributions of variance one, without the constant log(2 pi) / 2 per value.
 *
 * <p>For a row of outputs z and its targets y:
 *
 * <pre>
 *   loss        sum_k (z_k - y_k)^2 / 2
 *   gradient    z - y
 *   prediction  z
 *   curvature   1
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: {@code outputs}, {@code targets}, {@code gradients}, {@code means} and {@code
 * hessian} hold 3 values for each example, row after row; {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit and a target that is not finite give an {@code
 * IllegalArgumentException} before anything is written. An infinite output gives an infinite loss
 * and gradient, NaN gives NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
final class GrowthHeightsLoss implements NewtonLoss<double[], double[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 3;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "constants left out";

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  GrowthHeightsLoss() {
    workers = Workers.CALLER;
  }

  private GrowthHeightsLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public GrowthHeightsLoss on(Workers workers) {
    return new GrowthHeightsLoss(workers);
  }

  @Override
  public LossValue forward(double[] outputs, double[] targets) {
    int rows = check(outputs, targets);
    double sum = sumOfLosses(outputs, targets, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(double[] outputs, double[] targets) {
    int rows = check(outputs, targets);
    double sum = sumOfSurprisals(outputs, targets, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, double[] targets, double[] gradients) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, double[] targets, double[] gradients,
      double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public void perExample(double[] outputs, double[] targets, double[] losses) {
    int rows = check(outputs, targets);
    Arguments.length("losses", losses, rows);
    Overlaps.notTheTargets("losses", losses, targets);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, targets, row, row + 1);
    }
  }

  @Override
  public void predict(double[] outputs, double[] means) {
    Arguments.rows("outputs", outputs, SIZE);
    Arguments.length("means", means, outputs.length);
    // The mean is the output as it is.
    arraycopy(outputs, 0, means, 0, outputs.length);
  }

  @Override
  public void curvature(double[] outputs, double[] targets, double[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = 1.0 / rows;
    // The second derivative of (z - y)^2 / 2.
    fill(hessian, scale);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, double[] targets, double[] gradients,
      double[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(outputs, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, double[] targets, double[] gradients,
      double[] hessian, double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(outputs, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(double[] outputs, double[] targets, double[] gradients,
      double[] bounds, double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, targets);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(outputs, targets, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "GAUSSIAN",
        LossDescription.Precision.DOUBLE,
        LossDescription.TargetKind.REALS,
        SIZE,
        SIZE,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(double[] outputs, double[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfLosses(outputs, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, targets, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(double[] outputs, double[] targets, double[] gradients,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndGradients(outputs, targets, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, targets, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(double[] outputs, double[] targets, double[] gradients,
      double[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndDerivatives(outputs, targets, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, targets, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(double[] outputs, double[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfSurprisals(outputs, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(outputs, targets, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(double[] outputs, double[] targets, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] loss = blocks.doubles(2, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        loss[i] = 0.9189385332046727 + (z[i] - y[i]) * (z[i] - y[i]) / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(double[] outputs, double[] targets, int from, int to) {
    int start = from * SIZE;
    int length = (to - from) * SIZE;
    // (z - y)^2 / 2, each output by itself.
    return DOUBLES.halfSquaredDistance(outputs, targets, start, length);
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(double[] outputs, double[] targets, double[] gradients,
      double scale, int from, int to) {
    int start = from * SIZE;
    int length = (to - from) * SIZE;
    // (z - y)^2 / 2, and the residual z - y.
    return DOUBLES.difference(outputs, targets, start, length, scale, gradients);
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(double[] outputs, double[] targets, double[] gradients,
      double[] hessian, double scale, int from, int to) {
    // The second derivative of (z - y)^2 / 2.
    fill(hessian, from * SIZE, to * SIZE, scale);
    int start = from * SIZE;
    int length = (to - from) * SIZE;
    // (z - y)^2 / 2, and the residual z - y.
    return DOUBLES.difference(outputs, targets, start, length, scale, gradients);
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(double[] outputs, double[] targets) {
    int rows = Arguments.rows("outputs", outputs, SIZE);
    Arguments.length("targets", targets, rows * SIZE);
    TargetChecks.finite("targets", targets, SIZE, 1);
    return rows;
  }
}
