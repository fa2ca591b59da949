package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FLOAT_BLOCKS;
import static java.lang.Math.log;
import static java.lang.Math.max;
import static java.lang.Math.min;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.OutputChecks;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.WeightChecks;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Tokens}: the surprisal, in nats, of a class under a categorical distribution.
 *
 * <p>For a row of logits x and its class y, with a weight w for each class:
 *
 * <pre>
 *   q_k         w_k (0.1 / C + (1 - 0.1) onehot(y)_k)
 *   t           tanh(x / 30)
 *   z           30 t
 *   L           log(sum_j exp(z_j))
 *   slope       1 - t^2
 *   Q           sum_k q_k
 *   loss        sum_k q_k (L - z_k) + 1.0E-4 w_y L^2
 *   gradient    slope (p (Q + 2.0E-4 w_y L) - q)
 *   prediction  p_k = exp(z_k) / sum_j exp(z_j)
 *   curvature   slope (slope (2.0E-4 w_y p^2 + p (1 - p) (Q + 2.0E-4 w_y L))
 *                 - 2 t (p (Q + 2.0E-4 w_y L) - q) / 30)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the sum of the weights of the examples that count. A
 * target of -100 counts for nothing. Each example counts as often as its weight says. What has the
 * weight 0 counts for nothing, whatever its outputs are.
 *
 * <p>Shapes: {@code logits}, {@code gradients}, {@code probabilities} and {@code hessian} hold
 * {@code size} values for each example, row after row; {@code classes}, {@code weights} and {@code
 * losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a class outside 0..size-1 that is not -100, a weight that
 * is negative or not finite, and outputs that are probabilities already give an {@code
 * IllegalArgumentException} before anything is written. A logit of -infinity is a masked class:
 * its probability and its gradient are 0; where it is the target, the loss is infinite. Smoothing
 * spreads over the C classes that are not masked. NaN, +infinity, or a row that is masked as a
 * whole give NaN, in that row alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class TokensLoss implements NewtonLoss<float[], Weighted<int[]>> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * The target of rows that count for nothing.
   */
  private static final int IGNORE_INDEX = -100;

  /**
   * Logits are held between -cap and cap.
   */
  private static final double SOFT_CAP = 30.0;

  /**
   * The part of each target that is spread evenly.
   */
  private static final double LABEL_SMOOTHING = 0.1;

  /**
   * The factor of log-sum-exp squared.
   */
  private static final double Z_LOSS = 1.0E-4;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "labelSmoothing, classWeights, zLoss";

  private final Workers workers;

  private final boolean checksOutputs;

  private final double[] classWeights;

  private final int size;

  /**
   * A loss of the given shape; it can be shared freely.
   *
   * @param classWeights a weight for each class, at least 2, each 0 or in 1e-30..1e30,
   *     and none so small that by what smoothing spreads its rows would teach another class
   */
  public TokensLoss(double... classWeights) {
    this.size = Arguments.classes("classWeights.length", classWeights.length);
    this.classWeights = Arguments.notNegative("classWeights", classWeights);
    WeightChecks.targetsPrevail("classWeights", classWeights, LABEL_SMOOTHING);
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private TokensLoss(TokensLoss loss, Workers workers, boolean checksOutputs) {
    classWeights = loss.classWeights;
    size = loss.size;
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public TokensLoss on(Workers workers) {
    return new TokensLoss(this, workers, checksOutputs);
  }

  @Override
  public TokensLoss withoutOutputChecks() {
    return new TokensLoss(this, workers, false);
  }

  @Override
  public LossValue forward(float[] logits, Weighted<int[]> weighted) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    double weight = WeightChecks.totalWeight(weight(classes, weights));
    double sum = sumOfLosses(logits, classes, weights, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] logits, Weighted<int[]> weighted) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    double weight = WeightChecks.totalWeight(weightOfSurprisals(classes, weights));
    double sum = sumOfSurprisals(logits, classes, weights, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] logits, Weighted<int[]> weighted, float[] gradients) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("gradients", gradients, logits.length);
    double weight = WeightChecks.totalWeight(weight(classes, weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(logits, classes, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, Weighted<int[]> weighted, float[] gradients,
      double denominator) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("gradients", gradients, logits.length);
    double weight = WeightChecks.totalWeight(weight(classes, weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(logits, classes, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public void perExample(float[] logits, Weighted<int[]> weighted, double[] losses) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("losses", losses, rows);
    Overlaps.notTheWeights("losses", losses, weights);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logits, classes, weights, row, row + 1);
    }
  }

  @Override
  public void predict(float[] logits, float[] probabilities) {
    int rows = Arguments.rows("logits", logits, size);
    Arguments.length("probabilities", probabilities, logits.length);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] t = blocks.doubles(1, size * most);
    double[] x = blocks.doubles(2, size * most);
    double[] e = blocks.doubles(3, size * most);
    double[] max = blocks.doubles(4, most);
    double[] total = blocks.doubles(5, most);
    double[] inverse = blocks.doubles(6, most);
    double[] p = blocks.doubles(7, size * most);
    for (int first = 0, count; first < rows; first += count) {
      count = min(most, rows - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // Capped logits; a mask stays one.
      DOUBLE_BLOCKS.tanh(z, 1 / SOFT_CAP, length, t);
      DOUBLE_BLOCKS.cap(z, t, SOFT_CAP, length, x);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, size, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        inverse[r] = 1 / total[r];
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, size, stride, p);
      DOUBLE_BLOCKS.writeRows(p, size, count, stride, 1, probabilities, start, size, 1);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] logits, Weighted<int[]> weighted, float[] hessian) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("hessian", hessian, logits.length);
    double scale = Arguments.inverse(WeightChecks.totalWeight(weight(classes, weights)));
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] t = blocks.doubles(1, size * most);
    double[] x = blocks.doubles(2, size * most);
    double[] slope = blocks.doubles(3, size * most);
    double[] e = blocks.doubles(4, size * most);
    double[] max = blocks.doubles(5, most);
    double[] total = blocks.doubles(6, most);
    double[] q = blocks.doubles(7, size * most);
    double[] relativeOfRow = blocks.doubles(8, most);
    double[] massOfRow = blocks.doubles(9, most);
    double[] inverse = blocks.doubles(10, most);
    double[] logSumExpOfRow = blocks.doubles(11, most);
    double[] weightOfRow = blocks.doubles(12, most);
    double[] p = blocks.doubles(13, size * most);
    double[] mass = blocks.doubles(14, size * most);
    double[] logSumExp = blocks.doubles(15, size * most);
    double[] result = blocks.doubles(16, size * most);
    for (int first = 0, count; first < rows; first += count) {
      count = min(most, rows - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // Capped logits; a mask stays one.
      DOUBLE_BLOCKS.tanh(z, 1 / SOFT_CAP, length, t, slope);
      DOUBLE_BLOCKS.cap(z, t, SOFT_CAP, length, x);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, size, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          relativeOfRow[r] = 1 / classWeights[classes[row]];
        }
      }
      DOUBLE_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      DOUBLE_BLOCKS.sumOfRows(q, size, stride, massOfRow);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        double logSum = logTotal + max[r];
        logSumExpOfRow[r] = logSum;
        weightOfRow[r] = 0;
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
        if (weight == 0) {
          continue;
        }
        weightOfRow[r] = scale * weight;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, size, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, size, stride, mass);
      DOUBLE_BLOCKS.fillRows(logSumExpOfRow, size, stride, logSumExp);
      for (int i = 0; i < length; i++) {
        result[i] =
            (2 * Z_LOSS * logSumExp[i] * p[i] * (1 - p[i]) + 2 * Z_LOSS * p[i] * p[i]
            + mass[i] * p[i] * (1 - p[i])) * slope[i] * slope[i]
            - 2 * (p[i] * (mass[i] + 2 * Z_LOSS * logSumExp[i])
            - q[i]) * slope[i] * t[i] / SOFT_CAP;
      }
      DOUBLE_BLOCKS.weighRows(result, weightOfRow, size, stride);
      DOUBLE_BLOCKS.writeRows(result, size, count, stride, 1, hessian, start, size, 1);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] logits, Weighted<int[]> weighted, float[] gradients,
      float[] hessian) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(classes, weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(logits, classes, weights, gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, Weighted<int[]> weighted, float[] gradients,
      float[] hessian, double denominator) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(classes, weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logits, classes, weights, gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logits, Weighted<int[]> weighted, float[] gradients,
      float[] bounds, double denominator) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("bounds", bounds, logits.length);
    Overlaps.notTheSame("bounds", bounds, "logits", logits);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(classes, weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndBounds(logits, classes, weights, gradients, bounds, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "CATEGORICAL",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.CLASSES,
        size,
        1,
        1,
        true,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the weights of the rows that count.
   */
  private double weight(int[] classes, double[] weights) {
    double weight = 0;
    for (int row = 0; row < weights.length; row++) {
      if (classes[row] != IGNORE_INDEX) {
        weight += weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
      }
    }
    return weight;
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, int[] classes, double[] weights, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(size), (from, to) ->
          sumOfLosses(logits, classes, weights, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(size));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logits, classes, weights, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logits, int[] classes, double[] weights, float[] gradients,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(size), (from, to) ->
          sumAndGradients(logits, classes, weights, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(size));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logits, classes, weights, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] logits, int[] classes, double[] weights,
      float[] gradients, float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(size), (from, to) ->
          sumAndDerivatives(logits, classes, weights, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(size));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logits, classes, weights, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(float[] logits, int[] classes, double[] weights, float[] gradients,
      float[] bounds, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(size), (from, to) ->
          sumAndBounds(logits, classes, weights, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(size));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(logits, classes, weights, gradients, bounds, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the weights of the rows that count.
   */
  private double weightOfSurprisals(int[] classes, double[] weights) {
    double weight = 0;
    for (int row = 0; row < weights.length; row++) {
      if (classes[row] != IGNORE_INDEX) {
        weight += weights[row];
      }
    }
    return weight;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logits, int[] classes, double[] weights, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(size), (from, to) ->
          sumOfSurprisals(logits, classes, weights, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(size));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(logits, classes, weights, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfSurprisals(float[] logits, int[] classes, double[] weights, int from,
      int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    float[] z = blocks.floats(0, size * most);
    double[] largestOfRow = blocks.doubles(1, most);
    float[] x = blocks.floats(2, size * most);
    float[] e = blocks.floats(3, size * most);
    float[] max = blocks.floats(4, most);
    double[] total = blocks.doubles(5, most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int start = first * size;
      FLOAT_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // Capped logits less the largest of their row, in double; a mask stays one.
      FLOAT_BLOCKS.capBelowLargest(z, SOFT_CAP, size, stride, max, largestOfRow, x);
      // The largest logit is subtracted before exp, which then cannot overflow.
      FLOAT_BLOCKS.expOfRows(x, size, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        double logTotal = log(total[r]);
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        double weight = weights[row];
        if (weight == 0) {
          continue;
        }
        int at = classes[row] * stride + r;
        double largest = max[r];
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = logTotal + (largest - x[at]);
        sum += weight * loss;
      }
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfLosses(float[] logits, int[] classes, double[] weights, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] x = blocks.doubles(1, size * most);
    double[] e = blocks.doubles(2, size * most);
    double[] max = blocks.doubles(3, most);
    double[] total = blocks.doubles(4, most);
    double[] q = blocks.doubles(5, size * most);
    double[] relativeOfRow = blocks.doubles(6, most);
    double[] massOfRow = blocks.doubles(7, most);
    double[] below = blocks.doubles(8, most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // Capped logits; a mask stays one.
      DOUBLE_BLOCKS.tanh(z, 1 / SOFT_CAP, length, x);
      DOUBLE_BLOCKS.cap(z, x, SOFT_CAP, length, x);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, size, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          relativeOfRow[r] = 1 / classWeights[classes[row]];
        }
      }
      DOUBLE_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      DOUBLE_BLOCKS.sumOfRows(q, size, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, x, max, size, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        double logTotal = log(total[r]);
        double logSum = logTotal + max[r];
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
        if (weight == 0) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = massOfRow[r] * logTotal - below[r] + Z_LOSS * logSum * logSum;
        sum += weight * loss;
      }
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private double sumAndGradients(float[] logits, int[] classes, double[] weights, float[] gradients,
      double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] t = blocks.doubles(1, size * most);
    double[] x = blocks.doubles(2, size * most);
    double[] slope = blocks.doubles(3, size * most);
    double[] e = blocks.doubles(4, size * most);
    double[] max = blocks.doubles(5, most);
    double[] total = blocks.doubles(6, most);
    double[] q = blocks.doubles(7, size * most);
    double[] relativeOfRow = blocks.doubles(8, most);
    double[] massOfRow = blocks.doubles(9, most);
    double[] below = blocks.doubles(10, most);
    double[] inverse = blocks.doubles(11, most);
    double[] logSumExpOfRow = blocks.doubles(12, most);
    double[] weightOfRow = blocks.doubles(13, most);
    double[] p = blocks.doubles(14, size * most);
    double[] mass = blocks.doubles(15, size * most);
    double[] logSumExp = blocks.doubles(16, size * most);
    double[] result = blocks.doubles(17, size * most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // Capped logits; a mask stays one.
      DOUBLE_BLOCKS.tanh(z, 1 / SOFT_CAP, length, t, slope);
      DOUBLE_BLOCKS.cap(z, t, SOFT_CAP, length, x);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, size, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          relativeOfRow[r] = 1 / classWeights[classes[row]];
        }
      }
      DOUBLE_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      DOUBLE_BLOCKS.sumOfRows(q, size, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, x, max, size, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        double logSum = logTotal + max[r];
        logSumExpOfRow[r] = logSum;
        weightOfRow[r] = 0;
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
        if (weight == 0) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = massOfRow[r] * logTotal - below[r] + Z_LOSS * logSum * logSum;
        sum += weight * loss;
        weightOfRow[r] = scale * weight;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, size, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, size, stride, mass);
      DOUBLE_BLOCKS.fillRows(logSumExpOfRow, size, stride, logSumExp);
      for (int i = 0; i < length; i++) {
        result[i] = (2 * Z_LOSS * logSumExp[i] * p[i] + mass[i] * p[i] - q[i]) * slope[i];
      }
      DOUBLE_BLOCKS.weighRows(result, weightOfRow, size, stride);
      DOUBLE_BLOCKS.writeRows(result, size, count, stride, 1, gradients, start, size, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private double sumAndDerivatives(float[] logits, int[] classes, double[] weights,
      float[] gradients, float[] hessian, double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] t = blocks.doubles(1, size * most);
    double[] x = blocks.doubles(2, size * most);
    double[] slope = blocks.doubles(3, size * most);
    double[] e = blocks.doubles(4, size * most);
    double[] max = blocks.doubles(5, most);
    double[] total = blocks.doubles(6, most);
    double[] q = blocks.doubles(7, size * most);
    double[] relativeOfRow = blocks.doubles(8, most);
    double[] massOfRow = blocks.doubles(9, most);
    double[] below = blocks.doubles(10, most);
    double[] inverse = blocks.doubles(11, most);
    double[] logSumExpOfRow = blocks.doubles(12, most);
    double[] weightOfRow = blocks.doubles(13, most);
    double[] p = blocks.doubles(14, size * most);
    double[] mass = blocks.doubles(15, size * most);
    double[] logSumExp = blocks.doubles(16, size * most);
    double[] residual = blocks.doubles(17, size * most);
    double[] curvature = blocks.doubles(18, size * most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // Capped logits; a mask stays one.
      DOUBLE_BLOCKS.tanh(z, 1 / SOFT_CAP, length, t, slope);
      DOUBLE_BLOCKS.cap(z, t, SOFT_CAP, length, x);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, size, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          relativeOfRow[r] = 1 / classWeights[classes[row]];
        }
      }
      DOUBLE_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      DOUBLE_BLOCKS.sumOfRows(q, size, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, x, max, size, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        double logSum = logTotal + max[r];
        logSumExpOfRow[r] = logSum;
        weightOfRow[r] = 0;
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
        if (weight == 0) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = massOfRow[r] * logTotal - below[r] + Z_LOSS * logSum * logSum;
        sum += weight * loss;
        weightOfRow[r] = scale * weight;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, size, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, size, stride, mass);
      DOUBLE_BLOCKS.fillRows(logSumExpOfRow, size, stride, logSumExp);
      for (int i = 0; i < length; i++) {
        residual[i] = (2 * Z_LOSS * logSumExp[i] * p[i] + mass[i] * p[i] - q[i]) * slope[i];
        curvature[i] =
            (2 * Z_LOSS * logSumExp[i] * p[i] * (1 - p[i]) + 2 * Z_LOSS * p[i] * p[i]
            + mass[i] * p[i] * (1 - p[i])) * slope[i] * slope[i]
            - 2 * (p[i] * (mass[i] + 2 * Z_LOSS * logSumExp[i])
            - q[i]) * slope[i] * t[i] / SOFT_CAP;
      }
      DOUBLE_BLOCKS.weighRows(residual, weightOfRow, size, stride);
      DOUBLE_BLOCKS.weighRows(curvature, weightOfRow, size, stride);
      DOUBLE_BLOCKS.writeRows(residual, size, count, stride, 1, gradients, start, size, 1);
      DOUBLE_BLOCKS.writeRows(curvature, size, count, stride, 1, hessian, start, size, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds of the same rows.
   */
  private double sumAndBounds(float[] logits, int[] classes, double[] weights, float[] gradients,
      float[] bounds, double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] t = blocks.doubles(1, size * most);
    double[] x = blocks.doubles(2, size * most);
    double[] slope = blocks.doubles(3, size * most);
    double[] e = blocks.doubles(4, size * most);
    double[] max = blocks.doubles(5, most);
    double[] total = blocks.doubles(6, most);
    double[] q = blocks.doubles(7, size * most);
    double[] relativeOfRow = blocks.doubles(8, most);
    double[] massOfRow = blocks.doubles(9, most);
    double[] below = blocks.doubles(10, most);
    double[] inverse = blocks.doubles(11, most);
    double[] logSumExpOfRow = blocks.doubles(12, most);
    double[] pullOfRow = blocks.doubles(13, most);
    double[] weightOfRow = blocks.doubles(14, most);
    double[] p = blocks.doubles(15, size * most);
    double[] mass = blocks.doubles(16, size * most);
    double[] logSumExp = blocks.doubles(17, size * most);
    double[] pull = blocks.doubles(18, size * most);
    double[] residual = blocks.doubles(19, size * most);
    double[] curvature = blocks.doubles(20, size * most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // Capped logits; a mask stays one.
      DOUBLE_BLOCKS.tanh(z, 1 / SOFT_CAP, length, t, slope);
      DOUBLE_BLOCKS.cap(z, t, SOFT_CAP, length, x);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, size, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          relativeOfRow[r] = 1 / classWeights[classes[row]];
        }
      }
      DOUBLE_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX && weights[row] != 0) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      DOUBLE_BLOCKS.sumOfRows(q, size, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, x, max, size, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        double logSum = logTotal + max[r];
        logSumExpOfRow[r] = logSum;
        pullOfRow[r] = max(massOfRow[r] + 2 * Z_LOSS * logSum, 0);
        weightOfRow[r] = 0;
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
        if (weight == 0) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = massOfRow[r] * logTotal - below[r] + Z_LOSS * logSum * logSum;
        sum += weight * loss;
        weightOfRow[r] = scale * weight;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, size, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, size, stride, mass);
      DOUBLE_BLOCKS.fillRows(logSumExpOfRow, size, stride, logSumExp);
      DOUBLE_BLOCKS.fillRows(pullOfRow, size, stride, pull);
      for (int i = 0; i < length; i++) {
        residual[i] = (2 * Z_LOSS * logSumExp[i] * p[i] + mass[i] * p[i] - q[i]) * slope[i];
        curvature[i] =
            (2 * Z_LOSS * p[i]
            + 2 * pull[i] * p[i] * (1 - p[i])) * slope[i] * slope[i]
            - 2 * (2 * Z_LOSS * logSumExp[i] * p[i] + mass[i] * p[i]
            - q[i]) * slope[i] * t[i] / SOFT_CAP;
      }
      DOUBLE_BLOCKS.weighRows(residual, weightOfRow, size, stride);
      DOUBLE_BLOCKS.weighRows(curvature, weightOfRow, size, stride);
      DOUBLE_BLOCKS.writeRows(residual, size, count, stride, 1, gradients, start, size, 1);
      DOUBLE_BLOCKS.writeRows(curvature, size, count, stride, 1, bounds, start, size, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(float[] logits, int[] classes, double[] weights) {
    int rows = Arguments.rows("logits", logits, size);
    Arguments.length("classes", classes, rows);
    WeightChecks.weights(weights, rows);
    TargetChecks.classIndicesOr("classes", classes, size, IGNORE_INDEX, weights);
    if (checksOutputs) {
      checkOutputs(logits, classes, weights, rows);
    }
    return rows;
  }

  /**
   * Refuses logits that are probabilities already, by the first rows that count.
   */
  private void checkOutputs(float[] logits, int[] classes, double[] weights, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      if (classes[row] == IGNORE_INDEX) {
        continue;
      }
      double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
      if (weight == 0) {
        continue;
      }
      int start = row * size;
      evidence =
          OutputChecks.lookForSoftmax(logits, start, size, evidence);
    }
    OutputChecks.refuseSoftmax("logits", evidence);
  }

  /**
   * Refuses logits that are probabilities already, by the first rows.
   */
  private void checkOutputs(float[] logits, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      int start = row * size;
      evidence =
          OutputChecks.lookForSoftmax(logits, start, size, evidence);
    }
    OutputChecks.refuseSoftmax("logits", evidence);
  }
}
