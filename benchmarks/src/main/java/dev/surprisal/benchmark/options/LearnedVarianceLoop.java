package dev.surprisal.benchmark.options;

/** Squared errors by variances exp s: a row of outputs is all means, and then all s. */
final class LearnedVarianceLoop implements PlainLoop {
  private final Batch batch;

  LearnedVarianceLoop(Batch batch) {
    this.batch = batch;
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int i = 0, row = 0, k = 0; i < batch.targets.length(); i++) {
      int mean = i + row * batch.size;
      double s = batch.outputs.get(mean + batch.size);
      double difference = batch.outputs.get(mean) - batch.targets.get(i);
      sum += batch.exampleWeight(row) * (s + difference * difference * Math.exp(-s));
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
      int mean = i + row * batch.size;
      double s = batch.outputs.get(mean + batch.size);
      double difference = batch.outputs.get(mean) - batch.targets.get(i);
      double weight = batch.exampleWeight(row);
      double scaled = difference * Math.exp(-s);
      sum += weight * (s + difference * scaled);
      gradients.set(mean, scale * weight * scaled);
      gradients.set(mean + batch.size, scale * weight * (1 - difference * scaled) / 2);
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
      int mean = i + row * batch.size;
      double difference = batch.outputs.get(mean) - batch.targets.get(i);
      double inverse = Math.exp(-batch.outputs.get(mean + batch.size));
      double weight = batch.exampleWeight(row);
      hessian.set(mean, scale * weight * inverse);
      hessian.set(mean + batch.size, scale * weight * difference * difference * inverse / 2);
      if (++k == batch.size) {
        k = 0;
        row++;
      }
    }
  }
}
