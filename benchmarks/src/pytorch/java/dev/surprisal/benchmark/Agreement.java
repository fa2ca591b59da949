package dev.surprisal.benchmark;

/** Equal work: PyTorch has computed what Surprisal computes, up to rounding in float. */
final class Agreement {
  private static final double LOSS_TOLERANCE = 1e-3;

  /** Relative to the largest gradient. */
  private static final double GRADIENT_TOLERANCE = 1e-4;

  private Agreement() {}

  static void check(String way, Inputs inputs, double loss, TorchLoss torch) {
    double expected =
        inputs.floatLoss.forwardBackward(inputs.outputs, inputs.targets, inputs.gradients).mean();
    double meanLoss = loss * torch.factor();
    if (!(Math.abs(meanLoss - expected) <= LOSS_TOLERANCE * Math.abs(expected))) {
      throw new IllegalStateException(
          "%s, %s: PyTorch's loss is %s, Surprisal's %s"
              .formatted(inputs.work.title, way, meanLoss, expected));
    }
    float[] gradients = new float[inputs.gradients.length];
    torch.gradients().data_ptr_float().get(gradients);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < gradients.length; i++) {
      largest = Math.max(largest, Math.abs(inputs.gradients[i]));
      double error = Math.abs(torch.factor() * gradients[i] - inputs.gradients[i]);
      difference = Math.max(difference, error);
    }
    if (!(difference <= GRADIENT_TOLERANCE * largest)) {
      throw new IllegalStateException(
          "%s, %s: gradients differ by up to %s, the largest is %s"
              .formatted(inputs.work.title, way, difference, largest));
    }
  }
}
