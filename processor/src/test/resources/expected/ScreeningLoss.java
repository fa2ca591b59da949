package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
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
 * The loss of {@link Screening}: the surprisal, in nats, of a yes or no under a Bernoulli
 * distribution, times a power of what the probability of what is right lacks to 1.
 *
 * <p>For a logit z and its target y, from 0 (no) to 1 (yes):
 *
 * <pre>
 *   q           1 - p
 *   f           y q^2
 *   g           p^2 (1 - y)
 *   loss        f log(1 + exp(-z)) + g log(1 + exp(z))
 *   gradient    g (p + 2 q log(1 + exp(z))) - 2 p f log(1 + exp(-z)) - f q
 *   prediction  p = 1 / (1 + exp(-z))
 *   curvature   5 p g q + f (4 p^2 log(1 + exp(-z)) + p q (5 - 2 log(1 + exp(-z))))
 *                 + 4 g q^2 log(1 + exp(z)) - 2 p g q log(1 + exp(z))
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
final class ScreeningLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * The power of what the probability of what is right lacks to 1.
   */
  private static final double FOCAL = 2.0;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "focal";

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  ScreeningLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private ScreeningLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public ScreeningLoss on(Workers workers) {
    return new ScreeningLoss(workers, checksOutputs);
  }

  @Override
  public ScreeningLoss withoutOutputChecks() {
    return new ScreeningLoss(workers, false);
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
    double[] softplus = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(3, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(5, Blocks.LENGTH);
    double[] weigh = blocks.doubles(6, Blocks.LENGTH);
    double[] weigh2 = blocks.doubles(7, Blocks.LENGTH);
    double[] curvature = blocks.doubles(8, Blocks.LENGTH);
    for (int start = 0, length; start < rows; start += length) {
      length = min(Blocks.LENGTH, rows - start);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      FUNCTIONS.answers(z, length, softplus, softplus2, sigmoid, sigmoid2);
      for (int i = 0; i < length; i++) {
        weigh[i] = FOCAL * FOCAL * sigmoid[i] * sigmoid[i];
        weigh2[i] = FOCAL * sigmoid[i] * sigmoid2[i];
      }
      FUNCTIONS.weigh(weigh, softplus2, length, weigh);
      FUNCTIONS.weigh(weigh2, softplus2, length, weigh2);
      for (int i = 0; i < length; i++) {
        double g = (1 - y[i]) * sigmoid[i] * sigmoid[i];
        double f = y[i] * sigmoid2[i] * sigmoid2[i];
        curvature[i] =
            FOCAL * g * (sigmoid[i] + FOCAL * sigmoid2[i] * softplus[i]) * sigmoid2[i]
            + f * (weigh[i] + 2 * FOCAL * sigmoid[i] * sigmoid2[i]
            + sigmoid[i] * sigmoid2[i] - weigh2[i])
            + g * (FOCAL * sigmoid[i] * sigmoid2[i] + sigmoid[i] * sigmoid2[i]
            - FOCAL * sigmoid[i] * sigmoid2[i] * softplus[i]);
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
    double sum = sumAndBounds(logits, targets, gradients, bounds, scale, rows);
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
   * The same sum, and the gradients and bounds times scale.
   */
  private double sumAndBounds(float[] logits, float[] targets, float[] gradients, float[] bounds,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, 1, (from, to) ->
          sumAndBounds(logits, targets, gradients, bounds, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(1);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndBounds(logits, targets, gradients, bounds, scale, from, to);
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
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] z = blocks.doubles(1, Blocks.LENGTH);
    double[] softplus = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(3, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(5, Blocks.LENGTH);
    double[] f = blocks.doubles(6, Blocks.LENGTH);
    double[] weigh = blocks.doubles(7, Blocks.LENGTH);
    double[] loss = blocks.doubles(8, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      FUNCTIONS.answers(z, length, softplus, softplus2, sigmoid, sigmoid2);
      for (int i = 0; i < length; i++) {
        f[i] = y[i] * sigmoid2[i] * sigmoid2[i];
      }
      FUNCTIONS.weigh(f, softplus2, length, weigh);
      for (int i = 0; i < length; i++) {
        double g = (1 - y[i]) * sigmoid[i] * sigmoid[i];
        loss[i] = weigh[i] + g * softplus[i];
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
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
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] z = blocks.doubles(1, Blocks.LENGTH);
    double[] softplus = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(3, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(5, Blocks.LENGTH);
    double[] f = blocks.doubles(6, Blocks.LENGTH);
    double[] weigh2 = blocks.doubles(7, Blocks.LENGTH);
    double[] weigh = blocks.doubles(8, Blocks.LENGTH);
    double[] loss = blocks.doubles(9, Blocks.LENGTH);
    double[] residual = blocks.doubles(10, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      FUNCTIONS.answers(z, length, softplus, softplus2, sigmoid, sigmoid2);
      for (int i = 0; i < length; i++) {
        f[i] = y[i] * sigmoid2[i] * sigmoid2[i];
        weigh2[i] = FOCAL * f[i] * sigmoid[i];
      }
      FUNCTIONS.weigh(f, softplus2, length, weigh);
      FUNCTIONS.weigh(weigh2, softplus2, length, weigh2);
      for (int i = 0; i < length; i++) {
        double g = (1 - y[i]) * sigmoid[i] * sigmoid[i];
        loss[i] = weigh[i] + g * softplus[i];
        residual[i] =
            g * (sigmoid[i] + FOCAL * sigmoid2[i] * softplus[i]) - weigh2[i]
            - f[i] * sigmoid2[i];
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
  private static double sumAndDerivatives(float[] logits, float[] targets, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] z = blocks.doubles(1, Blocks.LENGTH);
    double[] softplus = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(3, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(5, Blocks.LENGTH);
    double[] f = blocks.doubles(6, Blocks.LENGTH);
    double[] weigh2 = blocks.doubles(7, Blocks.LENGTH);
    double[] weigh3 = blocks.doubles(8, Blocks.LENGTH);
    double[] weigh4 = blocks.doubles(9, Blocks.LENGTH);
    double[] weigh = blocks.doubles(10, Blocks.LENGTH);
    double[] loss = blocks.doubles(11, Blocks.LENGTH);
    double[] residual = blocks.doubles(12, Blocks.LENGTH);
    double[] curvature = blocks.doubles(13, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      FUNCTIONS.answers(z, length, softplus, softplus2, sigmoid, sigmoid2);
      for (int i = 0; i < length; i++) {
        f[i] = y[i] * sigmoid2[i] * sigmoid2[i];
        weigh2[i] = FOCAL * f[i] * sigmoid[i];
        weigh3[i] = FOCAL * FOCAL * sigmoid[i] * sigmoid[i];
        weigh4[i] = FOCAL * sigmoid[i] * sigmoid2[i];
      }
      FUNCTIONS.weigh(f, softplus2, length, weigh);
      FUNCTIONS.weigh(weigh2, softplus2, length, weigh2);
      FUNCTIONS.weigh(weigh3, softplus2, length, weigh3);
      FUNCTIONS.weigh(weigh4, softplus2, length, weigh4);
      for (int i = 0; i < length; i++) {
        double g = (1 - y[i]) * sigmoid[i] * sigmoid[i];
        loss[i] = weigh[i] + g * softplus[i];
        residual[i] =
            g * (sigmoid[i] + FOCAL * sigmoid2[i] * softplus[i]) - weigh2[i]
            - f[i] * sigmoid2[i];
        curvature[i] =
            FOCAL * g * (sigmoid[i] + FOCAL * sigmoid2[i] * softplus[i]) * sigmoid2[i]
            + f[i] * (weigh3[i] + 2 * FOCAL * sigmoid[i] * sigmoid2[i]
            + sigmoid[i] * sigmoid2[i] - weigh4[i])
            + g * (FOCAL * sigmoid[i] * sigmoid2[i] + sigmoid[i] * sigmoid2[i]
            - FOCAL * sigmoid[i] * sigmoid2[i] * softplus[i]);
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residual, length, scale, gradients, start);
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and bounds of the same rows.
   */
  private static double sumAndBounds(float[] logits, float[] targets, float[] gradients,
      float[] bounds, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    double[] y = blocks.doubles(0, Blocks.LENGTH);
    double[] z = blocks.doubles(1, Blocks.LENGTH);
    double[] softplus = blocks.doubles(2, Blocks.LENGTH);
    double[] softplus2 = blocks.doubles(3, Blocks.LENGTH);
    double[] sigmoid = blocks.doubles(4, Blocks.LENGTH);
    double[] sigmoid2 = blocks.doubles(5, Blocks.LENGTH);
    double[] f = blocks.doubles(6, Blocks.LENGTH);
    double[] weigh2 = blocks.doubles(7, Blocks.LENGTH);
    double[] weigh3 = blocks.doubles(8, Blocks.LENGTH);
    double[] weigh = blocks.doubles(9, Blocks.LENGTH);
    double[] loss = blocks.doubles(10, Blocks.LENGTH);
    double[] residual = blocks.doubles(11, Blocks.LENGTH);
    double[] bound = blocks.doubles(12, Blocks.LENGTH);
    double sum = 0;
    for (int start = from, length; start < to; start += length) {
      length = min(Blocks.LENGTH, to - start);
      DOUBLE_BLOCKS.read(targets, start, length, y);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      FUNCTIONS.answers(z, length, softplus, softplus2, sigmoid, sigmoid2);
      for (int i = 0; i < length; i++) {
        f[i] = y[i] * sigmoid2[i] * sigmoid2[i];
        weigh2[i] = FOCAL * f[i] * sigmoid[i];
        weigh3[i] = FOCAL * FOCAL * sigmoid[i] * sigmoid[i];
      }
      FUNCTIONS.weigh(f, softplus2, length, weigh);
      FUNCTIONS.weigh(weigh2, softplus2, length, weigh2);
      FUNCTIONS.weigh(weigh3, softplus2, length, weigh3);
      for (int i = 0; i < length; i++) {
        double g = (1 - y[i]) * sigmoid[i] * sigmoid[i];
        loss[i] = weigh[i] + g * softplus[i];
        residual[i] =
            g * (sigmoid[i] + FOCAL * sigmoid2[i] * softplus[i]) - weigh2[i]
            - f[i] * sigmoid2[i];
        bound[i] =
            f[i] * (weigh3[i] + (1 + 2 * FOCAL) * sigmoid[i] * sigmoid2[i])
            + g * (FOCAL * FOCAL * sigmoid2[i] * sigmoid2[i] * softplus[i]
            + (1 + 2 * FOCAL) * sigmoid[i] * sigmoid2[i]);
      }
      sum += DOUBLE_BLOCKS.sum(loss, length);
      DOUBLE_BLOCKS.write(residual, length, scale, gradients, start);
      DOUBLE_BLOCKS.write(bound, length, scale, bounds, start);
    }
    blocks.giveBack();
    return sum;
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
