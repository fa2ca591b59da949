package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static dev.surprisal.runtime.kernel.Kernels.FLOAT_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FUNCTIONS;
import static java.lang.Math.min;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.CountChecks;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Overlaps;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.Blocks;
import java.lang.Override;
import java.lang.String;
import java.util.Objects;

/**
 * The loss of {@link Conversions}: the surprisal, in nats, of counts of successes under binomial
 * distributions, without the constant log(N choose y) per value.
 *
 * <p>For a row of log-odds z and its counts y:
 *
 * <pre>
 *   loss        y log(1 + exp(-z)) + (20 - y) log(1 + exp(z))
 *   gradient    (20 - y) / (1 + exp(-z)) - y / (1 + exp(z))
 *   prediction  1 / (1 + exp(-z))
 *   curvature   20 / ((1 + exp(-z)) (1 + exp(z)))
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: all arrays hold one value for each example.
 *
 * <p>Bad input: lengths that do not fit and a count that is not whole, negative or more than the
 * trials give an {@code IllegalArgumentException} before anything is written. An infinite logit
 * gives an infinite loss or none, +infinity and NaN give NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class ConversionsLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * How often what a target counts could have happened.
   */
  private static final double TRIALS = 20.0;

  /**
   * What makes the sum of all probabilities one, as a logarithm.
   */
  private static final double LOG_NORMALISER = -42.335616460753485;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "constants left out";

  private final Workers workers;

  /**
   * A loss without state, to be shared freely.
   */
  public ConversionsLoss() {
    workers = Workers.CALLER;
  }

  private ConversionsLoss(Workers workers) {
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public ConversionsLoss on(Workers workers) {
    return new ConversionsLoss(workers);
  }

  @Override
  public LossValue forward(float[] logits, float[] counts) {
    int rows = check(logits, counts);
    double sum = sumOfLosses(logits, counts, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue surprisal(float[] logits, float[] counts) {
    int rows = check(logits, counts);
    double sum = sumOfSurprisals(logits, counts, rows);
    return new LossValue(sum, rows);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] counts, float[] gradients) {
    int rows = check(logits, counts);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    double scale = 1.0 / rows;
    double sum = sumAndGradients(logits, counts, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] counts, float[] gradients,
      double denominator) {
    int rows = check(logits, counts);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndGradients(logits, counts, gradients, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public void perExample(float[] logits, float[] counts, double[] losses) {
    int rows = check(logits, counts);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logits, counts, row, row + 1);
    }
  }

  @Override
  public void predict(float[] logits, float[] shares) {
    Arguments.rows("logits", logits, 1);
    Arguments.length("shares", shares, logits.length);
    // 1 / (1 + exp(-z))
    FLOATS.sigmoid(logits, 0, logits.length, shares);
  }

  @Override
  public void curvature(float[] logits, float[] counts, float[] hessian) {
    int rows = check(logits, counts);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] sigmoidSlope = blocks.doubles(1, Blocks.LENGTH);
    double[] curvature = blocks.doubles(2, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      FUNCTIONS.sigmoidSlope(z, length, sigmoidSlope);
      for (int i = 0; i < length; i++) {
        curvature[i] = TRIALS * sigmoidSlope[i];
      }
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] counts, float[] gradients,
      float[] hessian) {
    int rows = check(logits, counts);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = 1.0 / rows;
    double sum = sumAndDerivatives(logits, counts, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue forwardBackward(float[] logits, float[] counts, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(logits, counts);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, counts);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logits, counts, gradients, hessian, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logits, float[] counts, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(logits, counts);
    Arguments.length("gradients", gradients, logits.length);
    Overlaps.notTheTargets("gradients", gradients, counts);
    Arguments.length("bounds", bounds, logits.length);
    Overlaps.notTheTargets("bounds", bounds, counts);
    Overlaps.notTheSame("bounds", bounds, "logits", logits);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double scale = Arguments.inverse(Arguments.denominator(denominator, rows));
    double sum = sumAndDerivatives(logits, counts, gradients, bounds, scale, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "BINOMIAL",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.COUNTS,
        1,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, float[] counts, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfLosses(logits, counts, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logits, counts, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logits, float[] counts, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndGradients(logits, counts, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logits, counts, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] logits, float[] counts, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndDerivatives(logits, counts, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logits, counts, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logits, float[] counts, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumOfSurprisals(logits, counts, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfSurprisals(logits, counts, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfSurprisals(float[] logits, float[] counts, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] z = blocks.doubles(1, Blocks.LENGTH);
    double[] logFactorial2 = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus = blocks.doubles(3, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(4, Blocks.LENGTH);
    double[] logFactorial = blocks.doubles(5, Blocks.LENGTH);
    double[] weigh = blocks.doubles(6, Blocks.LENGTH);
    double[] loss = blocks.doubles(7, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(counts, start, length, y);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      for (int i = 0; i < length; i++) {
        logFactorial2[i] = TRIALS - y[i];
      }
      FUNCTIONS.surprisals(z, length, softplus, softplus2);
      FUNCTIONS.logFactorial(y, length, logFactorial);
      FUNCTIONS.logFactorial(logFactorial2, length, logFactorial2);
      FUNCTIONS.weigh(y, softplus2, length, weigh);
      for (int i = 0; i < length; i++) {
        loss[i] =
            LOG_NORMALISER + logFactorial[i] + logFactorial2[i] + weigh[i]
            + (TRIALS - y[i]) * softplus[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logits, float[] counts, int from, int to) {
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
      DOUBLE_BLOCKS.read(counts, start, length, y);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = TRIALS - y[i];
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
  private static double sumAndGradients(float[] logits, float[] counts, float[] gradients,
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
      DOUBLE_BLOCKS.read(counts, start, length, y);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = TRIALS - y[i];
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
  private static double sumAndDerivatives(float[] logits, float[] counts, float[] gradients,
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
      DOUBLE_BLOCKS.read(counts, start, length, y);
      for (int i = 0; i < length; i++) {
        yes[i] = y[i];
        no[i] = TRIALS - y[i];
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
  private static int check(float[] logits, float[] counts) {
    int rows = Arguments.rows("logits", logits, 1);
    Arguments.length("counts", counts, rows);
    CountChecks.countsOfTrials("counts", counts, 1, TRIALS, 1);
    return rows;
  }
}
