package dev.surprisal.benchmark.options;

/**
 * Softmax of logits z, which a soft cap has bounded. For a row with the log-sum-exp L, coefficients
 * q of &minus;log p, and the factor c of its z-loss:
 *
 * <pre>
 *   loss       sum_k q_k (L - z_k) + c L^2
 *   pull       sum_k q_k + 2 c L
 *   gradient   (pull p - q) slope                          slope: dz by the output
 * </pre>
 */
final class CategoricalLoop implements PlainLoop {
  private final Batch batch;
  private final int size;
  private final int stride;
  private final double smoothing;
  private final double zLoss;
  private final double focal;
  private final double cap;
  private final boolean isCapped;
  private final boolean isIndex;

  /** Whether more than one coefficient of a row differs from 0. */
  private final boolean isSpread;

  // Of the row at hand. All exponentials, exp(z - max), times one scale are the probabilities.
  private final double[] z;
  private final double[] exponentials;
  private final double[] q;
  private double scaleOfExponentials;
  private double logSumExp;
  private double penalty;
  private double pull;

  /** Of a focal loss, the derivative by the surprisal of a row, and that of it. */
  private double slope = 1;

  private double bend;

  CategoricalLoop(Batch batch) {
    this.batch = batch;
    size = batch.size;
    stride = batch.positions;
    smoothing = batch.head.number("labelSmoothing", 0);
    focal = batch.head.number("focal", 0);
    zLoss = batch.head.number("zLoss", 0);
    cap = batch.head.number("softCap", Double.POSITIVE_INFINITY);
    isCapped = cap < Double.POSITIVE_INFINITY;
    isIndex = batch.classes.length > 0;
    isSpread = smoothing > 0 || !isIndex;
    z = new double[size];
    exponentials = new double[size];
    q = new double[size];
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int row = 0; row < batch.rows; row++) {
      if (!batch.isIgnored(row)) {
        sum += batch.exampleWeight(row) * loss(row);
      }
    }
    return sum / batch.totalWeight();
  }

  @Override
  public double lossAndGradients(Values gradients) {
    double total = batch.totalWeight();
    double sum = 0;
    for (int row = 0; row < batch.rows; row++) {
      if (batch.isIgnored(row)) {
        clear(row, gradients);
        continue;
      }
      sum += batch.exampleWeight(row) * loss(row);
      storeGradients(row, slope * batch.exampleWeight(row) / total, gradients);
    }
    return sum / total;
  }

  @Override
  public void curvatures(Values hessian) {
    double total = batch.totalWeight();
    for (int row = 0; row < batch.rows; row++) {
      if (batch.isIgnored(row)) {
        clear(row, hessian);
        continue;
      }
      loss(row);
      storeCurvatures(row, batch.exampleWeight(row) / total, hessian);
    }
  }

  private void clear(int row, Values results) {
    int start = batch.start(row);
    for (int k = 0; k < size; k++) {
      results.set(start + k * stride, 0);
    }
  }

  private double loss(int row) {
    softmax(batch.start(row));
    double mass = isSpread ? spread(row) : batch.classWeight(row);
    double loss = 0;
    if (isSpread) {
      for (int k = 0; k < size; k++) {
        loss += q[k] * (logSumExp - z[k]);
      }
    } else {
      loss = mass * (logSumExp - z[batch.classes[row]]);
    }
    if (focal > 0) {
      loss = mass * focused(loss / mass);
    }
    penalty = zLoss * batch.classWeight(row);
    pull = mass + 2 * penalty * logSumExp;
    return loss + penalty * logSumExp * logSumExp;
  }

  /** (1 - exp(-n))^g n. */
  private double focused(double n) {
    double p = Math.exp(-n);
    double rest = 1 - p;
    double factor = Math.pow(rest, focal);
    double ofFactor = focal * factor / rest * p;
    slope = factor + ofFactor * n;
    bend = ofFactor * (2 + n * ((focal - 1) * p / rest - 1));
    return factor * n;
  }

  private void softmax(int start) {
    for (int k = 0; k < size; k++) {
      z[k] = batch.outputs.get(start + k * stride);
    }
    if (isCapped) {
      for (int k = 0; k < size; k++) {
        z[k] = cap * Math.tanh(z[k] / cap);
      }
    }
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < size; k++) {
      max = Math.max(max, z[k]);
    }
    double total = 0;
    for (int k = 0; k < size; k++) {
      exponentials[k] = Math.exp(z[k] - max);
      total += exponentials[k];
    }
    logSumExp = Math.log(total) + max;
    scaleOfExponentials = 1 / total;
  }

  /** Fills q; returns its sum. */
  private double spread(int row) {
    double even = smoothing / size;
    double mass = 0;
    int start = batch.start(row);
    for (int k = 0; k < size; k++) {
      double target = isIndex ? 0 : batch.targets.get(start + k * stride);
      double weight = batch.perOutput.length > 0 ? batch.perOutput[k] : 1;
      q[k] = weight * ((1 - smoothing) * target + even);
      mass += q[k];
    }
    if (isIndex) {
      double label = (1 - smoothing) * batch.classWeight(row);
      q[batch.classes[row]] += label;
      mass += label;
    }
    return mass;
  }

  private void storeGradients(int row, double scale, Values gradients) {
    int start = batch.start(row);
    double factor = pull * scaleOfExponentials;
    for (int k = 0; k < size; k++) {
      double residual = factor * exponentials[k] - (isSpread ? q[k] : 0);
      gradients.set(start + k * stride, scale * residual * slope(k));
    }
    if (!isSpread) {
      int label = batch.classes[row];
      int place = start + label * stride;
      double target = scale * batch.classWeight(row) * slope(label);
      gradients.set(place, gradients.get(place) - target);
    }
  }

  /** The derivative of a logit by the output. */
  private double slope(int k) {
    return isCapped ? 1 - z[k] / cap * (z[k] / cap) : 1;
  }

  private void storeCurvatures(int row, double scale, Values hessian) {
    int start = batch.start(row);
    for (int k = 0; k < size; k++) {
      double p = exponentials[k] * scaleOfExponentials;
      double curvature = pull * p * (1 - p) + 2 * penalty * p * p;
      if (isCapped) {
        boolean isLabel = isIndex && batch.classes[row] == k;
        double target = isSpread ? q[k] : isLabel ? batch.classWeight(row) : 0;
        double ofCap = slope(k);
        double bendOfCap = -2 * z[k] / cap * ofCap / cap;
        curvature = curvature * ofCap * ofCap + (pull * p - target) * bendOfCap;
      }
      if (focal > 0) {
        double residual = p - (batch.classes[row] == k ? 1 : 0);
        curvature = slope * curvature + bend * residual * residual;
      }
      hessian.set(start + k * stride, scale * curvature);
    }
  }
}
