package dev.surprisal.benchmark;

import dev.surprisal.linear.LinearHead;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** PyTorch's linear layer and its loss, differentiated by autograd. */
@SuppressWarnings("try") // Scopes are there to be closed, not to be referred to.
final class TorchLinear implements LinearContender {
  private final Tensor inputs;
  private final Tensor weights;
  private final Tensor targets;

  TorchLinear(LinearWork work, int threads) {
    torch.set_num_threads(threads);
    LinearHead head = work.head();
    inputs =
        AbstractTensor.create(head.inputs(), work.tokens(), work.inputs()).set_requires_grad(true);
    weights =
        AbstractTensor.create(head.weights(), work.classes(), work.inputs())
            .set_requires_grad(true);
    targets = AbstractTensor.create(Arrays.stream(work.targets()).asLongStream().toArray());
  }

  @Override
  public double forwardBackward() {
    try (PointerScope temporaries = new PointerScope()) {
      inputs.mutable_grad().reset();
      weights.mutable_grad().reset();
      Tensor loss = torch.cross_entropy_loss(torch.linear(inputs, weights), targets);
      loss.backward();
      return loss.item_double();
    }
  }
}
