package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static dev.surprisal.runtime.kernel.Kernels.FLOAT_BLOCKS;
import static java.lang.Math.log;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.util.Arrays.fill;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.OutputChecks;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import dev.surprisal.runtime.kernel.LongRowKernels;
import dev.surprisal.runtime.kernel.RowKernels;
import java.lang.Double;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Photos}: the surprisal, in nats, of a class under a categorical distribution.
 *
 * <p>For a row of logits z and its class y:
 *
 * <pre>
 *   q_k         0.1 / C + (1 - 0.1) onehot(y)_k
 *   L           log(sum_j exp(z_j))
 *   loss        sum_k q_k (L - z_k) + 1.0E-4 L^2
 *   gradient    p (1 + 2.0E-4 L) - q
 *   prediction  p_k = exp(z_k) / sum_j exp(z_j)
 *   curvature   2.0E-4 p^2 + p (1 - p) (1 + 2.0E-4 L)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples that count. A target of -1
 * counts for nothing.
 *
 * <p>Shapes: {@code logits}, {@code gradients}, {@code probabilities} and {@code hessian} hold
 * {@code size} values for each example, row after row; {@code classes} and {@code losses} hold
 * one.
 *
 * <p>Bad input: lengths that do not fit, a class outside 0..size-1 that is not -1, and outputs
 * that are probabilities already give an {@code IllegalArgumentException} before anything is
 * written. A logit of -infinity is a masked class: its probability is 0, and so is its gradient,
 * unless it is the target, where the loss is infinite and the gradient that of p = 0. Smoothing
 * spreads over the C classes that are not masked. NaN, +infinity, or a row that is masked as a
 * whole give NaN, in that row alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class PhotosLoss implements NewtonLoss<float[], int[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * The target of rows that count for nothing.
   */
  private static final int IGNORE_INDEX = -1;

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
  private static final String SHAPED_BY = "labelSmoothing, zLoss";

  /**
   * Times any probability, still a normal number.
   */
  private static final double LEAST_LIKELIHOOD = 1e-40;

  private final Workers workers;

  private final boolean checksOutputs;

  private final int size;

  /**
   * A loss of the given shape; it can be shared freely.
   *
   * @param size the number of classes, at least 2
   */
  public PhotosLoss(int size) {
    this.size = Arguments.classes("size", size);
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private PhotosLoss(PhotosLoss loss, Workers workers, boolean checksOutputs) {
    size = loss.size;
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public PhotosLoss on(Workers workers) {
    return new PhotosLoss(this, workers, checksOutputs);
  }

  @Override
  public PhotosLoss withoutOutputChecks() {
    return new PhotosLoss(this, workers, false);
  }

  @Override
  public LossValue forward(float[] logits, int[] classes) {
    int rows = check(logits, classes);
    double weight = weight(classes);
    double sum = sumOfLosses(logits, classes, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] logits, int[] classes) {
    int rows = check(logits, classes);
    double weight = weight(classes);
    double sum = sumOfSurprisals(logits, classes, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double weight = weight(classes);
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public void perExample(float[] logits, int[] classes, double[] losses) {
    int rows = check(logits, classes);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logits, classes, row, row + 1);
    }
  }

  @Override
  public void predict(float[] logits, float[] probabilities) {
    int rows = Arguments.rows("logits", logits, size);
    Arguments.length("probabilities", probabilities, logits.length);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    for (int row = 0; row < rows; row++) {
      int start = row * size;
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = FLOATS.max(logits, start, size);
      double total = FLOATS.storeExp(logits, start, size, max, probabilities);
      FLOATS.scale(probabilities, start, size, 1 / total);
    }
  }

  @Override
  public void curvature(float[] logits, int[] classes, float[] hessian) {
    int rows = check(logits, classes);
    Arguments.length("hessian", hessian, logits.length);
    double scale = Arguments.inverse(weight(classes));
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] e = blocks.doubles(1, size * most);
    double[] max = blocks.doubles(2, most);
    double[] total = blocks.doubles(3, most);
    double[] inverse = blocks.doubles(4, most);
    double[] logSumExpOfRow = blocks.doubles(5, most);
    double[] weightOfRow = blocks.doubles(6, most);
    double[] p = blocks.doubles(7, size * most);
    double[] logSumExp = blocks.doubles(8, size * most);
    double[] result = blocks.doubles(9, size * most);
    for (int first = 0, count; first < rows; first += count) {
      count = min(most, rows - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(z, size, stride, max, e, total);
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
        weightOfRow[r] = scale;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, size, stride, p);
      DOUBLE_BLOCKS.fillRows(logSumExpOfRow, size, stride, logSumExp);
      for (int i = 0; i < length; i++) {
        result[i] =
            2 * Z_LOSS * p[i] * p[i]
            + p[i] * (1 - p[i]) * (1 + 2 * Z_LOSS * logSumExp[i]);
      }
      DOUBLE_BLOCKS.weighRows(result, weightOfRow, size, stride);
      DOUBLE_BLOCKS.writeRows(result, size, count, stride, 1, hessian, start, size, 1);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      float[] hessian) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logits, int[] classes, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("bounds", bounds, logits.length);
    Overlaps.notTheSame("bounds", bounds, "logits", logits);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndBounds(logits, classes, gradients, bounds, scale, rows);
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
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The number of rows that count.
   */
  private double weight(int[] classes) {
    double weight = 0;
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] != IGNORE_INDEX) {
        weight++;
      }
    }
    return weight;
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, int[] classes, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumOfLosses(logits, classes, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logits, classes, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logits, int[] classes, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumAndGradients(logits, classes, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logits, classes, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumAndDerivatives(logits, classes, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logits, classes, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(float[] logits, int[] classes, float[] gradients, float[] bounds,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumAndBounds(logits, classes, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(logits, classes, gradients, bounds, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logits, int[] classes, int rows) {
    if (workers.shareOutputs(rows, size)) {
      return sumOfSurprisals(
          workers.share(FLOATS), logits, classes, 0, rows);
    }
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumOfSurprisals(FLOATS, logits, classes, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(FLOATS, logits, classes, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfSurprisals(LongRowKernels<float[]> kernels, float[] logits, int[] classes,
      int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * size;
      if (classes[row] == IGNORE_INDEX) {
        continue;
      }
      int target = start + classes[row];
      double targetLogit = logits[target];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = kernels.max(logits, start, size);
      double total = kernels.sumExp(logits, start, size, max);
      // -log p_y = log(sum_k exp(z_k)) - z_y
      sum += log(total) + (max - targetLogit);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfLosses(float[] logits, int[] classes, int from, int to) {
    double sum = 0;
    double likelihood = 1;
    double even = 0;
    for (int row = from; row < to; row++) {
      int start = row * size;
      if (classes[row] == IGNORE_INDEX) {
        continue;
      }
      int target = start + classes[row];
      int exponentOfRow = FLOATS.commonExponent(logits, start, size);
      double evenOfRow = sumOfEvenParts(logits, classes, row, row + 1);
      if (exponentOfRow == RowKernels.NO_EXPONENT || !Double.isFinite(evenOfRow)) {
        int next = firstFit(logits, classes, row + 1, to);
        // Outputs too far apart for one scale.
        sum += sumOfLossesOfRows(logits, classes, row, next);
        row = next - 1;
        continue;
      }
      even += evenOfRow;
      double total = FLOATS.sumScaledExp(logits, start, size, exponentOfRow);
      double logSumExp = RowKernels.logOfScaled(total, exponentOfRow);
      // -log p_y, one logarithm for as many rows as their product can be told from 0.
      likelihood *= FLOATS.scaledExp(logits, target, exponentOfRow) / total;
      if (likelihood < LEAST_LIKELIHOOD) {
        sum -= log(likelihood);
        likelihood = 1;
      }
      sum += Z_LOSS * logSumExp * logSumExp;
    }
    return sum + even - log(likelihood);
  }

  /**
   * The same for rows that do not fit one scale, or have masked classes.
   */
  private double sumOfLossesOfRows(float[] logits, int[] classes, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    float[] z = blocks.floats(0, size * most);
    float[] e = blocks.floats(1, size * most);
    float[] max = blocks.floats(2, most);
    double[] total = blocks.doubles(3, most);
    double[] q = blocks.doubles(4, size * most);
    double[] below = blocks.doubles(5, most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int start = first * size;
      FLOAT_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      FLOAT_BLOCKS.expOfRows(z, size, stride, max, e, total);
      FLOAT_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      FLOAT_BLOCKS.sumBelowMax(q, z, max, size, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        double logTotal = log(total[r]);
        double logSum = logTotal + max[r];
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = logTotal - below[r] + Z_LOSS * logSum * logSum;
        sum += loss;
      }
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private double sumAndGradients(float[] logits, int[] classes, float[] gradients, double scale,
      int from, int to) {
    int first = from * size;
    int length = (to - from) * size;
    int exponent = FLOATS.commonExponent(logits, first, length);
    double evenOfAll = sumOfEvenParts(logits, classes, from, to);
    boolean isOneScale = exponent != RowKernels.NO_EXPONENT && Double.isFinite(evenOfAll);
    if (isOneScale) {
      FLOATS.storeScaledExp(logits, first, length, exponent, gradients);
    }
    double sum = 0;
    double likelihood = 1;
    double even = isOneScale ? evenOfAll : 0;
    double share = LABEL_SMOOTHING / size;
    double ofTarget = 1 - LABEL_SMOOTHING + LABEL_SMOOTHING / size;
    for (int row = from; row < to; row++) {
      int start = row * size;
      if (classes[row] == IGNORE_INDEX) {
        fill(gradients, start, start + size, 0);
        continue;
      }
      int target = start + classes[row];
      int exponentOfRow = exponent;
      if (!isOneScale) {
        exponentOfRow = FLOATS.commonExponent(logits, start, size);
        double evenOfRow = sumOfEvenParts(logits, classes, row, row + 1);
        if (exponentOfRow == RowKernels.NO_EXPONENT || !Double.isFinite(evenOfRow)) {
          int next = firstFit(logits, classes, row + 1, to);
          sum += sumAndGradientsOfRows(
              logits, classes, gradients, scale, row, next);
          row = next - 1;
          continue;
        }
        even += evenOfRow;
        FLOATS.storeScaledExp(logits, start, size, exponentOfRow, gradients);
      }
      double total = FLOATS.sum(gradients, start, size);
      double logSumExp = RowKernels.logOfScaled(total, exponentOfRow);
      // -log p_y, one logarithm for as many rows as their product can be told from 0.
      likelihood *= gradients[target] / total;
      if (likelihood < LEAST_LIKELIHOOD) {
        sum -= log(likelihood);
        likelihood = 1;
      }
      sum += Z_LOSS * logSumExp * logSumExp;
      // The residual, pull * softmax(z) - q, q being what is spread and ofTarget.
      // At the target in double, or a confident prediction would lose it to that.
      double pull = 1 + 2 * Z_LOSS * logSumExp;
      double inverse = 1 / total;
      double residual = (pull * gradients[target] - ofTarget * total) * inverse;
      FLOATS.scaleMinus(gradients, start, size, scale * pull * inverse, scale * share);
      gradients[target] = (float) (scale * residual);
    }
    return sum + even - log(likelihood);
  }

  /**
   * The same for rows that do not fit one scale, or have masked classes.
   */
  private double sumAndGradientsOfRows(float[] logits, int[] classes, float[] gradients,
      double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    float[] z = blocks.floats(0, size * most);
    float[] e = blocks.floats(1, size * most);
    float[] max = blocks.floats(2, most);
    double[] total = blocks.doubles(3, most);
    double[] q = blocks.doubles(4, size * most);
    double[] below = blocks.doubles(5, most);
    double[] pullOverTotal = blocks.doubles(6, most);
    double[] weightOfRow = blocks.doubles(7, most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int start = first * size;
      FLOAT_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      FLOAT_BLOCKS.expOfRows(z, size, stride, max, e, total);
      FLOAT_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      FLOAT_BLOCKS.sumBelowMax(q, z, max, size, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        double logTotal = log(total[r]);
        double logSum = logTotal + max[r];
        pullOverTotal[r] = (1 + 2 * Z_LOSS * logSum) / total[r];
        weightOfRow[r] = 0;
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = logTotal - below[r] + Z_LOSS * logSum * logSum;
        sum += loss;
        weightOfRow[r] = scale;
      }
      FLOAT_BLOCKS.writeResiduals(e, pullOverTotal, q, weightOfRow, size, count,
          stride, gradients, start, size, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private double sumAndDerivatives(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] e = blocks.doubles(1, size * most);
    double[] max = blocks.doubles(2, most);
    double[] total = blocks.doubles(3, most);
    double[] q = blocks.doubles(4, size * most);
    double[] below = blocks.doubles(5, most);
    double[] inverse = blocks.doubles(6, most);
    double[] logSumExpOfRow = blocks.doubles(7, most);
    double[] weightOfRow = blocks.doubles(8, most);
    double[] p = blocks.doubles(9, size * most);
    double[] logSumExp = blocks.doubles(10, size * most);
    double[] residual = blocks.doubles(11, size * most);
    double[] curvature = blocks.doubles(12, size * most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(z, size, stride, max, e, total);
      DOUBLE_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      DOUBLE_BLOCKS.sumBelowMax(q, z, max, size, stride, below);
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
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = logTotal - below[r] + Z_LOSS * logSum * logSum;
        sum += loss;
        weightOfRow[r] = scale;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, size, stride, p);
      DOUBLE_BLOCKS.fillRows(logSumExpOfRow, size, stride, logSumExp);
      for (int i = 0; i < length; i++) {
        residual[i] = p[i] * (1 + 2 * Z_LOSS * logSumExp[i]) - q[i];
        curvature[i] =
            2 * Z_LOSS * p[i] * p[i]
            + p[i] * (1 - p[i]) * (1 + 2 * Z_LOSS * logSumExp[i]);
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
  private double sumAndBounds(float[] logits, int[] classes, float[] gradients, float[] bounds,
      double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(size);
    double[] z = blocks.doubles(0, size * most);
    double[] e = blocks.doubles(1, size * most);
    double[] max = blocks.doubles(2, most);
    double[] total = blocks.doubles(3, most);
    double[] q = blocks.doubles(4, size * most);
    double[] below = blocks.doubles(5, most);
    double[] inverse = blocks.doubles(6, most);
    double[] logSumExpOfRow = blocks.doubles(7, most);
    double[] pullOfRow = blocks.doubles(8, most);
    double[] weightOfRow = blocks.doubles(9, most);
    double[] p = blocks.doubles(10, size * most);
    double[] logSumExp = blocks.doubles(11, size * most);
    double[] pull = blocks.doubles(12, size * most);
    double[] residual = blocks.doubles(13, size * most);
    double[] curvature = blocks.doubles(14, size * most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = size * stride;
      int start = first * size;
      DOUBLE_BLOCKS.readRows(logits, start, size, 1, size, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(z, size, stride, max, e, total);
      DOUBLE_BLOCKS.spread(z, size, stride, LABEL_SMOOTHING, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        if (classes[row] != IGNORE_INDEX) {
          q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
        }
      }
      DOUBLE_BLOCKS.sumBelowMax(q, z, max, size, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        double logSum = logTotal + max[r];
        logSumExpOfRow[r] = logSum;
        pullOfRow[r] = max(1 + 2 * Z_LOSS * logSum, 0);
        weightOfRow[r] = 0;
        if (classes[row] == IGNORE_INDEX) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = logTotal - below[r] + Z_LOSS * logSum * logSum;
        sum += loss;
        weightOfRow[r] = scale;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, size, stride, p);
      DOUBLE_BLOCKS.fillRows(logSumExpOfRow, size, stride, logSumExp);
      DOUBLE_BLOCKS.fillRows(pullOfRow, size, stride, pull);
      for (int i = 0; i < length; i++) {
        residual[i] = p[i] * (1 + 2 * Z_LOSS * logSumExp[i]) - q[i];
        curvature[i] = 2 * Z_LOSS * p[i] + 2 * pull[i] * p[i] * (1 - p[i]);
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
   * share sum_k (z_y - z_k), which smoothing adds to losses; not finite if a class is masked.
   */
  private double sumOfEvenParts(float[] logits, int[] classes, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * size;
      if (classes[row] == IGNORE_INDEX) {
        continue;
      }
      sum += LABEL_SMOOTHING / size * FLOATS.sumBelow(
          logits, start, size, logits[start + classes[row]]);
    }
    return sum;
  }

  /**
   * The first of the rows from..to that fits one scale and has no masked class, or to.
   */
  private int firstFit(float[] logits, int[] classes, int from, int to) {
    int row = from;
    while (row < to
        && (FLOATS.commonExponent(logits, row * size, size) == RowKernels.NO_EXPONENT
            || !Double.isFinite(sumOfEvenParts(logits, classes, row, row + 1)))) {
      row++;
    }
    return row;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(float[] logits, int[] classes) {
    int rows = Arguments.rows("logits", logits, size);
    Arguments.length("classes", classes, rows);
    TargetChecks.classIndicesOr("classes", classes, size, IGNORE_INDEX);
    if (checksOutputs) {
      checkOutputs(logits, classes, rows);
    }
    return rows;
  }

  /**
   * Refuses logits that are probabilities already, by the first rows that count.
   */
  private void checkOutputs(float[] logits, int[] classes, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      if (classes[row] == IGNORE_INDEX) {
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
