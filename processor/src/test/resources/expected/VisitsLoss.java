package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.CountChecks;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Visits}: the surprisal, in nats, of counts under negative binomial
 * distributions, without the constant log(y!) per value.
 *
 * <p>For a row of outputs, first all log-means m, then all log-sizes s, and its counts y:
 *
 * <pre>
 *   n           exp(s)
 *   loss        sum_k ((y_k + n_k) log(1 + exp(m_k - s_k))
 *                 - [log Gamma(n + y_k) - log Gamma(n) - y_k log(n), n = exp(s_k)] - m_k y_k)
 *   gradient    n / (1 + exp(s - m)) - y / (1 + exp(m - s)) by m, n (log(1 + exp(m) / n)
 *                 - digamma(n + y) + digamma(n)) - n (exp(m) - y) / (n + exp(m)) by s
 *   prediction  exp(m), exp(s)
 *   curvature   (y + n) / ((1 + exp(s - m)) (1 + exp(m
 *                 - s))) by m, the derivative of the gradient by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: a row of {@code outputs} is 3 log-means, then 3 log-sizes; {@code gradients}, {@code
 * meansAndSizes} and {@code hessian} are like it. A row of {@code counts} is 3 values; {@code
 * losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit and a count that is negative or not whole give an {@code
 * IllegalArgumentException} before anything is written. An output that is not finite gives a loss
 * that is not, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class VisitsLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Values per example.
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
  public VisitsLoss() {
    workers = Workers.CALLER;
  }

  private VisitsLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public VisitsLoss on(Workers workers) {
    return new VisitsLoss(workers);
  }

  @Override
  public LossValue forward(float[] outputs, float[] counts) {
    int rows = check(outputs, counts);
    double sum = sumOfLosses(outputs, counts, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] outputs, float[] counts) {
    int rows = check(outputs, counts);
    double sum = sumOfSurprisals(outputs, counts, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] counts, float[] gradients) {
    int rows = check(outputs, counts);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(outputs, counts, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] counts, float[] gradients,
      double denominator) {
    int rows = check(outputs, counts);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(outputs, counts, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public void perExample(float[] outputs, float[] counts, double[] losses) {
    int rows = check(outputs, counts);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, counts, row, row + 1);
    }
  }

  @Override
  public void predict(float[] outputs, float[] meansAndSizes) {
    int rows = Arguments.rows("outputs", outputs, 2 * SIZE);
    Arguments.length("meansAndSizes", meansAndSizes, outputs.length);
    Blocks blocks = Blocks.take();
    double[] m = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] predictionM = blocks.doubles(2, Blocks.LENGTH);
    double[] predictionS = blocks.doubles(3, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      FUNCTIONS.exp(m, length, predictionM);
      FUNCTIONS.exp(s, length, predictionS);
      DOUBLE_BLOCKS.write(predictionM, length, 1, meansAndSizes, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(predictionS, length, 1, meansAndSizes, 1, 2, SIZE, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] outputs, float[] counts, float[] hessian) {
    int rows = check(outputs, counts);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] sigmoidSlope = blocks.doubles(3, Blocks.LENGTH);
    double[] n = blocks.doubles(4, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(5, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(6, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      for (int i = 0; i < length; i++) {
        sigmoidSlope[i] = m[i] - s[i];
      }
      FUNCTIONS.exp(s, length, n);
      FUNCTIONS.sigmoidSlope(sigmoidSlope, length, sigmoidSlope);
      FUNCTIONS.sizeCurvature(s, m, y, length, curvatureS);
      for (int i = 0; i < length; i++) {
        curvatureM[i] = (y[i] + n[i]) * sigmoidSlope[i];
      }
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, SIZE, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] counts, float[] gradients,
      float[] hessian) {
    int rows = check(outputs, counts);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(outputs, counts, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] counts, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(outputs, counts);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(outputs, counts, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] outputs, float[] counts, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(outputs, counts);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, counts);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndBounds(outputs, counts, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "NEGATIVE_BINOMIAL",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.COUNTS,
        2 * SIZE,
        SIZE,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] outputs, float[] counts, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfLosses(outputs, counts, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, counts, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] outputs, float[] counts, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndGradients(outputs, counts, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, counts, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] outputs, float[] counts, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndDerivatives(outputs, counts, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, counts, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(float[] outputs, float[] counts, float[] gradients, float[] bounds,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndBounds(outputs, counts, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(outputs, counts, gradients, bounds, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] outputs, float[] counts, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfSurprisals(outputs, counts, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(outputs, counts, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(float[] outputs, float[] counts, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus = blocks.doubles(3, Blocks.LENGTH);
    double[] logFactorial = blocks.doubles(4, Blocks.LENGTH);
    double[] n = blocks.doubles(5, Blocks.LENGTH);
    double[] logRising = blocks.doubles(6, Blocks.LENGTH);
    double[] loss = blocks.doubles(7, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      for (int i = 0; i < length; i++) {
        softplus[i] = m[i] - s[i];
      }
      FUNCTIONS.logFactorial(y, length, logFactorial);
      FUNCTIONS.exp(s, length, n);
      FUNCTIONS.softplus(softplus, length, softplus);
      FUNCTIONS.logRising(s, y, length, logRising);
      for (int i = 0; i < length; i++) {
        loss[i] =
            logFactorial[i] + (y[i] + n[i]) * softplus[i] - logRising[i] - m[i] * y[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] outputs, float[] counts, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus = blocks.doubles(3, Blocks.LENGTH);
    double[] n = blocks.doubles(4, Blocks.LENGTH);
    double[] logRising = blocks.doubles(5, Blocks.LENGTH);
    double[] loss = blocks.doubles(6, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      for (int i = 0; i < length; i++) {
        softplus[i] = m[i] - s[i];
      }
      FUNCTIONS.exp(s, length, n);
      FUNCTIONS.softplus(softplus, length, softplus);
      FUNCTIONS.logRising(s, y, length, logRising);
      for (int i = 0; i < length; i++) {
        loss[i] = (y[i] + n[i]) * softplus[i] - logRising[i] - m[i] * y[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] outputs, float[] counts, float[] gradients,
      double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus = blocks.doubles(3, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(5, Blocks.LENGTH);
    double[] n = blocks.doubles(6, Blocks.LENGTH);
    double[] logRising = blocks.doubles(7, Blocks.LENGTH);
    double[] residualS = blocks.doubles(8, Blocks.LENGTH);
    double[] loss = blocks.doubles(9, Blocks.LENGTH);
    double[] residualM = blocks.doubles(10, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      for (int i = 0; i < length; i++) {
        softplus[i] = m[i] - s[i];
        sigmoid[i] = m[i] - s[i];
        sigmoid2[i] = s[i] - m[i];
      }
      FUNCTIONS.exp(s, length, n);
      FUNCTIONS.softplus(softplus, length, softplus);
      FUNCTIONS.logRising(s, y, length, logRising);
      FUNCTIONS.sigmoid(sigmoid, length, sigmoid);
      FUNCTIONS.sigmoid(sigmoid2, length, sigmoid2);
      FUNCTIONS.sizeGradient(s, m, y, length, residualS);
      for (int i = 0; i < length; i++) {
        loss[i] = (y[i] + n[i]) * softplus[i] - logRising[i] - m[i] * y[i];
        residualM[i] = n[i] * sigmoid[i] - y[i] * sigmoid2[i];
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
  private static double sumAndDerivatives(float[] outputs, float[] counts, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus = blocks.doubles(3, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoidSlope = blocks.doubles(6, Blocks.LENGTH);
    double[] n = blocks.doubles(7, Blocks.LENGTH);
    double[] logRising = blocks.doubles(8, Blocks.LENGTH);
    double[] residualS = blocks.doubles(9, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(10, Blocks.LENGTH);
    double[] loss = blocks.doubles(11, Blocks.LENGTH);
    double[] residualM = blocks.doubles(12, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(13, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      for (int i = 0; i < length; i++) {
        softplus[i] = m[i] - s[i];
        sigmoid[i] = m[i] - s[i];
        sigmoid2[i] = s[i] - m[i];
        sigmoidSlope[i] = m[i] - s[i];
      }
      FUNCTIONS.exp(s, length, n);
      FUNCTIONS.softplus(softplus, length, softplus);
      FUNCTIONS.logRising(s, y, length, logRising);
      FUNCTIONS.sigmoid(sigmoid, length, sigmoid);
      FUNCTIONS.sigmoid(sigmoid2, length, sigmoid2);
      FUNCTIONS.sizeGradient(s, m, y, length, residualS);
      FUNCTIONS.sigmoidSlope(sigmoidSlope, length, sigmoidSlope);
      FUNCTIONS.sizeCurvature(s, m, y, length, curvatureS);
      for (int i = 0; i < length; i++) {
        loss[i] = (y[i] + n[i]) * softplus[i] - logRising[i] - m[i] * y[i];
        residualM[i] = n[i] * sigmoid[i] - y[i] * sigmoid2[i];
        curvatureM[i] = (y[i] + n[i]) * sigmoidSlope[i];
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
  private static double sumAndBounds(float[] outputs, float[] counts, float[] gradients,
      float[] bounds, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] u = blocks.doubles(3, Blocks.LENGTH);
    double[] softplus = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(6, Blocks.LENGTH);
    double[] n = blocks.doubles(7, Blocks.LENGTH);
    double[] logRising = blocks.doubles(8, Blocks.LENGTH);
    double[] residualS = blocks.doubles(9, Blocks.LENGTH);
    double[] sigmoid3 = blocks.doubles(10, Blocks.LENGTH);
    double[] softplusAboveSigmoid = blocks.doubles(11, Blocks.LENGTH);
    double[] loss = blocks.doubles(12, Blocks.LENGTH);
    double[] residualM = blocks.doubles(13, Blocks.LENGTH);
    double[] boundM = blocks.doubles(14, Blocks.LENGTH);
    double[] boundS = blocks.doubles(15, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      for (int i = 0; i < length; i++) {
        u[i] = m[i] - s[i];
        softplus[i] = m[i] - s[i];
        sigmoid[i] = m[i] - s[i];
        sigmoid2[i] = s[i] - m[i];
      }
      FUNCTIONS.exp(s, length, n);
      FUNCTIONS.softplus(softplus, length, softplus);
      FUNCTIONS.logRising(s, y, length, logRising);
      FUNCTIONS.sigmoid(sigmoid, length, sigmoid);
      FUNCTIONS.sigmoid(sigmoid2, length, sigmoid2);
      FUNCTIONS.sizeGradient(s, m, y, length, residualS);
      FUNCTIONS.sigmoid(u, length, sigmoid3);
      FUNCTIONS.softplusAboveSigmoid(u, length, softplusAboveSigmoid);
      for (int i = 0; i < length; i++) {
        loss[i] = (y[i] + n[i]) * softplus[i] - logRising[i] - m[i] * y[i];
        residualM[i] = n[i] * sigmoid[i] - y[i] * sigmoid2[i];
        boundM[i] = n[i] * sigmoid3[i];
        boundS[i] = n[i] * softplusAboveSigmoid[i];
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
  private static int check(float[] outputs, float[] counts) {
    int rows = Arguments.rows("outputs", outputs, 2 * SIZE);
    Arguments.length("counts", counts, rows * SIZE);
    CountChecks.counts("counts", counts, SIZE, 1);
    return rows;
  }
}
