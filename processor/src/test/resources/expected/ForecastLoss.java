package good;

import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static java.lang.Math.exp;
import static java.lang.Math.min;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import java.util.Objects;

/**
 * The loss of {@link Forecast}: the surprisal, in nats, of real numbers under Gaussian
 * distributions, without the constant log(2 pi) / 2 per value.
 *
 * <p>For a row of outputs, first all means m, then all log-variances s, and its targets y:
 *
 * <pre>
 *   loss        sum_k (s_k + (m_k - y_k)^2 exp(-s_k)) / 2
 *   gradient    (m - y) exp(-s) by m, (1 - (m - y)^2 exp(-s)) / 2 by s
 *   prediction  m, and then the variances exp(s)
 *   curvature   exp(-s) by m, (m - y)^2 exp(-s) / 2 by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: a row of {@code outputs} is 2 means, then 2 log-variances; {@code gradients}, {@code
 * meansAndVariances} and {@code hessian} are like it. A row of {@code targets} is 2 values; {@code
 * losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit and a target that is not finite give an {@link
 * IllegalArgumentException} before anything is written. An output that is not finite gives a loss
 * that is not, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ForecastLoss implements ArrayLossFunction<float[], float[]> {
  /**
   * Values per example.
   */
  private static final int SIZE = 2;

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  public ForecastLoss() {
    workers = Workers.CALLER;
  }

  private ForecastLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public ForecastLoss on(Workers workers) {
    return new ForecastLoss(workers);
  }

  @Override
  public LossValue forward(float[] outputs, float[] targets) {
    int rows = check(outputs, targets);
    double sum = sumOfLosses(outputs, targets, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Arguments.notTheTargets("gradients", gradients, targets);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients,
      double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Arguments.notTheTargets("gradients", gradients, targets);
    double scale = 1 / Arguments.denominator(denominator, rows);
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public void perExample(float[] outputs, float[] targets, double[] losses) {
    int rows = check(outputs, targets);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, targets, row, row + 1);
    }
  }

  @Override
  public void predict(float[] outputs, float[] meansAndVariances) {
    int rows = Arguments.rows("outputs", outputs, 2 * SIZE);
    Arguments.length("meansAndVariances", meansAndVariances, outputs.length);
    for (int row = 0; row < rows; row++) {
      int start = row * 2 * SIZE;
      for (int k = 0; k < SIZE; k++) {
        meansAndVariances[start + k] = outputs[start + k];
        double logVariance = outputs[start + SIZE + k];
        meansAndVariances[start + SIZE + k] = (float) exp(logVariance);
      }
    }
  }

  @Override
  public void curvature(float[] outputs, float[] targets, float[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Arguments.notTheTargets("hessian", hessian, targets);
    double scale = 1.0 / rows;
    for (int row = 0; row < rows; row++) {
      int start = row * 2 * SIZE;
      // exp(-s), and (m - y)^2 exp(-s) / 2.
      for (int k = 0; k < SIZE; k++) {
        double difference = (double) outputs[start + k] - targets[row * SIZE + k];
        double logVariance = outputs[start + SIZE + k];
        double inverse = exp(-logVariance);
        double square = difference * difference * inverse;
        hessian[start + k] = (float) (scale * inverse);
        hessian[start + SIZE + k] = (float) (scale * square / 2);
      }
    }
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] outputs, float[] targets, int rows) {
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
  private double sumAndGradients(float[] outputs, float[] targets, float[] gradients, double scale,
      int rows) {
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
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] outputs, float[] targets, int from, int to) {
    // (s + (m - y)^2 exp(-s)) / 2, s the log-variance.
    return FLOATS.gaussianSurprisal(outputs, targets, from, to, SIZE);
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] outputs, float[] targets, float[] gradients,
      double scale, int from, int to) {
    // (s + (m - y)^2 exp(-s)) / 2, s the log-variance, and its derivatives by m and s.
    return FLOATS.gaussianResidual(
        outputs, targets, from, to, SIZE, scale, gradients);
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(float[] outputs, float[] targets) {
    int rows = Arguments.rows("outputs", outputs, 2 * SIZE);
    Arguments.length("targets", targets, rows * SIZE);
    TargetChecks.finite("targets", targets, 0, rows, SIZE);
    return rows;
  }
}
