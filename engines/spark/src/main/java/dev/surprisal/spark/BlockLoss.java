package dev.surprisal.spark;

import dev.surprisal.runtime.LossValue;
import java.io.Serializable;

/**
 * The loss of a model on one block of examples, by the model's parameters: what executors compute.
 * {@link LinearLoss} is that of a linear model under a generated loss; a lambda may be that of
 * another model, or of one with several heads.
 *
 * @param <B> a block of examples
 */
public interface BlockLoss<B> extends Serializable {

  /**
   * The loss and its gradient, both summed over the block.
   *
   * @param parameters of the model; not written
   * @param block some examples; not written
   * @param gradients written: the gradient of the sum by the parameters, as long
   * @return the sum of the losses, and the weight that makes it a mean
   */
  LossValue forwardBackward(double[] parameters, B block, double[] gradients);
}
