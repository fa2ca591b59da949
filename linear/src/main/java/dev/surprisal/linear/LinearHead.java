package dev.surprisal.linear;

import dev.surprisal.runtime.Arguments;
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

  /** Checks, of a gradient, that it can be written beside what it is of. */
  void checkWritten(LinearHead head) {
    Arguments.length("gradients.inputs", inputs, head.inputs.length);
    Arguments.length("gradients.weights", weights, head.weights.length);
    Arguments.length("gradients.bias", bias, head.bias.length);
    checkApart("gradients.inputs", inputs, head, weights);
    checkApart("gradients.weights", weights, head, bias);
    checkApart("gradients.bias", bias, head, inputs);
  }

  private static void checkApart(String name, float[] written, LinearHead head, float[] other) {
    boolean isRead = written == head.inputs || written == head.weights || written == head.bias;
    if (written.length > 0 && (isRead || written == other)) {
      throw new IllegalArgumentException(
          name + " is an array that is read, or written, as another too: must be one of its own");
    }
  }
}
