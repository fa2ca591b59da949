package dev.surprisal.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Labels;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossDescription.Reduction;
import dev.surprisal.runtime.LossValue;

/**
 * A generated loss on arrays of an engine. No array outlives a call, but for those it returns.
 *
 * @param <A> {@code float[]} or {@code double[]}
 * @param <T> the targets
 */
final class Head<A, T> {
  private final ArrayLossFunction<A, T> loss;
  private final LossDescription description;
  private final Memory<A> memory;

  @SuppressWarnings("unchecked") // The precision of a loss says what its arrays are.
  Head(ArrayLossFunction<A, T> loss) {
    this.loss = loss;
    description = loss.description();
    memory = (Memory<A>) Memory.of(description.precision());
  }

  /**
   * A loss that a gradient can be taken of, and its value.
   *
   * @param scalar divided by what the head's reduction says
   * @param value sum and weight
   */
  record Evaluation(NDArray scalar, LossValue value) {}

  Evaluation evaluate(NDList labels, NDArray predictions) {
    check(predictions);
    Evaluation evaluation;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray outputs = predictions.toDevice(Device.cpu(), false);
      A array = memory.read(outputs);
      LossValue value = loss.forwardBackward(array, targets(labels), array);
      NDArray gradients =
          outputs.getManager().create(new Shape(outputs.size()), memory.type, Device.cpu());
      memory.write(array, gradients);
      memory.giveBack(array);
      // Linear in the outputs: the gradient by them is what they are multiplied with. The product
      // itself says nothing, and is NaN where outputs that do not count are.
      NDArray scalar = outputs.flatten().dot(gradients);
      memory.write(reduced(value), scalar);
      NDScope.unregister(scalar);
      evaluation = new Evaluation(scalar, value);
    }
    // It belongs to the scope of the caller, if there is one.
    NDScope.register(evaluation.scalar());
    return evaluation;
  }

  LossValue value(NDList labels, NDArray predictions) {
    check(predictions);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      A array = memory.read(predictions);
      LossValue value = loss.forward(array, targets(labels));
      memory.giveBack(array);
      return value;
    }
  }

  private double reduced(LossValue value) {
    return description.reduction() == Reduction.SUM ? value.sum() : value.mean();
  }

  private T targets(NDList labels) {
    if (labels.isEmpty() || labels.size() > 2) {
      throw new IllegalArgumentException(
          "labels: "
              + labels.size()
              + " arrays: there must be one of targets, and at most one of weights beside it");
    }
    NDArray targets = labels.head();
    boolean areFloats = targets.getDataType() == DataType.FLOAT32;
    if (labels.size() == 1) {
      return areFloats
          ? Labels.targets(loss, floats(targets))
          : Labels.targets(loss, doubles(targets));
    }
    NDArray weights = labels.get(1);
    return areFloats
        ? Labels.targets(loss, floats(targets), floats(weights))
        : Labels.targets(loss, doubles(targets), doubles(weights));
  }

  private static float[] floats(NDArray array) {
    return array.toType(DataType.FLOAT32, false).toFloatArray();
  }

  private static double[] doubles(NDArray array) {
    return array.toType(DataType.FLOAT64, false).toDoubleArray();
  }

  private void check(NDArray predictions) {
    if (predictions.getDataType() != memory.type) {
      throw new IllegalArgumentException(
          "predictions: "
              + predictions.getDataType()
              + ": a head of precision = "
              + description.precision()
              + " takes "
              + memory.type);
    }
    if (!fits(predictions.getShape())) {
      throw new IllegalArgumentException(
          "predictions: shape "
              + predictions.getShape()
              + ": must end with the "
              + description.outputsPerExample()
              + " outputs of an example"
              + (description.isClassesFirst()
                  ? ", then its " + description.positions() + " positions"
                  : ""));
    }
  }

  /** Whether an array has the outputs of one example after those of another. */
  private boolean fits(Shape shape) {
    long outputs = (long) description.outputsPerExample() * description.positions();
    int axis = shape.dimension();
    long product = 1;
    while (product < outputs && axis > 0) {
      axis--;
      product *= shape.get(axis);
    }
    return product == outputs
        && (!description.isClassesFirst() || shape.get(axis) == description.outputsPerExample());
  }
}
