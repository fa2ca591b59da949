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
 * The loss of {@link Traits}: the surprisal, in nats, of independent labels under a product of
 * Bernoulli distributions.
 *
 * <p>For a row of logits z and its labels y, each from 0 (no) to 1 (yes), of weights w:
 *
 * <pre>
 *   loss        sum_k w_k (y_k log(1 + exp(-z_k)) + (1 - y_k) log(1 + exp(z_k)))
 *   gradient    w (p - y)
 *   prediction  p = 1 / (1 + exp(-z))
 *   curvature   w p (1 - p)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: {@code logits}, {@code labels}, {@code gradients}, {@code probabilities} and {@code
 * hessian} hold {@code size} values for each example, row after row; {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a target outside 0..1, and outputs that are probabilities
 * already give an {@code IllegalArgumentException} before anything is written. A logit of
 * -infinity has probability 0, and an infinite loss unless its target is 0. NaN or +infinity give
 * NaN, in that example alone. What has the weight 0 counts for nothing, whatever it is.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class TraitsLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "outputWeights";

  private final Workers workers;

  private final boolean checksOutputs;

  private final double[] outputWeights;

  private final int size;

  /**
   * A loss of the given shape; it can be shared freely.
   *
   * @param outputWeights a weight for each output, 0 or in 1e-30..1e30
   */
  public TraitsLoss(double... outputWeights) {
    this.size = Arguments.size("outputWeights.length", outputWeights.length);
    this.outputWeights = Arguments.notNegative("outputWeights", outputWeights);
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private TraitsLoss(TraitsLoss loss, Workers workers, boolean checksOutputs) {
    outputWeights = loss.outputWeights;
    size = loss.size;
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public TraitsLoss on(Workers workers) {
    return new TraitsLoss(this, workers, checksOutputs);
  }

  @Override
  public TraitsLoss withoutOutputChecks() {
    return new TraitsLoss(this, workers, false);
  }

  @Override
  public LossValue forward(float[] logits, float[] labels) {
    int rows = check(logits, labels);
    double sum = sumOfLosses(logits, labels, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] logits, float[] labels) {
    int rows = check(logits, labels);
    double sum = sumOfSurprisals(logits, labels, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] labels, float[] gradients) {
    int rows = check(logits, labels);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, labels);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(logits, labels, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] labels, float[] gradients,
      double denominator) {
    int rows = check(logits, labels);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, labels);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(logits, labels, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
    int rows = check(logits, labels);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, labels);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] w = blocks.doubles(1, Blocks.LENGTH);
    double[] curvature = blocks.doubles(2, Blocks.LENGTH);
    int end = rows * size;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.perOutput(outputWeights, 1, start, length, w);
      FUNCTIONS.sigmoidSlope(z, length, curvature);
      DOUBLE_BLOCKS.weigh(w, curvature, length);
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
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(logits, labels, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logits, labels, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logits, labels, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
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
        LossDescription.Reduction.MEAN);
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
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logits, float[] labels, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumOfSurprisals(logits, labels, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(logits, labels, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfSurprisals(float[] logits, float[] labels, int from, int to) {
    int start = from * size;
    int length = (to - from) * size;
    // softplus(z) - y z, each output by itself.
    return FLOATS.softplusMinusProduct(logits, labels, start, length);
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfLosses(float[] logits, float[] labels, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] w = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    float[] softplus = blocks.floats(5, Blocks.LENGTH);
    double sum = 0;
    int end = to * size;
    for (int start = from * size, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      DOUBLE_BLOCKS.perOutput(outputWeights, 1, start, length, w);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = 1 - y[i];
      }
      DOUBLE_BLOCKS.weigh(w, yes, length);
      DOUBLE_BLOCKS.weigh(w, no, length);
      // yes softplus(-z) + no softplus(z).
      sum += FLOAT_BLOCKS.logistic(z, yes, no, length, softplus);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private double sumAndGradients(float[] logits, float[] labels, float[] gradients, double scale,
      int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] w = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    float[] softplus = blocks.floats(5, Blocks.LENGTH);
    float[] residual = blocks.floats(6, Blocks.LENGTH);
    double sum = 0;
    int end = to * size;
    for (int start = from * size, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      DOUBLE_BLOCKS.perOutput(outputWeights, 1, start, length, w);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = 1 - y[i];
      }
      DOUBLE_BLOCKS.weigh(w, yes, length);
      DOUBLE_BLOCKS.weigh(w, no, length);
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
  private double sumAndDerivatives(float[] logits, float[] labels, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] w = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    float[] softplus = blocks.floats(5, Blocks.LENGTH);
    float[] residual = blocks.floats(6, Blocks.LENGTH);
    float[] curvature = blocks.floats(7, Blocks.LENGTH);
    double sum = 0;
    int end = to * size;
    for (int start = from * size, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      DOUBLE_BLOCKS.perOutput(outputWeights, 1, start, length, w);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = 1 - y[i];
      }
      DOUBLE_BLOCKS.weigh(w, yes, length);
      DOUBLE_BLOCKS.weigh(w, no, length);
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
