package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
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
import dev.surprisal.runtime.WeightChecks;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.lang.String;
import java.lang.UnsupportedOperationException;
import java.util.Objects;

/**
 * The loss of {@link Claims}: the surprisal, in nats, of amounts under Tweedie distributions of
 * dispersion one, without what does not depend on the outputs.
 *
 * <p>For a row of outputs z, logarithms of means, and its amounts y:
 *
 * <pre>
 *   loss        exp((2 - 1.5) z) / (2 - 1.5) - y exp((1 - 1.5) z) / (1 - 1.5)
 *   gradient    exp((2 - 1.5) z) - y exp((1 - 1.5) z)
 *   prediction  exp(z)
 *   curvature   (2 - 1.5) exp((2 - 1.5) z) - (1 - 1.5) y exp((1 - 1.5) z)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the sum of the weights of the examples. Each example
 * counts as often as its weight says. What has the weight 0 counts for nothing, whatever its
 * outputs are.
 *
 * <p>Shapes: all arrays hold one value for each example.
 *
 * <p>Bad input: lengths that do not fit, an amount that is negative or not finite, a weight that
 * is negative or not finite give an {@code IllegalArgumentException} before anything is written.
 * An output that is not finite gives a loss that is not, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ClaimsLoss implements NewtonLoss<float[], Weighted<float[]>> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * The power of the mean that the variance is proportional to.
   */
  private static final double POWER = 1.5;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "constants left out";

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  public ClaimsLoss() {
    workers = Workers.CALLER;
  }

  private ClaimsLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public ClaimsLoss on(Workers workers) {
    return new ClaimsLoss(workers);
  }

  @Override
  public LossValue forward(float[] logMeans, Weighted<float[]> weighted) {
    float[] amounts = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logMeans, amounts, weights);
    double weight = WeightChecks.totalWeight(weight(weights));
    double sum = sumOfLosses(logMeans, amounts, weights, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] logMeans, Weighted<float[]> weighted) {
    throw new UnsupportedOperationException(
        "the density of TWEEDIE has no closed form");
  }

  @Override
  public LossValue forwardBackward(float[] logMeans, Weighted<float[]> weighted,
      float[] gradients) {
    float[] amounts = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logMeans, amounts, weights);
    Arguments.length("gradients", gradients, logMeans.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(logMeans, amounts, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logMeans, Weighted<float[]> weighted, float[] gradients,
      double denominator) {
    float[] amounts = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logMeans, amounts, weights);
    Arguments.length("gradients", gradients, logMeans.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(logMeans, amounts, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public void perExample(float[] logMeans, Weighted<float[]> weighted, double[] losses) {
    float[] amounts = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logMeans, amounts, weights);
    Arguments.length("losses", losses, rows);
    Overlaps.notTheWeights("losses", losses, weights);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logMeans, amounts, weights, row, row + 1);
    }
  }

  @Override
  public void predict(float[] logMeans, float[] means) {
    int rows = Arguments.rows("logMeans", logMeans, 1);
    Arguments.length("means", means, logMeans.length);
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] prediction = blocks.doubles(1, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(logMeans, start, length, z);
      FUNCTIONS.exp(z, length, prediction);
      DOUBLE_BLOCKS.write(prediction, length, 1, means, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] logMeans, Weighted<float[]> weighted, float[] hessian) {
    float[] amounts = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logMeans, amounts, weights);
    Arguments.length("hessian", hessian, logMeans.length);
    Overlaps.notTheTargets("hessian", hessian, amounts);
    double scale = Arguments.inverse(WeightChecks.totalWeight(weight(weights)));
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] weight = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] exp2 = blocks.doubles(4, Blocks.LENGTH);
    double[] curvature = blocks.doubles(5, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(logMeans, start, length, z);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        exp[i] = (2 - POWER) * z[i];
        exp2[i] = (1 - POWER) * z[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      FUNCTIONS.exp(exp2, length, exp2);
      for (int i = 0; i < length; i++) {
        curvature[i] = (2 - POWER) * exp[i] - (1 - POWER) * y[i] * exp2[i];
      }
      DOUBLE_BLOCKS.weigh(weight, curvature, length);
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] logMeans, Weighted<float[]> weighted, float[] gradients,
      float[] hessian) {
    float[] amounts = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logMeans, amounts, weights);
    Arguments.length("gradients", gradients, logMeans.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    Arguments.length("hessian", hessian, logMeans.length);
    Overlaps.notTheTargets("hessian", hessian, amounts);
    Overlaps.notTheSame("hessian", hessian, "logMeans", logMeans);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(logMeans, amounts, weights, gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logMeans, Weighted<float[]> weighted, float[] gradients,
      float[] hessian, double denominator) {
    float[] amounts = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logMeans, amounts, weights);
    Arguments.length("gradients", gradients, logMeans.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    Arguments.length("hessian", hessian, logMeans.length);
    Overlaps.notTheTargets("hessian", hessian, amounts);
    Overlaps.notTheSame("hessian", hessian, "logMeans", logMeans);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logMeans, amounts, weights, gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logMeans, Weighted<float[]> weighted,
      float[] gradients, float[] bounds, double denominator) {
    float[] amounts = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logMeans, amounts, weights);
    Arguments.length("gradients", gradients, logMeans.length);
    Overlaps.notTheTargets("gradients", gradients, amounts);
    Arguments.length("bounds", bounds, logMeans.length);
    Overlaps.notTheTargets("bounds", bounds, amounts);
    Overlaps.notTheSame("bounds", bounds, "logMeans", logMeans);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logMeans, amounts, weights, gradients, bounds, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "TWEEDIE",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.AMOUNTS,
        1,
        1,
        1,
        true,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the weights of the rows that count.
   */
  private static double weight(double[] weights) {
    return DOUBLES.sum(weights, 0, weights.length);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logMeans, float[] amounts, double[] weights, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(logMeans, amounts, weights, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logMeans, amounts, weights, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logMeans, float[] amounts, double[] weights,
      float[] gradients, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(logMeans, amounts, weights, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logMeans, amounts, weights, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] logMeans, float[] amounts, double[] weights,
      float[] gradients, float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(logMeans, amounts, weights, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logMeans, amounts, weights, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logMeans, float[] amounts, double[] weights, int from,
      int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] weight = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] exp2 = blocks.doubles(4, Blocks.LENGTH);
    double[] loss = blocks.doubles(5, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(logMeans, start, length, z);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        exp[i] = (2 - POWER) * z[i];
        exp2[i] = (1 - POWER) * z[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      FUNCTIONS.exp(exp2, length, exp2);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] / (2 - POWER) - y[i] * exp2[i] / (1 - POWER);
      }
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] logMeans, float[] amounts, double[] weights,
      float[] gradients, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] weight = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] exp2 = blocks.doubles(4, Blocks.LENGTH);
    double[] loss = blocks.doubles(5, Blocks.LENGTH);
    double[] residual = blocks.doubles(6, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(logMeans, start, length, z);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        exp[i] = (2 - POWER) * z[i];
        exp2[i] = (1 - POWER) * z[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      FUNCTIONS.exp(exp2, length, exp2);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] / (2 - POWER) - y[i] * exp2[i] / (1 - POWER);
        residual[i] = exp[i] - y[i] * exp2[i];
      }
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residual, length);
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residual, length, scale, gradients, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] logMeans, float[] amounts, double[] weights,
      float[] gradients, float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] weight = blocks.doubles(2, Blocks.LENGTH);
    double[] exp = blocks.doubles(3, Blocks.LENGTH);
    double[] exp2 = blocks.doubles(4, Blocks.LENGTH);
    double[] loss = blocks.doubles(5, Blocks.LENGTH);
    double[] residual = blocks.doubles(6, Blocks.LENGTH);
    double[] curvature = blocks.doubles(7, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(logMeans, start, length, z);
      DOUBLE_BLOCKS.read(amounts, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        exp[i] = (2 - POWER) * z[i];
        exp2[i] = (1 - POWER) * z[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      FUNCTIONS.exp(exp2, length, exp2);
      for (int i = 0; i < length; i++) {
        loss[i] = exp[i] / (2 - POWER) - y[i] * exp2[i] / (1 - POWER);
        residual[i] = exp[i] - y[i] * exp2[i];
        curvature[i] = (2 - POWER) * exp[i] - (1 - POWER) * y[i] * exp2[i];
      }
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residual, length);
      DOUBLE_BLOCKS.weigh(weight, curvature, length);
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
  private static int check(float[] logMeans, float[] amounts, double[] weights) {
    int rows = Arguments.rows("logMeans", logMeans, 1);
    Arguments.length("amounts", amounts, rows);
    WeightChecks.weights(weights, rows);
    AmountChecks.amounts("amounts", amounts, 1, 1, weights);
    return rows;
  }
}
