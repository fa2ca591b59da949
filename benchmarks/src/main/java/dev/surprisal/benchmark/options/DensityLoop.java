package dev.surprisal.benchmark.options;

/** A density for each value, of one output or two. */
final class DensityLoop implements PlainLoop {
  private final Values outputs;
  private final Values targets;
  private final boolean[] outlived;
  private final Density density;

  /** Where the output of the scale lies behind that of the mean: 0 where there is none. */
  private final int toScale;

  DensityLoop(Batch batch, Density density) {
    outputs = batch.outputs;
    targets = batch.targets;
    outlived = batch.outlived;
    toScale = batch.head.outputsPerValue() - 1;
    this.density = density;
  }

  @Override
  public double loss() {
    double sum = 0;
    for (int i = 0, at = 0; i < targets.length(); i++, at += 1 + toScale) {
      evaluate(i, at);
      sum += density.loss;
    }
    return sum / targets.length();
  }

  @Override
  public double lossAndGradients(Values gradients) {
    double scale = 1.0 / targets.length();
    double sum = 0;
    for (int i = 0, at = 0; i < targets.length(); i++, at += 1 + toScale) {
      evaluate(i, at);
      sum += density.loss;
      gradients.set(at + toScale, scale * density.byScale);
      gradients.set(at, scale * density.byMean);
    }
    return sum / targets.length();
  }

  private void evaluate(int i, int at) {
    if (outlived.length > 0 && outlived[i]) {
      density.beyond(outputs.get(at), outputs.get(at + toScale), targets.get(i));
    } else {
      density.at(outputs.get(at), outputs.get(at + toScale), targets.get(i));
    }
  }

  @Override
  public void curvatures(Values hessian) {
    throw new UnsupportedOperationException("of a density there are first derivatives");
  }
}
