package good;

import static dev.surprisal.runtime.kernel.Kernels.DOUBLE_BLOCKS;
import static java.lang.Math.log;
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
 * The loss of {@link Student.Imitation}: the surprisal, in nats, of a class drawn from the
 * target's distribution, under a categorical distribution.
 *
 * <p>For a row of logits x and its target probabilities y:
 *
 * <pre>
 *   q_k         y_k
 *   z           x / 4
 *   Q           sum_k q_k
 *   loss        4^2 sum_k q_k (log(sum_j exp(z_j)) - z_k)
 *   gradient    4 (Q p - q)
 *   prediction  p_k = exp(z_k) / sum_j exp(z_j)
 *   curvature   Q p (1 - p)
 * </pre>
 *
 * <p>Gradient and curvature are divided by the number of examples.
 *
 * <p>Shapes: {@code logits}, {@code targets}, {@code gradients}, {@code probabilities} and {@code
 * hessian} hold 10 values for each example, row after row; {@code losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, target probabilities outside 0..1 or that do not sum to
 * 1, and outputs that are probabilities already give an {@code IllegalArgumentException} before
 * anything is written. A logit of -infinity is a masked class: its probability is 0, and so is its
 * gradient, unless it is the target, where the loss is infinite and the gradient that of p = 0.
 * NaN, +infinity, or a row that is masked as a whole give NaN, in that row alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
final class StudentImitationLoss implements NewtonLoss<float[], float[]> {
  /**
   * Of the serialized form: what the constructor was given.
   */
  private static final long serialVersionUID = 1;

  /**
   * Outputs per example.
   */
  private static final int SIZE = 10;

  /**
   * What logits are divided by.
   */
  private static final double TEMPERATURE = 4.0;

  /**
   * Why the loss is no surprisal.
   */
  private static final String SHAPED_BY = "temperature";

  private final Workers workers;

  private final boolean checksOutputs;

  /**
   * A loss without state, to be shared freely.
   */
  StudentImitationLoss() {
    workers = Workers.CALLER;
    checksOutputs = true;
  }

  private StudentImitationLoss(Workers workers, boolean checksOutputs) {
    this.workers = Objects.requireNonNull(workers, "workers");
    this.checksOutputs = checksOutputs;
  }

  @Override
  public StudentImitationLoss on(Workers workers) {
    return new StudentImitationLoss(workers, checksOutputs);
  }

  @Override
  public StudentImitationLoss withoutOutputChecks() {
    return new StudentImitationLoss(workers, false);
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
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("probabilities", probabilities, logits.length);
    if (checksOutputs) {
      checkOutputs(logits, rows);
    }
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] x = blocks.doubles(1, SIZE * most);
    double[] e = blocks.doubles(2, SIZE * most);
    double[] max = blocks.doubles(3, most);
    double[] total = blocks.doubles(4, most);
    double[] inverse = blocks.doubles(5, most);
    double[] p = blocks.doubles(6, SIZE * most);
    for (int first = 0, count; first < rows; first += count) {
      count = min(most, rows - first);
      int stride = Blocks.stride(count, most);
      int length = SIZE * stride;
      int start = first * SIZE;
      DOUBLE_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      for (int i = 0; i < length; i++) {
        x[i] = z[i] / TEMPERATURE;
      }
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, SIZE, stride, max, e, total);
      for (int r = 0; r < count; r++) {
        inverse[r] = 1 / total[r];
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.writeRows(p, SIZE, count, stride, 1, probabilities, start, SIZE, 1);
    }
    blocks.giveBack();
  }

  @Override
  public void curvature(float[] logits, float[] targets, float[] hessian) {
    int rows = check(logits, targets);
    Arguments.length("hessian", hessian, logits.length);
    Overlaps.notTheTargets("hessian", hessian, targets);
    double scale = 1.0 / rows;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] x = blocks.doubles(1, SIZE * most);
    double[] e = blocks.doubles(2, SIZE * most);
    double[] max = blocks.doubles(3, most);
    double[] total = blocks.doubles(4, most);
    double[] q = blocks.doubles(5, SIZE * most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] inverse = blocks.doubles(7, most);
    double[] p = blocks.doubles(8, SIZE * most);
    double[] mass = blocks.doubles(9, SIZE * most);
    double[] result = blocks.doubles(10, SIZE * most);
    for (int first = 0, count; first < rows; first += count) {
      count = min(most, rows - first);
      int stride = Blocks.stride(count, most);
      int length = SIZE * stride;
      int start = first * SIZE;
      DOUBLE_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      for (int i = 0; i < length; i++) {
        x[i] = z[i] / TEMPERATURE;
      }
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, SIZE, stride, max, e, total);
      DOUBLE_BLOCKS.readRows(targets, start, SIZE, 1, SIZE, count, stride, q);
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      for (int r = 0; r < count; r++) {
        inverse[r] = 1 / total[r];
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, SIZE, stride, mass);
      for (int i = 0; i < length; i++) {
        result[i] = mass[i] * p[i] * (1 - p[i]);
      }
      DOUBLE_BLOCKS.writeRows(result, SIZE, count, stride, scale, hessian, start, SIZE, 1);
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
    double sum = sumAndDerivatives(logits, targets, gradients, hessian, scale, 1, rows);
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
    double sum = sumAndDerivatives(logits, targets, gradients, hessian, scale, 1, rows);
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
    double sum = sumAndDerivatives(logits, targets, gradients, bounds, scale, 2, rows);
    return new LossValue(sum, rows, SHAPED_BY);
  }

  @Override
  public LossDescription description() {
    return new LossDescription(
        "CATEGORICAL",
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
  private double sumOfLosses(float[] logits, float[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(SIZE), (from, to) ->
          sumOfLosses(logits, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(SIZE));
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
      return workers.sum(rows, Blocks.chunkSize(SIZE), (from, to) ->
          sumAndGradients(logits, targets, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(SIZE));
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
      float[] hessian, double scale, double factor, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(SIZE), (from, to) ->
          sumAndDerivatives(logits, targets, gradients, hessian, scale, factor, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(SIZE));
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndDerivatives(logits, targets, gradients, hessian, scale, factor, from, to);
    }
    return sum;
  }

  /**
   * The sum of the surprisals of all rows.
   */
  private double sumOfSurprisals(float[] logits, float[] targets, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, Blocks.chunkSize(SIZE), (from, to) ->
          sumOfSurprisals(logits, targets, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(Blocks.chunkSize(SIZE));
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
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] x = blocks.doubles(1, SIZE * most);
    double[] e = blocks.doubles(2, SIZE * most);
    double[] max = blocks.doubles(3, most);
    double[] total = blocks.doubles(4, most);
    double[] q = blocks.doubles(5, SIZE * most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] below = blocks.doubles(7, most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = SIZE * stride;
      int start = first * SIZE;
      DOUBLE_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      for (int i = 0; i < length; i++) {
        x[i] = z[i] / TEMPERATURE;
      }
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, SIZE, stride, max, e, total);
      DOUBLE_BLOCKS.readRows(targets, start, SIZE, 1, SIZE, count, stride, q);
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, x, max, SIZE, stride, below);
      for (int r = 0; r < count; r++) {
        double logTotal = log(total[r]);
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = massOfRow[r] * logTotal - below[r];
        sum += loss;
      }
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private static double sumOfLosses(float[] logits, float[] targets, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] x = blocks.doubles(1, SIZE * most);
    double[] e = blocks.doubles(2, SIZE * most);
    double[] max = blocks.doubles(3, most);
    double[] total = blocks.doubles(4, most);
    double[] q = blocks.doubles(5, SIZE * most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] below = blocks.doubles(7, most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = SIZE * stride;
      int start = first * SIZE;
      DOUBLE_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      for (int i = 0; i < length; i++) {
        x[i] = z[i] / TEMPERATURE;
      }
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, SIZE, stride, max, e, total);
      DOUBLE_BLOCKS.readRows(targets, start, SIZE, 1, SIZE, count, stride, q);
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, x, max, SIZE, stride, below);
      for (int r = 0; r < count; r++) {
        double logTotal = log(total[r]);
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = TEMPERATURE * TEMPERATURE * (massOfRow[r] * logTotal - below[r]);
        sum += loss;
      }
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private static double sumAndGradients(float[] logits, float[] targets, float[] gradients,
      double scale, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] x = blocks.doubles(1, SIZE * most);
    double[] e = blocks.doubles(2, SIZE * most);
    double[] max = blocks.doubles(3, most);
    double[] total = blocks.doubles(4, most);
    double[] q = blocks.doubles(5, SIZE * most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] below = blocks.doubles(7, most);
    double[] inverse = blocks.doubles(8, most);
    double[] p = blocks.doubles(9, SIZE * most);
    double[] mass = blocks.doubles(10, SIZE * most);
    double[] result = blocks.doubles(11, SIZE * most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = SIZE * stride;
      int start = first * SIZE;
      DOUBLE_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      for (int i = 0; i < length; i++) {
        x[i] = z[i] / TEMPERATURE;
      }
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, SIZE, stride, max, e, total);
      DOUBLE_BLOCKS.readRows(targets, start, SIZE, 1, SIZE, count, stride, q);
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, x, max, SIZE, stride, below);
      for (int r = 0; r < count; r++) {
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = TEMPERATURE * TEMPERATURE * (massOfRow[r] * logTotal - below[r]);
        sum += loss;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, SIZE, stride, mass);
      for (int i = 0; i < length; i++) {
        result[i] = TEMPERATURE * (mass[i] * p[i] - q[i]);
      }
      DOUBLE_BLOCKS.writeRows(result, SIZE, count, stride, scale, gradients, start, SIZE, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * The same sum, and the gradients and second derivatives of the same rows.
   */
  private static double sumAndDerivatives(float[] logits, float[] targets, float[] gradients,
      float[] hessian, double scale, double factor, int from, int to) {
    double sum = 0;
    Blocks blocks = Blocks.take();
    int most = Blocks.rows(SIZE);
    double[] z = blocks.doubles(0, SIZE * most);
    double[] x = blocks.doubles(1, SIZE * most);
    double[] e = blocks.doubles(2, SIZE * most);
    double[] max = blocks.doubles(3, most);
    double[] total = blocks.doubles(4, most);
    double[] q = blocks.doubles(5, SIZE * most);
    double[] massOfRow = blocks.doubles(6, most);
    double[] below = blocks.doubles(7, most);
    double[] inverse = blocks.doubles(8, most);
    double[] p = blocks.doubles(9, SIZE * most);
    double[] mass = blocks.doubles(10, SIZE * most);
    double[] residual = blocks.doubles(11, SIZE * most);
    double[] curvature = blocks.doubles(12, SIZE * most);
    for (int first = from, count; first < to; first += count) {
      count = min(most, to - first);
      int stride = Blocks.stride(count, most);
      int length = SIZE * stride;
      int start = first * SIZE;
      DOUBLE_BLOCKS.readRows(logits, start, SIZE, 1, SIZE, count, stride, z);
      for (int i = 0; i < length; i++) {
        x[i] = z[i] / TEMPERATURE;
      }
      // The largest logit is subtracted before exp, which then cannot overflow.
      DOUBLE_BLOCKS.expOfRows(x, SIZE, stride, max, e, total);
      DOUBLE_BLOCKS.readRows(targets, start, SIZE, 1, SIZE, count, stride, q);
      DOUBLE_BLOCKS.sumOfRows(q, SIZE, stride, massOfRow);
      DOUBLE_BLOCKS.sumBelowMax(q, x, max, SIZE, stride, below);
      for (int r = 0; r < count; r++) {
        inverse[r] = 1 / total[r];
        double logTotal = log(total[r]);
        // sum_k q_k (log(sum_j exp(z_j)) - z_k)
        double loss = TEMPERATURE * TEMPERATURE * (massOfRow[r] * logTotal - below[r]);
        sum += loss;
      }
      DOUBLE_BLOCKS.multiplyRows(e, inverse, SIZE, stride, p);
      DOUBLE_BLOCKS.fillRows(massOfRow, SIZE, stride, mass);
      for (int i = 0; i < length; i++) {
        residual[i] = TEMPERATURE * (mass[i] * p[i] - q[i]);
        curvature[i] = mass[i] * p[i] * (1 - p[i]);
      }
      DOUBLE_BLOCKS.writeRows(residual, SIZE, count, stride, scale, gradients, start, SIZE, 1);
      DOUBLE_BLOCKS.writeRows(curvature, SIZE, count, stride, factor * scale,
          hessian, start, SIZE, 1);
    }
    blocks.giveBack();
    return sum;
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(float[] logits, float[] targets) {
    int rows = Arguments.rows("logits", logits, SIZE);
    Arguments.length("targets", targets, rows * SIZE);
    TargetChecks.distributions("targets", targets, SIZE, 1);
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
          OutputChecks.lookForSoftmax(logits, start, SIZE, evidence);
    }
    OutputChecks.refuseSoftmax("logits", evidence);
  }
}
