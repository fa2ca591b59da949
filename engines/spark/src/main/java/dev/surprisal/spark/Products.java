package dev.surprisal.spark;

import java.util.Arrays;

/**
 * Products of features and weights, all row-major. Numbers are added up in one order, whatever the
 * machine.
 */
final class Products {
  /** Rows that are worked on together. */
  private static final int TOGETHER = 4;

  private Products() {}

  /**
   * The raw outputs of a linear model, as many for each row as there are biases.
   *
   * @param features rows of {@code width} numbers
   * @param width the number of features
   * @param weights a row of {@code width} numbers for each output
   * @param biases one for each output
   */
  static double[] outputs(double[] features, int width, double[] weights, double[] biases) {
    int rows = features.length / width;
    int size = biases.length;
    double[] outputs = new double[rows * size];
    int row = 0;
    for (; row + TOGETHER <= rows; row += TOGETHER) {
      for (int k = 0; k < size; k++) {
        outputsOfFour(features, row * width, width, weights, k, biases[k], outputs, row, size);
      }
    }
    for (; row < rows; row++) {
      for (int k = 0; k < size; k++) {
        double sum = biases[k];
        for (int i = 0; i < width; i++) {
          sum += features[row * width + i] * weights[k * width + i];
        }
        outputs[row * size + k] = sum;
      }
    }
    return outputs;
  }

  /** Output k of four rows: four sums, none of which waits for another. */
  private static void outputsOfFour(
      double[] features,
      int first,
      int width,
      double[] weights,
      int k,
      double bias,
      double[] outputs,
      int row,
      int size) {
    int second = first + width;
    int third = second + width;
    int fourth = third + width;
    double sum0 = bias;
    double sum1 = bias;
    double sum2 = bias;
    double sum3 = bias;
    for (int i = 0; i < width; i++) {
      double weight = weights[k * width + i];
      sum0 += features[first + i] * weight;
      sum1 += features[second + i] * weight;
      sum2 += features[third + i] * weight;
      sum3 += features[fourth + i] * weight;
    }
    int output = row * size + k;
    outputs[output] = sum0;
    outputs[output + size] = sum1;
    outputs[output + 2 * size] = sum2;
    outputs[output + 3 * size] = sum3;
  }

  /**
   * The gradient by weights and biases, given that by the outputs.
   *
   * @param features rows of {@code width} numbers
   * @param width the number of features
   * @param byOutputs {@code size} numbers for each row
   * @param size the number of outputs of a row
   * @param gradients written: that by the weights, then that by the biases
   */
  static void gradients(
      double[] features, int width, double[] byOutputs, int size, double[] gradients) {
    // Arrays of their own, read and written at one index: the compiler makes vectors of that.
    double[][] byWeights = new double[size][width];
    double[] byBiases = new double[size];
    double[][] inputs = new double[TOGETHER][width];
    double[] factors = new double[TOGETHER];
    int rows = features.length / width;
    for (int row = 0; row < rows; row += TOGETHER) {
      int count = Math.min(TOGETHER, rows - row);
      for (int i = 0; i < count; i++) {
        System.arraycopy(features, (row + i) * width, inputs[i], 0, width);
      }
      Arrays.fill(factors, 0);
      for (int k = 0; k < size; k++) {
        for (int i = 0; i < count; i++) {
          factors[i] = byOutputs[(row + i) * size + k];
          byBiases[k] += factors[i];
        }
        addFour(factors, inputs, byWeights[k]);
      }
    }
    for (int k = 0; k < size; k++) {
      System.arraycopy(byWeights[k], 0, gradients, k * width, width);
    }
    System.arraycopy(byBiases, 0, gradients, size * width, size);
  }

  private static void addFour(double[] factors, double[][] inputs, double[] sums) {
    addFour(
        factors[0],
        inputs[0],
        factors[1],
        inputs[1],
        factors[2],
        inputs[2],
        factors[3],
        inputs[3],
        sums);
  }

  private static void addFour(
      double factor0,
      double[] inputs0,
      double factor1,
      double[] inputs1,
      double factor2,
      double[] inputs2,
      double factor3,
      double[] inputs3,
      double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] +=
          factor0 * inputs0[i] + factor1 * inputs1[i] + factor2 * inputs2[i] + factor3 * inputs3[i];
    }
  }
}
