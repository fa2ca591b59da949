package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;

import dev.surprisal.runtime.AmountChecks;
import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Censored;
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
 * The loss of {@link Survival}: the surprisal, in nats, of times under Weibull distributions,
 * without the constant log y per value that was seen.
 *
 * <p>For a row of outputs, first all log-scales m, then all log-shapes s, and its times y, each
 * seen or outlived:
 *
 * <pre>
 *   k           exp(s)
 *   u           k (log(y) - m)
 *   loss        (outlived ? exp(u) : exp(u) - s - u)
 *   gradient    (outlived ? -k exp(u) : -k (exp(u) - 1)) by m, (outlived ? u exp(u)
 *                 : u (exp(u) - 1) - 1) by s
 *   prediction  exp(m), exp(s)
 *   curvature   k^2 exp(u) by m, (outlived ? (u^2 + u) exp(u) : u^2 exp(u)
 *                 + u (exp(u) - 1)) by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: a row of {@code outputs} is 1 log-scale, then 1 log-shape; {@code gradients}, {@code
 * scalesAndShapes} and {@code hessian} are like it. A row of the arrays of {@code censored} is 1
 * value; {@code losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit and an amount that is not above 0 or not finite give an
 * {@code IllegalArgumentException} before anything is written. Where its target was seen, an
 * output that is not finite gives a loss that is not; where it was outlived, an infinite one gives
 * what the loss tends to, and NaN gives NaN; each in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class SurvivalLoss implements NewtonLoss<float[], Censored<float[]>> {
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
  public SurvivalLoss() {
    workers = Workers.CALLER;
  }

  private SurvivalLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public SurvivalLoss on(Workers workers) {
    return new SurvivalLoss(workers);
  }

  @Override
  public LossValue forward(float[] outputs, Censored<float[]> censored) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    double sum = sumOfLosses(outputs, times, outlived, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] outputs, Censored<float[]> censored) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    double sum = sumOfSurprisals(outputs, times, outlived, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Censored<float[]> censored, float[] gradients) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, times);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(outputs, times, outlived, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Censored<float[]> censored, float[] gradients,
      double denominator) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, times);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(outputs, times, outlived, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public void perExample(float[] outputs, Censored<float[]> censored, double[] losses) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, times, outlived, row, row + 1);
    }
  }

  @Override
  public void predict(float[] outputs, float[] scalesAndShapes) {
    int rows = Arguments.rows("outputs", outputs, 2);
    Arguments.length("scalesAndShapes", scalesAndShapes, outputs.length);
    Blocks blocks = Blocks.take();
    double[] m = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] predictionM = blocks.doubles(2, Blocks.LENGTH);
    double[] predictionS = blocks.doubles(3, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      FUNCTIONS.exp(m, length, predictionM);
      FUNCTIONS.exp(s, length, predictionS);
      DOUBLE_BLOCKS.write(predictionM, length, 1, scalesAndShapes, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(predictionS, length, 1, scalesAndShapes, 1, 2, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] outputs, Censored<float[]> censored, float[] hessian) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, times);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] k = blocks.doubles(3, Blocks.LENGTH);
    double[] log = blocks.doubles(4, Blocks.LENGTH);
    double[] u = blocks.doubles(5, Blocks.LENGTH);
    double[] exp = blocks.doubles(6, Blocks.LENGTH);
    double[] expm1 = blocks.doubles(7, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(8, Blocks.LENGTH);
    double[] curvatureSOutlived = blocks.doubles(9, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(10, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(times, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      FUNCTIONS.exp(s, length, k);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = k[i] * (log[i] - m[i]);
      }
      FUNCTIONS.exp(u, length, exp);
      FUNCTIONS.expm1(u, length, expm1);
      for (int i = 0; i < length; i++) {
        curvatureM[i] = k[i] * k[i] * exp[i];
        curvatureSOutlived[i] = (u[i] * u[i] + u[i]) * exp[i];
        curvatureS[i] = u[i] * u[i] * exp[i] + u[i] * expm1[i];
      }
      FUNCTIONS.choose(outlived, start, curvatureSOutlived, curvatureS, length, curvatureS);
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Censored<float[]> censored, float[] gradients,
      float[] hessian) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, times);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, times);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(outputs, times, outlived, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Censored<float[]> censored, float[] gradients,
      float[] hessian, double denominator) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, times);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, times);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(outputs, times, outlived, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] outputs, Censored<float[]> censored,
      float[] gradients, float[] bounds, double denominator) {
    float[] times = Objects.requireNonNull(censored, "censored").targets();
    boolean[] outlived = censored.outlived();
    int rows = check(outputs, times, outlived);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, times);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, times);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndBounds(outputs, times, outlived, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "WEIBULL",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.CENSORED_REALS,
        2,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] outputs, float[] times, boolean[] outlived, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(outputs, times, outlived, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, times, outlived, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] outputs, float[] times, boolean[] outlived,
      float[] gradients, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(outputs, times, outlived, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, times, outlived, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] outputs, float[] times, boolean[] outlived,
      float[] gradients, float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(outputs, times, outlived, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, times, outlived, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(float[] outputs, float[] times, boolean[] outlived, float[] gradients,
      float[] bounds, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndBounds(outputs, times, outlived, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(outputs, times, outlived, gradients, bounds, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] outputs, float[] times, boolean[] outlived, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfSurprisals(outputs, times, outlived, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(outputs, times, outlived, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(float[] outputs, float[] times, boolean[] outlived,
      int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] k = blocks.doubles(3, Blocks.LENGTH);
    double[] log = blocks.doubles(4, Blocks.LENGTH);
    double[] u = blocks.doubles(5, Blocks.LENGTH);
    double[] exp = blocks.doubles(6, Blocks.LENGTH);
    double[] loss = blocks.doubles(7, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(times, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      FUNCTIONS.exp(s, length, k);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = k[i] * (log[i] - m[i]);
      }
      FUNCTIONS.exp(u, length, exp);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] + log[i] - s[i] - u[i];
      }
      FUNCTIONS.choose(outlived, start, exp, loss, length, loss);
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] outputs, float[] times, boolean[] outlived, int from,
      int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] k = blocks.doubles(3, Blocks.LENGTH);
    double[] log = blocks.doubles(4, Blocks.LENGTH);
    double[] u = blocks.doubles(5, Blocks.LENGTH);
    double[] exp = blocks.doubles(6, Blocks.LENGTH);
    double[] loss = blocks.doubles(7, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(times, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      FUNCTIONS.exp(s, length, k);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = k[i] * (log[i] - m[i]);
      }
      FUNCTIONS.exp(u, length, exp);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] - s[i] - u[i];
      }
      FUNCTIONS.choose(outlived, start, exp, loss, length, loss);
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] outputs, float[] times, boolean[] outlived,
      float[] gradients, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] k = blocks.doubles(3, Blocks.LENGTH);
    double[] log = blocks.doubles(4, Blocks.LENGTH);
    double[] u = blocks.doubles(5, Blocks.LENGTH);
    double[] exp = blocks.doubles(6, Blocks.LENGTH);
    double[] expm1 = blocks.doubles(7, Blocks.LENGTH);
    double[] loss = blocks.doubles(8, Blocks.LENGTH);
    double[] residualMOutlived = blocks.doubles(9, Blocks.LENGTH);
    double[] residualM = blocks.doubles(10, Blocks.LENGTH);
    double[] residualSOutlived = blocks.doubles(11, Blocks.LENGTH);
    double[] residualS = blocks.doubles(12, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(times, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      FUNCTIONS.exp(s, length, k);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = k[i] * (log[i] - m[i]);
      }
      FUNCTIONS.exp(u, length, exp);
      FUNCTIONS.expm1(u, length, expm1);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] - s[i] - u[i];
        residualMOutlived[i] = -k[i] * exp[i];
        residualM[i] = -k[i] * expm1[i];
        residualSOutlived[i] = u[i] * exp[i];
        residualS[i] = u[i] * expm1[i] - 1;
      }
      FUNCTIONS.choose(outlived, start, exp, loss, length, loss);
      FUNCTIONS.choose(outlived, start, residualMOutlived, residualM, length, residualM);
      FUNCTIONS.choose(outlived, start, residualSOutlived, residualS, length, residualS);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, 1, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] outputs, float[] times, boolean[] outlived,
      float[] gradients, float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] k = blocks.doubles(3, Blocks.LENGTH);
    double[] log = blocks.doubles(4, Blocks.LENGTH);
    double[] u = blocks.doubles(5, Blocks.LENGTH);
    double[] exp = blocks.doubles(6, Blocks.LENGTH);
    double[] expm1 = blocks.doubles(7, Blocks.LENGTH);
    double[] loss = blocks.doubles(8, Blocks.LENGTH);
    double[] residualMOutlived = blocks.doubles(9, Blocks.LENGTH);
    double[] residualM = blocks.doubles(10, Blocks.LENGTH);
    double[] residualSOutlived = blocks.doubles(11, Blocks.LENGTH);
    double[] residualS = blocks.doubles(12, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(13, Blocks.LENGTH);
    double[] curvatureSOutlived = blocks.doubles(14, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(15, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(times, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      FUNCTIONS.exp(s, length, k);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = k[i] * (log[i] - m[i]);
      }
      FUNCTIONS.exp(u, length, exp);
      FUNCTIONS.expm1(u, length, expm1);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] - s[i] - u[i];
        residualMOutlived[i] = -k[i] * exp[i];
        residualM[i] = -k[i] * expm1[i];
        residualSOutlived[i] = u[i] * exp[i];
        residualS[i] = u[i] * expm1[i] - 1;
        curvatureM[i] = k[i] * k[i] * exp[i];
        curvatureSOutlived[i] = (u[i] * u[i] + u[i]) * exp[i];
        curvatureS[i] = u[i] * u[i] * exp[i] + u[i] * expm1[i];
      }
      FUNCTIONS.choose(outlived, start, exp, loss, length, loss);
      FUNCTIONS.choose(outlived, start, residualMOutlived, residualM, length, residualM);
      FUNCTIONS.choose(outlived, start, residualSOutlived, residualS, length, residualS);
      FUNCTIONS.choose(outlived, start, curvatureSOutlived, curvatureS, length, curvatureS);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, 1, start);
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, 1, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds of the same rows.
   */
  private static double sumAndBounds(float[] outputs, float[] times, boolean[] outlived,
      float[] gradients, float[] bounds, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] exp2 = blocks.doubles(3, Blocks.LENGTH);
    double[] k = blocks.doubles(4, Blocks.LENGTH);
    double[] log = blocks.doubles(5, Blocks.LENGTH);
    double[] u = blocks.doubles(6, Blocks.LENGTH);
    double[] exp = blocks.doubles(7, Blocks.LENGTH);
    double[] expm1 = blocks.doubles(8, Blocks.LENGTH);
    double[] sign = blocks.doubles(9, Blocks.LENGTH);
    double[] loss = blocks.doubles(10, Blocks.LENGTH);
    double[] residualMOutlived = blocks.doubles(11, Blocks.LENGTH);
    double[] residualM = blocks.doubles(12, Blocks.LENGTH);
    double[] residualSOutlived = blocks.doubles(13, Blocks.LENGTH);
    double[] residualS = blocks.doubles(14, Blocks.LENGTH);
    double[] boundMOutlived = blocks.doubles(15, Blocks.LENGTH);
    double[] boundSOutlived = blocks.doubles(16, Blocks.LENGTH);
    double[] boundS = blocks.doubles(17, Blocks.LENGTH);
    double[] boundM = blocks.doubles(18, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(times, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      for (int i = 0; i < length; i++) {
        exp2[i] = 2 * s[i];
      }
      FUNCTIONS.exp(s, length, k);
      FUNCTIONS.log(y, length, log);
      FUNCTIONS.exp(exp2, length, exp2);
      for (int i = 0; i < length; i++) {
        u[i] = k[i] * (log[i] - m[i]);
      }
      FUNCTIONS.exp(u, length, exp);
      FUNCTIONS.expm1(u, length, expm1);
      FUNCTIONS.sign(u, length, sign);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] - s[i] - u[i];
        residualMOutlived[i] = -k[i] * exp[i];
        residualM[i] = -k[i] * expm1[i];
        residualSOutlived[i] = u[i] * exp[i];
        residualS[i] = u[i] * expm1[i] - 1;
        boundMOutlived[i] = k[i] * k[i] * exp[i];
        boundSOutlived[i] = (u[i] * u[i] + u[i] * sign[i]) * exp[i];
        boundS[i] = 1.8236806608528793;
      }
      FUNCTIONS.choose(outlived, start, exp, loss, length, loss);
      FUNCTIONS.choose(outlived, start, residualMOutlived, residualM, length, residualM);
      FUNCTIONS.choose(outlived, start, residualSOutlived, residualS, length, residualS);
      FUNCTIONS.choose(outlived, start, boundMOutlived, exp2, length, boundM);
      FUNCTIONS.choose(outlived, start, boundSOutlived, boundS, length, boundS);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residualM, length, scale, gradients, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(residualS, length, scale, gradients, 1, 2, 1, start);
      DOUBLE_BLOCKS.write(boundM, length, scale, bounds, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(boundS, length, scale, bounds, 1, 2, 1, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(float[] outputs, float[] times, boolean[] outlived) {
    int rows = Arguments.rows("outputs", outputs, 2);
    Arguments.length("times", times, rows);
    Arguments.length("outlived", outlived, times.length);
    AmountChecks.positive("times", times, 1, 1);
    return rows;
  }
}
