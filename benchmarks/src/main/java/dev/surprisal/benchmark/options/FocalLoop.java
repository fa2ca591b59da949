package dev.surprisal.benchmark.options;

/** Yes or no: softplus of the log-odds of what is wrong, times a power of its probability. */
final class FocalLoop implements PlainLoop {
  private final Values outputs;
  private final Values targets;
  private final double focal;
  private final double scale;

  FocalLoop(Batch batch) {
    outputs = batch.outputs;
    targets = batch.targets;
    focal = batch.head.number("focal", 0);
    scale = 1.0 / batch.rows;
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int i = 0; i < targets.length(); i++) {
      double z = outputs.get(i);
      double e = Math.exp(-Math.abs(z));
      double y = targets.get(i);
      double p = sigmoid(z, e);
      double softplus = Math.max(z, 0) + Math.log1p(e);
      sum += y * Math.pow(1 - p, focal) * (softplus - z) + (1 - y) * Math.pow(p, focal) * softplus;
    }
    return scale * sum;
  }

  @Override
  public double lossAndGradients(Values gradients) {
    double sum = 0;
    for (int i = 0; i < targets.length(); i++) {
      double z = outputs.get(i);
      double e = Math.exp(-Math.abs(z));
      double y = targets.get(i);
      double p = sigmoid(z, e);
      double q = 1 - p;
      double ofNo = Math.max(z, 0) + Math.log1p(e);
      double ofYes = ofNo - z;
      double yes = y * Math.pow(q, focal);
      double no = (1 - y) * Math.pow(p, focal);
      sum += yes * ofYes + no * ofNo;
      double gradient = no * (p + focal * q * ofNo) - yes * (q + focal * p * ofYes);
      gradients.set(i, scale * gradient);
    }
    return scale * sum;
  }

  @Override
  public void curvatures(Values hessian) {
    for (int i = 0; i < targets.length(); i++) {
      double z = outputs.get(i);
      double e = Math.exp(-Math.abs(z));
      double y = targets.get(i);
      double p = sigmoid(z, e);
      double q = 1 - p;
      double ofNo = Math.max(z, 0) + Math.log1p(e);
      double yes = y * Math.pow(q, focal) * bend(p, q, ofNo - z);
      double no = (1 - y) * Math.pow(p, focal) * bend(q, p, ofNo);
      hessian.set(i, scale * (yes + no));
    }
  }

  /** Of what is right with probability p, q what that lacks. */
  private double bend(double p, double q, double surprisal) {
    return p * (focal * (focal * p - q) * surprisal + (2 * focal + 1) * q);
  }

  /** With e = exp(&minus;|z|). */
  private static double sigmoid(double z, double e) {
    return z > 0 ? 1 / (1 + e) : e / (1 + e);
  }
}
