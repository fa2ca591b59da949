package dev.surprisal.benchmark.options;

import dev.surprisal.annotation.Precision;
import java.util.Arrays;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Copies of a batch in the shapes that PyTorch takes. */
final class TorchBatch {
  final Head head;
  final int size;
  final Tensor outputs;
  final Tensor targets;

  /** Whether each target was outlived; empty where all were seen. */
  final TensorOptional outlived;

  /** For each example, to be multiplied with its losses; empty where there are none. */
  final TensorOptional exampleWeights;

  /** For each class, label or value; empty where there are none. */
  final TensorOptional perOutput;

  private final Scalar inverseOfRows;

  TorchBatch(Batch batch) {
    head = batch.head;
    size = batch.size;
    inverseOfRows = new Scalar(1.0 / batch.rows);
    int examples = batch.rows / batch.positions;
    boolean isPositioned = batch.positions > 1;
    boolean isSingle = size == 1;
    long[] rowShape = isPositioned ? shape(examples, batch.positions) : shape(batch.rows);
    long[] valueShape = isSingle ? rowShape : shape(batch.rows, size);
    long[] outputShape = isPositioned ? shape(examples, size, batch.positions) : valueShape;
    int perValue = head.outputsPerValue();
    if (perValue > 1) {
      outputShape = isSingle ? shape(batch.rows, perValue) : shape(batch.rows, perValue, size);
    }
    outputs = tensor(batch.outputs, outputShape);
    targets =
        batch.classes.length > 0
            ? AbstractTensor.create(Arrays.stream(batch.classes).asLongStream().toArray(), rowShape)
            : tensor(batch.targets, isPositioned ? outputShape : valueShape);
    outlived =
        batch.outlived.length > 0
            ? new TensorOptional(AbstractTensor.create(batch.outlived, rowShape))
            : new TensorOptional();
    boolean isRowOfLosses = !isSingle && !head.family().isOfClasses();
    exampleWeights =
        optional(
            batch.exampleWeights, batch.precision, isRowOfLosses ? shape(batch.rows, 1) : rowShape);
    perOutput = optional(batch.perOutput, batch.precision, shape(size));
  }

  /** The mean of losses over rows, or by the weights of examples. */
  Tensor mean(Tensor losses) {
    if (!exampleWeights.has_value()) {
      return losses.sum().mul(inverseOfRows);
    }
    Tensor weights = exampleWeights.get();
    // A dot product saves a pass over memory, but takes vectors only.
    Tensor sum = losses.dim() == 1 ? losses.dot(weights) : losses.mul(weights).sum();
    return sum.div(weights.sum());
  }

  private static long[] shape(long... lengths) {
    return lengths;
  }

  private static Tensor tensor(Values values, long... shape) {
    return values.array() instanceof float[] floats
        ? AbstractTensor.create(floats, shape)
        : AbstractTensor.create((double[]) values.array(), shape);
  }

  private static TensorOptional optional(double[] numbers, Precision precision, long... shape) {
    if (numbers.length == 0) {
      return new TensorOptional();
    }
    Values values = Values.of(precision, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      values.set(i, numbers[i]);
    }
    return new TensorOptional(tensor(values, shape));
  }

  static double[] doubles(Tensor tensor) {
    double[] doubles = new double[(int) tensor.numel()];
    tensor.to(torch.ScalarType.Double).contiguous().data_ptr_double().get(doubles);
    return doubles;
  }
}
