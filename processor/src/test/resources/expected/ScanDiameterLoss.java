package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;
import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static java.lang.Math.min;
import static java.lang.System.arraycopy;

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
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@code diameter} of {@link Scan}: the surprisal, in nats, of real numbers under
 * Gaussian distributions of variance one, without the constant log(2 pi) / 2 per value.
 *
 * <p>For a row of outputs z and its targets y:
 *
 * <pre>
 *   loss        (z - y)^2 / 2
 *   gradient    z - y
 *   prediction  z
 *   curvature   1
 * </pre>
 *
 * <p>Gradient and curvature are divided by the sum of the weights of the examples. Each example
 * counts as often as its weight says. What has the weight 0 counts for nothing, whatever its
 * outputs are.
 *
 * <p>Shapes: all arrays hold one value for each example.
 *
 * <p>Bad input: lengths that do not fit, a target that is not finite, a weight that is negative or
 * not finite give an {@code IllegalArgumentException} before anything is written. An infinite
 * output gives an infinite loss and gradient, NaN gives NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ScanDiameterLoss implements NewtonLoss<double[], Weighted<double[]>> {
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
  public ScanDiameterLoss() {
    workers = Workers.CALLER;
  }

  private ScanDiameterLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public ScanDiameterLoss on(Workers workers) {
    return new ScanDiameterLoss(workers);
  }

  @Override
  public LossValue forward(double[] outputs, Weighted<double[]> weighted) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    double weight = WeightChecks.totalWeight(weight(weights));
    double sum = sumOfLosses(outputs, targets, weights, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(double[] outputs, Weighted<double[]> weighted) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    double weight = WeightChecks.totalWeight(weight(weights));
    double sum = sumOfSurprisals(outputs, targets, weights, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, Weighted<double[]> weighted,
      double[] gradients) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Overlaps.notTheWeights("gradients", gradients, weights);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(outputs, targets, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, Weighted<double[]> weighted,
      double[] gradients, double denominator) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Overlaps.notTheWeights("gradients", gradients, weights);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(outputs, targets, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public void perExample(double[] outputs, Weighted<double[]> weighted, double[] losses) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("losses", losses, rows);
    Overlaps.notTheTargets("losses", losses, targets);
    Overlaps.notTheWeights("losses", losses, weights);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, targets, weights, row, row + 1);
    }
  }

  @Override
  public void predict(double[] outputs, double[] means) {
    Arguments.rows("outputs", outputs, 1);
    Arguments.length("means", means, outputs.length);
    // The mean is the output as it is.
    arraycopy(outputs, 0, means, 0, outputs.length);
  }

  @Override
  public void curvature(double[] outputs, Weighted<double[]> weighted, double[] hessian) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheWeights("hessian", hessian, weights);
    double scale = Arguments.inverse(WeightChecks.totalWeight(weight(weights)));
    Blocks blocks = Blocks.take();
    double[] weight = blocks.doubles(0, Blocks.LENGTH);
    double[] curvature = blocks.doubles(1, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        curvature[i] = 1;
      }
      DOUBLE_BLOCKS.weigh(weight, curvature, length);
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(double[] outputs, Weighted<double[]> weighted,
      double[] gradients, double[] hessian) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Overlaps.notTheWeights("gradients", gradients, weights);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheWeights("hessian", hessian, weights);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(outputs, targets, weights, gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(double[] outputs, Weighted<double[]> weighted,
      double[] gradients, double[] hessian, double denominator) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Overlaps.notTheWeights("gradients", gradients, weights);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheWeights("hessian", hessian, weights);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(outputs, targets, weights, gradients, hessian, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(double[] outputs, Weighted<double[]> weighted,
      double[] gradients, double[] bounds, double denominator) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Overlaps.notTheWeights("gradients", gradients, weights);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, targets);
    Overlaps.notTheWeights("bounds", bounds, weights);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double weight = WeightChecks.totalWeight(weight(weights));
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(outputs, targets, weights, gradients, bounds, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "GAUSSIAN",
        LossDescription.Precision.DOUBLE,
        LossDescription.TargetKind.REALS,
        1,
        1,
        1,
        true,
        LossDescription.Reduction.MEAN);
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  int check(double[] outputs, Weighted<double[]> weighted) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    return check(outputs, targets, weights);
  }

  /**
   * Checks all arguments of forwardBackward.
   */
  void check(double[] outputs, Weighted<double[]> weighted, double[] gradients) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    check(outputs, targets, weights);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Overlaps.notTheWeights("gradients", gradients, weights);
  }

  /**
   * Checks the targets alone.
   */
  void checkTargets(Weighted<double[]> weighted) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = Arguments.rows("targets", targets, 1);
    WeightChecks.weights(weights, rows);
    TargetChecks.finite("targets", targets, 1, 1, weights);
    WeightChecks.totalWeight(weight(weights));
  }

  /**
   * What gradients are divided by, of targets that have been checked.
   */
  double divisor(Weighted<double[]> weighted) {
    double[] weights = Objects.requireNonNull(weighted, "weighted").weights();
    return weight(weights);
  }

  /**
   * The loss, and its gradients times scale, of arguments that have been checked.
   */
  LossValue valueAndGradients(double[] outputs, Weighted<double[]> weighted, double[] gradients,
      double scale) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = Arguments.rows("outputs", outputs, 1);
    double weight = weight(weights);
    double sum = sumAndGradients(outputs, targets, weights, gradients, scale, rows);
    return new LossValue(sum, weight, SHAPED_BY);
  }

  /**
   * Adds the loss of each example, times a factor.
   */
  void addPerExample(double[] outputs, Weighted<double[]> weighted, double[] losses,
      double factor) {
    double[] targets = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    for (int row = 0; row < losses.length; row++) {
      losses[row] += factor * sumOfLosses(outputs, targets, weights, row, row + 1);
    }
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
  private double sumOfLosses(double[] outputs, double[] targets, double[] weights, int rows) {
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
  private double sumAndGradients(double[] outputs, double[] targets, double[] weights,
      double[] gradients, double scale, int rows) {
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
  private double sumAndDerivatives(double[] outputs, double[] targets, double[] weights,
      double[] gradients, double[] hessian, double scale, int rows) {
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
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(double[] outputs, double[] targets, double[] weights, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfSurprisals(outputs, targets, weights, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(outputs, targets, weights, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(double[] outputs, double[] targets, double[] weights,
      int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] weight = blocks.doubles(2, Blocks.LENGTH);
    double[] loss = blocks.doubles(3, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      for (int i = 0; i < length; i++) {
        loss[i] = 0.9189385332046727 + (z[i] - y[i]) * (z[i] - y[i]) / 2;
      }
      DOUBLE_BLOCKS.weigh(weight, loss, length);
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(double[] outputs, double[] targets, double[] weights, int from,
      int to) {
    Blocks blocks = Blocks.take();
    double[] weight = blocks.doubles(0, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      // weight (z - y)^2 / 2
      sum += DOUBLES.weightedHalfSquaredDistance(
          outputs, targets, start, length, weight);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(double[] outputs, double[] targets, double[] weights,
      double[] gradients, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] weight = blocks.doubles(0, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      // weight (z - y)^2 / 2, and its derivative.
      sum += DOUBLES.weightedDifference(
          outputs, targets, start, length, weight, scale, gradients);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(double[] outputs, double[] targets, double[] weights,
      double[] gradients, double[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] weight = blocks.doubles(0, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.perRow(weights, 1, 1, start, length, weight);
      // weight (z - y)^2 / 2, and its derivative.
      sum += DOUBLES.weightedDifference(
          outputs, targets, start, length, weight, scale, gradients);
      DOUBLE_BLOCKS.write(weight, length, scale, hessian, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private static int check(double[] outputs, double[] targets, double[] weights) {
    int rows = Arguments.rows("outputs", outputs, 1);
    Arguments.length("targets", targets, rows);
    WeightChecks.weights(weights, rows);
    TargetChecks.finite("targets", targets, 1, 1, weights);
    return rows;
  }
}
