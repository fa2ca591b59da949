package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;

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
 * The loss of {@link Forecast}: the surprisal, in nats, of real numbers under Gaussian
 * distributions, without the constant log(2 pi) / 2 per value.
 *
 * <p>For a row of outputs, first all means m, then all log-variances s, and its targets y:
 *
 * <pre>
 *   d           exp(-s / 2)
 *   u           d (m - y)
 *   loss        sum_k (s_k + u_k^2) / 2
 *   gradient    d u by m, 0.5 - u^2 / 2 by s
 *   prediction  m, exp(s)
 *   curvature   d^2 by m, u^2 / 2 by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: a row of {@code outputs} is 2 means, then 2 log-variances; {@code gradients}, {@code
 * meansAndVariances} and {@code hessian} are like it. A row of {@code targets} is 2 values; {@code
 * losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit and a target that is not finite give an {@code
 * IllegalArgumentException} before anything is written. An output that is not finite gives a loss
 * that is not, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ForecastLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Values per example.
   */
  private static final int SIZE = 2;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "constants left out";

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
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] outputs, float[] targets) {
    int rows = check(outputs, targets);
    double sum = sumOfSurprisals(outputs, targets, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients,
      double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
    Blocks blocks = Blocks.take();
    double[] m = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] predictionS = blocks.doubles(2, Blocks.LENGTH);
    double[] predictionM = blocks.doubles(3, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      FUNCTIONS.exp(s, length, predictionS);
      for (int i = 0; i < length; i++) {
        predictionM[i] = m[i];
      }
      DOUBLE_BLOCKS.write(predictionM, length, 1, meansAndVariances, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(predictionS, length, 1, meansAndVariances, 1, 2, SIZE, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] outputs, float[] targets, float[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] d = blocks.doubles(3, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(4, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(5, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      for (int i = 0; i < length; i++) {
        curvatureM[i] = d[i] * d[i];
        double u = d[i] * (m[i] - y[i]);
        curvatureS[i] = u * u / 2;
      }
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, SIZE, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients,
      float[] hessian) {
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
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients,
      float[] hessian, double denominator) {
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
  public LossValue gradientsAndBounds(float[] outputs, float[] targets, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, targets);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndBounds(outputs, targets, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "GAUSSIAN",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.REALS,
        2 * SIZE,
        SIZE,
        1,
        false,
        LossDescription.Reduction.MEAN);
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
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] outputs, float[] targets, float[] gradients,
      float[] hessian, double scale, int rows) {
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
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(float[] outputs, float[] targets, float[] gradients, float[] bounds,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndBounds(outputs, targets, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(outputs, targets, gradients, bounds, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] outputs, float[] targets, int rows) {
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
  private static double sumOfSurprisals(float[] outputs, float[] targets, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] d = blocks.doubles(3, Blocks.LENGTH);
    double[] loss = blocks.doubles(4, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      for (int i = 0; i < length; i++) {
        double u = d[i] * (m[i] - y[i]);
        loss[i] = 0.9189385332046727 + s[i] / 2 + u * u / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] outputs, float[] targets, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] d = blocks.doubles(3, Blocks.LENGTH);
    double[] loss = blocks.doubles(4, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      for (int i = 0; i < length; i++) {
        double u = d[i] * (m[i] - y[i]);
        loss[i] = s[i] / 2 + u * u / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] outputs, float[] targets, float[] gradients,
      double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] d = blocks.doubles(3, Blocks.LENGTH);
    double[] loss = blocks.doubles(4, Blocks.LENGTH);
    double[] residualM = blocks.doubles(5, Blocks.LENGTH);
    double[] residualS = blocks.doubles(6, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      for (int i = 0; i < length; i++) {
        double u = d[i] * (m[i] - y[i]);
        loss[i] = s[i] / 2 + u * u / 2;
        residualM[i] = d[i] * u;
        residualS[i] = (1 - u * u) / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, SIZE, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] outputs, float[] targets, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] d = blocks.doubles(3, Blocks.LENGTH);
    double[] loss = blocks.doubles(4, Blocks.LENGTH);
    double[] residualM = blocks.doubles(5, Blocks.LENGTH);
    double[] residualS = blocks.doubles(6, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(7, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(8, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      for (int i = 0; i < length; i++) {
        double u = d[i] * (m[i] - y[i]);
        loss[i] = s[i] / 2 + u * u / 2;
        residualM[i] = d[i] * u;
        residualS[i] = (1 - u * u) / 2;
        curvatureM[i] = d[i] * d[i];
        curvatureS[i] = u * u / 2;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, SIZE, start);
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, SIZE, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds of the same rows.
   */
  private static double sumAndBounds(float[] outputs, float[] targets, float[] gradients,
      float[] bounds, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] d = blocks.doubles(3, Blocks.LENGTH);
    double[] loss = blocks.doubles(4, Blocks.LENGTH);
    double[] residualM = blocks.doubles(5, Blocks.LENGTH);
    double[] residualS = blocks.doubles(6, Blocks.LENGTH);
    double[] boundM = blocks.doubles(7, Blocks.LENGTH);
    double[] boundS = blocks.doubles(8, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      for (int i = 0; i < length; i++) {
        double u = d[i] * (m[i] - y[i]);
        loss[i] = s[i] / 2 + u * u / 2;
        residualM[i] = d[i] * u;
        residualS[i] = (1 - u * u) / 2;
        boundM[i] = d[i] * d[i];
        boundS[i] = 0.5;
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, SIZE, start);
      DOUBLE_BLOCKS.write(boundM, length, scale, bounds, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(boundS, length, scale, bounds, 1, 2, SIZE, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(float[] outputs, float[] targets) {
    int rows = Arguments.rows("outputs", outputs, 2 * SIZE);
    Arguments.length("targets", targets, rows * SIZE);
    TargetChecks.finite("targets", targets, SIZE, 1);
    return rows;
  }
}
