package dev.surprisal.samples.digits;

import java.util.Arrays;
import java.util.Random;

/** A fully connected layer: outputs = inputs · weights + bias, for a batch of rows. */
final class Layer {
  final int inputs;
  final int outputs;

  /** A row for each input, a column for each output. */
  final float[] weights;

  final float[] bias;
  final float[] weightGradients;
  final float[] biasGradients;

  Layer(int inputs, int outputs, Random random) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.weights = new float[inputs * outputs];
    this.bias = new float[outputs];
    this.weightGradients = new float[weights.length];
    this.biasGradients = new float[bias.length];
    // He initialisation: keeps the variance of activations from layer to layer.
    double deviation = Math.sqrt(2.0 / inputs);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (deviation * random.nextGaussian());
    }
  }

  /** The outputs of a batch of rows. */
  float[] forward(float[] batch) {
    int rows = batch.length / inputs;
    float[] result = new float[rows * outputs];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(bias, 0, result, row * outputs, outputs);
      for (int in = 0; in < inputs; in++) {
        float value = batch[row * inputs + in];
        for (int out = 0; out < outputs; out++) {
          result[row * outputs + out] += value * weights[in * outputs + out];
        }
      }
    }
    return result;
  }

  /** Sets the gradients of weights and bias; returns those of the batch. */
  float[] backward(float[] batch, float[] gradients) {
    int rows = batch.length / inputs;
    float[] result = new float[batch.length];
    Arrays.fill(weightGradients, 0);
    Arrays.fill(biasGradients, 0);
    for (int row = 0; row < rows; row++) {
      for (int out = 0; out < outputs; out++) {
        biasGradients[out] += gradients[row * outputs + out];
      }
      for (int in = 0; in < inputs; in++) {
        float value = batch[row * inputs + in];
        float sum = 0;
        for (int out = 0; out < outputs; out++) {
          float gradient = gradients[row * outputs + out];
          weightGradients[in * outputs + out] += value * gradient;
          sum += weights[in * outputs + out] * gradient;
        }
        result[row * inputs + in] = sum;
      }
    }
    return result;
  }
}
