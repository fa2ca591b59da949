package good;

import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static java.lang.Math.log;
import static java.lang.Math.min;
import static java.lang.System.arraycopy;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.OutputChecks;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.RowKernels;
import java.lang.Override;
import java.util.Objects;

/**
 * The loss of {@link DigitHead}: the surprisal, in nats, of a class under a categorical
 * distribution.
 *
 * <p>For a row of logits z and its class y:
 *
 * <pre>
 *   loss        log(sum_j exp(z_j)) - z_y
 *   gradient    p - onehot(y)
 *   prediction  p_k = exp(z_k) / sum_j exp(z_j)
 *   curvature   p (1 - p)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: {@code logits}, {@code gradients}, {@code probabilities} and {@code hessian} hold 10
 * values for each example, row after row; {@code classes} and {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a class outside 0..9, and outputs that are probabilities
 * already give an {@code IllegalArgumentException} before anything is written. A logit of
 * -infinity is a masked class: its probability is 0, and so is its gradient, unless it is the
 * target, where the loss is infinite and the gradient -1. NaN, +infinity, or a row that is masked
 * as a whole give NaN, in that row alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class DigitHeadLoss implements NewtonLoss<float[], int[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 10;

  /**
   * Times any probability, still a normal number.
   */
  private static final double LEAST_LIKELIHOOD = 1e-40;

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  public DigitHeadLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private DigitHeadLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public DigitHeadLoss on(Workers workers) {
    return new DigitHeadLoss(workers, checksOutputs);
  }

  @Override
  public DigitHeadLoss withoutOutputChecks() {
    return new DigitHeadLoss(workers, false);
  }

  @Override
  public LossValue forward(float[] logits, int[] classes) {
    int rows = check(logits, classes);
    double sum = sumOfLosses(logits, classes, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue surprisal(float[] logits, int[] classes) {
    return forward(logits, classes);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, rows);
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
    for (int row = 0; row < rows; row++) {
      int start = row * SIZE;
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = FLOATS.max(logits, start, SIZE);
      double total = FLOATS.storeExp(logits, start, SIZE, max, hessian);
      // p (1 - p), with p = exp(z - max) / total.
      FLOATS.indicatorVariance(hessian, start, SIZE, total, scale);
    }
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
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, 1, rows);
    return new LossValue(sum, rows);
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
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, 1, rows);
    return new LossValue(sum, rows);
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
    double sum = sumAndDerivatives(logits, classes, gradients, bounds, scale, 2, rows);
    return new LossValue(sum, rows);
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
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logits, int[] classes, int from, int to) {
    double sum = 0;
    double likelihood = 1;
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
      // -log p_y, one logarithm for as many rows as their product can be told from 0.
      likelihood *= FLOATS.scaledExp(logits, target, exponentOfRow) / total;
      if (likelihood < LEAST_LIKELIHOOD) {
        sum -= log(likelihood);
        likelihood = 1;
      }
    }
    return sum - log(likelihood);
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
      // -log p_y = log(sum_k exp(z_k)) - z_y
      sum += log(total) + (max - targetLogit);
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
    double likelihood = 1;
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
      // -log p_y, one logarithm for as many rows as their product can be told from 0.
      likelihood *= gradients[target] / total;
      if (likelihood < LEAST_LIKELIHOOD) {
        sum -= log(likelihood);
        likelihood = 1;
      }
      // The residual, softmax(z) - onehot(y).
      // At the target in double, or a confident prediction would lose it to the 1.
      double inverse = 1 / total;
      double residual = (gradients[target] - total) * inverse;
      FLOATS.scale(gradients, start, SIZE, scale * inverse);
      gradients[target] = (float) (scale * residual);
    }
    return sum - log(likelihood);
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
      // -log p_y = log(sum_k exp(z_k)) - z_y
      sum += log(total) + (max - targetLogit);
      // The residual, softmax(z) - onehot(y).
      // At the target in double, or a confident prediction would lose it to the 1.
      double residual = (gradients[target] - total) / total;
      FLOATS.scale(gradients, start, SIZE, scale / total);
      gradients[target] = (float) (scale * residual);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double scale, double factor, int from, int to) {
    int first = from * SIZE;
    int length = (to - from) * SIZE;
    int exponent = FLOATS.commonExponent(logits, first, length);
    boolean isOneScale = exponent != RowKernels.NO_EXPONENT;
    if (isOneScale) {
      FLOATS.storeScaledExp(logits, first, length, exponent, gradients);
    }
    double sum = 0;
    double likelihood = 1;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      int target = start + classes[row];
      if (!isOneScale) {
        int exponentOfRow = FLOATS.commonExponent(logits, start, SIZE);
        if (exponentOfRow == RowKernels.NO_EXPONENT) {
          sum += sumAndDerivativesOfRows(
              logits, classes, gradients, hessian, scale, factor, row, row + 1);
          continue;
        }
        FLOATS.storeScaledExp(logits, start, SIZE, exponentOfRow, gradients);
      }
      double total = FLOATS.sum(gradients, start, SIZE);
      // -log p_y, one logarithm for as many rows as their product can be told from 0.
      likelihood *= gradients[target] / total;
      if (likelihood < LEAST_LIKELIHOOD) {
        sum -= log(likelihood);
        likelihood = 1;
      }
      // p (1 - p), with p = exp(z) / total.
      double times = factor * scale / (total * total);
      for (int i = start; i < start + SIZE; i++) {
        hessian[i] = (float) (times * gradients[i] * (total - gradients[i]));
      }
      // The residual, softmax(z) - onehot(y).
      // At the target in double, or a confident prediction would lose it to the 1.
      double inverse = 1 / total;
      double residual = (gradients[target] - total) * inverse;
      FLOATS.scale(gradients, start, SIZE, scale * inverse);
      gradients[target] = (float) (scale * residual);
    }
    return sum - log(likelihood);
  }

  /**
   * The same for rows that do not fit one scale.
   */
  private static double sumAndDerivativesOfRows(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double scale, double factor, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * SIZE;
      int target = start + classes[row];
      double targetLogit = logits[target];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = FLOATS.max(logits, start, SIZE);
      double total = FLOATS.storeExp(logits, start, SIZE, max, gradients);
      // -log p_y = log(sum_k exp(z_k)) - z_y
      sum += log(total) + (max - targetLogit);
      // p (1 - p), with p = exp(z - max) / total.
      arraycopy(gradients, start, hessian, start, SIZE);
      FLOATS.indicatorVariance(hessian, start, SIZE, total, factor * scale);
      // The residual, softmax(z) - onehot(y).
      // At the target in double, or a confident prediction would lose it to the 1.
      double residual = (gradients[target] - total) / total;
      FLOATS.scale(gradients, start, SIZE, scale / total);
      gradients[target] = (float) (scale * residual);
    }
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
