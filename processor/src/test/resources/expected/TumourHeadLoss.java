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
 * The loss of {@link TumourHead}: the surprisal, in nats, of a yes or no under a Bernoulli
 * distribution.
 *
 * <p>For a logit z and its target y, from 0 (no) to 1 (yes):
 *
 * <pre>
 *   loss        y log(1 + exp(-z)) + (1 - y) log(1 + exp(z))
 *   gradient    p - y
 *   prediction  p = 1 / (1 + exp(-z))
 *   curvature   p - p^2
 * </pre>
 *
 * <p>Gradient and curvature are those of the sum over the examples.
 *
 * <p>Shapes: all arrays hold one value for each example.
 *
 * <p>Bad input: lengths that do not fit, a target outside 0..1, and outputs that are probabilities
 * already give an {@code IllegalArgumentException} before anything is written. A logit of
 * -infinity has probability 0, and an infinite loss unless its target is 0. NaN or +infinity give
 * NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
final class TumourHeadLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  TumourHeadLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private TumourHeadLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public TumourHeadLoss on(Workers workers) {
    return new TumourHeadLoss(workers, checksOutputs);
  }

  @Override
  public TumourHeadLoss withoutOutputChecks() {
    return new TumourHeadLoss(workers, false);
  }

  @Override
  public LossValue forward(float[] logits, float[] targets) {
    int rows = check(logits, targets);
    double sum = sumOfLosses(logits, targets, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue surprisal(float[] logits, float[] targets) {
    return forward(logits, targets);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] targets, float[] gradients) {
    int rows = check(logits, targets);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = 1;
    double sum = sumAndGradients(logits, targets, gradients, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] targets, float[] gradients,
      double denominator) {
    int rows = check(logits, targets);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(logits, targets, gradients, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public void perExample(float[] logits, float[] targets, double[] losses) {
    int rows = check(logits, targets);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logits, targets, row, row + 1);
    }
  }

  @Override
  public void predict(float[] logits, float[] probabilities) {
    int rows = Arguments.rows("logits", logits, 1);
    Arguments.length("probabilities", probabilities, logits.length);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    // 1 / (1 + exp(-z))
    FLOATS.sigmoid(logits, 0, logits.length, probabilities);
  }

  @Override
  public void curvature(float[] logits, float[] targets, float[] hessian) {
    check(logits, targets);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = 1;
    // p (1 - p), with p = sigmoid(z).
    FLOATS.sigmoidSlope(logits, 0, logits.length, scale, hessian);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] targets, float[] gradients,
      float[] hessian) {
    int rows = check(logits, targets);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1;
    double sum = sumAndDerivatives(logits, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] targets, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(logits, targets);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logits, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logits, float[] targets, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(logits, targets);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    Arguments.length("bounds", bounds, logits.length);
    Overlaps.notTheTargets("bounds", bounds, targets);
    Overlaps.notTheSame("bounds", bounds, "logits", logits);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logits, targets, gradients, bounds, scale, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "BERNOULLI",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.PROBABILITIES,
        1,
        1,
        1,
        false,
        LossDescription.Reduction.SUM);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, float[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(logits, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logits, targets, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logits, float[] targets, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(logits, targets, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logits, targets, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] logits, float[] targets, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(logits, targets, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logits, targets, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logits, float[] targets, int from, int to) {
    // softplus(z) - y z, each output by itself.
    return FLOATS.softplusMinusProduct(logits, targets, from, to - from);
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] logits, float[] targets, float[] gradients,
      double scale, int from, int to) {
    // softplus(z) - y z, and the residual sigmoid(z) - y.
    return FLOATS.sigmoidMinus(logits, targets, from, to - from, scale, gradients);
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] logits, float[] targets, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    // p (1 - p), with p = sigmoid(z).
    FLOATS.sigmoidSlope(logits, from, to - from, scale, hessian);
    // softplus(z) - y z, and the residual sigmoid(z) - y.
    return FLOATS.sigmoidMinus(logits, targets, from, to - from, scale, gradients);
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(float[] logits, float[] targets) {
    int rows = Arguments.rows("logits", logits, 1);
    Arguments.length("targets", targets, rows);
    TargetChecks.probabilities("targets", targets, 1, 1);
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
      evidence =
          OutputChecks.lookForSigmoid(logits, row, 1, evidence);
    }
    OutputChecks.refuseSigmoid("logits", evidence);
  }
}
