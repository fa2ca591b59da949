package dev.surprisal.linear;

import java.io.Serializable;
import java.util.Objects;

/**
 * The values of a linear layer that emits logits, z = W x + b, or a gradient by them.
 *
 * <p>The arrays are used as they are, none is copied. Weights lie as PyTorch's and as those of an
 * embedding do, which may be the same array.
 *
 * @param inputs x, row-major: a row of inputs for each example
 * @param weights W, row-major: a row of inputs for each class
 * @param bias b: a number for each class, or nothing where the head has no bias
 */
public record LinearHead(float[] inputs, float[] weights, float[] bias) implements Serializable {
  private static final float[] NO_BIAS = {};

  /**
   * A head, or a gradient.
   *
   * @param inputs x, row-major: a row of inputs for each example
   * @param weights W, row-major: a row of inputs for each class
   * @param bias b: a number for each class, or nothing where the head has no bias
   */
  public LinearHead {
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(bias, "bias");
  }

  /**
   * A head without bias, or a gradient by it.
   *
   * @param inputs x, row-major: a row of inputs for each example
   * @param weights W, row-major: a row of inputs for each class
   */
  public LinearHead(float[] inputs, float[] weights) {
    this(inputs, weights, NO_BIAS);
  }

  /**
   * Zeros of the same shape, for a gradient.
   *
   * @return new arrays
   */
  public LinearHead zeros() {
    return new LinearHead(
        new float[inputs.length], new float[weights.length], new float[bias.length]);
  }
}
