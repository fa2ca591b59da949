package dev.surprisal.spark;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossDescription;
import dev.surprisal.runtime.LossDescription.Precision;
import dev.surprisal.runtime.LossValue;

/**
 * A linear model under the generated loss of a single head: the head's outputs are products of
 * weights and features, and a bias each.
 *
 * <p>Parameters are the weights, row-major with a row for each output, then the biases. Products
 * are of double; the outputs of a head of precision FLOAT are rounded to float for its loss, and so
 * are their gradients.
 *
 * @param <A> what the head's outputs are arrays of
 * @param <T> the targets
 */
public final class LinearLoss<A, T> implements BlockLoss<Block<T>> {
  private static final long serialVersionUID = 1;

  private final ArrayLossFunction<A, T> loss;
  private final int features;
  private final int outputs;
  private final Precision precision;

  /**
   * A linear model under a loss.
   *
   * @param loss of a single head whose outputs lie side by side for each example
   * @param features the number of features of an example, at least 1
   */
  public LinearLoss(ArrayLossFunction<A, T> loss, int features) {
    LossDescription description = loss.description();
    if (description.isClassesFirst()) {
      throw new IllegalArgumentException(
          "loss: layout = CLASSES_FIRST, but a linear model has the outputs of an example side by"
              + " side. Declare the head without a layout.");
    }
    if (features < 1) {
      throw new IllegalArgumentException("features = " + features + ": must be at least 1");
    }
    // A linear model has no softmax and no sigmoid that might have been applied already.
    this.loss = loss.withoutOutputChecks();
    this.features = features;
    outputs = description.outputsPerExample();
    precision = description.precision();
  }

  /**
   * The number of weights, the first parameters: those that a penalty applies to.
   *
   * @return features &middot; outputs
   */
  public int weights() {
    return Math.multiplyExact(features, outputs);
  }

  /**
   * Parameters to start from.
   *
   * @return weights and biases of 0
   */
  public double[] zeros() {
    return new double[Math.addExact(weights(), outputs)];
  }

  /**
   * The model that has some parameters.
   *
   * @param parameters as many as {@link #zeros} has
   * @return its weights and biases
   */
  public LinearModel model(double[] parameters) {
    if (parameters.length != weights() + outputs) {
      throw new IllegalArgumentException(
          "parameters.length = " + parameters.length + ": must be " + (weights() + outputs));
    }
    return LinearModel.of(parameters, outputs);
  }

  @Override
  public LossValue forwardBackward(double[] parameters, Block<T> block, double[] gradients) {
    double[] inPlace = model(parameters).outputs(block.features());
    LossValue value =
        precision == Precision.DOUBLE
            ? toGradients(inPlace, block.targets())
            : roundedToGradients(inPlace, block.targets());
    Products.gradients(block.features(), features, inPlace, outputs, gradients);
    return value;
  }

  private LossValue roundedToGradients(double[] inPlace, T targets) {
    float[] rounded = new float[inPlace.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) inPlace[i];
    }
    LossValue value = toGradients(rounded, targets);
    for (int i = 0; i < rounded.length; i++) {
      inPlace[i] = rounded[i];
    }
    return value;
  }

  /** Writes the gradient of the sum over the outputs. */
  private LossValue toGradients(Object inPlace, T targets) {
    @SuppressWarnings("unchecked") // The array is of the head's precision.
    A outputsAndGradients = (A) inPlace;
    return loss.forwardBackward(outputsAndGradients, targets, outputsAndGradients, 1);
  }
}
