package dev.surprisal.benchmark.options;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** cross_entropy, and what it does not have around it. */
final class TorchCategorical implements UnaryOperator<Tensor> {
  /** PyTorch's default. */
  private static final double IGNORE_INDEX = -100;

  private final TorchBatch batch;
  private final long ignoreIndex;
  private final double smoothing;
  private final double zLoss;
  private final double cap;
  private final boolean isLogProbabilities;

  TorchCategorical(TorchBatch batch) {
    this.batch = batch;
    ignoreIndex = (long) batch.head.number("ignoreIndex", IGNORE_INDEX);
    smoothing = batch.head.number("labelSmoothing", 0);
    zLoss = batch.head.number("zLoss", 0);
    cap = batch.head.number("softCap", Double.POSITIVE_INFINITY);
    isLogProbabilities = batch.head.has("outputs = LOG_PROBABILITIES");
  }

  @Override
  public Tensor apply(Tensor outputs) {
    Tensor logits = capped(outputs);
    boolean isWeighted = batch.exampleWeights.has_value();
    Tensor losses = losses(logits, (isWeighted ? Reduction.None : Reduction.Mean).value);
    Tensor mean = isWeighted ? batch.mean(losses) : losses;
    return zLoss == 0
        ? mean
        : mean.add(torch.logsumexp(logits, 1).square().mean().mul(new Scalar(zLoss)));
  }

  private Tensor capped(Tensor outputs) {
    return cap == Double.POSITIVE_INFINITY
        ? outputs
        : outputs.div(new Scalar(cap)).tanh().mul(new Scalar(cap));
  }

  private Tensor losses(Tensor logits, int reduction) {
    return isLogProbabilities
        ? torch.nll_loss_nd(logits, batch.targets, batch.perOutput, reduction, ignoreIndex)
        : torch.cross_entropy_loss(
            logits, batch.targets, batch.perOutput, reduction, ignoreIndex, smoothing);
  }
}
