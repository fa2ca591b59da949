package dev.surprisal.benchmark.options;

/** Each class of a row against the right one, as yes or no. */
final class PairwiseLoop implements PlainLoop {
  private final Batch batch;

  PairwiseLoop(Batch batch) {
    this.batch = batch;
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int row = 0; row < batch.rows; row++) {
      int start = batch.start(row);
      double right = batch.outputs.get(start + batch.classes[row]);
      for (int k = 0; k < batch.size; k++) {
        double x = batch.outputs.get(start + k) - right;
        sum += Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      }
    }
    return sum / batch.rows;
  }

  @Override
  public double lossAndGradients(Values gradients) {
    double scale = 1.0 / batch.rows;
    double sum = 0;
    for (int row = 0; row < batch.rows; row++) {
      int start = batch.start(row);
      int rightAt = start + batch.classes[row];
      double right = batch.outputs.get(rightAt);
      double total = 0;
      for (int k = 0; k < batch.size; k++) {
        double x = batch.outputs.get(start + k) - right;
        double e = Math.exp(-Math.abs(x));
        sum += Math.max(x, 0) + Math.log1p(e);
        double probability = (x >= 0 ? 1 : e) / (1 + e);
        total += probability;
        gradients.set(start + k, scale * probability);
      }
      gradients.set(rightAt, gradients.get(rightAt) - scale * total);
    }
    return sum / batch.rows;
  }

  @Override
  public void curvatures(Values hessian) {
    throw new UnsupportedOperationException("of a formula there are first derivatives");
  }
}
