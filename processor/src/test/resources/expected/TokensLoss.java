package good;

import static dev.surprisal.runtime.kernel.Kernels.FLOATS;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Math.log;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.util.Arrays.fill;

import dev.surprisal.runtime.Arguments;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Generated;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.OutputChecks;
import dev.surprisal.runtime.TargetChecks;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import dev.surprisal.runtime.kernel.ScalarMath;
import dev.surprisal.runtime.kernel.SoftCap;
import java.util.Objects;

/**
 * The loss of {@link Tokens}: the surprisal, in nats, of a class under a categorical distribution.
 *
 * <p>For a row of logits x and its class y, with a weight w for each class:
 *
 * <pre>
 *   z           30.0 tanh(x / 30.0)
 *   L           log(sum_k exp(z_k))
 *   q_k         w_k ((1 - 0.1) onehot(y)_k + 0.1 / C)
 *   Q           sum_k q_k
 *   r           (Q + w_y 2.0E-4 L) p - q
 *   loss        sum_k q_k (L - z_k) + w_y 1.0E-4 L^2
 *   gradient    r dz/dx
 *   prediction  p_k = exp(z_k) / sum_j exp(z_j)
 *   curvature   ((Q + w_y 2.0E-4 L) p (1 - p) + w_y 2.0E-4 p^2) (dz/dx)^2 + r d2z/dx2
 * </pre>
 *
 * <p>Gradient and curvature are divided by the sum of the weights of the examples that count. A
 * target of -100 counts for nothing. Each example counts as often as its weight says. What has the
 * weight 0 counts for nothing, whatever its outputs are.
 *
 * <p>Shapes: {@code logits}, {@code gradients}, {@code probabilities} and {@code hessian} hold
 * {@code size} values for each example, row after row; {@code classes}, {@code weights} and {@code
 * losses} hold one.
 *
 * <p>Bad input: lengths that do not fit, a class outside 0..size-1 that is not -100, a weight that
 * is negative or not finite, and outputs that are probabilities already give an {@link
 * IllegalArgumentException} before anything is written. A logit of -infinity is a masked class:
 * its probability and its gradient are 0; where it is the target, the loss is infinite. Smoothing
 * spreads over the C classes that are not masked. NaN, +infinity, or a row that is masked as a
 * whole give NaN, in that row alone.
 */
@Generated("dev.surprisal.processor.LossProcessor")
public final class TokensLoss implements ArrayLossFunction<float[], Weighted<int[]>> {
  /**
   * The target of rows that count for nothing.
   */
  private static final int IGNORE_INDEX = -100;

  /**
   * The part of each target that is spread evenly.
   */
  private static final double LABEL_SMOOTHING = 0.1;

  /**
   * The factor of log-sum-exp squared.
   */
  private static final double Z_LOSS = 1.0E-4;

  /**
   * Logits are held between -cap and cap.
   */
  private static final double SOFT_CAP = 30.0;

  private final Workers workers;

  private final double[] classWeights;

  private final int size;

  /**
   * A loss of the given shape; it can be shared freely.
   *
   * @param classWeights a weight for each class, 0 or in 1e-30..1e30
   */
  public TokensLoss(double... classWeights) {
    this.size = Arguments.size(classWeights.length);
    this.classWeights = Arguments.notNegative("classWeights", classWeights);
    workers = Workers.CALLER;
  }

  private TokensLoss(TokensLoss loss, Workers workers) {
    classWeights = loss.classWeights;
    size = loss.size;
    this.workers = Objects.requireNonNull(workers, "workers");
  }

  @Override
  public TokensLoss on(Workers workers) {
    return new TokensLoss(this, workers);
  }

  @Override
  public LossValue forward(float[] logits, Weighted<int[]> weighted) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    double weight = Arguments.totalWeight(weight(classes, weights));
    double sum = sumOfLosses(logits, classes, weights, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] logits, Weighted<int[]> weighted, float[] gradients) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("gradients", gradients, logits.length);
    double weight = Arguments.totalWeight(weight(classes, weights));
    double scale = 1 / weight;
    double sum = sumAndGradients(logits, classes, weights, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public LossValue forwardBackward(float[] logits, Weighted<int[]> weighted, float[] gradients,
      double denominator) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("gradients", gradients, logits.length);
    double weight = Arguments.totalWeight(weight(classes, weights));
    double scale = 1 / Arguments.denominator(denominator, weight);
    double sum = sumAndGradients(logits, classes, weights, gradients, scale, rows);
    return new LossValue(sum, weight);
  }

  @Override
  public void perExample(float[] logits, Weighted<int[]> weighted, double[] losses) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("losses", losses, rows);
    Arguments.notTheWeights("losses", losses, weights);
    for (int row = 0; row < rows; row++) {
      losses[row] = sumOfLosses(logits, classes, weights, row, row + 1);
    }
  }

  @Override
  public void predict(float[] logits, float[] probabilities) {
    int rows = checkOutputs(logits);
    Arguments.length("probabilities", probabilities, logits.length);
    for (int row = 0; row < rows; row++) {
      int start = row * size;
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = SoftCap.of(FLOATS.max(logits, start, size), SOFT_CAP);
      double total = 0;
      for (int k = 0; k < size; k++) {
        total += ScalarMath.expForFloat(SoftCap.of(logits[start + k], SOFT_CAP) - max);
      }
      for (int k = 0; k < size; k++) {
        double logit = SoftCap.of(logits[start + k], SOFT_CAP);
        double p = ScalarMath.expForFloat(logit - max) / total;
        probabilities[start + k] = (float) p;
      }
    }
  }

  @Override
  public void curvature(float[] logits, Weighted<int[]> weighted, float[] hessian) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("hessian", hessian, logits.length);
    double scale = 1 / Arguments.totalWeight(weight(classes, weights));
    for (int row = 0; row < rows; row++) {
      int start = row * size;
      if (classes[row] == IGNORE_INDEX) {
        fill(hessian, start, start + size, 0);
        continue;
      }
      double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
      if (weight == 0) {
        fill(hessian, start, start + size, 0);
        continue;
      }
      int label = classes[row];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = SoftCap.of(FLOATS.max(logits, start, size), SOFT_CAP);
      double spread = spread(logits, start, label);
      double total = 0;
      double mass = 0;
      for (int k = 0; k < size; k++) {
        double logit = SoftCap.of(logits[start + k], SOFT_CAP);
        total += ScalarMath.expForFloat(logit - max);
        double target = logit == NEGATIVE_INFINITY ? 0 : spread * classWeights[k];
        if (k == label) {
          target += 1 - LABEL_SMOOTHING;
        }
        mass += target;
      }
      double logSumExp = log(total) + max;
      // The variance of the indicator of each class, p (1 - p), and what the options add.
      double pull = mass + 2 * Z_LOSS * logSumExp;
      for (int k = 0; k < size; k++) {
        double logit = SoftCap.of(logits[start + k], SOFT_CAP);
        double p = ScalarMath.expForFloat(logit - max) / total;
        double curvature = pull * p * (1 - p) + 2 * Z_LOSS * p * p;
        double target = logit == NEGATIVE_INFINITY ? 0 : spread * classWeights[k];
        if (k == label) {
          target += 1 - LABEL_SMOOTHING;
        }
        double residual = pull * p - target;
        double slope = SoftCap.slope(logit, SOFT_CAP);
        double bend = SoftCap.bend(logit, SOFT_CAP);
        curvature = curvature * slope * slope + residual * bend;
        hessian[start + k] = (float) (scale * weight * curvature);
      }
    }
  }

  /**
   * An upper bound of the whole Hessian, not of its diagonal alone, for steps that take each
   * output by itself: the 2 p (1 - p) of boosting, where no option adds to it. Twice the
   * curvature, which is the diagonal as it is.
   *
   * @param logits the raw outputs
   * @param weighted the targets
   * @param bound written: of the shape of the outputs; may be the outputs themselves
   */
  public void curvatureBound(float[] logits, Weighted<int[]> weighted, float[] bound) {
    int[] classes = Objects.requireNonNull(weighted, "weighted").targets();
    double[] weights = weighted.weights();
    int rows = check(logits, classes, weights);
    Arguments.length("bound", bound, logits.length);
    double scale = 1 / Arguments.totalWeight(weight(classes, weights));
    for (int row = 0; row < rows; row++) {
      int start = row * size;
      if (classes[row] == IGNORE_INDEX) {
        fill(bound, start, start + size, 0);
        continue;
      }
      double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
      if (weight == 0) {
        fill(bound, start, start + size, 0);
        continue;
      }
      int label = classes[row];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = SoftCap.of(FLOATS.max(logits, start, size), SOFT_CAP);
      double spread = spread(logits, start, label);
      double total = 0;
      double mass = 0;
      for (int k = 0; k < size; k++) {
        double logit = SoftCap.of(logits[start + k], SOFT_CAP);
        total += ScalarMath.expForFloat(logit - max);
        double target = logit == NEGATIVE_INFINITY ? 0 : spread * classWeights[k];
        if (k == label) {
          target += 1 - LABEL_SMOOTHING;
        }
        mass += target;
      }
      double logSumExp = log(total) + max;
      // Twice the variance of the indicator of each class, and what the options add.
      double pull = mass + 2 * Z_LOSS * logSumExp;
      for (int k = 0; k < size; k++) {
        double logit = SoftCap.of(logits[start + k], SOFT_CAP);
        double p = ScalarMath.expForFloat(logit - max) / total;
        double curvature = 2 * max(pull, 0) * p * (1 - p) + 2 * Z_LOSS * p;
        double target = logit == NEGATIVE_INFINITY ? 0 : spread * classWeights[k];
        if (k == label) {
          target += 1 - LABEL_SMOOTHING;
        }
        double residual = pull * p - target;
        double slope = SoftCap.slope(logit, SOFT_CAP);
        double bend = SoftCap.bend(logit, SOFT_CAP);
        curvature = curvature * slope * slope + residual * bend;
        bound[start + k] = (float) (scale * weight * curvature);
      }
    }
  }

  /**
   * The sum of the weights of the rows that count.
   */
  private double weight(int[] classes, double[] weights) {
    double weight = 0;
    for (int row = 0; row < weights.length; row++) {
      if (classes[row] != IGNORE_INDEX) {
        weight += weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
      }
    }
    return weight;
  }

  /**
   * The sum of the losses of all rows.
   */
  private double sumOfLosses(float[] logits, int[] classes, double[] weights, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumOfLosses(logits, classes, weights, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumOfLosses(logits, classes, weights, from, to);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients times scale, which may be written over the outputs.
   */
  private double sumAndGradients(float[] logits, int[] classes, double[] weights, float[] gradients,
      double scale, int rows) {
    if (!workers.isCallerAlone()) {
      return workers.sum(rows, size, (from, to) ->
          sumAndGradients(logits, classes, weights, gradients, scale, from, to));
    }
    // In the chunks of several workers, so that the sum has the same bits.
    int rowsPerChunk = Workers.rowsPerChunk(size);
    double sum = 0;
    for (int from = 0, to; from < rows; from = to) {
      to = from + min(rowsPerChunk, rows - from);
      sum += sumAndGradients(logits, classes, weights, gradients, scale, from, to);
    }
    return sum;
  }

  /**
   * The sum over the rows from..to, the last excluded.
   */
  private double sumOfLosses(float[] logits, int[] classes, double[] weights, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * size;
      if (classes[row] == IGNORE_INDEX) {
        continue;
      }
      double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
      if (weight == 0) {
        continue;
      }
      int label = classes[row];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = SoftCap.of(FLOATS.max(logits, start, size), SOFT_CAP);
      double spread = spread(logits, start, label);
      double total = 0;
      double mass = 0;
      double below = 0;
      for (int k = 0; k < size; k++) {
        double logit = SoftCap.of(logits[start + k], SOFT_CAP);
        total += ScalarMath.expForFloat(logit - max);
        double target = logit == NEGATIVE_INFINITY ? 0 : spread * classWeights[k];
        if (k == label) {
          target += 1 - LABEL_SMOOTHING;
        }
        mass += target;
        if (target != 0) {
          below += target * (max - logit);
        }
      }
      double logSumExp = log(total) + max;
      // sum_k q_k (log(sum_j exp(z_j)) - z_k)
      sum += weight * (mass * log(total) + below + Z_LOSS * logSumExp * logSumExp);
    }
    return sum;
  }

  /**
   * The same sum, and the gradients of the same rows.
   */
  private double sumAndGradients(float[] logits, int[] classes, double[] weights, float[] gradients,
      double scale, int from, int to) {
    double sum = 0;
    for (int row = from; row < to; row++) {
      int start = row * size;
      if (classes[row] == IGNORE_INDEX) {
        fill(gradients, start, start + size, 0);
        continue;
      }
      double weight = weights[row] == 0 ? 0 : classWeights[classes[row]] * weights[row];
      if (weight == 0) {
        fill(gradients, start, start + size, 0);
        continue;
      }
      int label = classes[row];
      // The largest logit is subtracted before exp, which then cannot overflow.
      double max = SoftCap.of(FLOATS.max(logits, start, size), SOFT_CAP);
      double spread = spread(logits, start, label);
      double total = 0;
      double mass = 0;
      double below = 0;
      for (int k = 0; k < size; k++) {
        double logit = SoftCap.of(logits[start + k], SOFT_CAP);
        total += ScalarMath.expForFloat(logit - max);
        double target = logit == NEGATIVE_INFINITY ? 0 : spread * classWeights[k];
        if (k == label) {
          target += 1 - LABEL_SMOOTHING;
        }
        mass += target;
        if (target != 0) {
          below += target * (max - logit);
        }
      }
      double logSumExp = log(total) + max;
      // sum_k q_k (log(sum_j exp(z_j)) - z_k)
      sum += weight * (mass * log(total) + below + Z_LOSS * logSumExp * logSumExp);
      // The residual, the mean less the target.
      double pull = mass + 2 * Z_LOSS * logSumExp;
      for (int k = 0; k < size; k++) {
        double logit = SoftCap.of(logits[start + k], SOFT_CAP);
        double p = ScalarMath.expForFloat(logit - max) / total;
        double target = logit == NEGATIVE_INFINITY ? 0 : spread * classWeights[k];
        if (k == label) {
          target += 1 - LABEL_SMOOTHING;
        }
        double residual = pull * p - target;
        residual *= SoftCap.slope(logit, SOFT_CAP);
        gradients[start + k] = (float) (scale * weight * residual);
      }
    }
    return sum;
  }

  /**
   * What label smoothing gives to each class: its part, over those that are not masked.
   */
  private double spread(float[] logits, int start, int label) {
    int unmasked = 0;
    for (int k = 0; k < size; k++) {
      if (logits[start + k] != NEGATIVE_INFINITY) {
        unmasked++;
      }
    }
    // Each is to get its own weight, where the row will be multiplied by that of its label.
    return LABEL_SMOOTHING / (unmasked * classWeights[label]);
  }

  /**
   * Checks all that is read; returns the number of rows.
   */
  private int check(float[] logits, int[] classes, double[] weights) {
    int rows = checkOutputs(logits);
    Arguments.length("classes", classes, rows);
    TargetChecks.weights(weights, rows);
    for (int row = 0; row < rows; row++) {
      // What counts for nothing may be anything.
      if (weights[row] != 0) {
        TargetChecks.classIndicesOr("classes", classes, row, row + 1, size, IGNORE_INDEX);
      }
    }
    return rows;
  }

  /**
   * Checks the outputs; returns the number of rows.
   */
  private int checkOutputs(float[] logits) {
    int rows = Arguments.rows("logits", logits, size);
    OutputChecks.notProbabilities("logits", logits, rows, size);
    return rows;
  }
}
