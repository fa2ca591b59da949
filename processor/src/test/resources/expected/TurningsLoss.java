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
import dev.surprisal.runtime.kernel.ComponentTransfers;
import dev.surprisal.runtime.kernel.Components;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Turnings}: the surprisal, in nats, of real numbers under mixtures of Gaussian
 * distributions, without the constant log(2 pi) / 2 per value.
 *
 * <p>For a row of outputs for values k and components j, first all logits z, component after
 * component, then all means m, then all log-variances s, and its targets y:
 *
 * <pre>
 *   d           exp(-s / 2)
 *   u           d (m - y)
 *   a           z - s / 2 - u^2 / 2
 *   p           exp(z - log(sum_j exp(z_j)))
 *   r           exp(a - log(sum_j exp(a_j)))
 *   loss        sum_k (log(sum_j exp(z_j)) - log(sum_j exp(a_j)))
 *   gradient    p - r by z, d r u by m, r (1 - u^2) / 2 by s
 *   prediction  p, m, exp(s)
 *   curvature   p (1 - p) - r (1 - r) by z, d^2 r (1 - u^2 (1 - r)) by m, r (u^2 / 2
 *                 - (1 - r) (1 - u^2)^2 / 4) by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: a row of {@code outputs} is 3 * 2 logits, then 3 * 2 means, then 3 * 2 log-variances;
 * {@code gradients}, {@code mixtures} and {@code hessian} are like it. A row of {@code targets} is
 * 2 values; {@code losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit and a target that is not finite give an {@code
 * IllegalArgumentException} before anything is written. A logit of -infinity leaves its component
 * out, and so does an infinite mean or a log-variance of +infinity. NaN, or another infinity,
 * gives NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class TurningsLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Values per example.
   */
  private static final int SIZE = 2;

  /**
   * Components of each value.
   */
  private static final int COMPONENTS = 3;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "constants left out";

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  public TurningsLoss() {
    workers = Workers.CALLER;
  }

  private TurningsLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public TurningsLoss on(Workers workers) {
    return new TurningsLoss(workers);
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
  public void predict(float[] outputs, float[] mixtures) {
    int rows = Arguments.rows("outputs", outputs, 3 * COMPONENTS * SIZE);
    Arguments.length("mixtures", mixtures, outputs.length);
    int most = Blocks.rowsSideBySide(COMPONENTS);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, COMPONENTS * most);
    double[] m = blocks.doubles(1, COMPONENTS * most);
    double[] s = blocks.doubles(2, COMPONENTS * most);
    double[] p = blocks.doubles(3, COMPONENTS * most);
    double[] predictionS = blocks.doubles(4, COMPONENTS * most);
    double[] predictionZ = blocks.doubles(5, COMPONENTS * most);
    double[] predictionM = blocks.doubles(6, COMPONENTS * most);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(most, end - start);
      int stride = Blocks.stride(length, most);
      int all = COMPONENTS * stride;
      ComponentTransfers.read(outputs, 0, 3, COMPONENTS, SIZE, start, length, stride, z);
      ComponentTransfers.read(outputs, 1, 3, COMPONENTS, SIZE, start, length, stride, m);
      ComponentTransfers.read(outputs, 2, 3, COMPONENTS, SIZE, start, length, stride, s);
      Components.share(z, COMPONENTS, stride, p);
      FUNCTIONS.exp(s, all, predictionS);
      for (int i = 0; i < all; i++) {
        predictionZ[i] = p[i];
        predictionM[i] = m[i];
      }
      ComponentTransfers.write(predictionZ, stride, length, 1, mixtures,
          0, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(predictionM, stride, length, 1, mixtures,
          1, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(predictionS, stride, length, 1, mixtures,
          2, 3, COMPONENTS, SIZE, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] outputs, float[] targets, float[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = 1.0 / rows;
    int most = Blocks.rowsSideBySide(COMPONENTS);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, COMPONENTS * most);
    double[] s = blocks.doubles(1, COMPONENTS * most);
    double[] m = blocks.doubles(2, COMPONENTS * most);
    double[] y = blocks.doubles(3, COMPONENTS * most);
    double[] d = blocks.doubles(4, COMPONENTS * most);
    double[] p = blocks.doubles(5, COMPONENTS * most);
    double[] a = blocks.doubles(6, COMPONENTS * most);
    double[] r = blocks.doubles(7, COMPONENTS * most);
    double[] notP = blocks.doubles(8, COMPONENTS * most);
    double[] notR = blocks.doubles(9, COMPONENTS * most);
    double[] curvatureZ = blocks.doubles(10, COMPONENTS * most);
    double[] curvatureM = blocks.doubles(11, COMPONENTS * most);
    double[] curvatureS = blocks.doubles(12, COMPONENTS * most);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(most, end - start);
      int stride = Blocks.stride(length, most);
      int all = COMPONENTS * stride;
      ComponentTransfers.read(outputs, 0, 3, COMPONENTS, SIZE, start, length, stride, z);
      ComponentTransfers.read(outputs, 2, 3, COMPONENTS, SIZE, start, length, stride, s);
      ComponentTransfers.read(outputs, 1, 3, COMPONENTS, SIZE, start, length, stride, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.fillRows(y, COMPONENTS, stride, y);
      for (int i = 0; i < all; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, all, d);
      Components.share(z, COMPONENTS, stride, p);
      for (int i = 0; i < all; i++) {
        double u = d[i] * (m[i] - y[i]);
        a[i] = z[i] - s[i] / 2 - u * u / 2;
      }
      Components.share(a, COMPONENTS, stride, r);
      Components.others(p, COMPONENTS, stride, notP);
      Components.others(r, COMPONENTS, stride, notR);
      for (int i = 0; i < all; i++) {
        double excess = notR[i] * p[i] - notP[i] * r[i];
        curvatureZ[i] = excess * (notP[i] * notR[i] - p[i] * r[i]);
        double u = d[i] * (m[i] - y[i]);
        curvatureM[i] = d[i] * d[i] * (1 - u * u * notR[i]);
        curvatureS[i] = u * u / 2 - notR[i] * (1 - u * u) * (1 - u * u) / 4;
      }
      DOUBLE_BLOCKS.weigh(r, curvatureM, all);
      DOUBLE_BLOCKS.weigh(r, curvatureS, all);
      ComponentTransfers.write(curvatureZ, stride, length, scale, hessian,
          0, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(curvatureM, stride, length, scale, hessian,
          1, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(curvatureS, stride, length, scale, hessian,
          2, 3, COMPONENTS, SIZE, start);
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
        "MIXTURE_OF_GAUSSIANS",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.REALS,
        3 * COMPONENTS * SIZE,
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
    int most = Blocks.rowsSideBySide(COMPONENTS);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, COMPONENTS * most);
    double[] s = blocks.doubles(1, COMPONENTS * most);
    double[] m = blocks.doubles(2, COMPONENTS * most);
    double[] y = blocks.doubles(3, COMPONENTS * most);
    double[] d = blocks.doubles(4, COMPONENTS * most);
    double[] logSumExp = blocks.doubles(5, COMPONENTS * most);
    double[] a = blocks.doubles(6, COMPONENTS * most);
    double[] logSumExp2 = blocks.doubles(7, COMPONENTS * most);
    double[] loss = blocks.doubles(8, COMPONENTS * most);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(most, end - start);
      int stride = Blocks.stride(length, most);
      int all = COMPONENTS * stride;
      ComponentTransfers.read(outputs, 0, 3, COMPONENTS, SIZE, start, length, stride, z);
      ComponentTransfers.read(outputs, 2, 3, COMPONENTS, SIZE, start, length, stride, s);
      ComponentTransfers.read(outputs, 1, 3, COMPONENTS, SIZE, start, length, stride, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.fillRows(y, COMPONENTS, stride, y);
      for (int i = 0; i < all; i++) {
        d[i] = -s[i] / 2;
      }
      Components.logSumExp(z, COMPONENTS, stride, logSumExp);
      FUNCTIONS.exp(d, all, d);
      for (int i = 0; i < all; i++) {
        double u = d[i] * (m[i] - y[i]);
        a[i] = z[i] - s[i] / 2 - u * u / 2;
      }
      Components.logSumExp(a, COMPONENTS, stride, logSumExp2);
      for (int i = 0; i < length; i++) {
        loss[i] = 0.9189385332046727 + logSumExp[i] - logSumExp2[i];
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
    int most = Blocks.rowsSideBySide(COMPONENTS);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, COMPONENTS * most);
    double[] s = blocks.doubles(1, COMPONENTS * most);
    double[] m = blocks.doubles(2, COMPONENTS * most);
    double[] y = blocks.doubles(3, COMPONENTS * most);
    double[] d = blocks.doubles(4, COMPONENTS * most);
    double[] logSumExp = blocks.doubles(5, COMPONENTS * most);
    double[] a = blocks.doubles(6, COMPONENTS * most);
    double[] logSumExp2 = blocks.doubles(7, COMPONENTS * most);
    double[] loss = blocks.doubles(8, COMPONENTS * most);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(most, end - start);
      int stride = Blocks.stride(length, most);
      int all = COMPONENTS * stride;
      ComponentTransfers.read(outputs, 0, 3, COMPONENTS, SIZE, start, length, stride, z);
      ComponentTransfers.read(outputs, 2, 3, COMPONENTS, SIZE, start, length, stride, s);
      ComponentTransfers.read(outputs, 1, 3, COMPONENTS, SIZE, start, length, stride, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.fillRows(y, COMPONENTS, stride, y);
      for (int i = 0; i < all; i++) {
        d[i] = -s[i] / 2;
      }
      Components.logSumExp(z, COMPONENTS, stride, logSumExp);
      FUNCTIONS.exp(d, all, d);
      for (int i = 0; i < all; i++) {
        double u = d[i] * (m[i] - y[i]);
        a[i] = z[i] - s[i] / 2 - u * u / 2;
      }
      Components.logSumExp(a, COMPONENTS, stride, logSumExp2);
      for (int i = 0; i < length; i++) {
        loss[i] = logSumExp[i] - logSumExp2[i];
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
    int most = Blocks.rowsSideBySide(COMPONENTS);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, COMPONENTS * most);
    double[] s = blocks.doubles(1, COMPONENTS * most);
    double[] m = blocks.doubles(2, COMPONENTS * most);
    double[] y = blocks.doubles(3, COMPONENTS * most);
    double[] d = blocks.doubles(4, COMPONENTS * most);
    double[] p = blocks.doubles(5, COMPONENTS * most);
    double[] logSumExp = blocks.doubles(6, COMPONENTS * most);
    double[] a = blocks.doubles(7, COMPONENTS * most);
    double[] r = blocks.doubles(8, COMPONENTS * most);
    double[] logSumExp2 = blocks.doubles(9, COMPONENTS * most);
    double[] notP = blocks.doubles(10, COMPONENTS * most);
    double[] notR = blocks.doubles(11, COMPONENTS * most);
    double[] residualZ = blocks.doubles(12, COMPONENTS * most);
    double[] residualM = blocks.doubles(13, COMPONENTS * most);
    double[] residualS = blocks.doubles(14, COMPONENTS * most);
    double[] loss = blocks.doubles(15, COMPONENTS * most);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(most, end - start);
      int stride = Blocks.stride(length, most);
      int all = COMPONENTS * stride;
      ComponentTransfers.read(outputs, 0, 3, COMPONENTS, SIZE, start, length, stride, z);
      ComponentTransfers.read(outputs, 2, 3, COMPONENTS, SIZE, start, length, stride, s);
      ComponentTransfers.read(outputs, 1, 3, COMPONENTS, SIZE, start, length, stride, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.fillRows(y, COMPONENTS, stride, y);
      for (int i = 0; i < all; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, all, d);
      Components.share(z, COMPONENTS, stride, p, logSumExp);
      for (int i = 0; i < all; i++) {
        double u = d[i] * (m[i] - y[i]);
        a[i] = z[i] - s[i] / 2 - u * u / 2;
      }
      Components.share(a, COMPONENTS, stride, r, logSumExp2);
      Components.others(p, COMPONENTS, stride, notP);
      Components.others(r, COMPONENTS, stride, notR);
      for (int i = 0; i < all; i++) {
        double excess = notR[i] * p[i] - notP[i] * r[i];
        residualZ[i] = excess;
        double u = d[i] * (m[i] - y[i]);
        residualM[i] = d[i] * u;
        residualS[i] = (1 - u * u) / 2;
      }
      for (int i = 0; i < length; i++) {
        loss[i] = logSumExp[i] - logSumExp2[i];
      }
      DOUBLE_BLOCKS.weigh(r, residualM, all);
      DOUBLE_BLOCKS.weigh(r, residualS, all);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      ComponentTransfers.write(residualZ, stride, length, scale, gradients,
          0, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(residualM, stride, length, scale, gradients,
          1, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(residualS, stride, length, scale, gradients,
          2, 3, COMPONENTS, SIZE, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] outputs, float[] targets, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    int most = Blocks.rowsSideBySide(COMPONENTS);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, COMPONENTS * most);
    double[] s = blocks.doubles(1, COMPONENTS * most);
    double[] m = blocks.doubles(2, COMPONENTS * most);
    double[] y = blocks.doubles(3, COMPONENTS * most);
    double[] d = blocks.doubles(4, COMPONENTS * most);
    double[] p = blocks.doubles(5, COMPONENTS * most);
    double[] logSumExp = blocks.doubles(6, COMPONENTS * most);
    double[] a = blocks.doubles(7, COMPONENTS * most);
    double[] r = blocks.doubles(8, COMPONENTS * most);
    double[] logSumExp2 = blocks.doubles(9, COMPONENTS * most);
    double[] notP = blocks.doubles(10, COMPONENTS * most);
    double[] notR = blocks.doubles(11, COMPONENTS * most);
    double[] residualZ = blocks.doubles(12, COMPONENTS * most);
    double[] residualM = blocks.doubles(13, COMPONENTS * most);
    double[] residualS = blocks.doubles(14, COMPONENTS * most);
    double[] curvatureZ = blocks.doubles(15, COMPONENTS * most);
    double[] curvatureM = blocks.doubles(16, COMPONENTS * most);
    double[] curvatureS = blocks.doubles(17, COMPONENTS * most);
    double[] loss = blocks.doubles(18, COMPONENTS * most);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(most, end - start);
      int stride = Blocks.stride(length, most);
      int all = COMPONENTS * stride;
      ComponentTransfers.read(outputs, 0, 3, COMPONENTS, SIZE, start, length, stride, z);
      ComponentTransfers.read(outputs, 2, 3, COMPONENTS, SIZE, start, length, stride, s);
      ComponentTransfers.read(outputs, 1, 3, COMPONENTS, SIZE, start, length, stride, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.fillRows(y, COMPONENTS, stride, y);
      for (int i = 0; i < all; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, all, d);
      Components.share(z, COMPONENTS, stride, p, logSumExp);
      for (int i = 0; i < all; i++) {
        double u = d[i] * (m[i] - y[i]);
        a[i] = z[i] - s[i] / 2 - u * u / 2;
      }
      Components.share(a, COMPONENTS, stride, r, logSumExp2);
      Components.others(p, COMPONENTS, stride, notP);
      Components.others(r, COMPONENTS, stride, notR);
      for (int i = 0; i < all; i++) {
        double excess = notR[i] * p[i] - notP[i] * r[i];
        residualZ[i] = excess;
        double u = d[i] * (m[i] - y[i]);
        residualM[i] = d[i] * u;
        residualS[i] = (1 - u * u) / 2;
        curvatureZ[i] = excess * (notP[i] * notR[i] - p[i] * r[i]);
        curvatureM[i] = d[i] * d[i] * (1 - u * u * notR[i]);
        curvatureS[i] = u * u / 2 - notR[i] * (1 - u * u) * (1 - u * u) / 4;
      }
      for (int i = 0; i < length; i++) {
        loss[i] = logSumExp[i] - logSumExp2[i];
      }
      DOUBLE_BLOCKS.weigh(r, residualM, all);
      DOUBLE_BLOCKS.weigh(r, residualS, all);
      DOUBLE_BLOCKS.weigh(r, curvatureM, all);
      DOUBLE_BLOCKS.weigh(r, curvatureS, all);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      ComponentTransfers.write(residualZ, stride, length, scale, gradients,
          0, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(residualM, stride, length, scale, gradients,
          1, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(residualS, stride, length, scale, gradients,
          2, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(curvatureZ, stride, length, scale, hessian,
          0, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(curvatureM, stride, length, scale, hessian,
          1, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(curvatureS, stride, length, scale, hessian,
          2, 3, COMPONENTS, SIZE, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds of the same rows.
   */
  private static double sumAndBounds(float[] outputs, float[] targets, float[] gradients,
      float[] bounds, double scale, int from, int to) {
    int most = Blocks.rowsSideBySide(COMPONENTS);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, COMPONENTS * most);
    double[] s = blocks.doubles(1, COMPONENTS * most);
    double[] m = blocks.doubles(2, COMPONENTS * most);
    double[] y = blocks.doubles(3, COMPONENTS * most);
    double[] d = blocks.doubles(4, COMPONENTS * most);
    double[] p = blocks.doubles(5, COMPONENTS * most);
    double[] logSumExp = blocks.doubles(6, COMPONENTS * most);
    double[] a = blocks.doubles(7, COMPONENTS * most);
    double[] r = blocks.doubles(8, COMPONENTS * most);
    double[] logSumExp2 = blocks.doubles(9, COMPONENTS * most);
    double[] notP = blocks.doubles(10, COMPONENTS * most);
    double[] notR = blocks.doubles(11, COMPONENTS * most);
    double[] residualZ = blocks.doubles(12, COMPONENTS * most);
    double[] residualM = blocks.doubles(13, COMPONENTS * most);
    double[] residualS = blocks.doubles(14, COMPONENTS * most);
    double[] boundZ = blocks.doubles(15, COMPONENTS * most);
    double[] boundM = blocks.doubles(16, COMPONENTS * most);
    double[] boundS = blocks.doubles(17, COMPONENTS * most);
    double[] loss = blocks.doubles(18, COMPONENTS * most);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(most, end - start);
      int stride = Blocks.stride(length, most);
      int all = COMPONENTS * stride;
      ComponentTransfers.read(outputs, 0, 3, COMPONENTS, SIZE, start, length, stride, z);
      ComponentTransfers.read(outputs, 2, 3, COMPONENTS, SIZE, start, length, stride, s);
      ComponentTransfers.read(outputs, 1, 3, COMPONENTS, SIZE, start, length, stride, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.fillRows(y, COMPONENTS, stride, y);
      for (int i = 0; i < all; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, all, d);
      Components.share(z, COMPONENTS, stride, p, logSumExp);
      for (int i = 0; i < all; i++) {
        double u = d[i] * (m[i] - y[i]);
        a[i] = z[i] - s[i] / 2 - u * u / 2;
      }
      Components.share(a, COMPONENTS, stride, r, logSumExp2);
      Components.others(p, COMPONENTS, stride, notP);
      Components.others(r, COMPONENTS, stride, notR);
      for (int i = 0; i < all; i++) {
        double excess = notR[i] * p[i] - notP[i] * r[i];
        residualZ[i] = excess;
        double u = d[i] * (m[i] - y[i]);
        residualM[i] = d[i] * u;
        residualS[i] = (1 - u * u) / 2;
        boundZ[i] = 2 * notP[i];
        boundM[i] = 2 * d[i] * d[i];
        boundS[i] = (1 + 3 * u * u) / 2;
      }
      for (int i = 0; i < length; i++) {
        loss[i] = logSumExp[i] - logSumExp2[i];
      }
      DOUBLE_BLOCKS.weigh(r, residualM, all);
      DOUBLE_BLOCKS.weigh(r, residualS, all);
      DOUBLE_BLOCKS.weigh(p, boundZ, all);
      DOUBLE_BLOCKS.weigh(r, boundM, all);
      DOUBLE_BLOCKS.weigh(r, boundS, all);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      ComponentTransfers.write(residualZ, stride, length, scale, gradients,
          0, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(residualM, stride, length, scale, gradients,
          1, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(residualS, stride, length, scale, gradients,
          2, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(boundZ, stride, length, scale, bounds,
          0, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(boundM, stride, length, scale, bounds,
          1, 3, COMPONENTS, SIZE, start);
      ComponentTransfers.write(boundS, stride, length, scale, bounds,
          2, 3, COMPONENTS, SIZE, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(float[] outputs, float[] targets) {
    int rows = Arguments.rows("outputs", outputs, 3 * COMPONENTS * SIZE);
    Arguments.length("targets", targets, rows * SIZE);
    TargetChecks.finite("targets", targets, SIZE, 1);
    return rows;
  }
}
