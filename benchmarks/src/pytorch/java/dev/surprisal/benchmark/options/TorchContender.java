package dev.surprisal.benchmark.options;

import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A loss of PyTorch's own operators, differentiated by autograd, on one thread. */
@SuppressWarnings("try") // Scopes are there to be closed, not to be referred to.
final class TorchContender implements Contender {
  private final boolean isDifferentiated;
  private final Tensor outputs;
  private final UnaryOperator<Tensor> meanLoss;

  TorchContender(Batch batch, Mode mode) {
    torch.set_num_threads(1);
    isDifferentiated = mode == Mode.GRADIENT;
    TorchBatch tensors = new TorchBatch(batch);
    outputs = tensors.outputs.set_requires_grad(isDifferentiated);
    meanLoss = batch.head.isFocal() ? new TorchFocal(tensors) : plain(tensors);
  }

  private static UnaryOperator<Tensor> plain(TorchBatch batch) {
    return switch (batch.head.family()) {
      case CATEGORICAL -> new TorchCategorical(batch);
      case BERNOULLI, PRODUCT_OF_BERNOULLIS -> new TorchBernoulli(batch);
      case GAUSSIAN -> new TorchGaussian(batch);
      case PAIRWISE ->
          z ->
              torch
                  .softplus(z.sub(z.gather(1, batch.targets.unsqueeze(1))))
                  .sum()
                  .div(new Scalar((double) z.size(0)));
      default -> new TorchDensity(batch);
    };
  }

  @Override
  public double call() {
    return isDifferentiated ? forwardBackward() : forward();
  }

  private double forward() {
    try (PointerScope temporaries = new PointerScope();
        InferenceMode mode = new InferenceMode()) {
      return meanLoss.apply(outputs).item_double();
    }
  }

  private double forwardBackward() {
    try (PointerScope temporaries = new PointerScope()) {
      // What optimizer.zero_grad(set_to_none) does: backward then stores its gradient, adds to
      // none.
      outputs.mutable_grad().reset();
      Tensor loss = meanLoss.apply(outputs);
      loss.backward();
      return loss.item_double();
    }
  }

  @Override
  public double[] derivatives() {
    return isDifferentiated ? TorchBatch.doubles(outputs.grad()) : new double[0];
  }
}
