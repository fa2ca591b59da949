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
import dev.surprisal.runtime.kernel.OrderedClasses;
import java.lang.Override;
import java.util.Objects;

/**
 * The loss of {@link Ratings}: the surprisal, in nats, of one of several classes in an order, each
 * but the last with the odds of being passed once it is reached.
 *
 * <p>For a row of logits z, z_k that of more than k, having reached k, and its class y:
 *
 * <pre>
 *   loss        sum_k [k <= y] ([y > k] log(1 + exp(-z_k)) + (1 - [y > k]) log(1 + exp(z_k)))
 *   gradient    [k <= y] (p - [y > k])
 *   prediction  p = 1 / (1 + exp(-z))
 *   curvature   [k <= y] p (1 - p)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples that count. A target of -1
 * counts for nothing.
 *
 * <p>Shapes: {@code logits}, {@code gradients}, {@code probabilities} and {@code hessian} hold 4
 * values for each example, row after row; {@code classes} and {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a class outside 0..4 that is not -1, and outputs that are
 * probabilities already give an {@code IllegalArgumentException} before anything is written.
 * Logits beyond the class count for nothing. Of the others, -infinity has probability 0, and an
 * infinite loss unless it is that of the class; NaN or +infinity give NaN, in that example alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class RatingsLoss implements NewtonLoss<float[], int[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 4;

  /**
   * The target of rows that count for nothing.
   */
  private static final int IGNORE_INDEX = -1;

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  public RatingsLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private RatingsLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public RatingsLoss on(Workers workers) {
    return new RatingsLoss(workers, checksOutputs);
  }

  @Override
  public RatingsLoss withoutOutputChecks() {
    return new RatingsLoss(workers, false);
  }

  @Override
  public LossValue forward(float[] logits, int[] classes) {
    int rows = check(logits, classes);
    double weight = weight(classes);
    double sum = sumOfLosses(logits, classes, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue surprisal(float[] logits, int[] classes) {
    return forward(logits, classes);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double weight = weight(classes);
    double scale = Arguments.inverse(weight);
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndGradients(logits, classes, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public void perExample(float[] logits, int[] classes, double[] losses) {
    int rows = check(logits, classes);
    Arguments.length("losses", losses, rows);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logits, classes, row, row + 1);
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
  public void curvature(float[] logits, int[] classes, float[] hessian) {
    int rows = check(logits, classes);
    Arguments.length("hessian", hessian, logits.length);
    double scale = Arguments.inverse(weight(classes));
    Blocks blocks = Blocks.take();
    double[] z = blocks.doubles(0, Blocks.LENGTH);
    double[] reached = blocks.doubles(1, Blocks.LENGTH);
    double[] curvature = blocks.doubles(2, Blocks.LENGTH);
    int end = rows * SIZE;
    for (int start = 0, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      DOUBLE_BLOCKS.read(logits, start, length, z);
      OrderedClasses.reached(classes, IGNORE_INDEX, SIZE, 1, start, length, reached);
      FUNCTIONS.sigmoidSlope(z, length, curvature);
      DOUBLE_BLOCKS.weigh(reached, curvature, length);
      DOUBLE_BLOCKS.write(curvature, length, scale, hessian, start);
    }
    blocks.giveBack();
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      float[] hessian) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(weight);
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheSame("hessian", hessian, "logits", logits);
    Overlaps.notTheSame("hessian", hessian, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logits, classes, gradients, hessian, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue gradientsAndBounds(float[] logits, int[] classes, float[] gradients,
      float[] bounds, double denominator) {
    int rows = check(logits, classes);
    Arguments.length("gradients", gradients, logits.length);
    Arguments.length("bounds", bounds, logits.length);
    Overlaps.notTheSame("bounds", bounds, "logits", logits);
    Overlaps.notTheSame("bounds", bounds, "gradients", gradients);
    double weight = weight(classes);
    double scale = Arguments.inverse(Arguments.denominator(denominator, weight));
    double sum = sumAndDerivatives(logits, classes, gradients, bounds, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "ORDINAL",
        LossDescription.Precision.FLOAT,
        LossDescription.TargetKind.CLASSES,
        SIZE,
        1,
        1,
        false,
        LossDescription.Reduction.MEAN);
  }

  /**
   * The number of rows that count.
   */
  private static double weight(int[] classes) {
    double weight = 0;
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] != IGNORE_INDEX) {
        weight++;
      }
    }
    return weight;
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, int[] classes, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumOfLosses(logits, classes, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logits, classes, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logits, int[] classes, float[] gradients, double scale,
      int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndGradients(logits, classes, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logits, classes, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives times scale.
   */
  private double sumAndDerivatives(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, SIZE, (from, to) ->
          sumAndDerivatives(logits, classes, gradients, hessian, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(SIZE);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logits, classes, gradients, hessian, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logits, int[] classes, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] yes = blocks.doubles(1, Blocks.LENGTH);
    double[] reached = blocks.doubles(2, Blocks.LENGTH);
    double[] no = blocks.doubles(3, Blocks.LENGTH);
    float[] softplus = blocks.floats(4, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      OrderedClasses.passed(classes, SIZE, 1, start, length, yes);
      OrderedClasses.reached(classes, IGNORE_INDEX, SIZE, 1, start, length, reached);
      for (int i = 0; i < length; i++) {
        no[i] = 1 - yes[i];
      }
      DOUBLE_BLOCKS.weigh(reached, yes, length);
      DOUBLE_BLOCKS.weigh(reached, no, length);
      // yes softplus(-z) + no softplus(z).
      sum += FLOAT_BLOCKS.logistic(z, yes, no, length, softplus);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] logits, int[] classes, float[] gradients,
      double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] yes = blocks.doubles(1, Blocks.LENGTH);
    double[] reached = blocks.doubles(2, Blocks.LENGTH);
    double[] no = blocks.doubles(3, Blocks.LENGTH);
    float[] softplus = blocks.floats(4, Blocks.LENGTH);
    float[] residual = blocks.floats(5, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      OrderedClasses.passed(classes, SIZE, 1, start, length, yes);
      OrderedClasses.reached(classes, IGNORE_INDEX, SIZE, 1, start, length, reached);
      for (int i = 0; i < length; i++) {
        no[i] = 1 - yes[i];
      }
      DOUBLE_BLOCKS.weigh(reached, yes, length);
      DOUBLE_BLOCKS.weigh(reached, no, length);
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
  private static double sumAndDerivatives(float[] logits, int[] classes, float[] gradients,
      float[] hessian, double scale, int from, int to) {
    Blocks blocks = Blocks.take();
    float[] z = blocks.floats(0, Blocks.LENGTH);
    double[] yes = blocks.doubles(1, Blocks.LENGTH);
    double[] reached = blocks.doubles(2, Blocks.LENGTH);
    double[] no = blocks.doubles(3, Blocks.LENGTH);
    float[] softplus = blocks.floats(4, Blocks.LENGTH);
    float[] residual = blocks.floats(5, Blocks.LENGTH);
    float[] curvature = blocks.floats(6, Blocks.LENGTH);
    double sum = 0;
    int end = to * SIZE;
    for (int start = from * SIZE, length; start < end; start += length) {
      length = min(Blocks.LENGTH, end - start);
      FLOAT_BLOCKS.read(logits, start, length, z);
      OrderedClasses.passed(classes, SIZE, 1, start, length, yes);
      OrderedClasses.reached(classes, IGNORE_INDEX, SIZE, 1, start, length, reached);
      for (int i = 0; i < length; i++) {
        no[i] = 1 - yes[i];
      }
      DOUBLE_BLOCKS.weigh(reached, yes, length);
      DOUBLE_BLOCKS.weigh(reached, no, length);
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
  private int check(float[] logits, int[] classes) {
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("classes", classes, rows);
    TargetChecks.classIndicesOr("classes", classes, SIZE + 1, IGNORE_INDEX);
    if (checksOutputs) {
      checkOutputs(logits, classes, rows);
    }
    return rows;
  }

  /**
   * Refuses logits that are probabilities already, by the first rows that count.
   */
  private static void checkOutputs(float[] logits, int[] classes, int rows) {
    int evidence = 0;
    for (int row = 0; row < rows && evidence >= 0; row++) {
      if (classes[row] == IGNORE_INDEX) {
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
