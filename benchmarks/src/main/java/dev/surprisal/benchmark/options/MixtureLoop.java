package dev.surprisal.benchmark.options;

/**
 * Mixtures of Gaussians: a row of outputs is all logits, then all means, then all log-variances.
 */
final class MixtureLoop implements PlainLoop {
  private static final int K = Family.COMPONENTS;

  private final Values outputs;
  private final Values targets;

  // Of the value at hand, for each component.
  private final double[] weights = new double[K];
  private final double[] responsibilities = new double[K];
  private final double[] distances = new double[K];
  private final double[] inverses = new double[K];

  MixtureLoop(Batch batch) {
    outputs = batch.outputs;
    targets = batch.targets;
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int i = 0; i < targets.length(); i++) {
      sum += loss(i);
    }
    return sum / targets.length();
  }

  @Override
  public double lossAndGradients(Values gradients) {
    double scale = 1.0 / targets.length();
    double sum = 0;
    for (int i = 0; i < targets.length(); i++) {
      sum += loss(i);
      int start = i * 3 * K;
      for (int k = 0; k < K; k++) {
        double scaled = scale * responsibilities[k];
        double distance = distances[k];
        gradients.set(start + k, scale * weights[k] - scaled);
        gradients.set(start + K + k, scaled * distance * inverses[k]);
        gradients.set(start + 2 * K + k, 0.5 * scaled * (1 - distance * distance));
      }
    }
    return sum / targets.length();
  }

  /** Leaves behind what its gradient is made of. */
  private double loss(int i) {
    int start = i * 3 * K;
    for (int k = 0; k < K; k++) {
      double z = outputs.get(start + k);
      double s = outputs.get(start + 2 * K + k);
      inverses[k] = Math.exp(-0.5 * s);
      distances[k] = (outputs.get(start + K + k) - targets.get(i)) * inverses[k];
      weights[k] = z;
      responsibilities[k] = z - 0.5 * (s + distances[k] * distances[k]);
    }
    return softmax(weights) - softmax(responsibilities);
  }

  /** In place; returns the log-sum-exp. */
  private static double softmax(double[] row) {
    double max = Double.NEGATIVE_INFINITY;
    for (double each : row) {
      max = Math.max(max, each);
    }
    double total = 0;
    for (int k = 0; k < K; k++) {
      row[k] = Math.exp(row[k] - max);
      total += row[k];
    }
    for (int k = 0; k < K; k++) {
      row[k] /= total;
    }
    return Math.log(total) + max;
  }

  @Override
  public void curvatures(Values hessian) {
    throw new UnsupportedOperationException("of a density there are first derivatives");
  }
}
