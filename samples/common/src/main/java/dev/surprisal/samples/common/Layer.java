package dev.surprisal.samples.common;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A fully connected layer: outputs = inputs · weights + bias, for a batch of rows. */
public final class Layer {
  private final int inputs;
  private final int outputs;

  /** A row for each input, a column for each output. */
  private final Parameters weights;

  private final Parameters bias;

  private Layer(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    weights = new Parameters(new float[inputs * outputs]);
    bias = new Parameters(new float[outputs]);
  }

  /** A layer for raw outputs: they are 0 before it has learned. */
  public static Layer ofZeros(int inputs, int outputs) {
    return new Layer(inputs, outputs);
  }

  /** A layer whose outputs vary as its inputs do, once rectified. */
  public static Layer random(int inputs, int outputs, Random random) {
    Layer layer = new Layer(inputs, outputs);
    float[] weights = layer.weights.values();
    // After He and others (2015).
    double deviation = Math.sqrt(2.0 / inputs);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (deviation * random.nextGaussian());
    }
    return layer;
  }

  /** What is learned: the weights, and the bias. */
  public List<Parameters> parameters() {
    return List.of(weights, bias);
  }

  /** The outputs of a batch of rows. */
  public float[] forward(float[] batch) {
    int rows = batch.length / inputs;
    float[] result = new float[rows * outputs];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(bias.values(), 0, result, row * outputs, outputs);
      for (int in = 0; in < inputs; in++) {
        float value = batch[row * inputs + in];
        for (int out = 0; out < outputs; out++) {
          result[row * outputs + out] += value * weights.values()[in * outputs + out];
        }
      }
    }
    return result;
  }

  /** Sets the gradients of weights and bias; returns those of the batch. */
  public float[] backward(float[] batch, float[] gradients) {
    int rows = batch.length / inputs;
    float[] result = new float[batch.length];
    Arrays.fill(weights.gradients(), 0);
    Arrays.fill(bias.gradients(), 0);
    for (int row = 0; row < rows; row++) {
      for (int out = 0; out < outputs; out++) {
        bias.gradients()[out] += gradients[row * outputs + out];
      }
      for (int in = 0; in < inputs; in++) {
        float value = batch[row * inputs + in];
        float sum = 0;
        for (int out = 0; out < outputs; out++) {
          float gradient = gradients[row * outputs + out];
          weights.gradients()[in * outputs + out] += value * gradient;
          sum += weights.values()[in * outputs + out] * gradient;
        }
        result[row * inputs + in] = sum;
      }
    }
    return result;
  }
}
