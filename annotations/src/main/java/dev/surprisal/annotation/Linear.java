package dev.surprisal.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts the linear layer that emits the logits into the loss of a categorical head, beside its
 * {@link Loss}: for heads so wide that the logits of a batch, and their gradient, are the largest
 * thing in training.
 *
 * <pre>{@code
 * @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 50257)
 * @Linear(inputs = 768, bias = false)
 * interface NextToken {}
 *
 * var loss = new NextTokenLoss();
 * LossValue value = loss.forwardBackward(new LinearHead(inputs, weights), tokens, gradients);
 * }</pre>
 *
 * <p>The generated loss takes the inputs of the layer, its weights and its bias, and gives the
 * gradients by all three. Logits exist one tile of rows at a time, in memory that does not grow
 * with the batch. It needs {@code dev.surprisal:surprisal-linear} beside the runtime.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface Linear {
  /**
   * The inputs per example. Left out, it is the first parameter of the generated constructor.
   *
   * @return the number of inputs, at least 1; the default stands for "left out"
   */
  int inputs() default -1;

  /**
   * Whether a number is added to each logit.
   *
   * @return whether the layer has a bias
   */
  boolean bias() default true;

  /**
   * The residuals, p &minus; target times the weight of the row, that may be taken for 0 where the
   * gradient is multiplied by inputs and weights, if they are no further from 0. Both products are
   * two thirds of the work, and of a trained model, which gives most classes next to no chance,
   * most of that is saved. It belongs far below 1 over the number of classes, which is what a model
   * that has learned nothing gives each of them.
   *
   * <p>A gradient by an input is off by no more than this bound times &Sigma;<sub>k</sub>
   * |W<sub>k,i</sub>|, one by a weight by no more than the bound times the sum of |x<sub>i</sub>|
   * over the rows, each divided as the gradient is. The loss does not change.
   *
   * @return a number in 0..1; 0, the default, skips nothing
   */
  double negligible() default 0;
}
