package dev.surprisal.benchmark.options;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** binary_cross_entropy_with_logits, with targets that are smoothed before. */
final class TorchBernoulli implements UnaryOperator<Tensor> {
  private final TorchBatch batch;
  private final double smoothing;
  private final TensorOptional positiveWeights;

  TorchBernoulli(TorchBatch batch) {
    this.batch = batch;
    smoothing = batch.head.number("labelSmoothing", 0);
    double positiveWeight = batch.head.number("positiveWeight", 1);
    positiveWeights =
        positiveWeight == 1
            ? batch.perOutput
            : new TensorOptional(
                torch.full(new long[] {1}, new Scalar(positiveWeight)).to(batch.outputs.dtype()));
  }

  @Override
  public Tensor apply(Tensor outputs) {
    boolean isWeighted = batch.exampleWeights.has_value();
    Tensor loss =
        torch.binary_cross_entropy_with_logits(
            outputs,
            smoothedTargets(),
            batch.exampleWeights,
            positiveWeights,
            (isWeighted ? Reduction.Sum : Reduction.Mean).value);
    // A mean over labels as well, or a sum over all.
    return isWeighted
        ? loss.div(batch.exampleWeights.get().sum())
        : loss.mul(new Scalar((double) batch.size));
  }

  private Tensor smoothedTargets() {
    return smoothing == 0
        ? batch.targets
        : batch.targets.mul(new Scalar(1 - smoothing)).add(new Scalar(smoothing / 2));
  }
}
