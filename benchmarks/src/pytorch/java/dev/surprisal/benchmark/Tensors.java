package dev.surprisal.benchmark;

import java.util.Arrays;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Tensor;

/** The outputs and targets of a work as PyTorch takes them. */
final class Tensors {
  private Tensors() {}

  /** A copy of the outputs: a row for each example of classes or forecasts, else a vector. */
  static Tensor outputs(Inputs inputs) {
    Work work = inputs.work;
    return switch (work.kind) {
      case CLASSES -> AbstractTensor.create(inputs.outputs, work.rows, work.size);
      case YES_OR_NO, LABELS, VALUES -> AbstractTensor.create(inputs.outputs);
      case FORECASTS -> AbstractTensor.create(inputs.outputs, work.rows, 2);
    };
  }

  /** A copy of the targets: a vector. */
  static Tensor targets(Inputs inputs) {
    return inputs.targets instanceof int[] classes
        ? AbstractTensor.create(Arrays.stream(classes).asLongStream().toArray())
        : AbstractTensor.create((float[]) inputs.targets);
  }
}
