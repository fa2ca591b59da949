package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Censored;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.KnownTargets;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.WeightChecks;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Remissions}: the surprisal, in nats, of positive amounts under log-normal
 * distributions, without the constant log y + log(2 pi) / 2 per value that was seen.
 *
 * <p>For a row of outputs, first all means m of log y, then all log-variances s of it, and its
 * amounts y, each seen or outlived:
 *
 * <pre>
 *   d           exp(-s / 2)
 *   u           d (log(y) - m)
 *   loss        sum_k (outlived_k ? [-log(1 - Phi(u_k))] : (s_k + u_k^2) / 2)
 *   gradient    (outlived ? -d [phi(u) / (1 - Phi(u))] : -d u) by m, (outlived
 *                 ? -u [phi(u) / (1 - Phi(u))] / 2 : 0.5 - u^2 / 2) by s
 *   prediction  exp(m), exp(s)
 *   curvature   (outlived ? d^2 [phi(u) / (1 - Phi(u))] [phi(u) / (1 - Phi(u)) - u]
 *                 : d^2) by m, (outlived
 *                 ? (u + u^2 [phi(u) / (1 - Phi(u)) - u]) [phi(u) / (1 - Phi(u))] / 4
 *                 : u^2 / 2) by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the sum of the weights of the examples of which a
 * target is known. Each example counts as often as its weight says. What has the weight 0 counts
 * for nothing, whatever its outputs are. A target that is NaN is unknown: its output counts for
 * nothing, whatever it is.
 *
 * <p>Shapes: a row of {@code outputs} is 2 log-medians, then 2 log-variances; {@code gradients},
 * {@code mediansAndSpreads} and {@code hessian} are like it. A row of the arrays of {@code
 * censored} is 2 values; {@code weights} and {@code losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit, an amount that is not above 0 or not finite (NaN aside),
 * a weight that is negative or not finite give an {@code IllegalArgumentException} before anything
 * is written. Where its target was seen, an output that is not finite gives a loss that is not;
 * where it was outlived, an infinite one gives what the loss tends to, and NaN gives NaN; each in
 * that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class RemissionsLoss implements NewtonLoss<float[], Weighted<Censored<float[]>>> {
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
  public RemissionsLoss() {
    workers = Workers.CALLER;
  }

  private RemissionsLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public RemissionsLoss on(Workers workers) {
    return new RemissionsLoss(workers);
  }

  @Override
  public LossValue forward(float[] outputs, Weighted<Censored<float[]>> weighted) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    double weight = WeightChecks.totalWeight(weight(amounts, weights));
    double sum = sumOfLosses(outputs, amounts, outlived, weights, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] outputs, Weighted<Censored<float[]>> weighted) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    double weight = WeightChecks.totalWeight(weight(amounts, weights));
    double sum = sumOfSurprisals(outputs, amounts, outlived, weights, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Weighted<Censored<float[]>> weighted,
      float[] gradients) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    double weight = WeightChecks.totalWeight(weight(amounts, weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(outputs, amounts, outlived, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Weighted<Censored<float[]>> weighted,
      float[] gradients, double denominator) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    double weight = WeightChecks.totalWeight(weight(amounts, weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(outputs, amounts, outlived, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public void perExample(float[] outputs, Weighted<Censored<float[]>> weighted, double[] losses) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    Arguments.length("losses", losses, rows);
    Overlaps.notTheWeights("losses", losses, weights);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, amounts, outlived, weights, row, row + 1);
    }
  }

  @Override
  public void predict(float[] outputs, float[] mediansAndSpreads) {
    int rows = Arguments.rows("outputs", outputs, 2 * SIZE);
    Arguments.length("mediansAndSpreads", mediansAndSpreads, outputs.length);
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
      DOUBLE_BLOCKS.write(predictionM, length, 1, mediansAndSpreads, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(predictionS, length, 1, mediansAndSpreads, 1, 2, SIZE, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] outputs, Weighted<Censored<float[]>> weighted, float[] hessian) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, amounts);
    double scale = Arguments.inverse(WeightChecks.totalWeight(weight(amounts, weights)));
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] d = blocks.doubles(4, Blocks.LENGTH);
    double[] log = blocks.doubles(5, Blocks.LENGTH);
    double[] u = blocks.doubles(6, Blocks.LENGTH);
    double[] normalTail = blocks.doubles(7, Blocks.LENGTH);
    double[] normalHazard = blocks.doubles(8, Blocks.LENGTH);
    double[] normalHazardAbove = blocks.doubles(9, Blocks.LENGTH);
    double[] curvatureMOutlived = blocks.doubles(10, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(11, Blocks.LENGTH);
    double[] curvatureSOutlived = blocks.doubles(12, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(13, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.perRow(weights, SIZE, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = d[i] * (log[i] - m[i]);
      }
      FUNCTIONS.normal(u, length, normalTail, normalHazard, normalHazardAbove);
      for (int i = 0; i < length; i++) {
        curvatureMOutlived[i] = d[i] * d[i] * normalHazard[i] * normalHazardAbove[i];
        curvatureM[i] = d[i] * d[i];
        curvatureSOutlived[i] = (u[i] + u[i] * u[i] * normalHazardAbove[i]) * normalHazard[i] / 4;
        curvatureS[i] = u[i] * u[i] / 2;
      }
      FUNCTIONS.choose(outlived, start, curvatureMOutlived, curvatureM, length, curvatureM);
      FUNCTIONS.choose(outlived, start, curvatureSOutlived, curvatureS, length, curvatureS);
      DOUBLE_BLOCKS.zeroBesideNan(amounts, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, curvatureM, length);
      DOUBLE_BLOCKS.weigh(weight, curvatureS, length);
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, SIZE, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, SIZE, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Weighted<Censored<float[]>> weighted,
      float[] gradients, float[] hessian) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, amounts);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(amounts, weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(outputs, amounts, outlived, weights,
        gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Weighted<Censored<float[]>> weighted,
      float[] gradients, float[] hessian, double denominator) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, amounts);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(amounts, weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(outputs, amounts, outlived, weights,
        gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] outputs, Weighted<Censored<float[]>> weighted,
      float[] gradients, float[] bounds, double denominator) {
    Censored<float[]> censored = Objects.requireNonNull(weighted, "weighted").targets();
    float[] amounts = censored.targets();
    boolean[] outlived = censored.outlived();
    double[] weights = weighted.weights();
    int rows = check(outputs, amounts, outlived, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, amounts);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(amounts, weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndBounds(outputs, amounts, outlived, weights, gradients, bounds, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "LOG_NORMAL",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.CENSORED_REALS,
        2 * SIZE,
        SIZE,
        1,
        true,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the weights of the rows that count.
   */
  private static double weight(float[] amounts, double[] weights) {
    return KnownTargets.rows(amounts, SIZE, 1, weights);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] outputs, float[] amounts, boolean[] outlived, double[] weights,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfLosses(outputs, amounts, outlived, weights, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, amounts, outlived, weights, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, float[] gradients, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndGradients(outputs, amounts, outlived, weights, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, amounts, outlived, weights, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, float[] gradients, float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndDerivatives(outputs, amounts, outlived, weights,
              gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, amounts, outlived, weights,
          gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, float[] gradients, float[] bounds, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndBounds(outputs, amounts, outlived, weights, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(outputs, amounts, outlived, weights, gradients, bounds, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfSurprisals(outputs, amounts, outlived, weights, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(outputs, amounts, outlived, weights, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] d = blocks.doubles(4, Blocks.LENGTH);
    double[] log = blocks.doubles(5, Blocks.LENGTH);
    double[] u = blocks.doubles(6, Blocks.LENGTH);
    double[] normalTail = blocks.doubles(7, Blocks.LENGTH);
    double[] normalHazard = blocks.doubles(8, Blocks.LENGTH);
    double[] normalHazardAbove = blocks.doubles(9, Blocks.LENGTH);
    double[] loss = blocks.doubles(10, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.perRow(weights, SIZE, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = d[i] * (log[i] - m[i]);
      }
      FUNCTIONS.normal(u, length, normalTail, normalHazard, normalHazardAbove);
      for (int i = 0; i < length; i++) {
        loss[i] = 0.9189385332046727 + (s[i] + u[i] * u[i]) / 2 + log[i];
      }
      FUNCTIONS.choose(outlived, start, normalTail, loss, length, loss);
      DOUBLE_BLOCKS.zeroBesideNan(amounts, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] d = blocks.doubles(4, Blocks.LENGTH);
    double[] log = blocks.doubles(5, Blocks.LENGTH);
    double[] u = blocks.doubles(6, Blocks.LENGTH);
    double[] normalTail = blocks.doubles(7, Blocks.LENGTH);
    double[] normalHazard = blocks.doubles(8, Blocks.LENGTH);
    double[] normalHazardAbove = blocks.doubles(9, Blocks.LENGTH);
    double[] loss = blocks.doubles(10, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.perRow(weights, SIZE, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = d[i] * (log[i] - m[i]);
      }
      FUNCTIONS.normal(u, length, normalTail, normalHazard, normalHazardAbove);
      for (int i = 0; i < length; i++) {
        loss[i] = (s[i] + u[i] * u[i]) / 2;
      }
      FUNCTIONS.choose(outlived, start, normalTail, loss, length, loss);
      DOUBLE_BLOCKS.zeroBesideNan(amounts, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, float[] gradients, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] d = blocks.doubles(4, Blocks.LENGTH);
    double[] log = blocks.doubles(5, Blocks.LENGTH);
    double[] u = blocks.doubles(6, Blocks.LENGTH);
    double[] normalTail = blocks.doubles(7, Blocks.LENGTH);
    double[] normalHazard = blocks.doubles(8, Blocks.LENGTH);
    double[] normalHazardAbove = blocks.doubles(9, Blocks.LENGTH);
    double[] loss = blocks.doubles(10, Blocks.LENGTH);
    double[] residualMOutlived = blocks.doubles(11, Blocks.LENGTH);
    double[] residualM = blocks.doubles(12, Blocks.LENGTH);
    double[] residualSOutlived = blocks.doubles(13, Blocks.LENGTH);
    double[] residualS = blocks.doubles(14, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.perRow(weights, SIZE, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = d[i] * (log[i] - m[i]);
      }
      FUNCTIONS.normal(u, length, normalTail, normalHazard, normalHazardAbove);
      for (int i = 0; i < length; i++) {
        loss[i] = (s[i] + u[i] * u[i]) / 2;
        residualMOutlived[i] = -d[i] * normalHazard[i];
        residualM[i] = -d[i] * u[i];
        residualSOutlived[i] = -u[i] * normalHazard[i] / 2;
        residualS[i] = (1 - u[i] * u[i]) / 2;
      }
      FUNCTIONS.choose(outlived, start, normalTail, loss, length, loss);
      FUNCTIONS.choose(outlived, start, residualMOutlived, residualM, length, residualM);
      FUNCTIONS.choose(outlived, start, residualSOutlived, residualS, length, residualS);
      DOUBLE_BLOCKS.zeroBesideNan(amounts, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residualM, length);
      DOUBLE_BLOCKS.weigh(weight, residualS, length);
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
  private static double sumAndDerivatives(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, float[] gradients, float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] d = blocks.doubles(4, Blocks.LENGTH);
    double[] log = blocks.doubles(5, Blocks.LENGTH);
    double[] u = blocks.doubles(6, Blocks.LENGTH);
    double[] normalTail = blocks.doubles(7, Blocks.LENGTH);
    double[] normalHazard = blocks.doubles(8, Blocks.LENGTH);
    double[] normalHazardAbove = blocks.doubles(9, Blocks.LENGTH);
    double[] loss = blocks.doubles(10, Blocks.LENGTH);
    double[] residualMOutlived = blocks.doubles(11, Blocks.LENGTH);
    double[] residualM = blocks.doubles(12, Blocks.LENGTH);
    double[] residualSOutlived = blocks.doubles(13, Blocks.LENGTH);
    double[] residualS = blocks.doubles(14, Blocks.LENGTH);
    double[] curvatureMOutlived = blocks.doubles(15, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(16, Blocks.LENGTH);
    double[] curvatureSOutlived = blocks.doubles(17, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(18, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.perRow(weights, SIZE, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
      }
      FUNCTIONS.exp(d, length, d);
      FUNCTIONS.log(y, length, log);
      for (int i = 0; i < length; i++) {
        u[i] = d[i] * (log[i] - m[i]);
      }
      FUNCTIONS.normal(u, length, normalTail, normalHazard, normalHazardAbove);
      for (int i = 0; i < length; i++) {
        loss[i] = (s[i] + u[i] * u[i]) / 2;
        residualMOutlived[i] = -d[i] * normalHazard[i];
        residualM[i] = -d[i] * u[i];
        residualSOutlived[i] = -u[i] * normalHazard[i] / 2;
        residualS[i] = (1 - u[i] * u[i]) / 2;
        curvatureMOutlived[i] = d[i] * d[i] * normalHazard[i] * normalHazardAbove[i];
        curvatureM[i] = d[i] * d[i];
        curvatureSOutlived[i] = (u[i] + u[i] * u[i] * normalHazardAbove[i]) * normalHazard[i] / 4;
        curvatureS[i] = u[i] * u[i] / 2;
      }
      FUNCTIONS.choose(outlived, start, normalTail, loss, length, loss);
      FUNCTIONS.choose(outlived, start, residualMOutlived, residualM, length, residualM);
      FUNCTIONS.choose(outlived, start, residualSOutlived, residualS, length, residualS);
      FUNCTIONS.choose(outlived, start, curvatureMOutlived, curvatureM, length, curvatureM);
      FUNCTIONS.choose(outlived, start, curvatureSOutlived, curvatureS, length, curvatureS);
      DOUBLE_BLOCKS.zeroBesideNan(amounts, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residualM, length);
      DOUBLE_BLOCKS.weigh(weight, residualS, length);
      DOUBLE_BLOCKS.weigh(weight, curvatureM, length);
      DOUBLE_BLOCKS.weigh(weight, curvatureS, length);
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
  private static double sumAndBounds(float[] outputs, float[] amounts, boolean[] outlived,
      double[] weights, float[] gradients, float[] bounds, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] m = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] d = blocks.doubles(4, Blocks.LENGTH);
    double[] exp = blocks.doubles(5, Blocks.LENGTH);
    double[] log = blocks.doubles(6, Blocks.LENGTH);
    double[] u = blocks.doubles(7, Blocks.LENGTH);
    double[] normalTail = blocks.doubles(8, Blocks.LENGTH);
    double[] normalHazard = blocks.doubles(9, Blocks.LENGTH);
    double[] normalHazardAbove = blocks.doubles(10, Blocks.LENGTH);
    double[] sign = blocks.doubles(11, Blocks.LENGTH);
    double[] loss = blocks.doubles(12, Blocks.LENGTH);
    double[] residualMOutlived = blocks.doubles(13, Blocks.LENGTH);
    double[] residualM = blocks.doubles(14, Blocks.LENGTH);
    double[] residualSOutlived = blocks.doubles(15, Blocks.LENGTH);
    double[] residualS = blocks.doubles(16, Blocks.LENGTH);
    double[] boundMOutlived = blocks.doubles(17, Blocks.LENGTH);
    double[] boundSOutlived = blocks.doubles(18, Blocks.LENGTH);
    double[] boundS = blocks.doubles(19, Blocks.LENGTH);
    double[] boundM = blocks.doubles(20, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, SIZE, start, length, s);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.read(outputs, 0, 2, SIZE, start, length, m);
      DOUBLE_BLOCKS.perRow(weights, SIZE, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        d[i] = -s[i] / 2;
        exp[i] = -s[i];
      }
      FUNCTIONS.exp(d, length, d);
      FUNCTIONS.log(y, length, log);
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        u[i] = d[i] * (log[i] - m[i]);
      }
      FUNCTIONS.normal(u, length, normalTail, normalHazard, normalHazardAbove);
      FUNCTIONS.sign(u, length, sign);
      for (int i = 0; i < length; i++) {
        loss[i] = (s[i] + u[i] * u[i]) / 2;
        residualMOutlived[i] = -d[i] * normalHazard[i];
        residualM[i] = -d[i] * u[i];
        residualSOutlived[i] = -u[i] * normalHazard[i] / 2;
        residualS[i] = (1 - u[i] * u[i]) / 2;
        boundMOutlived[i] = d[i] * d[i] * normalHazard[i] * normalHazardAbove[i];
        boundSOutlived[i] =
            (u[i] * u[i] * normalHazard[i] * normalHazardAbove[i]
            + u[i] * normalHazard[i] * sign[i]) / 4;
        boundS[i] = 0.5;
      }
      FUNCTIONS.choose(outlived, start, normalTail, loss, length, loss);
      FUNCTIONS.choose(outlived, start, residualMOutlived, residualM, length, residualM);
      FUNCTIONS.choose(outlived, start, residualSOutlived, residualS, length, residualS);
      FUNCTIONS.choose(outlived, start, boundMOutlived, exp, length, boundM);
      FUNCTIONS.choose(outlived, start, boundSOutlived, boundS, length, boundS);
      DOUBLE_BLOCKS.zeroBesideNan(amounts, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residualM, length);
      DOUBLE_BLOCKS.weigh(weight, residualS, length);
      DOUBLE_BLOCKS.weigh(weight, boundM, length);
      DOUBLE_BLOCKS.weigh(weight, boundS, length);
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
  private static int check(float[] outputs, float[] amounts, boolean[] outlived, double[] weights) {
    int rows = Arguments.rows("outputs", outputs, 2 * SIZE);
    Arguments.length("amounts", amounts, rows * SIZE);
    Arguments.length("outlived", outlived, amounts.length);
    WeightChecks.weights(weights, rows);
    KnownTargets.POSITIVE.check("amounts", amounts, SIZE, 1, weights);
    return rows;
  }
}
