package dev.surprisal.benchmark.options;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.Reduction;

/**
 * mse_loss, where variances differ from 1 what PyTorch's gaussian_nll_loss does, which is not in
 * its C++ library: of a log-variance, which it takes the log of its variance for, this is faster.
 */
final class TorchGaussian implements UnaryOperator<Tensor> {
  private static final Scalar HALF = new Scalar(0.5);

  private final TorchBatch batch;
  private final boolean isLearned;

  TorchGaussian(TorchBatch batch) {
    this.batch = batch;
    isLearned = batch.head.has("variance = LEARNED");
  }

  @Override
  public Tensor apply(Tensor outputs) {
    if (isLearned) {
      return batch.mean(learned(outputs)).mul(HALF);
    }
    if (batch.exampleWeights.has_value() || batch.perOutput.has_value()) {
      return batch.mean(given(outputs)).mul(HALF);
    }
    return torch.mse_loss(outputs, batch.targets).mul(new Scalar(0.5 * batch.size));
  }

  private Tensor given(Tensor means) {
    Tensor squares = torch.mse_loss(means, batch.targets, Reduction.None.value);
    return batch.perOutput.has_value() ? squares.div(batch.perOutput.get()) : squares;
  }

  /** Unbind is faster than two narrows. */
  private Tensor learned(Tensor outputs) {
    TensorVector columns = outputs.unbind(1);
    Tensor logVariances = columns.get(1);
    Tensor squares = columns.get(0).sub(batch.targets).square();
    if (batch.head.hasLeastVariance()) {
      Tensor variances = logVariances.exp().add(new Scalar(batch.head.number("leastVariance", 0)));
      return squares.div(variances).add(variances.log());
    }
    return squares.mul(logVariances.neg().exp()).add(logVariances);
  }
}
