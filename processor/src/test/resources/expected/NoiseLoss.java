package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
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
import dev.surprisal.runtime.WeightChecks;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.util.Objects;

/**
 * The loss of {@link Noise}: the surprisal, in nats, of targets under the formula of the head.
 *
 * <p>For a row of outputs, first all m, then all s, and its targets y:
 *
 * <pre>
 *   loss        s + 2 log(1 + exp((m - y) exp(-s))) + (y - m) exp(-s)
 *   gradient    (2 / (1 + exp(-(m - y) exp(-s))) - 1) exp(-s) by m, 1
 *                 - 2 (m - y) exp(-s) / (1 + exp(-(m - y) exp(-s))) - (y - m) exp(-s) by s
 *   prediction  m, exp(s)
 *   curvature   2 exp(-s)^2 / ((1 + exp((m - y) exp(-s))) (1
 *                 + exp(-(m - y) exp(-s)))) by m, 2 (m
 *                 - y)^2 exp(-s)^2 / ((1 + exp((m - y) exp(-s))) (1 + exp(-(m - y) exp(-s))))
 *                 + 2 (m - y) exp(-s) / (1 + exp(-(m - y) exp(-s))) - (m - y) exp(-s) by s
 * </pre>
 *
 * <p>Gradient and curvature are divided by the sum of the weights of the examples. Each example
 * counts as often as its weight says. What has the weight 0 counts for nothing, whatever its
 * outputs are.
 *
 * <p>Shapes: a row of {@code outputs} is 1 m-output, then 1 s-output; {@code gradients}, {@code
 * predictions} and {@code hessian} are like it. A row of {@code targets} is 1 value; {@code
 * weights} and {@code losses} hold one for each example.
 *
 * <p>Bad input: lengths that do not fit, a target that is not finite, a weight that is negative or
 * not finite give an {@code IllegalArgumentException} before anything is written. What outputs
 * that are not finite give is what the formula makes of them, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class NoiseLoss implements NewtonLoss<float[], Weighted<float[]>> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  public NoiseLoss() {
    workers = Workers.CALLER;
  }

  private NoiseLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public NoiseLoss on(Workers workers) {
    return new NoiseLoss(workers);
  }

  @Override
  public LossValue forward(float[] outputs, Weighted<float[]> weighted) {
    float[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    double weight = WeightChecks.totalWeight(weight(weights));
    double sum = sumOfLosses(outputs, targets, weights, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue surprisal(float[] outputs, Weighted<float[]> weighted) {
    return forward(outputs, weighted);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Weighted<float[]> weighted, float[] gradients) {
    float[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(outputs, targets, weights, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Weighted<float[]> weighted, float[] gradients,
      double denominator) {
    float[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(outputs, targets, weights, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public void perExample(float[] outputs, Weighted<float[]> weighted, double[] losses) {
    float[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("losses", losses, rows);
    Overlaps.notTheWeights("losses", losses, weights);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, targets, weights, row, row + 1);
    }
  }

  @Override
  public void predict(float[] outputs, float[] predictions) {
    int rows = Arguments.rows("outputs", outputs, 2);
    Arguments.length("predictions", predictions, outputs.length);
    Blocks blocks = Blocks.take();
    double[] m = blocks.doubles(0, Blocks.LENGTH);
    double[] s = blocks.doubles(1, Blocks.LENGTH);
    double[] predictionS = blocks.doubles(2, Blocks.LENGTH);
    double[] predictionM = blocks.doubles(3, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      FUNCTIONS.exp(s, length, predictionS);
      for (int i = 0; i < length; i++) {
        predictionM[i] = m[i];
      }
      DOUBLE_BLOCKS.write(predictionM, length, 1, predictions, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(predictionS, length, 1, predictions, 1, 2, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] outputs, Weighted<float[]> weighted, float[] hessian) {
    float[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = Arguments.inverse(WeightChecks.totalWeight(weight(weights)));
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] exp = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoidSlope = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(6, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(7, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(8, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        sigmoidSlope[i] = (m[i] - y[i]) * exp[i];
        sigmoid[i] = (m[i] - y[i]) * exp[i];
      }
      FUNCTIONS.sigmoidSlope(sigmoidSlope, length, sigmoidSlope);
      FUNCTIONS.sigmoid(sigmoid, length, sigmoid);
      for (int i = 0; i < length; i++) {
        curvatureM[i] = 2 * exp[i] * exp[i] * sigmoidSlope[i];
        curvatureS[i] =
            2 * (m[i] - y[i]) * (m[i] - y[i]) * exp[i] * exp[i] * sigmoidSlope[i]
            + 2 * (m[i] - y[i]) * exp[i] * sigmoid[i] - (m[i] - y[i]) * exp[i];
      }
      DOUBLE_BLOCKS.weigh(weight, curvatureM, length);
      DOUBLE_BLOCKS.weigh(weight, curvatureS, length);
      DOUBLE_BLOCKS.write(curvatureM, length, scale, hessian, 0, 2, 1, start);
      DOUBLE_BLOCKS.write(curvatureS, length, scale, hessian, 1, 2, 1, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Weighted<float[]> weighted, float[] gradients,
      float[] hessian) {
    float[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(outputs, targets, weights, gradients, hessian, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, Weighted<float[]> weighted, float[] gradients,
      float[] hessian, double denominator) {
    float[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(outputs, targets, weights, gradients, hessian, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue gradientsAndBounds(float[] outputs, Weighted<float[]> weighted,
      float[] gradients, float[] bounds, double denominator) {
    float[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, targets);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(outputs, targets, weights, gradients, bounds, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "FORMULA",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.REALS,
        2,
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
  private double sumOfLosses(float[] outputs, float[] targets, double[] weights, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(outputs, targets, weights, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, targets, weights, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] outputs, float[] targets, double[] weights,
      float[] gradients, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(outputs, targets, weights, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, targets, weights, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] outputs, float[] targets, double[] weights,
      float[] gradients, float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(outputs, targets, weights, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, targets, weights, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] outputs, float[] targets, double[] weights, int from,
      int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] exp = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus = blocks.doubles(5, Blocks.LENGTH);
    double[] loss = blocks.doubles(6, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        softplus[i] = (m[i] - y[i]) * exp[i];
      }
      FUNCTIONS.softplus(softplus, length, softplus);
      for (int i = 0; i < length; i++) {
        loss[i] = s[i] + 2 * softplus[i] + (y[i] - m[i]) * exp[i];
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
  private static double sumAndGradients(float[] outputs, float[] targets, double[] weights,
      float[] gradients, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] exp = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(6, Blocks.LENGTH);
    double[] loss = blocks.doubles(7, Blocks.LENGTH);
    double[] residualM = blocks.doubles(8, Blocks.LENGTH);
    double[] residualS = blocks.doubles(9, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        softplus[i] = (m[i] - y[i]) * exp[i];
        sigmoid[i] = (m[i] - y[i]) * exp[i];
      }
      FUNCTIONS.softplus(softplus, length, softplus);
      FUNCTIONS.sigmoid(sigmoid, length, sigmoid);
      for (int i = 0; i < length; i++) {
        loss[i] = s[i] + 2 * softplus[i] + (y[i] - m[i]) * exp[i];
        residualM[i] = (2 * sigmoid[i] - 1) * exp[i];
        residualS[i] = 1 - 2 * (m[i] - y[i]) * exp[i] * sigmoid[i] - (y[i] - m[i]) * exp[i];
      }
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residualM, length);
      DOUBLE_BLOCKS.weigh(weight, residualS, length);
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
  private static double sumAndDerivatives(float[] outputs, float[] targets, double[] weights,
      float[] gradients, float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] s = blocks.doubles(0, Blocks.LENGTH);
    double[] m = blocks.doubles(1, Blocks.LENGTH);
    double[] y = blocks.doubles(2, Blocks.LENGTH);
    double[] weight = blocks.doubles(3, Blocks.LENGTH);
    double[] exp = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus = blocks.doubles(5, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(6, Blocks.LENGTH);
    double[] sigmoidSlope = blocks.doubles(7, Blocks.LENGTH);
    double[] loss = blocks.doubles(8, Blocks.LENGTH);
    double[] residualM = blocks.doubles(9, Blocks.LENGTH);
    double[] residualS = blocks.doubles(10, Blocks.LENGTH);
    double[] curvatureM = blocks.doubles(11, Blocks.LENGTH);
    double[] curvatureS = blocks.doubles(12, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, 1, 2, 1, start, length, s);
      DOUBLE_BLOCKS.read(outputs, 0, 2, 1, start, length, m);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        exp[i] = -s[i];
      }
      FUNCTIONS.exp(exp, length, exp);
      for (int i = 0; i < length; i++) {
        softplus[i] = (m[i] - y[i]) * exp[i];
        sigmoid[i] = (m[i] - y[i]) * exp[i];
        sigmoidSlope[i] = (m[i] - y[i]) * exp[i];
      }
      FUNCTIONS.softplus(softplus, length, softplus);
      FUNCTIONS.sigmoid(sigmoid, length, sigmoid);
      FUNCTIONS.sigmoidSlope(sigmoidSlope, length, sigmoidSlope);
      for (int i = 0; i < length; i++) {
        loss[i] = s[i] + 2 * softplus[i] + (y[i] - m[i]) * exp[i];
        residualM[i] = (2 * sigmoid[i] - 1) * exp[i];
        residualS[i] = 1 - 2 * (m[i] - y[i]) * exp[i] * sigmoid[i] - (y[i] - m[i]) * exp[i];
        curvatureM[i] = 2 * exp[i] * exp[i] * sigmoidSlope[i];
        curvatureS[i] =
            2 * (m[i] - y[i]) * (m[i] - y[i]) * exp[i] * exp[i] * sigmoidSlope[i]
            + 2 * (m[i] - y[i]) * exp[i] * sigmoid[i] - (m[i] - y[i]) * exp[i];
      }
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      DOUBLE_BLOCKS.weigh(weight, residualM, length);
      DOUBLE_BLOCKS.weigh(weight, residualS, length);
      DOUBLE_BLOCKS.weigh(weight, curvatureM, length);
      DOUBLE_BLOCKS.weigh(weight, curvatureS, length);
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
   * Checks all that is read; returns the number of rows.
   */
  private static int check(float[] outputs, float[] targets, double[] weights) {
    int rows = Arguments.rows("outputs", outputs, 2);
    Arguments.length("targets", targets, rows);
    WeightChecks.weights(weights, rows);
    TargetChecks.finite("targets", targets, 1, 1, weights);
    return rows;
  }
}
