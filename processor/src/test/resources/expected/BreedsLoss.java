package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static dev.surprisal.runtime.kernel.Kernels.FLOAT_BLOCKS;
import static java.lang.Math.log;
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
import dev.surprisal.runtime.WeightChecks;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import dev.surprisal.runtime.kernel.RowKernels;
import java.lang.Double;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Breeds}: the surprisal, in nats, of a class under a categorical distribution.
 *
 * <p>For a row of logits z and its class y, with a weight w for each class:
 *
 * <pre>
 *   q_k         w_k (0.1 / C + (1 - 0.1) onehot(y)_k)
 *   Q           sum_k q_k
 *   loss        sum_k q_k (log(sum_j exp(z_j)) - z_k)
 *   gradient    Q p - q
 *   prediction  p_k = exp(z_k) / sum_j exp(z_j)
 *   curvature   Q p (1 - p)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the sum of the weights of the examples. What has the
 * weight 0 counts for nothing, whatever its outputs are.
 *
 * <p>Shapes: {@code logits}, {@code gradients}, {@code probabilities} and {@code hessian} hold 100
 * values for each example, row after row; {@code classes} and {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a class outside 0..99, and outputs that are probabilities
 * already give an {@code IllegalArgumentException} before anything is written. A logit of
 * -infinity is a masked class: its probability is 0, and so is its gradient, unless it is the
 * target, where the loss is infinite and the gradient that of p = 0. Smoothing spreads over the C
 * classes that are not masked. NaN, +infinity, or a row that is masked as a whole give NaN, in
 * that row alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class BreedsLoss implements NewtonLoss<float[], int[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 100;

  /**
   * The part of each target that is spread evenly.
   */
  private static final double LABEL_SMOOTHING = 0.1;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "labelSmoothing, classWeights";

  private final Workers workers;

  private final boolean checksOutputs;

  private final double[] classWeights;

  /**
   * A loss of the given shape; it can be shared freely.
   *
   * @param classWeights a weight for each class, at least 2, each 0 or in 1e-30..1e30,
   *     and none so small that by what smoothing spreads its rows would teach another class
   */
  public BreedsLoss(double... classWeights) {
    Arguments.length("classWeights", classWeights, SIZE);
    this.classWeights = Arguments.notNegative("classWeights", classWeights);
    WeightChecks.targetsPrevail("classWeights", classWeights, LABEL_SMOOTHING);
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private BreedsLoss(BreedsLoss loss, Workers workers, boolean checksOutputs) {
    classWeights = loss.classWeights;
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public BreedsLoss on(Workers workers) {
    return new BreedsLoss(this, workers, checksOutputs);
  }

  @Override
  public BreedsLoss withoutOutputChecks() {
    return new BreedsLoss(this, workers, false);
  }

  @Override
  public LossValue forward(float[] logits, int[] classes) {
    int rows = check(logits, classes);
    double weight = WeightChecks.totalWeight(weight(classes));
    double sum = sumOfLosses(logits, classes, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] logits, int[] classes) {
    int rows = check(logits, classes);
    double sum = sumOfSurprisals(logits, classes, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double weight = WeightChecks.totalWeight(weight(classes));
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double weight = WeightChecks.totalWeight(weight(classes));
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
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("probabilities", probabilities, logits.length);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    for (int row = 0; row < rows; row++) {
      int start = row * SIZE;
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = FLOATS.max(logits, start, SIZE);
      double total = FLOATS.storeExp(logits, start, SIZE, max, probabilities);
      FLOATS.scale(probabilities, start, SIZE, 1 / total);
    }
  }

  @Override
  public void curvature(float[] logits, int[] classes, float[] hessian) {
    int rows = check(logits, classes);
    Arguments.length("hessian", hessian, logits.length);
    double scale = Arguments.inverse(WeightChecks.totalWeight(weight(classes)));
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] e = blocks.doubles(1, SIZE * most);
    double[] max = blocks.doubles(2, most);
    double[] total = blocks.doubles(3, most);
    double[] q = blocks.doubles(4, SIZE * most);
    double[] relativeOfRow = blocks.doubles(5, most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] inverse = blocks.doubles(7, most);
    double[] weightOfRow = blocks.doubles(8, most);
    double[] p = blocks.doubles(9, SIZE * most);
    double[] mass = blocks.doubles(10, SIZE * most);
    double[] result = blocks.doubles(11, SIZE * most);
    for (int first = 0, count; first < rows; first += count) {
      count = min(most, rows - first);
      int stride = Blocks.stride(count, most);
      int length = SIZE * stride;
      int start = first * SIZE;
      DOUBLE_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(z, SIZE, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        relativeOfRow[r] = 1 / classWeights[classes[row]];
      }
      DOUBLE_BLOCKS.spread(z, SIZE, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
      }
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        inverse[r] = 1 / total[r];
        weightOfRow[r] = 0;
        double weight = classWeights[classes[row]];
        if (weight == 0) {
          continue;
        }
        weightOfRow[r] = scale * weight;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, SIZE, stride, mass);
      for (int i = 0; i < length; i++) {
        result[i] = mass[i] * p[i] * (1 - p[i]);
      }
      DOUBLE_BLOCKS.weighRows(result, weightOfRow, SIZE, stride);
      DOUBLE_BLOCKS.writeRows(result, SIZE, count, stride, 1, hessian, start, SIZE, 1);
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
    double weight = WeightChecks.totalWeight(weight(classes));
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, 1, rows);
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
    double weight = WeightChecks.totalWeight(weight(classes));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, 1, rows);
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
    double weight = WeightChecks.totalWeight(weight(classes));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logits, classes, gradients, bounds, scale, 2, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "CATEGORICAL",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.CLASSES,
        SIZE,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the weights of the rows that count.
   */
  private double weight(int[] classes) {
    double weight = 0;
    for (int row = 0; row < classes.length; row++) {
      weight += classWeights[classes[row]];
    }
    return weight;
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, int[] classes, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfLosses(logits, classes, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
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
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndGradients(logits, classes, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
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
      float[] hessian, double scale, double factor, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndDerivatives(logits, classes, gradients, hessian, scale, factor, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logits, classes, gradients, hessian, scale, factor, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logits, int[] classes, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfSurprisals(logits, classes, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(logits, classes, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfSurprisals(float[] logits, int[] classes, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      int target = start + classes[row];
      double targetLogit = logits[target];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = FLOATS.max(logits, start, SIZE);
      double total = FLOATS.sumExp(logits, start, SIZE, max);
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
    double even = 0;
    double sumOfWeights = DOUBLES.sum(classWeights, 0, SIZE);
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      double weight = classWeights[classes[row]];
      if (weight == 0) {
        continue;
      }
      int target = start + classes[row];
      int exponentOfRow = FLOATS.commonExponent(logits, start, SIZE);
      double evenOfRow = sumOfEvenParts(logits, classes, row, row + 1);
      if (exponentOfRow == RowKernels.NO_EXPONENT || !Double.isFinite(evenOfRow)) {
        int next = firstFit(logits, classes, row + 1, to);
        // Outputs too far apart for one scale.
        sum += sumOfLossesOfRows(logits, classes, row, next);
        row = next - 1;
        continue;
      }
      even += evenOfRow;
      double total = FLOATS.sumScaledExp(logits, start, SIZE, exponentOfRow);
      double share = LABEL_SMOOTHING / SIZE / classWeights[classes[row]];
      double mass = 1 - LABEL_SMOOTHING + share * sumOfWeights;
      // -log p_y
      sum -= weight * mass * log(FLOATS.scaledExp(logits, target, exponentOfRow) / total);
    }
    return sum + even;
  }

  /**
   * The same for rows that do not fit one scale, or have masked classes.
   */
  private double sumOfLossesOfRows(float[] logits, int[] classes, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    float[] z = blocks.floats(0, SIZE * most);
    float[] e = blocks.floats(1, SIZE * most);
    float[] max = blocks.floats(2, most);
    double[] total = blocks.doubles(3, most);
    double[] q = blocks.doubles(4, SIZE * most);
    double[] relativeOfRow = blocks.doubles(5, most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] below = blocks.doubles(7, most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int start = first * SIZE;
      FLOAT_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      FLOAT_BLOCKS.expOfRows(z, SIZE, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        relativeOfRow[r] = 1 / classWeights[classes[row]];
      }
      FLOAT_BLOCKS.spread(z, SIZE, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
      }
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      FLOAT_BLOCKS.sumBelowMax(q, z, max, SIZE, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        double logTotal = log(total[r]);
        double weight = classWeights[classes[row]];
        if (weight == 0) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = massOfRow[r] * logTotal - below[r];
        sum += weight * loss;
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
    int first = from * SIZE;
    int length = (to - from) * SIZE;
    int exponent = FLOATS.commonExponent(logits, first, length);
    double evenOfAll = sumOfEvenParts(logits, classes, from, to);
    boolean isOneScale = exponent != RowKernels.NO_EXPONENT && Double.isFinite(evenOfAll);
    if (isOneScale) {
      FLOATS.storeScaledExp(logits, first, length, exponent, gradients);
    }
    double sum = 0;
    double even = isOneScale ? evenOfAll : 0;
    double sumOfWeights = DOUBLES.sum(classWeights, 0, SIZE);
    double ofTarget = 1 - LABEL_SMOOTHING + LABEL_SMOOTHING / SIZE;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      double weight = classWeights[classes[row]];
      if (weight == 0) {
        fill(gradients, start, start + SIZE, 0);
        continue;
      }
      int target = start + classes[row];
      if (!isOneScale) {
        int exponentOfRow = FLOATS.commonExponent(logits, start, SIZE);
        double evenOfRow = sumOfEvenParts(logits, classes, row, row + 1);
        if (exponentOfRow == RowKernels.NO_EXPONENT || !Double.isFinite(evenOfRow)) {
          int next = firstFit(logits, classes, row + 1, to);
          sum += sumAndGradientsOfRows(
              logits, classes, gradients, scale, row, next);
          row = next - 1;
          continue;
        }
        even += evenOfRow;
        FLOATS.storeScaledExp(logits, start, SIZE, exponentOfRow, gradients);
      }
      double total = FLOATS.sum(gradients, start, SIZE);
      double share = LABEL_SMOOTHING / SIZE / classWeights[classes[row]];
      double mass = 1 - LABEL_SMOOTHING + share * sumOfWeights;
      // -log p_y
      sum -= weight * mass * log(gradients[target] / total);
      // The residual, mass * softmax(z) - q, q being what is spread and ofTarget.
      // At the target in double, or a confident prediction would lose it to that.
      double inverse = 1 / total;
      double residual = (mass * gradients[target] - ofTarget * total) * inverse;
      FLOATS.scaleMinus(gradients, start, SIZE, scale * weight * mass * inverse, classWeights,
          scale * weight * share);
      gradients[target] = (float) (scale * weight * residual);
    }
    return sum + even;
  }

  /**
   * The same for rows that do not fit one scale, or have masked classes.
   */
  private double sumAndGradientsOfRows(float[] logits, int[] classes, float[] gradients,
      double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    float[] z = blocks.floats(0, SIZE * most);
    float[] e = blocks.floats(1, SIZE * most);
    float[] max = blocks.floats(2, most);
    double[] total = blocks.doubles(3, most);
    double[] q = blocks.doubles(4, SIZE * most);
    double[] relativeOfRow = blocks.doubles(5, most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] below = blocks.doubles(7, most);
    double[] pullOverTotal = blocks.doubles(8, most);
    double[] weightOfRow = blocks.doubles(9, most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int start = first * SIZE;
      FLOAT_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      FLOAT_BLOCKS.expOfRows(z, SIZE, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        relativeOfRow[r] = 1 / classWeights[classes[row]];
      }
      FLOAT_BLOCKS.spread(z, SIZE, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
      }
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      FLOAT_BLOCKS.sumBelowMax(q, z, max, SIZE, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        double logTotal = log(total[r]);
        pullOverTotal[r] = massOfRow[r] / total[r];
        weightOfRow[r] = 0;
        double weight = classWeights[classes[row]];
        if (weight == 0) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = massOfRow[r] * logTotal - below[r];
        sum += weight * loss;
        weightOfRow[r] = scale * weight;
      }
      FLOAT_BLOCKS.writeResiduals(e, pullOverTotal, q, weightOfRow, SIZE, count,
          stride, gradients, start, SIZE, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private double sumAndDerivatives(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double scale, double factor, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] e = blocks.doubles(1, SIZE * most);
    double[] max = blocks.doubles(2, most);
    double[] total = blocks.doubles(3, most);
    double[] q = blocks.doubles(4, SIZE * most);
    double[] relativeOfRow = blocks.doubles(5, most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] below = blocks.doubles(7, most);
    double[] inverse = blocks.doubles(8, most);
    double[] weightOfRow = blocks.doubles(9, most);
    double[] p = blocks.doubles(10, SIZE * most);
    double[] mass = blocks.doubles(11, SIZE * most);
    double[] residual = blocks.doubles(12, SIZE * most);
    double[] curvature = blocks.doubles(13, SIZE * most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = SIZE * stride;
      int start = first * SIZE;
      DOUBLE_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(z, SIZE, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        relativeOfRow[r] = 1 / classWeights[classes[row]];
      }
      DOUBLE_BLOCKS.spread(z, SIZE, stride, LABEL_SMOOTHING, relativeOfRow, classWeights, q);
      // What the class of each row should be beside its part of what is spread.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        q[classes[row] * stride + r] += 1 - LABEL_SMOOTHING;
      }
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, z, max, SIZE, stride, below);
      for (int r = 0; r < count; r++) {
        int row = first + r;
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        weightOfRow[r] = 0;
        double weight = classWeights[classes[row]];
        if (weight == 0) {
          continue;
        }
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = massOfRow[r] * logTotal - below[r];
        sum += weight * loss;
        weightOfRow[r] = scale * weight;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, SIZE, stride, mass);
      for (int i = 0; i < length; i++) {
        residual[i] = mass[i] * p[i] - q[i];
        curvature[i] = mass[i] * p[i] * (1 - p[i]);
      }
      DOUBLE_BLOCKS.weighRows(residual, weightOfRow, SIZE, stride);
      DOUBLE_BLOCKS.weighRows(curvature, weightOfRow, SIZE, stride);
      DOUBLE_BLOCKS.writeRows(residual, SIZE, count, stride, 1, gradients, start, SIZE, 1);
      DOUBLE_BLOCKS.writeRows(curvature, SIZE, count, stride, factor * 1, hessian, start, SIZE, 1);
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
      int start = row * SIZE;
      double weight = classWeights[classes[row]];
      if (weight == 0) {
        continue;
      }
      double share = LABEL_SMOOTHING / SIZE / classWeights[classes[row]];
      sum += weight * (share * FLOATS.sumBelow(
          logits, start, SIZE, logits[start + classes[row]], classWeights));
    }
    return sum;
  }

  /**
   * The first of the rows from..to that fits one scale and has no masked class, or to.
   */
  private int firstFit(float[] logits, int[] classes, int from, int to) {
    int row = from;
    while (row < to
        && (FLOATS.commonExponent(logits, row * SIZE, SIZE) == RowKernels.NO_EXPONENT
            || !Double.isFinite(sumOfEvenParts(logits, classes, row, row + 1)))) {
      row++;
    }
    return row;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(float[] logits, int[] classes) {
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("classes", classes, rows);
    TargetChecks.classIndices("classes", classes, SIZE);
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
      double weight = classWeights[classes[row]];
      if (weight == 0) {
        continue;
      }
      int start = row * SIZE;
      evidence =
          OutputChecks.lookForSoftmax(logits, start, SIZE, evidence);
    }
    OutputChecks.refuseSoftmax("logits", evidence);
  }

  /**
   * Refuses logits that are probabilities already, by the first rows.
   */
  private void checkOutputs(float[] logits, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      int start = row * SIZE;
      evidence =
          OutputChecks.lookForSoftmax(logits, start, SIZE, evidence);
    }
    OutputChecks.refuseSoftmax("logits", evidence);
  }
}
