package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static dev.surprisal.runtime.kernel.Kernels.FLOAT_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
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
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@code malignant} of {@link Scan}: the surprisal, in nats, of a yes or no under a
 * Bernoulli distribution.
 *
 * <p>For a logit z and its target y, from 0 (no) to 1 (yes):
 *
 * <pre>
 *   loss        5 y log(1 + exp(-z)) + (1 - y) log(1 + exp(z))
 *   gradient    p + 5 p y - 5 y - p y
 *   prediction  p = 1 / (1 + exp(-z))
 *   curvature   p (1 - p) (1 + 5 y - y)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: all arrays hold one value for each example.
 *
 * <p>Bad input: lengths that do not fit, a target outside 0..1, and outputs that are probabilities
 * already give an {@code IllegalArgumentException} before anything is written. A logit of
 * -infinity has probability 0, and an infinite loss unless its target is 0. NaN or +infinity give
 * NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ScanMalignantLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * The weight of yes, where that of no is 1.
   */
  private static final double POSITIVE_WEIGHT = 5.0;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "positiveWeight";

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  public ScanMalignantLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private ScanMalignantLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public ScanMalignantLoss on(Workers workers) {
    return new ScanMalignantLoss(workers, checksOutputs);
  }

  @Override
  public ScanMalignantLoss withoutOutputChecks() {
    return new ScanMalignantLoss(workers, false);
  }

  @Override
  public LossValue forward(float[] logits, float[] targets) {
    int rows = check(logits, targets);
    double sum = sumOfLosses(logits, targets, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] logits, float[] targets) {
    int rows = check(logits, targets);
    double sum = sumOfSurprisals(logits, targets, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] targets, float[] gradients) {
    int rows = check(logits, targets);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(logits, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] targets, float[] gradients,
      double denominator) {
    int rows = check(logits, targets);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(logits, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
    int rows = check(logits, targets);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] z = blocks.doubles(1, Blocks.LENGTH);
    double[] sigmoidSlope = blocks.doubles(2, Blocks.LENGTH);
    double[] curvature = blocks.doubles(3, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      FUNCTIONS.sigmoidSlope(z, length, sigmoidSlope);
      for (int i = 0; i < length; i++) {
        curvature[i] = (1 + POSITIVE_WEIGHT * y[i] - y[i]) * sigmoidSlope[i];
      }
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
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
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(logits, targets, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
    return new LossValue(sum, rows, SHAPED_BY);
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
    return new LossValue(sum, rows, SHAPED_BY);
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
        LossDescription.Reduction.MEAN);
  }

  /**
   * Checks all arguments of forwardBackward.
   */
  void check(float[] logits, float[] targets, float[] gradients) {
    check(logits, targets);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, targets);
  }

  /**
   * Checks the targets alone.
   */
  void checkTargets(float[] targets) {
    Arguments.rows("targets", targets, 1);
    TargetChecks.probabilities("targets", targets, 1, 1);
  }

  /**
   * What gradients are divided by, of targets that have been checked.
   */
  double divisor(float[] targets) {
    return targets.length;
  }

  /**
   * The loss, and its gradients times scale, of arguments that have been checked.
   */
  LossValue valueAndGradients(float[] logits, float[] targets, float[] gradients, double scale) {
    int rows = Arguments.rows("logits", logits, 1);
    double sum = sumAndGradients(logits, targets, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  /**
   * Adds the loss of each example, times a factor.
   */
  void addPerExample(float[] logits, float[] targets, double[] losses, double factor) {
    for (int row = 0; row < losses.length; row++) {
      losses[row] += factor * sumOfLosses(logits, targets, row, row + 1);
    }
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
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logits, float[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfSurprisals(logits, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(logits, targets, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(float[] logits, float[] targets, int from, int to) {
    // softplus(z) - y z, each output by itself.
    return FLOATS.softplusMinusProduct(logits, targets, from, to - from);
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logits, float[] targets, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] yes = blocks.doubles(2, Blocks.LENGTH);
    double[] no = blocks.doubles(3, Blocks.LENGTH);
    float[] softplus = blocks.floats(4, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        yes[i] = POSITIVE_WEIGHT * y[i];
        no[i] = 1 - y[i];
      }
      // yes softplus(-z) + no softplus(z).
      sum += FLOAT_BLOCKS.logistic(z, yes, no, length, softplus);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] logits, float[] targets, float[] gradients,
      double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] yes = blocks.doubles(2, Blocks.LENGTH);
    double[] no = blocks.doubles(3, Blocks.LENGTH);
    float[] softplus = blocks.floats(4, Blocks.LENGTH);
    float[] residual = blocks.floats(5, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        yes[i] = POSITIVE_WEIGHT * y[i];
        no[i] = 1 - y[i];
      }
      // yes softplus(-z) + no softplus(z), and its derivative.
      sum += FLOAT_BLOCKS.logistic(z, yes, no, length, softplus, residual);
      FLOAT_BLOCKS.write(residual, length, scale, gradients, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] logits, float[] targets, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] yes = blocks.doubles(2, Blocks.LENGTH);
    double[] no = blocks.doubles(3, Blocks.LENGTH);
    float[] softplus = blocks.floats(4, Blocks.LENGTH);
    float[] residual = blocks.floats(5, Blocks.LENGTH);
    float[] curvature = blocks.floats(6, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      for (int i = 0; i < length; i++) {
        yes[i] = POSITIVE_WEIGHT * y[i];
        no[i] = 1 - y[i];
      }
      // yes softplus(-z) + no softplus(z), and its derivatives.
      sum += FLOAT_BLOCKS.logistic(z, yes, no, length, softplus, residual, curvature);
      FLOAT_BLOCKS.write(residual, length, scale, gradients, start);
      FLOAT_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  int check(float[] logits, float[] targets) {
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
