package good;

import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static java.lang.Math.min;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.OutputChecks;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Workers;
import java.lang.Override;
import java.util.Objects;

/**
 * The loss of {@link Findings}: the surprisal, in nats, of independent labels under a product of
 * Bernoulli distributions.
 *
 * <p>For a row of logits z and its labels y, each from 0 (no) to 1 (yes):
 *
 * <pre>
 *   loss        sum_k (y_k log(1 + exp(-z_k)) + (1 - y_k) log(1 + exp(z_k)))
 *   gradient    p - y
 *   prediction  p = 1 / (1 + exp(-z))
 *   curvature   p - p^2
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of single outputs of all examples.
 *
 * <p>Shapes: {@code logits}, {@code labels}, {@code gradients}, {@code probabilities} and {@code
 * hessian} hold {@code size} values for each example, row after row; {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a target outside 0..1, and outputs that are probabilities
 * already give an {@code IllegalArgumentException} before anything is written. A logit of
 * -infinity has probability 0, and an infinite loss unless its target is 0. NaN or +infinity give
 * NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
final class FindingsLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  private final Workers workers;

  private final boolean checksOutputs;

  private final int size;

  /**
   * A loss of the given shape; it can be shared freely.
   *
   * @param size the number of outputs per example, at least 1
   */
  FindingsLoss(int size) {
    this.size = Arguments.size("size", size);
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private FindingsLoss(FindingsLoss loss, Workers workers, boolean checksOutputs) {
    size = loss.size;
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public FindingsLoss on(Workers workers) {
    return new FindingsLoss(this, workers, checksOutputs);
  }

  @Override
  public FindingsLoss withoutOutputChecks() {
    return new FindingsLoss(this, workers, false);
  }

  @Override
  public LossValue forward(float[] logits, float[] labels) {
    int rows = check(logits, labels);
    double sum = sumOfLosses(logits, labels, rows);
    return new LossValue(sum, labels.length);
  }

  @Override
  public LossValue surprisal(float[] logits, float[] labels) {
    return forward(logits, labels);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] labels, float[] gradients) {
    int rows = check(logits, labels);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, labels);
    double scale = 1.0 / labels.length;
    double sum = sumAndGradients(logits, labels, gradients, scale, rows);
    return new LossValue(sum, labels.length);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] labels, float[] gradients,
      double denominator) {
    int rows = check(logits, labels);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, labels);
    double scale = Arguments.inverse(Arguments.denominator(denominator, labels.length));
    double sum = sumAndGradients(logits, labels, gradients, scale, rows);
    return new LossValue(sum, labels.length);
  }

  @Override
  public void perExample(float[] logits, float[] labels, double[] losses) {
    int rows = check(logits, labels);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logits, labels, row, row + 1);
    }
  }

  @Override
  public void predict(float[] logits, float[] probabilities) {
    int rows = Arguments.rows("logits", logits, size);
    Arguments.length("probabilities", probabilities, logits.length);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    // 1 / (1 + exp(-z))
    FLOATS.sigmoid(logits, 0, logits.length, probabilities);
  }

  @Override
  public void curvature(float[] logits, float[] labels, float[] hessian) {
    check(logits, labels);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, labels);
    double scale = 1.0 / labels.length;
    // p (1 - p), with p = sigmoid(z).
    FLOATS.sigmoidSlope(logits, 0, logits.length, scale, hessian);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] labels, float[] gradients,
      float[] hessian) {
    int rows = check(logits, labels);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, labels);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, labels);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / labels.length;
    double sum = sumAndDerivatives(logits, labels, gradients, hessian, scale, rows);
    return new LossValue(sum, labels.length);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] labels, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(logits, labels);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, labels);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, labels);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, labels.length));
    double sum = sumAndDerivatives(logits, labels, gradients, hessian, scale, rows);
    return new LossValue(sum, labels.length);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logits, float[] labels, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(logits, labels);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, labels);
    Arguments.length("bounds", bounds, logits.length);
    Overlaps.notTheTargets("bounds", bounds, labels);
    Overlaps.notTheSame("bounds", bounds, "logits", logits);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, labels.length));
    double sum = sumAndDerivatives(logits, labels, gradients, bounds, scale, rows);
    return new LossValue(sum, labels.length);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "PRODUCT_OF_BERNOULLIS",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.PROBABILITIES,
        size,
        size,
        1,
        false,
        LossDescription.Reduction.MEAN_OF_OUTPUTS);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, float[] labels, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumOfLosses(logits, labels, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logits, labels, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logits, float[] labels, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumAndGradients(logits, labels, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logits, labels, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] logits, float[] labels, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumAndDerivatives(logits, labels, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logits, labels, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfLosses(float[] logits, float[] labels, int from, int to) {
    int start = from * size;
    int length = (to - from) * size;
    // softplus(z) - y z, each output by itself.
    return FLOATS.softplusMinusProduct(logits, labels, start, length);
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private double sumAndGradients(float[] logits, float[] labels, float[] gradients, double scale,
      int from, int to) {
    int start = from * size;
    int length = (to - from) * size;
    // softplus(z) - y z, and the residual sigmoid(z) - y.
    return FLOATS.sigmoidMinus(logits, labels, start, length, scale, gradients);
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private double sumAndDerivatives(float[] logits, float[] labels, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    // p (1 - p), with p = sigmoid(z).
    FLOATS.sigmoidSlope(logits, from * size, (to - from) * size, scale, hessian);
    int start = from * size;
    int length = (to - from) * size;
    // softplus(z) - y z, and the residual sigmoid(z) - y.
    return FLOATS.sigmoidMinus(logits, labels, start, length, scale, gradients);
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(float[] logits, float[] labels) {
    int rows = Arguments.rows("logits", logits, size);
    Arguments.length("labels", labels, rows * size);
    TargetChecks.probabilities("labels", labels, size, 1);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    return rows;
  }

  /**
   * Refuses logits that are probabilities already, by the first rows.
   */
  private void checkOutputs(float[] logits, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      int start = row * size;
      evidence =
          OutputChecks.lookForSigmoid(logits, start, size, evidence);
    }
    OutputChecks.refuseSigmoid("logits", evidence);
  }
}
