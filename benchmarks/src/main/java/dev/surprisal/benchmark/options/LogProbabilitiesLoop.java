package dev.surprisal.benchmark.options;

/** What the class of each row has been given, where the model has applied a log-softmax. */
final class LogProbabilitiesLoop implements PlainLoop {
  private final Batch batch;

  LogProbabilitiesLoop(Batch batch) {
    this.batch = batch;
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int row = 0; row < batch.rows; row++) {
      if (!batch.isIgnored(row)) {
        sum -= weight(row) * batch.outputs.get(batch.at(row, batch.classes[row]));
      }
    }
    return sum / batch.totalWeight();
  }

  @Override
  public double lossAndGradients(Values gradients) {
    double total = batch.totalWeight();
    double sum = 0;
    for (int i = 0; i < gradients.length(); i++) {
      gradients.set(i, 0);
    }
    for (int row = 0; row < batch.rows; row++) {
      if (!batch.isIgnored(row)) {
        int place = batch.at(row, batch.classes[row]);
        sum -= weight(row) * batch.outputs.get(place);
        gradients.set(place, -weight(row) / total);
      }
    }
    return sum / total;
  }

  @Override
  public void curvatures(Values hessian) {
    for (int i = 0; i < hessian.length(); i++) {
      hessian.set(i, 0);
    }
  }

  private double weight(int row) {
    return batch.exampleWeight(row) * batch.classWeight(row);
  }
}
