package dev.surprisal.spark;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A linear model: output k of an example is the product of its features and row k of the weights,
 * and a bias.
 *
 * @param weights row-major, a row for each output
 * @param biases one for each output
 */
public record LinearModel(double[] weights, double[] biases) implements Serializable {

  static LinearModel of(double[] parameters, int outputs) {
    int weights = parameters.length - outputs;
    return new LinearModel(
        Arrays.copyOf(parameters, weights),
        Arrays.copyOfRange(parameters, weights, parameters.length));
  }

  /**
   * The raw outputs, before any activation: what the head's loss and its {@code predict} take, for
   * heads of precision FLOAT rounded to float.
   *
   * @param features row-major, a row for each example
   * @return as many for each example as there are biases, row-major
   */
  public double[] outputs(double[] features) {
    int width = weights.length / biases.length;
    if (features.length % width != 0) {
      throw new IllegalArgumentException(
          "features.length = " + features.length + ": must be a multiple of " + width);
    }
    return Products.outputs(features, width, weights, biases);
  }
}
