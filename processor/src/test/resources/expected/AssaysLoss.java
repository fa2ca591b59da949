package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static dev.surprisal.runtime.kernel.Kernels.FLOAT_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;
import static java.util.Arrays.fill;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.KnownTargets;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.OutputChecks;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.util.Objects;

/**
 * The loss of {@link Assays}: the surprisal, in nats, of independent labels under a product of
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
 * <p>Gradient and curvature are divided by the number of single outputs whose target is known. A
 * target that is NaN is unknown: its output counts for nothing, whatever it is.
 *
 * <p>Shapes: {@code logits}, {@code labels}, {@code gradients}, {@code probabilities} and {@code
 * hessian} hold 12 values for each example, row after row; {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a target outside 0..1 (NaN aside), and outputs that are
 * probabilities already give an {@code IllegalArgumentException} before anything is written. A
 * logit of -infinity has probability 0, and an infinite loss unless its target is 0. NaN or
 * +infinity give NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class AssaysLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 12;

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  public AssaysLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private AssaysLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public AssaysLoss on(Workers workers) {
    return new AssaysLoss(workers, checksOutputs);
  }

  @Override
  public AssaysLoss withoutOutputChecks() {
    return new AssaysLoss(workers, false);
  }

  @Override
  public LossValue forward(float[] logits, float[] labels) {
    int rows = check(logits, labels);
    double weight = weight(labels);
    double sum = sumOfLosses(logits, labels, rows);
    return new LossValue(sum, weight);
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
    double weight = weight(labels);
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(logits, labels, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] labels, float[] gradients,
      double denominator) {
    int rows = check(logits, labels);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, labels);
    double weight = weight(labels);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(logits, labels, gradients, scale, rows);
    return new LossValue(sum, weight);
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
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("probabilities", probabilities, logits.length);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    // 1 / (1 + exp(-z))
    FLOATS.sigmoid(logits, 0, logits.length, probabilities);
  }

  @Override
  public void curvature(float[] logits, float[] labels, float[] hessian) {
    int rows = check(logits, labels);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, labels);
    double scale = Arguments.inverse(weight(labels));
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] weight = blocks.doubles(1, Blocks.LENGTH);
    double[] curvature = blocks.doubles(2, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      fill(weight, 0, length, 1);
      FUNCTIONS.sigmoidSlope(z, length, curvature);
      DOUBLE_BLOCKS.zeroBesideNan(labels, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, curvature, length);
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
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
    double weight = weight(labels);
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(logits, labels, gradients, hessian, scale, rows);
    return new LossValue(sum, weight);
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
    double weight = weight(labels);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logits, labels, gradients, hessian, scale, rows);
    return new LossValue(sum, weight);
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
    double weight = weight(labels);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logits, labels, gradients, bounds, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "PRODUCT_OF_BERNOULLIS",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.PROBABILITIES,
        SIZE,
        SIZE,
        1,
        false,
        LossDescription.Reduction.MEAN_OF_OUTPUTS);
  }

  /**
   * The number of outputs whose target is known.
   */
  private static double weight(float[] labels) {
    return KnownTargets.outputs(labels, SIZE, 1);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, float[] labels, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfLosses(logits, labels, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
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
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndGradients(logits, labels, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
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
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndDerivatives(logits, labels, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
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
  private static double sumOfLosses(float[] logits, float[] labels, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] weight = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    float[] softplus = blocks.floats(5, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      fill(weight, 0, length, 1);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = 1 - y[i];
      }
      DOUBLE_BLOCKS.zeroBesideNan(labels, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, yes, length);
      DOUBLE_BLOCKS.weigh(weight, no, length);
      // yes softplus(-z) + no softplus(z).
      sum += FLOAT_BLOCKS.logistic(z, yes, no, length, softplus);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] logits, float[] labels, float[] gradients,
      double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] weight = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    float[] softplus = blocks.floats(5, Blocks.LENGTH);
    float[] residual = blocks.floats(6, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      fill(weight, 0, length, 1);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = 1 - y[i];
      }
      DOUBLE_BLOCKS.zeroBesideNan(labels, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, yes, length);
      DOUBLE_BLOCKS.weigh(weight, no, length);
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
  private static double sumAndDerivatives(float[] logits, float[] labels, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] weight = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    float[] softplus = blocks.floats(5, Blocks.LENGTH);
    float[] residual = blocks.floats(6, Blocks.LENGTH);
    float[] curvature = blocks.floats(7, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      fill(weight, 0, length, 1);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = 1 - y[i];
      }
      DOUBLE_BLOCKS.zeroBesideNan(labels, start, length, weight);
      DOUBLE_BLOCKS.weigh(weight, yes, length);
      DOUBLE_BLOCKS.weigh(weight, no, length);
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
  private int check(float[] logits, float[] labels) {
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("labels", labels, rows * SIZE);
    KnownTargets.PROBABILITIES.check("labels", labels, SIZE, 1);
    if (checksOutputs) {
      checkOutputs(logits, labels, rows);
    }
    return rows;
  }

  /**
   * Refuses logits that are probabilities already, by the first rows that count.
   */
  private static void checkOutputs(float[] logits, float[] labels, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      if (!KnownTargets.isAny(labels, row, SIZE, 1)) {
        continue;
      }
      int start = row * SIZE;
      evidence =
          OutputChecks.lookForSigmoid(logits, start, SIZE, evidence);
    }
    OutputChecks.refuseSigmoid("logits", evidence);
  }

  /**
   * Refuses logits that are probabilities already, by the first rows.
   */
  private static void checkOutputs(float[] logits, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      int start = row * SIZE;
      evidence =
          OutputChecks.lookForSigmoid(logits, start, SIZE, evidence);
    }
    OutputChecks.refuseSigmoid("logits", evidence);
  }
}
