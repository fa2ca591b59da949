package dev.surprisal.samples.common;

/** What makes a hidden layer more than a linear map: the positive part. */
public final class Rectifier {
  private Rectifier() {}

  /** Sets negative values to 0; returns the array itself. */
  public static float[] forward(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(values[i], 0);
    }
    return values;
  }

  /** Sets the gradients to 0 where the activations are; returns the array itself. */
  public static float[] backward(float[] activations, float[] gradients) {
    for (int i = 0; i < gradients.length; i++) {
      if (activations[i] == 0) {
        gradients[i] = 0;
      }
    }
    return gradients;
  }
}
