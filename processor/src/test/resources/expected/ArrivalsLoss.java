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
 * The loss of {@link Arrivals}: the surprisal, in nats, of counts under Poisson distributions,
 * without the constant log(y!) per value.
 *
 * <p>For a row of log-rates z and its counts y:
 *
 * <pre>
 *   loss        exp(z) - z y
 *   gradient    exp(z) - y
 *   prediction  exp(z)
 *   curvature   exp(z)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: all arrays hold one value for each example.
 *
 * <p>Bad input: lengths that do not fit and a count that is negative or not whole give an {@code
 * IllegalArgumentException} before anything is written. A log-rate that is not finite gives a loss
 * that is not, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ArrivalsLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "constants left out";

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  public ArrivalsLoss() {
    workers = Workers.CALLER;
  }

  private ArrivalsLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public ArrivalsLoss on(Workers workers) {
    return new ArrivalsLoss(workers);
  }

  @Override
  public LossValue forward(float[] logRates, float[] counts) {
    int rows = check(logRates, counts);
    double sum = sumOfLosses(logRates, counts, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] logRates, float[] counts) {
    int rows = check(logRates, counts);
    double sum = sumOfSurprisals(logRates, counts, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] logRates, float[] counts, float[] gradients) {
    int rows = check(logRates, counts);
    Arguments.length("gradients", gradients, logRates.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(logRates, counts, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logRates, float[] counts, float[] gradients,
      double denominator) {
    int rows = check(logRates, counts);
    Arguments.length("gradients", gradients, logRates.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(logRates, counts, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public void perExample(float[] logRates, float[] counts, double[] losses) {
    int rows = check(logRates, counts);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logRates, counts, row, row + 1);
    }
  }

  @Override
  public void predict(float[] logRates, float[] rates) {
    int rows = Arguments.rows("logRates", logRates, 1);
    Arguments.length("rates", rates, logRates.length);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] prediction = blocks.doubles(1, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(logRates, start, length, z);
      FUNCTIONS.exp(z, length, prediction);
      DOUBLE_BLOCKS.write(prediction, length, 1, rates, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] logRates, float[] counts, float[] hessian) {
    int rows = check(logRates, counts);
    Arguments.length("hessian", hessian, logRates.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] curvature = blocks.doubles(1, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(logRates, start, length, z);
      FUNCTIONS.exp(z, length, curvature);
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] logRates, float[] counts, float[] gradients,
      float[] hessian) {
    int rows = check(logRates, counts);
    Arguments.length("gradients", gradients, logRates.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("hessian", hessian, logRates.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    Overlaps.notTheSame("hessian", hessian, "logRates", logRates);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(logRates, counts, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logRates, float[] counts, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(logRates, counts);
    Arguments.length("gradients", gradients, logRates.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("hessian", hessian, logRates.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    Overlaps.notTheSame("hessian", hessian, "logRates", logRates);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logRates, counts, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logRates, float[] counts, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(logRates, counts);
    Arguments.length("gradients", gradients, logRates.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("bounds", bounds, logRates.length);
    Overlaps.notTheTargets("bounds", bounds, counts);
    Overlaps.notTheSame("bounds", bounds, "logRates", logRates);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logRates, counts, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "POISSON",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.COUNTS,
        1,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logRates, float[] counts, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(logRates, counts, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logRates, counts, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logRates, float[] counts, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(logRates, counts, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logRates, counts, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] logRates, float[] counts, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(logRates, counts, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logRates, counts, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logRates, float[] counts, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfSurprisals(logRates, counts, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(logRates, counts, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(float[] logRates, float[] counts, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] exp = blocks.doubles(2, Blocks.LENGTH);
    double[] logFactorial = blocks.doubles(3, Blocks.LENGTH);
    double[] loss = blocks.doubles(4, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(logRates, start, length, z);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      FUNCTIONS.exp(z, length, exp);
      FUNCTIONS.logFactorial(y, length, logFactorial);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] + logFactorial[i] - z[i] * y[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logRates, float[] counts, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] exp = blocks.doubles(2, Blocks.LENGTH);
    double[] loss = blocks.doubles(3, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(logRates, start, length, z);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      FUNCTIONS.exp(z, length, exp);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] - z[i] * y[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] logRates, float[] counts, float[] gradients,
      double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] exp = blocks.doubles(2, Blocks.LENGTH);
    double[] loss = blocks.doubles(3, Blocks.LENGTH);
    double[] residual = blocks.doubles(4, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(logRates, start, length, z);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      FUNCTIONS.exp(z, length, exp);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] - z[i] * y[i];
        residual[i] = exp[i] - y[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residual, length, scale, gradients, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] logRates, float[] counts, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] exp = blocks.doubles(2, Blocks.LENGTH);
    double[] loss = blocks.doubles(3, Blocks.LENGTH);
    double[] residual = blocks.doubles(4, Blocks.LENGTH);
    double[] curvature = blocks.doubles(5, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(logRates, start, length, z);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      FUNCTIONS.exp(z, length, exp);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] - z[i] * y[i];
        residual[i] = exp[i] - y[i];
        curvature[i] = exp[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residual, length, scale, gradients, start);
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(float[] logRates, float[] counts) {
    int rows = Arguments.rows("logRates", logRates, 1);
    Arguments.length("counts", counts, rows);
    CountChecks.counts("counts", counts, 1, 1);
    return rows;
  }
}
