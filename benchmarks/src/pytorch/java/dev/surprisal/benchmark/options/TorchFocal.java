package dev.surprisal.benchmark.options;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/** Losses of PyTorch's own times a power of what the probability of what is right lacks to 1. */
final class TorchFocal implements UnaryOperator<Tensor> {
  private final TorchBatch batch;
  private final Scalar focal;

  TorchFocal(TorchBatch batch) {
    this.batch = batch;
    focal = new Scalar(batch.head.number("focal", 0));
  }

  @Override
  public Tensor apply(Tensor outputs) {
    Tensor losses = losses(outputs);
    return batch.mean(losses.neg().expm1().neg().pow(focal).mul(losses));
  }

  private Tensor losses(Tensor outputs) {
    TensorOptional none = new TensorOptional();
    long each = Reduction.None.value;
    return batch.head.family() == Family.CATEGORICAL
        ? torch.cross_entropy_loss(outputs, batch.targets, none, each, -100, 0)
        : torch.binary_cross_entropy_with_logits(outputs, batch.targets, none, none, each);
  }
}
