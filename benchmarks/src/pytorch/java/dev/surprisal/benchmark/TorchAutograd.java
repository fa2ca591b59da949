package dev.surprisal.benchmark;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The loss of PyTorch's own library, differentiated by autograd, as in a step of training. */
final class TorchAutograd implements TorchLoss {
  private final Work work;
  private final Tensor outputs;
  private final Tensor targets;

  TorchAutograd(Inputs inputs) {
    work = inputs.work;
    outputs = Tensors.outputs(inputs).set_requires_grad(true);
    targets = Tensors.targets(inputs);
  }

  @Override
  public double forwardBackward() {
    // What optimizer.zero_grad(set_to_none) does: backward then stores its gradient, adds to none.
    outputs.mutable_grad().reset();
    Tensor loss =
        switch (work.kind) {
          case CLASSES -> torch.cross_entropy_loss(outputs, targets);
          case YES_OR_NO, LABELS -> torch.binary_cross_entropy_with_logits(outputs, targets);
          case VALUES -> torch.mse_loss(outputs, targets);
          case FORECASTS -> gaussian();
        };
    loss.backward();
    return loss.item_double();
  }

  /**
   * PyTorch's gaussian_nll_loss is not in its C++ library, and wants a variance, of which it takes
   * the log again; of a log-variance this is faster. So is the dot product than the mean of a
   * product, and unbind than two narrows.
   */
  private Tensor gaussian() {
    TensorVector columns = outputs.unbind(1);
    Tensor logVariance = columns.get(1);
    Tensor squares = columns.get(0).sub(targets).square();
    Tensor twice = squares.dot(logVariance.neg().exp()).add(logVariance.sum());
    return twice.mul(new Scalar(0.5f / work.rows));
  }

  @Override
  public Tensor gradients() {
    return outputs.grad();
  }

  /** PyTorch leaves the half of the square out, and divides by labels as well as by rows. */
  @Override
  public double factor() {
    return switch (work.kind) {
      case CLASSES, YES_OR_NO, FORECASTS -> 1;
      case LABELS -> work.size;
      case VALUES -> 0.5;
    };
  }
}
