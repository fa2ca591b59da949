package dev.surprisal.benchmark.options;

import java.util.Arrays;

/** Yes or no, a label after the other, with a weight b for yes: softplus of z and of &minus;z. */
final class BernoulliLoop implements PlainLoop {
  private final Batch batch;
  private final double[] positiveWeights;
  private final double smoothing;

  BernoulliLoop(Batch batch) {
    this.batch = batch;
    smoothing = batch.head.number("labelSmoothing", 0);
    positiveWeights = batch.perOutput.length > 0 ? batch.perOutput : new double[batch.size];
    if (batch.perOutput.length == 0) {
      Arrays.fill(positiveWeights, batch.head.number("positiveWeight", 1));
    }
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int i = 0, row = 0, k = 0; i < batch.targets.length(); i++) {
      double z = batch.outputs.get(i);
      double e = Math.exp(-Math.abs(z));
      sum += batch.exampleWeight(row) * loss(z, target(i), positiveWeights[k], e);
      if (++k == batch.size) {
        k = 0;
        row++;
      }
    }
    return sum / batch.totalWeight();
  }

  @Override
  public double lossAndGradients(Values gradients) {
    double total = batch.totalWeight();
    double scale = 1 / total;
    double sum = 0;
    for (int i = 0, row = 0, k = 0; i < batch.targets.length(); i++) {
      double z = batch.outputs.get(i);
      double y = target(i);
      double b = positiveWeights[k];
      double e = Math.exp(-Math.abs(z));
      double weight = batch.exampleWeight(row);
      sum += weight * loss(z, y, b, e);
      double p = sigmoid(z, e);
      gradients.set(i, scale * weight * ((1 - y) * p - b * y * (1 - p)));
      if (++k == batch.size) {
        k = 0;
        row++;
      }
    }
    return sum / total;
  }

  @Override
  public void curvatures(Values hessian) {
    double scale = 1 / batch.totalWeight();
    for (int i = 0, row = 0, k = 0; i < batch.targets.length(); i++) {
      double z = batch.outputs.get(i);
      double y = target(i);
      double p = sigmoid(z, Math.exp(-Math.abs(z)));
      double mass = 1 - y + positiveWeights[k] * y;
      hessian.set(i, scale * batch.exampleWeight(row) * mass * p * (1 - p));
      if (++k == batch.size) {
        k = 0;
        row++;
      }
    }
  }

  private double target(int i) {
    return (1 - smoothing) * batch.targets.get(i) + smoothing / 2;
  }

  /** With e = exp(&minus;|z|). */
  private static double loss(double z, double y, double b, double e) {
    double softplus = Math.max(z, 0) + Math.log1p(e);
    return b * y * (softplus - z) + (1 - y) * softplus;
  }

  private static double sigmoid(double z, double e) {
    return z > 0 ? 1 / (1 + e) : e / (1 + e);
  }
}
