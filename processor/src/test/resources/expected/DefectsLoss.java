package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.pow;

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
import dev.surprisal.runtime.kernel.RowKernels;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Defects}: the surprisal, in nats, of a class under a categorical
 * distribution, times a power of what the probability of what is right lacks to 1.
 *
 * <p>For a row of logits z and its class y:
 *
 * <pre>
 *   q           1 - p_y
 *   f           q^2
 *   L           log(sum_j exp(z_j))
 *   n           L - z_y
 *   a           f (1 + 2 p_y n / q)
 *   b           2 f (p_y (2 + 2 p_y n / q - n) / q - p_y^2 n / q^2)
 *   loss        f (L - z_y)
 *   gradient    a (p - onehot(y))
 *   prediction  p_k = exp(z_k) / sum_j exp(z_j)
 *   curvature   a p (1 - p) + b (p - onehot(y))^2
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: {@code logits}, {@code gradients}, {@code probabilities} and {@code hessian} hold 4
 * values for each example, row after row; {@code classes} and {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a class outside 0..3, and outputs that are probabilities
 * already give an {@code IllegalArgumentException} before anything is written. A logit of
 * -infinity is a masked class: its probability is 0, and so is its gradient, unless it is the
 * target, where the loss is infinite and the gradient -1. NaN, +infinity, or a row that is masked
 * as a whole give NaN, in that row alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
final class DefectsLoss implements NewtonLoss<float[], int[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 4;

  /**
   * The power of what the probability of what is right lacks to 1.
   */
  private static final double FOCAL = 2.0;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "focal";

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  DefectsLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private DefectsLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public DefectsLoss on(Workers workers) {
    return new DefectsLoss(workers, checksOutputs);
  }

  @Override
  public DefectsLoss withoutOutputChecks() {
    return new DefectsLoss(workers, false);
  }

  @Override
  public LossValue forward(float[] logits, int[] classes) {
    int rows = check(logits, classes);
    double sum = sumOfLosses(logits, classes, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
    double scale = 1.0 / rows;
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] e = blocks.doubles(1, SIZE * most);
    double[] max = blocks.doubles(2, most);
    double[] total = blocks.doubles(3, most);
    double[] inverse = blocks.doubles(4, most);
    double[] focusOfRow = blocks.doubles(5, most);
    double[] bendOfRow = blocks.doubles(6, most);
    double[] p = blocks.doubles(7, SIZE * most);
    double[] focus = blocks.doubles(8, SIZE * most);
    double[] bend = blocks.doubles(9, SIZE * most);
    double[] result = blocks.doubles(10, SIZE * most);
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
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        int at = classes[row] * stride + r;
        double largest = max[r];
        // n = -log p_y = log(sum_j exp(z_j)) - z_y
        double n = logTotal + (largest - z[at]);
        double pOfTarget = exp(-n);
        // At least what a probability near 1 can lack in double: a power below 1 has no slope at 0.
        double q = max(1 - pOfTarget, 0x1p-53);
        double f = pow(q, FOCAL);
        // No infinity, of which a probability of 0 would make NaN.
        double held = min(n, 1e3);
        focusOfRow[r] = f * (1 + FOCAL * held * pOfTarget / q);
        bendOfRow[r] =
            FOCAL * f * (pOfTarget * (2 + FOCAL * held * pOfTarget / q - held) / q
            - held * pOfTarget * pOfTarget / (q * q));
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.fillRows(focusOfRow, SIZE, stride, focus);
      DOUBLE_BLOCKS.fillRows(bendOfRow, SIZE, stride, bend);
      for (int i = 0; i < length; i++) {
        result[i] = bend[i] * p[i] * p[i] + focus[i] * p[i] * (1 - p[i]);
      }
      // At the target in double, or a confident prediction would lose it to the 1.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        int at = classes[row] * stride + r;
        double pOfTarget = e[at] / total[r];
        double qOfTarget = 1;
        result[at] =
            bendOfRow[r] * (pOfTarget - qOfTarget) * (pOfTarget - qOfTarget)
            + focusOfRow[r] * pOfTarget * (1 - pOfTarget);
      }
      DOUBLE_BLOCKS.writeRows(result, SIZE, count, stride, scale, hessian, start, SIZE, 1);
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
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logits, int[] classes, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("bounds", bounds, logits.length);
    Overlaps.notTheSame("bounds", bounds, "logits", logits);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndBounds(logits, classes, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndDerivatives(logits, classes, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
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
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndBounds(logits, classes, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
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
  private static double sumOfSurprisals(float[] logits, int[] classes, int from, int to) {
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
  private static double sumOfLosses(float[] logits, int[] classes, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      int target = start + classes[row];
      int exponentOfRow = FLOATS.commonExponent(logits, start, SIZE);
      if (exponentOfRow == RowKernels.NO_EXPONENT) {
        // Outputs too far apart for one scale.
        sum += sumOfLossesOfRows(logits, classes, row, row + 1);
        continue;
      }
      double total = FLOATS.sumScaledExp(logits, start, SIZE, exponentOfRow);
      double pOfTarget = FLOATS.scaledExp(logits, target, exponentOfRow) / total;
      // -log p_y
      double n = -log(pOfTarget);
      // At least what a probability near 1 can lack in double: a power below 1 has no slope at 0.
      double q = max(1 - pOfTarget, 0x1p-53);
      double f = pow(q, FOCAL);
      sum += n * f;
    }
    return sum;
  }

  /**
   * The same for rows that do not fit one scale.
   */
  private static double sumOfLossesOfRows(float[] logits, int[] classes, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      int target = start + classes[row];
      double targetLogit = logits[target];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = FLOATS.max(logits, start, SIZE);
      double total = FLOATS.sumExp(logits, start, SIZE, max);
      // n = -log p_y = log(sum_k exp(z_k)) - z_y
      double n = log(total) + (max - targetLogit);
      double pOfTarget = exp(-n);
      // At least what a probability near 1 can lack in double: a power below 1 has no slope at 0.
      double q = max(1 - pOfTarget, 0x1p-53);
      double f = pow(q, FOCAL);
      sum += n * f;
    }
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] logits, int[] classes, float[] gradients,
      double scale, int from, int to) {
    int first = from * SIZE;
    int length = (to - from) * SIZE;
    int exponent = FLOATS.commonExponent(logits, first, length);
    boolean isOneScale = exponent != RowKernels.NO_EXPONENT;
    if (isOneScale) {
      FLOATS.storeScaledExp(logits, first, length, exponent, gradients);
    }
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      int target = start + classes[row];
      if (!isOneScale) {
        int exponentOfRow = FLOATS.commonExponent(logits, start, SIZE);
        if (exponentOfRow == RowKernels.NO_EXPONENT) {
          sum += sumAndGradientsOfRows(
              logits, classes, gradients, scale, row, row + 1);
          continue;
        }
        FLOATS.storeScaledExp(logits, start, SIZE, exponentOfRow, gradients);
      }
      double total = FLOATS.sum(gradients, start, SIZE);
      double pOfTarget = gradients[target] / total;
      // -log p_y
      double n = -log(pOfTarget);
      // At least what a probability near 1 can lack in double: a power below 1 has no slope at 0.
      double q = max(1 - pOfTarget, 0x1p-53);
      double f = pow(q, FOCAL);
      sum += n * f;
      // No infinity, of which a probability of 0 would make NaN.
      double held = min(n, 1e3);
      double focused = scale * f * (1 + FOCAL * held * pOfTarget / q);
      // The residual, softmax(z) - onehot(y).
      // At the target in double, or a confident prediction would lose it to the 1.
      double inverse = 1 / total;
      double residual = (gradients[target] - total) * inverse;
      FLOATS.scale(gradients, start, SIZE, focused * inverse);
      gradients[target] = (float) (focused * residual);
    }
    return sum;
  }

  /**
   * The same for rows that do not fit one scale.
   */
  private static double sumAndGradientsOfRows(float[] logits, int[] classes, float[] gradients,
      double scale, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      int target = start + classes[row];
      double targetLogit = logits[target];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = FLOATS.max(logits, start, SIZE);
      double total = FLOATS.storeExp(logits, start, SIZE, max, gradients);
      // n = -log p_y = log(sum_k exp(z_k)) - z_y
      double n = log(total) + (max - targetLogit);
      double pOfTarget = exp(-n);
      // At least what a probability near 1 can lack in double: a power below 1 has no slope at 0.
      double q = max(1 - pOfTarget, 0x1p-53);
      double f = pow(q, FOCAL);
      sum += n * f;
      // No infinity, of which a probability of 0 would make NaN.
      double held = min(n, 1e3);
      double focused = scale * f * (1 + FOCAL * held * pOfTarget / q);
      // The residual, softmax(z) - onehot(y).
      // At the target in double, or a confident prediction would lose it to the 1.
      double residual = (gradients[target] - total) / total;
      FLOATS.scale(gradients, start, SIZE, focused / total);
      gradients[target] = (float) (focused * residual);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] e = blocks.doubles(1, SIZE * most);
    double[] max = blocks.doubles(2, most);
    double[] total = blocks.doubles(3, most);
    double[] inverse = blocks.doubles(4, most);
    double[] focusOfRow = blocks.doubles(5, most);
    double[] bendOfRow = blocks.doubles(6, most);
    double[] p = blocks.doubles(7, SIZE * most);
    double[] focus = blocks.doubles(8, SIZE * most);
    double[] bend = blocks.doubles(9, SIZE * most);
    double[] residual = blocks.doubles(10, SIZE * most);
    double[] curvature = blocks.doubles(11, SIZE * most);
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
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        int at = classes[row] * stride + r;
        double largest = max[r];
        // n = -log p_y = log(sum_j exp(z_j)) - z_y
        double n = logTotal + (largest - z[at]);
        double pOfTarget = exp(-n);
        // At least what a probability near 1 can lack in double: a power below 1 has no slope at 0.
        double q = max(1 - pOfTarget, 0x1p-53);
        double f = pow(q, FOCAL);
        // No infinity, of which a probability of 0 would make NaN.
        double held = min(n, 1e3);
        focusOfRow[r] = f * (1 + FOCAL * held * pOfTarget / q);
        bendOfRow[r] =
            FOCAL * f * (pOfTarget * (2 + FOCAL * held * pOfTarget / q - held) / q
            - held * pOfTarget * pOfTarget / (q * q));
        double loss = n * f;
        sum += loss;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.fillRows(focusOfRow, SIZE, stride, focus);
      DOUBLE_BLOCKS.fillRows(bendOfRow, SIZE, stride, bend);
      for (int i = 0; i < length; i++) {
        residual[i] = focus[i] * p[i];
        curvature[i] = bend[i] * p[i] * p[i] + focus[i] * p[i] * (1 - p[i]);
      }
      // At the target in double, or a confident prediction would lose it to the 1.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        int at = classes[row] * stride + r;
        double pOfTarget = e[at] / total[r];
        double qOfTarget = 1;
        residual[at] = focusOfRow[r] * (pOfTarget - qOfTarget);
        curvature[at] =
            bendOfRow[r] * (pOfTarget - qOfTarget) * (pOfTarget - qOfTarget)
            + focusOfRow[r] * pOfTarget * (1 - pOfTarget);
      }
      DOUBLE_BLOCKS.writeRows(residual, SIZE, count, stride, scale, gradients, start, SIZE, 1);
      DOUBLE_BLOCKS.writeRows(curvature, SIZE, count, stride, scale, hessian, start, SIZE, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds of the same rows.
   */
  private static double sumAndBounds(float[] logits, int[] classes, float[] gradients,
      float[] bounds, double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] e = blocks.doubles(1, SIZE * most);
    double[] max = blocks.doubles(2, most);
    double[] total = blocks.doubles(3, most);
    double[] inverse = blocks.doubles(4, most);
    double[] pullOfRow = blocks.doubles(5, most);
    double[] focusOfRow = blocks.doubles(6, most);
    double[] spreadOfRow = blocks.doubles(7, most);
    double[] p = blocks.doubles(8, SIZE * most);
    double[] pull = blocks.doubles(9, SIZE * most);
    double[] focus = blocks.doubles(10, SIZE * most);
    double[] spread = blocks.doubles(11, SIZE * most);
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
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        int at = classes[row] * stride + r;
        double largest = max[r];
        // n = -log p_y = log(sum_j exp(z_j)) - z_y
        double n = logTotal + (largest - z[at]);
        double pOfTarget = exp(-n);
        // At least what a probability near 1 can lack in double: a power below 1 has no slope at 0.
        double q = max(1 - pOfTarget, 0x1p-53);
        double f = pow(q, FOCAL);
        // No infinity, of which a probability of 0 would make NaN.
        double held = min(n, 1e3);
        focusOfRow[r] = f * (1 + FOCAL * held * pOfTarget / q);
        double bend =
            FOCAL * f * (pOfTarget * (2 + FOCAL * held * pOfTarget / q - held) / q
            - held * pOfTarget * pOfTarget / (q * q));
        spreadOfRow[r] = 2 * q * max(bend, 0);
        pullOfRow[r] = max(focusOfRow[r], 0);
        double loss = n * f;
        sum += loss;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.fillRows(pullOfRow, SIZE, stride, pull);
      DOUBLE_BLOCKS.fillRows(focusOfRow, SIZE, stride, focus);
      DOUBLE_BLOCKS.fillRows(spreadOfRow, SIZE, stride, spread);
      for (int i = 0; i < length; i++) {
        residual[i] = focus[i] * p[i];
        curvature[i] = 2 * pull[i] * p[i] * (1 - p[i]) + spread[i] * p[i];
      }
      // At the target in double, or a confident prediction would lose it to the 1.
      for (int r = 0; r < count; r++) {
        int row = first + r;
        int at = classes[row] * stride + r;
        double pOfTarget = e[at] / total[r];
        double qOfTarget = 1;
        residual[at] = focusOfRow[r] * (pOfTarget - qOfTarget);
        curvature[at] =
            2 * pullOfRow[r] * pOfTarget * (1 - pOfTarget)
            + spreadOfRow[r] * (qOfTarget * (1 - pOfTarget)
            + pOfTarget * (1 - qOfTarget));
      }
      DOUBLE_BLOCKS.writeRows(residual, SIZE, count, stride, scale, gradients, start, SIZE, 1);
      DOUBLE_BLOCKS.writeRows(curvature, SIZE, count, stride, scale, bounds, start, SIZE, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(float[] logits, int[] classes) {
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("classes", classes, rows);
    TargetChecks.classIndices("classes", classes, SIZE);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    return rows;
  }

  /**
   * Refuses logits that are probabilities already, by the first rows.
   */
  private static void checkOutputs(float[] logits, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      int start = row * SIZE;
      evidence =
          OutputChecks.lookForSoftmax(logits, start, SIZE, evidence);
    }
    OutputChecks.refuseSoftmax("logits", evidence);
  }
}
