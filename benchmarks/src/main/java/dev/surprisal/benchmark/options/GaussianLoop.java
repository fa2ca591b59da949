package dev.surprisal.benchmark.options;

import java.util.Arrays;

/** Squared errors, divided by variances where they are given. */
final class GaussianLoop implements PlainLoop {
  private final Batch batch;
  private final double[] inverses;

  GaussianLoop(Batch batch) {
    this.batch = batch;
    inverses = new double[batch.size];
    Arrays.fill(inverses, 1);
    for (int k = 0; k < batch.perOutput.length; k++) {
      inverses[k] = 1 / batch.perOutput[k];
    }
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int i = 0, row = 0, k = 0; i < batch.targets.length(); i++) {
      double difference = batch.outputs.get(i) - batch.targets.get(i);
      sum += batch.exampleWeight(row) * inverses[k] * difference * difference;
      if (++k == batch.size) {
        k = 0;
        row++;
      }
    }
    return sum / 2 / batch.totalWeight();
  }

  @Override
  public double lossAndGradients(Values gradients) {
    double total = batch.totalWeight();
    double scale = 1 / total;
    double sum = 0;
    for (int i = 0, row = 0, k = 0; i < batch.targets.length(); i++) {
      double difference = batch.outputs.get(i) - batch.targets.get(i);
      double scaled = batch.exampleWeight(row) * inverses[k] * difference;
      sum += scaled * difference;
      gradients.set(i, scale * scaled);
      if (++k == batch.size) {
        k = 0;
        row++;
      }
    }
    return sum / 2 / total;
  }

  @Override
  public void curvatures(Values hessian) {
    double scale = 1 / batch.totalWeight();
    for (int i = 0, row = 0, k = 0; i < batch.targets.length(); i++) {
      hessian.set(i, scale * batch.exampleWeight(row) * inverses[k]);
      if (++k == batch.size) {
        k = 0;
        row++;
      }
    }
  }
}
