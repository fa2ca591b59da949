package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
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
 * The loss of {@link Student.Tags}: the surprisal, in nats, of independent labels under a product
 * of Bernoulli distributions.
 *
 * <p>For a row of logits z and its labels y, each from 0 (no) to 1 (yes):
 *
 * <pre>
 *   u           z / 2
 *   loss        sum_k 2^2 (y_k log(1 + exp(-u_k)) + (1 - y_k) log(1 + exp(u_k)))
 *   gradient    2 (p - y)
 *   prediction  p = 1 / (1 + exp(-u))
 *   curvature   p - p^2
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: {@code logits}, {@code labels}, {@code gradients}, {@code probabilities} and {@code
 * hessian} hold 14 values for each example, row after row; {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a target outside 0..1, and outputs that are probabilities
 * already give an {@code IllegalArgumentException} before anything is written. A logit of
 * -infinity has probability 0, and an infinite loss unless its target is 0. NaN or +infinity give
 * NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
final class StudentTagsLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 14;

  /**
   * What logits are divided by.
   */
  private static final double TEMPERATURE = 2.0;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "temperature";

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  StudentTagsLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private StudentTagsLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public StudentTagsLoss on(Workers workers) {
    return new StudentTagsLoss(workers, checksOutputs);
  }

  @Override
  public StudentTagsLoss withoutOutputChecks() {
    return new StudentTagsLoss(workers, false);
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
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("probabilities", probabilities, logits.length);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] u = blocks.doubles(1, Blocks.LENGTH);
    double[] prediction = blocks.doubles(2, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      for (int i = 0; i < length; i++) {
        u[i] = z[i] / TEMPERATURE;
      }
      FUNCTIONS.sigmoid(u, length, prediction);
      DOUBLE_BLOCKS.write(prediction, length, 1, probabilities, start);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] logits, float[] labels, float[] hessian) {
    int rows = check(logits, labels);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, labels);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] u = blocks.doubles(1, Blocks.LENGTH);
    double[] curvature = blocks.doubles(2, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      for (int i = 0; i < length; i++) {
        u[i] = z[i] / TEMPERATURE;
      }
      FUNCTIONS.sigmoidSlope(u, length, curvature);
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
        SIZE,
        SIZE,
        1,
        false,
        LossDescription.Reduction.MEAN);
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
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logits, float[] labels, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfSurprisals(logits, labels, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
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
  private static double sumOfSurprisals(float[] logits, float[] labels, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] u = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus = blocks.doubles(5, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      for (int i = 0; i < length; i++) {
        u[i] = z[i] / TEMPERATURE;
      }
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = 1 - y[i];
      }
      // yes softplus(-z) + no softplus(z).
      sum += DOUBLE_BLOCKS.logistic(u, yes, no, length, softplus);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logits, float[] labels, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] u = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus = blocks.doubles(5, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      for (int i = 0; i < length; i++) {
        u[i] = z[i] / TEMPERATURE;
      }
      for (int i = 0; i < length; i++) {
        yes[i] = TEMPERATURE * TEMPERATURE * y[i];
        no[i] = TEMPERATURE * TEMPERATURE * (1 - y[i]);
      }
      // yes softplus(-z) + no softplus(z).
      sum += DOUBLE_BLOCKS.logistic(u, yes, no, length, softplus);
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
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] u = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus = blocks.doubles(5, Blocks.LENGTH);
    double[] residual = blocks.doubles(6, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      for (int i = 0; i < length; i++) {
        u[i] = z[i] / TEMPERATURE;
      }
      for (int i = 0; i < length; i++) {
        yes[i] = TEMPERATURE * TEMPERATURE * y[i];
        no[i] = TEMPERATURE * TEMPERATURE * (1 - y[i]);
      }
      // yes softplus(-z) + no softplus(z), and its derivative.
      sum += DOUBLE_BLOCKS.logistic(u, yes, no, length, softplus, residual);
      for (int i = 0; i < length; i++) {
        residual[i] = residual[i] / TEMPERATURE;
      }
      DOUBLE_BLOCKS.write(residual, length, scale, gradients, start);
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
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] y = blocks.doubles(1, Blocks.LENGTH);
    double[] u = blocks.doubles(2, Blocks.LENGTH);
    double[] yes = blocks.doubles(3, Blocks.LENGTH);
    double[] no = blocks.doubles(4, Blocks.LENGTH);
    double[] softplus = blocks.doubles(5, Blocks.LENGTH);
    double[] residual = blocks.doubles(6, Blocks.LENGTH);
    double[] curvature = blocks.doubles(7, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      DOUBLE_BLOCKS.read(labels, start, length, y);
      for (int i = 0; i < length; i++) {
        u[i] = z[i] / TEMPERATURE;
      }
      for (int i = 0; i < length; i++) {
        yes[i] = TEMPERATURE * TEMPERATURE * y[i];
        no[i] = TEMPERATURE * TEMPERATURE * (1 - y[i]);
      }
      // yes softplus(-z) + no softplus(z), and its derivatives.
      sum += DOUBLE_BLOCKS.logistic(u, yes, no, length, softplus, residual, curvature);
      for (int i = 0; i < length; i++) {
        residual[i] = residual[i] / TEMPERATURE;
        curvature[i] = curvature[i] / (TEMPERATURE * TEMPERATURE);
      }
      DOUBLE_BLOCKS.write(residual, length, scale, gradients, start);
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
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
    TargetChecks.probabilities("labels", labels, SIZE, 1);
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
          OutputChecks.lookForSigmoid(logits, start, SIZE, evidence);
    }
    OutputChecks.refuseSigmoid("logits", evidence);
  }
}
