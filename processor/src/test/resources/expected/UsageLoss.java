package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;

import dev.surprisal.runtime.AmountChecks;
import dev.surprisal.runtime.Arguments;
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
 * The loss of {@link Usage}: the surprisal, in nats, of shares under beta distributions, without
 * the constant log y + log(1 - y) per value.
 *
 * <p>For a row of outputs, first all logits m of means, then all log-precisions s, and its shares
 * y:
 *
 * <pre>
 *   a           s - log(1 + exp(-m))
 *   b           s - log(1 + exp(m))
 *   f           exp(s)
 *   l           log(y) - log(1 - y)
 *   e           [n (digamma(n) - log(n)), n = exp(a)] / (1 + exp(m))
 *                 - [n (digamma(n) - log(n)), n = exp(b)] / (1 + exp(-m))
 *   loss        [log Gamma(n) - n log(n) + n, n = exp(a)]
 *                 + [log Gamma(n) - n log(n) + n, n = exp(b)]
 *                 + f [softplus(l) - softplus(m) - sigmoid(m) (l - m)]
 *                 - [log Gamma(n) - n log(n) + n, n = exp(s)]
 *   gradient    e + f (m
 *                 - l) / ((1 + exp(-m)) (1 + exp(m))) by m, [n (digamma(n) - log(n)), n = exp(a)]
 *                 + [n (digamma(n) - log(n)), n = exp(b)]
 *                 + f [softplus(l) - softplus(m) - sigmoid(m) (l - m)]
 *                 - [n (digamma(n) - log(n)), n = exp(s)] by s
 *   prediction  1 / (1 + exp(-m)), exp(s)
 *   curvature   f ((m - l) / ((1 + exp(m)) (1 + exp(-m)) (1 + exp(m)))
 *                 + 1 / ((1 + exp(-m)) (1 + exp(m)))
 *                 - (m - l) / ((1 + exp(-m)) (1 + exp(-m)) (1 + exp(m))))
 *                 + [n (digamma(n) - log(n) + n trigamma(n) - 1), n = exp(a)] / (1 + exp(m))^2
 *                 + [n (digamma(n) - log(n) + n trigamma(n) - 1), n = exp(b)] / (1 + exp(-m))^2
 *                 - [n (digamma(n) - log(n)), n = exp(a)] / ((1 + exp(-m)) (1 + exp(m)))
 *                 - [n (digamma(n) - log(n)), n = exp(b)] / ((1 + exp(-m)) (1
 *                 + exp(m))) by m, [n (digamma(n) - log(n) + n trigamma(n) - 1), n = exp(a)]
 *                 + [n (digamma(n) - log(n) + n trigamma(n) - 1), n = exp(b)]
 *                 + f [softplus(l) - softplus(m) - sigmoid(m) (l - m)]
 *                 - [n (digamma(n) - log(n) + n trigamma(n) - 1), n = exp(s)] by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: a row of {@code outputs} is 1 logit, then 1 log-precision; {@code gradients}, {@code
 * meansPrecisions} and {@code hessian} are like it. A row of {@code shares} is 1 value; {@code
 * losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit and a share that is 0, 1 or outside give an {@code
 * IllegalArgumentException} before anything is written. An output that is not finite gives a loss
 * that is not, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class UsageLoss implements NewtonLoss<float[], float[]> {
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
  public UsageLoss() {
    workers = Workers.CALLER;
  }

  private UsageLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public UsageLoss on(Workers workers) {
    return new UsageLoss(workers);
  }

  @Override
  public LossValue forward(float[] outputs, float[] shares) {
    int rows = check(outputs, shares);
    double sum = sumOfLosses(outputs, shares, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] outputs, float[] shares) {
    int rows = check(outputs, shares);
    double sum = sumOfSurprisals(outputs, shares, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] shares, float[] gradients) {
    int rows = check(outputs, shares);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, shares);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(outputs, shares, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] shares, float[] gradients,
      double denominator) {
    int rows = check(outputs, shares);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, shares);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(outputs, shares, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public void perExample(float[] outputs, float[] shares, double[] losses) {
    int rows = check(outputs, shares);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, shares, row, row + 1);
    }
  }

  @Override
  public void predict(float[] outputs, float[] meansPrecisions) {
    int rows = Arguments.rows("outputs", outputs, 2);
    Arguments.length("meansPrecisions", meansPrecisions, outputs.length);
    Blocks blocks = Blocks.take();
    double[] m = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] predictionM = blocks.doubles(2, Blocks.LENGTH);
    double[] predictionS = blocks.doubles(3, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      FUNCTIONS.sigmoid(m, length, predictionM);
      FUNCTIONS.exp(s, length, predictionS);
      DOUBLE_BLOCKS.write(predictionM, length, 1, meansPrecisions, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(predictionS, length, 1, meansPrecisions, 1, 2, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] outputs, float[] shares, float[] hessian) {
    int rows = check(outputs, shares);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, shares);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] log2 = blocks.doubles(3, Blocks.LENGTH);
    double[] softplus = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(6, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(7, Blocks.LENGTH);
    double[] f = blocks.doubles(8, Blocks.LENGTH);
    double[] log = blocks.doubles(9, Blocks.LENGTH);
    double[] logGammaRestBend3 = blocks.doubles(10, Blocks.LENGTH);
    double[] b = blocks.doubles(11, Blocks.LENGTH);
    double[] l = blocks.doubles(12, Blocks.LENGTH);
    double[] weigh = blocks.doubles(13, Blocks.LENGTH);
    double[] logGammaRestBend2 = blocks.doubles(14, Blocks.LENGTH);
    double[] logGammaRestSlope2 = blocks.doubles(15, Blocks.LENGTH);
    double[] softplusAboveTangent = blocks.doubles(16, Blocks.LENGTH);
    double[] a = blocks.doubles(17, Blocks.LENGTH);
    double[] logGammaRestBend = blocks.doubles(18, Blocks.LENGTH);
    double[] logGammaRestSlope = blocks.doubles(19, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(20, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(21, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(shares, start, length, y);
      for (int i = 0; i < length; i++) {
        log2[i] = 1 - y[i];
      }
      FUNCTIONS.answers(m, length, softplus, softplus2, sigmoid, sigmoid2);
      FUNCTIONS.exp(s, length, f);
      FUNCTIONS.log(y, length, log);
      FUNCTIONS.log(log2, length, log2);
      FUNCTIONS.logGammaRestBend(s, length, logGammaRestBend3);
      for (int i = 0; i < length; i++) {
        b[i] = s[i] - softplus[i];
        l[i] = log[i] - log2[i];
        weigh[i] = 1;
      }
      FUNCTIONS.weigh(weigh, softplus2, length, weigh);
      FUNCTIONS.logGammaRestBend(b, length, logGammaRestBend2);
      FUNCTIONS.logGammaRestSlope(b, length, logGammaRestSlope2);
      FUNCTIONS.softplusAboveTangent(m, l, length, softplusAboveTangent);
      for (int i = 0; i < length; i++) {
        a[i] = s[i] - weigh[i];
      }
      FUNCTIONS.logGammaRestBend(a, length, logGammaRestBend);
      FUNCTIONS.logGammaRestSlope(a, length, logGammaRestSlope);
      for (int i = 0; i < length; i++) {
        curvatureM[i] =
            f[i] * ((m[i] - l[i]) * sigmoid[i] * sigmoid2[i] * sigmoid2[i]
            + sigmoid[i] * sigmoid2[i]
            - (m[i] - l[i]) * sigmoid[i] * sigmoid[i] * sigmoid2[i])
            + logGammaRestBend[i] * sigmoid2[i] * sigmoid2[i]
            + logGammaRestBend2[i] * sigmoid[i] * sigmoid[i]
            - logGammaRestSlope[i] * sigmoid[i] * sigmoid2[i]
            - logGammaRestSlope2[i] * sigmoid[i] * sigmoid2[i];
        curvatureS[i] =
            logGammaRestBend[i] + logGammaRestBend2[i]
            + f[i] * softplusAboveTangent[i] - logGammaRestBend3[i];
      }
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] shares, float[] gradients,
      float[] hessian) {
    int rows = check(outputs, shares);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, shares);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, shares);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(outputs, shares, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] shares, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(outputs, shares);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, shares);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, shares);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(outputs, shares, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] outputs, float[] shares, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(outputs, shares);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, shares);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, shares);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndBounds(outputs, shares, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "BETA",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.PROBABILITIES,
        2,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] outputs, float[] shares, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(outputs, shares, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, shares, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] outputs, float[] shares, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(outputs, shares, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, shares, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] outputs, float[] shares, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(outputs, shares, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, shares, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(float[] outputs, float[] shares, float[] gradients, float[] bounds,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndBounds(outputs, shares, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(outputs, shares, gradients, bounds, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] outputs, float[] shares, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfSurprisals(outputs, shares, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(outputs, shares, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(float[] outputs, float[] shares, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] log2 = blocks.doubles(3, Blocks.LENGTH);
    double[] softplus = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(5, Blocks.LENGTH);
    double[] log = blocks.doubles(6, Blocks.LENGTH);
    double[] f = blocks.doubles(7, Blocks.LENGTH);
    double[] logGammaRest3 = blocks.doubles(8, Blocks.LENGTH);
    double[] b = blocks.doubles(9, Blocks.LENGTH);
    double[] l = blocks.doubles(10, Blocks.LENGTH);
    double[] weigh = blocks.doubles(11, Blocks.LENGTH);
    double[] logGammaRest2 = blocks.doubles(12, Blocks.LENGTH);
    double[] softplusAboveTangent = blocks.doubles(13, Blocks.LENGTH);
    double[] a = blocks.doubles(14, Blocks.LENGTH);
    double[] logGammaRest = blocks.doubles(15, Blocks.LENGTH);
    double[] loss = blocks.doubles(16, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(shares, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      for (int i = 0; i < length; i++) {
        log2[i] = 1 - y[i];
      }
      FUNCTIONS.surprisals(m, length, softplus, softplus2);
      FUNCTIONS.log(y, length, log);
      FUNCTIONS.log(log2, length, log2);
      FUNCTIONS.exp(s, length, f);
      FUNCTIONS.logGammaRest(s, length, logGammaRest3);
      for (int i = 0; i < length; i++) {
        b[i] = s[i] - softplus[i];
        l[i] = log[i] - log2[i];
        weigh[i] = 1;
      }
      FUNCTIONS.weigh(weigh, softplus2, length, weigh);
      FUNCTIONS.logGammaRest(b, length, logGammaRest2);
      FUNCTIONS.softplusAboveTangent(m, l, length, softplusAboveTangent);
      for (int i = 0; i < length; i++) {
        a[i] = s[i] - weigh[i];
      }
      FUNCTIONS.logGammaRest(a, length, logGammaRest);
      for (int i = 0; i < length; i++) {
        loss[i] =
            log[i] + log2[i] + logGammaRest[i] + logGammaRest2[i]
            + f[i] * softplusAboveTangent[i] - logGammaRest3[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] outputs, float[] shares, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] log2 = blocks.doubles(3, Blocks.LENGTH);
    double[] softplus = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(5, Blocks.LENGTH);
    double[] f = blocks.doubles(6, Blocks.LENGTH);
    double[] log = blocks.doubles(7, Blocks.LENGTH);
    double[] logGammaRest3 = blocks.doubles(8, Blocks.LENGTH);
    double[] b = blocks.doubles(9, Blocks.LENGTH);
    double[] l = blocks.doubles(10, Blocks.LENGTH);
    double[] weigh = blocks.doubles(11, Blocks.LENGTH);
    double[] logGammaRest2 = blocks.doubles(12, Blocks.LENGTH);
    double[] softplusAboveTangent = blocks.doubles(13, Blocks.LENGTH);
    double[] a = blocks.doubles(14, Blocks.LENGTH);
    double[] logGammaRest = blocks.doubles(15, Blocks.LENGTH);
    double[] loss = blocks.doubles(16, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(shares, start, length, y);
      for (int i = 0; i < length; i++) {
        log2[i] = 1 - y[i];
      }
      FUNCTIONS.surprisals(m, length, softplus, softplus2);
      FUNCTIONS.exp(s, length, f);
      FUNCTIONS.log(y, length, log);
      FUNCTIONS.log(log2, length, log2);
      FUNCTIONS.logGammaRest(s, length, logGammaRest3);
      for (int i = 0; i < length; i++) {
        b[i] = s[i] - softplus[i];
        l[i] = log[i] - log2[i];
        weigh[i] = 1;
      }
      FUNCTIONS.weigh(weigh, softplus2, length, weigh);
      FUNCTIONS.logGammaRest(b, length, logGammaRest2);
      FUNCTIONS.softplusAboveTangent(m, l, length, softplusAboveTangent);
      for (int i = 0; i < length; i++) {
        a[i] = s[i] - weigh[i];
      }
      FUNCTIONS.logGammaRest(a, length, logGammaRest);
      for (int i = 0; i < length; i++) {
        loss[i] =
            logGammaRest[i] + logGammaRest2[i] + f[i] * softplusAboveTangent[i]
            - logGammaRest3[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] outputs, float[] shares, float[] gradients,
      double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] log2 = blocks.doubles(3, Blocks.LENGTH);
    double[] softplus = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(6, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(7, Blocks.LENGTH);
    double[] f = blocks.doubles(8, Blocks.LENGTH);
    double[] log = blocks.doubles(9, Blocks.LENGTH);
    double[] logGammaRest3 = blocks.doubles(10, Blocks.LENGTH);
    double[] logGammaRestSlope3 = blocks.doubles(11, Blocks.LENGTH);
    double[] b = blocks.doubles(12, Blocks.LENGTH);
    double[] l = blocks.doubles(13, Blocks.LENGTH);
    double[] weigh = blocks.doubles(14, Blocks.LENGTH);
    double[] logGammaRest2 = blocks.doubles(15, Blocks.LENGTH);
    double[] softplusAboveTangent = blocks.doubles(16, Blocks.LENGTH);
    double[] logGammaRestSlope2 = blocks.doubles(17, Blocks.LENGTH);
    double[] a = blocks.doubles(18, Blocks.LENGTH);
    double[] logGammaRest = blocks.doubles(19, Blocks.LENGTH);
    double[] logGammaRestSlope = blocks.doubles(20, Blocks.LENGTH);
    double[] loss = blocks.doubles(21, Blocks.LENGTH);
    double[] residualM = blocks.doubles(22, Blocks.LENGTH);
    double[] residualS = blocks.doubles(23, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(shares, start, length, y);
      for (int i = 0; i < length; i++) {
        log2[i] = 1 - y[i];
      }
      FUNCTIONS.answers(m, length, softplus, softplus2, sigmoid, sigmoid2);
      FUNCTIONS.exp(s, length, f);
      FUNCTIONS.log(y, length, log);
      FUNCTIONS.log(log2, length, log2);
      FUNCTIONS.logGammaRest(s, length, logGammaRest3);
      FUNCTIONS.logGammaRestSlope(s, length, logGammaRestSlope3);
      for (int i = 0; i < length; i++) {
        b[i] = s[i] - softplus[i];
        l[i] = log[i] - log2[i];
        weigh[i] = 1;
      }
      FUNCTIONS.weigh(weigh, softplus2, length, weigh);
      FUNCTIONS.logGammaRest(b, length, logGammaRest2);
      FUNCTIONS.softplusAboveTangent(m, l, length, softplusAboveTangent);
      FUNCTIONS.logGammaRestSlope(b, length, logGammaRestSlope2);
      for (int i = 0; i < length; i++) {
        a[i] = s[i] - weigh[i];
      }
      FUNCTIONS.logGammaRest(a, length, logGammaRest);
      FUNCTIONS.logGammaRestSlope(a, length, logGammaRestSlope);
      for (int i = 0; i < length; i++) {
        loss[i] =
            logGammaRest[i] + logGammaRest2[i] + f[i] * softplusAboveTangent[i]
            - logGammaRest3[i];
        double e = logGammaRestSlope[i] * sigmoid2[i] - logGammaRestSlope2[i] * sigmoid[i];
        residualM[i] = e + f[i] * (m[i] - l[i]) * sigmoid[i] * sigmoid2[i];
        residualS[i] =
            logGammaRestSlope[i] + logGammaRestSlope2[i]
            + f[i] * softplusAboveTangent[i] - logGammaRestSlope3[i];
      }
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
  private static double sumAndDerivatives(float[] outputs, float[] shares, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] log2 = blocks.doubles(3, Blocks.LENGTH);
    double[] softplus = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(6, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(7, Blocks.LENGTH);
    double[] f = blocks.doubles(8, Blocks.LENGTH);
    double[] log = blocks.doubles(9, Blocks.LENGTH);
    double[] logGammaRest3 = blocks.doubles(10, Blocks.LENGTH);
    double[] logGammaRestSlope3 = blocks.doubles(11, Blocks.LENGTH);
    double[] logGammaRestBend3 = blocks.doubles(12, Blocks.LENGTH);
    double[] b = blocks.doubles(13, Blocks.LENGTH);
    double[] l = blocks.doubles(14, Blocks.LENGTH);
    double[] weigh = blocks.doubles(15, Blocks.LENGTH);
    double[] logGammaRest2 = blocks.doubles(16, Blocks.LENGTH);
    double[] softplusAboveTangent = blocks.doubles(17, Blocks.LENGTH);
    double[] logGammaRestSlope2 = blocks.doubles(18, Blocks.LENGTH);
    double[] logGammaRestBend2 = blocks.doubles(19, Blocks.LENGTH);
    double[] a = blocks.doubles(20, Blocks.LENGTH);
    double[] logGammaRest = blocks.doubles(21, Blocks.LENGTH);
    double[] logGammaRestSlope = blocks.doubles(22, Blocks.LENGTH);
    double[] logGammaRestBend = blocks.doubles(23, Blocks.LENGTH);
    double[] loss = blocks.doubles(24, Blocks.LENGTH);
    double[] residualM = blocks.doubles(25, Blocks.LENGTH);
    double[] residualS = blocks.doubles(26, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(27, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(28, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(shares, start, length, y);
      for (int i = 0; i < length; i++) {
        log2[i] = 1 - y[i];
      }
      FUNCTIONS.answers(m, length, softplus, softplus2, sigmoid, sigmoid2);
      FUNCTIONS.exp(s, length, f);
      FUNCTIONS.log(y, length, log);
      FUNCTIONS.log(log2, length, log2);
      FUNCTIONS.logGammaRest(s, length, logGammaRest3);
      FUNCTIONS.logGammaRestSlope(s, length, logGammaRestSlope3);
      FUNCTIONS.logGammaRestBend(s, length, logGammaRestBend3);
      for (int i = 0; i < length; i++) {
        b[i] = s[i] - softplus[i];
        l[i] = log[i] - log2[i];
        weigh[i] = 1;
      }
      FUNCTIONS.weigh(weigh, softplus2, length, weigh);
      FUNCTIONS.logGammaRest(b, length, logGammaRest2);
      FUNCTIONS.softplusAboveTangent(m, l, length, softplusAboveTangent);
      FUNCTIONS.logGammaRestSlope(b, length, logGammaRestSlope2);
      FUNCTIONS.logGammaRestBend(b, length, logGammaRestBend2);
      for (int i = 0; i < length; i++) {
        a[i] = s[i] - weigh[i];
      }
      FUNCTIONS.logGammaRest(a, length, logGammaRest);
      FUNCTIONS.logGammaRestSlope(a, length, logGammaRestSlope);
      FUNCTIONS.logGammaRestBend(a, length, logGammaRestBend);
      for (int i = 0; i < length; i++) {
        loss[i] =
            logGammaRest[i] + logGammaRest2[i] + f[i] * softplusAboveTangent[i]
            - logGammaRest3[i];
        double e = logGammaRestSlope[i] * sigmoid2[i] - logGammaRestSlope2[i] * sigmoid[i];
        residualM[i] = e + f[i] * (m[i] - l[i]) * sigmoid[i] * sigmoid2[i];
        residualS[i] =
            logGammaRestSlope[i] + logGammaRestSlope2[i]
            + f[i] * softplusAboveTangent[i] - logGammaRestSlope3[i];
        curvatureM[i] =
            f[i] * ((m[i] - l[i]) * sigmoid[i] * sigmoid2[i] * sigmoid2[i]
            + sigmoid[i] * sigmoid2[i]
            - (m[i] - l[i]) * sigmoid[i] * sigmoid[i] * sigmoid2[i])
            + logGammaRestBend[i] * sigmoid2[i] * sigmoid2[i]
            + logGammaRestBend2[i] * sigmoid[i] * sigmoid[i]
            - logGammaRestSlope[i] * sigmoid[i] * sigmoid2[i]
            - logGammaRestSlope2[i] * sigmoid[i] * sigmoid2[i];
        curvatureS[i] =
            logGammaRestBend[i] + logGammaRestBend2[i]
            + f[i] * softplusAboveTangent[i] - logGammaRestBend3[i];
      }
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
  private static double sumAndBounds(float[] outputs, float[] shares, float[] gradients,
      float[] bounds, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] log2 = blocks.doubles(3, Blocks.LENGTH);
    double[] softplus = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(6, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(7, Blocks.LENGTH);
    double[] f = blocks.doubles(8, Blocks.LENGTH);
    double[] log = blocks.doubles(9, Blocks.LENGTH);
    double[] logGammaRest3 = blocks.doubles(10, Blocks.LENGTH);
    double[] logGammaRestSlope3 = blocks.doubles(11, Blocks.LENGTH);
    double[] logGammaRestBend3 = blocks.doubles(12, Blocks.LENGTH);
    double[] b = blocks.doubles(13, Blocks.LENGTH);
    double[] l = blocks.doubles(14, Blocks.LENGTH);
    double[] weigh = blocks.doubles(15, Blocks.LENGTH);
    double[] logGammaRest2 = blocks.doubles(16, Blocks.LENGTH);
    double[] softplusAboveTangent = blocks.doubles(17, Blocks.LENGTH);
    double[] logGammaRestSlope2 = blocks.doubles(18, Blocks.LENGTH);
    double[] exp2 = blocks.doubles(19, Blocks.LENGTH);
    double[] logGammaRestBend2 = blocks.doubles(20, Blocks.LENGTH);
    double[] a = blocks.doubles(21, Blocks.LENGTH);
    double[] logGammaRest = blocks.doubles(22, Blocks.LENGTH);
    double[] logGammaRestSlope = blocks.doubles(23, Blocks.LENGTH);
    double[] exp = blocks.doubles(24, Blocks.LENGTH);
    double[] logGammaRestBend = blocks.doubles(25, Blocks.LENGTH);
    double[] loss = blocks.doubles(26, Blocks.LENGTH);
    double[] residualM = blocks.doubles(27, Blocks.LENGTH);
    double[] residualS = blocks.doubles(28, Blocks.LENGTH);
    double[] boundM = blocks.doubles(29, Blocks.LENGTH);
    double[] boundS = blocks.doubles(30, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(shares, start, length, y);
      for (int i = 0; i < length; i++) {
        log2[i] = 1 - y[i];
      }
      FUNCTIONS.answers(m, length, softplus, softplus2, sigmoid, sigmoid2);
      FUNCTIONS.exp(s, length, f);
      FUNCTIONS.log(y, length, log);
      FUNCTIONS.log(log2, length, log2);
      FUNCTIONS.logGammaRest(s, length, logGammaRest3);
      FUNCTIONS.logGammaRestSlope(s, length, logGammaRestSlope3);
      FUNCTIONS.logGammaRestBend(s, length, logGammaRestBend3);
      for (int i = 0; i < length; i++) {
        b[i] = s[i] - softplus[i];
        l[i] = log[i] - log2[i];
        weigh[i] = 1;
      }
      FUNCTIONS.weigh(weigh, softplus2, length, weigh);
      FUNCTIONS.logGammaRest(b, length, logGammaRest2);
      FUNCTIONS.softplusAboveTangent(m, l, length, softplusAboveTangent);
      FUNCTIONS.logGammaRestSlope(b, length, logGammaRestSlope2);
      FUNCTIONS.exp(b, length, exp2);
      FUNCTIONS.logGammaRestBend(b, length, logGammaRestBend2);
      for (int i = 0; i < length; i++) {
        a[i] = s[i] - weigh[i];
      }
      FUNCTIONS.logGammaRest(a, length, logGammaRest);
      FUNCTIONS.logGammaRestSlope(a, length, logGammaRestSlope);
      FUNCTIONS.exp(a, length, exp);
      FUNCTIONS.logGammaRestBend(a, length, logGammaRestBend);
      for (int i = 0; i < length; i++) {
        loss[i] =
            logGammaRest[i] + logGammaRest2[i] + f[i] * softplusAboveTangent[i]
            - logGammaRest3[i];
        double e = logGammaRestSlope[i] * sigmoid2[i] - logGammaRestSlope2[i] * sigmoid[i];
        residualM[i] = e + f[i] * (m[i] - l[i]) * sigmoid[i] * sigmoid2[i];
        residualS[i] =
            logGammaRestSlope[i] + logGammaRestSlope2[i]
            + f[i] * softplusAboveTangent[i] - logGammaRestSlope3[i];
        boundM[i] =
            (exp[i] + logGammaRestBend[i]
            - logGammaRestSlope[i]) * sigmoid2[i] * sigmoid2[i] + (exp2[i]
            + logGammaRestBend2[i] - logGammaRestSlope2[i]) * sigmoid[i] * sigmoid[i];
        boundS[i] =
            logGammaRestBend[i] + logGammaRestBend2[i] + logGammaRestSlope3[i]
            - logGammaRestBend3[i] - logGammaRestSlope[i] - logGammaRestSlope2[i];
      }
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
  private static int check(float[] outputs, float[] shares) {
    int rows = Arguments.rows("outputs", outputs, 2);
    Arguments.length("shares", shares, rows);
    AmountChecks.shares("shares", shares, 1, 1);
    return rows;
  }
}
