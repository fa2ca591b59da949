package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;
import static java.lang.System.arraycopy;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.util.Objects;

/**
 * The loss of {@link Robust}: the surprisal, in nats, of targets under the formula of the head.
 *
 * <p>For a row of outputs z and its targets y, with delta given to the constructor:
 *
 * <pre>
 *   loss        delta^2 sqrt(1 + (z - y)^2 / delta^2)
 *   gradient    (z - y) / sqrt(1 + (z - y)^2 / delta^2)
 *   prediction  z
 *   curvature   1 / sqrt(1 + (z - y)^2 / delta^2)
 *                 - (z - y)^2 / (delta^2 sqrt(1 + (z - y)^2 / delta^2)^3)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: all arrays hold one value for each example.
 *
 * <p>Bad input: lengths that do not fit and a target that is not finite give an {@code
 * IllegalArgumentException} before anything is written. What outputs that are not finite give is
 * what the formula makes of them, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class RobustLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  private final Workers workers;

  private final double delta;

  /**
   * A loss of the given numbers; it can be shared freely.
   *
   * @param delta a finite number, delta &gt; 0
   */
  public RobustLoss(double delta) {
    this.delta = Arguments.parameter("delta", delta, delta > 0, "a finite number, delta > 0");
    workers = Workers.CALLER;
  }

  private RobustLoss(RobustLoss loss, Workers workers) {
    delta = loss.delta;
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public RobustLoss on(Workers workers) {
    return new RobustLoss(this, workers);
  }

  @Override
  public LossValue forward(float[] outputs, float[] targets) {
    int rows = check(outputs, targets);
    double sum = sumOfLosses(outputs, targets, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue surprisal(float[] outputs, float[] targets) {
    return forward(outputs, targets);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients,
      double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(outputs, targets, gradients, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public void perExample(float[] outputs, float[] targets, double[] losses) {
    int rows = check(outputs, targets);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(outputs, targets, row, row + 1);
    }
  }

  @Override
  public void predict(float[] outputs, float[] predictions) {
    Arguments.rows("outputs", outputs, 1);
    Arguments.length("predictions", predictions, outputs.length);
    // The mean is the output as it is.
    arraycopy(outputs, 0, predictions, 0, outputs.length);
  }

  @Override
  public void curvature(float[] outputs, float[] targets, float[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] sqrt = blocks.doubles(2, Blocks.LENGTH);
    double[] curvature = blocks.doubles(3, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(outputs, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        sqrt[i] = 1 + (z[i] - y[i]) * (z[i] - y[i]) / (this.delta * this.delta);
      }
      FUNCTIONS.sqrt(sqrt, length, sqrt);
      for (int i = 0; i < length; i++) {
        curvature[i] =
            1 / sqrt[i] - (z[i] - y[i]) * (z[i]
            - y[i]) / (this.delta * this.delta * sqrt[i] * sqrt[i] * sqrt[i]);
      }
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients,
      float[] hessian) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(outputs, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] outputs, float[] targets, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, outputs.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "outputs", outputs);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(outputs, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue gradientsAndBounds(float[] outputs, float[] targets, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(outputs, targets);
    Arguments.length("gradients", gradients, outputs.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("bounds", bounds, outputs.length);
    Overlaps.notTheTargets("bounds", bounds, targets);
    Overlaps.notTheSame("bounds", bounds, "outputs", outputs);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(outputs, targets, gradients, bounds, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "FORMULA",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.REALS,
        1,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] outputs, float[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(outputs, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(outputs, targets, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] outputs, float[] targets, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(outputs, targets, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(outputs, targets, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] outputs, float[] targets, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(outputs, targets, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(outputs, targets, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfLosses(float[] outputs, float[] targets, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] sqrt = blocks.doubles(2, Blocks.LENGTH);
    double[] loss = blocks.doubles(3, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        sqrt[i] = 1 + (z[i] - y[i]) * (z[i] - y[i]) / (this.delta * this.delta);
      }
      FUNCTIONS.sqrt(sqrt, length, sqrt);
      for (int i = 0; i < length; i++) {
        loss[i] = this.delta * this.delta * sqrt[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private double sumAndGradients(float[] outputs, float[] targets, float[] gradients, double scale,
      int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] sqrt = blocks.doubles(2, Blocks.LENGTH);
    double[] loss = blocks.doubles(3, Blocks.LENGTH);
    double[] residual = blocks.doubles(4, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        sqrt[i] = 1 + (z[i] - y[i]) * (z[i] - y[i]) / (this.delta * this.delta);
      }
      FUNCTIONS.sqrt(sqrt, length, sqrt);
      for (int i = 0; i < length; i++) {
        loss[i] = this.delta * this.delta * sqrt[i];
        residual[i] = (z[i] - y[i]) / sqrt[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residual, length, scale, gradients, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private double sumAndDerivatives(float[] outputs, float[] targets, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] sqrt = blocks.doubles(2, Blocks.LENGTH);
    double[] loss = blocks.doubles(3, Blocks.LENGTH);
    double[] residual = blocks.doubles(4, Blocks.LENGTH);
    double[] curvature = blocks.doubles(5, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(outputs, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        sqrt[i] = 1 + (z[i] - y[i]) * (z[i] - y[i]) / (this.delta * this.delta);
      }
      FUNCTIONS.sqrt(sqrt, length, sqrt);
      for (int i = 0; i < length; i++) {
        loss[i] = this.delta * this.delta * sqrt[i];
        residual[i] = (z[i] - y[i]) / sqrt[i];
        curvature[i] =
            1 / sqrt[i] - (z[i] - y[i]) * (z[i]
            - y[i]) / (this.delta * this.delta * sqrt[i] * sqrt[i] * sqrt[i]);
      }
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
  private int check(float[] outputs, float[] targets) {
    int rows = Arguments.rows("outputs", outputs, 1);
    Arguments.length("targets", targets, rows);
    TargetChecks.finite("targets", targets, 1, 1);
    return rows;
  }
}
