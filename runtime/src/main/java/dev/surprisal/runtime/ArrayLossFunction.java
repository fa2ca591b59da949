package dev.surprisal.runtime;

/**
 * The loss of a single head, whose outputs are one flat array: a row for each example, one after
 * the other.
 *
 * @param <A> the array type of outputs, gradients and predictions: {@code float[]} or {@code
 *     double[]}
 * @param <T> the targets
 */
public interface ArrayLossFunction<A, T> extends LossFunction<A, T> {

  @Override
  ArrayLossFunction<A, T> on(Workers workers);

  /**
   * The same loss, but that it takes outputs which look like probabilities, as the first margins of
   * boosting may: &frac12; + a and &frac12; &minus; a sum to 1.
   *
   * @return a loss that does not look at them; this one, if it never does
   */
  default ArrayLossFunction<A, T> withoutOutputChecks() {
    return this;
  }

  /**
   * What the loss says of itself.
   *
   * @return shapes, kinds and reduction, with what the constructor was given
   */
  LossDescription description();

  /**
   * The activation: the mean of the distribution that the outputs describe.
   *
   * @param outputs the raw outputs
   * @param predictions written: probabilities or means (and variances, where they are learned), of
   *     the same shape; may be {@code outputs} itself
   */
  void predict(A outputs, A predictions);

  /**
   * The curvature: the diagonal of the Hessian by the outputs, divided like the gradient of {@link
   * #forwardBackward(Object, Object, Object)}, so that the quotient of the two is a Newton step.
   *
   * @param outputs the raw outputs
   * @param targets the targets
   * @param hessian written: second derivatives, of the same shape as the outputs; none is negative,
   *     but where logits are capped or a z-loss is added; may be {@code outputs} itself
   */
  void curvature(A outputs, T targets, A hessian);

  /**
   * The loss, its gradient and its curvature in one fused pass, as Newton steps and boosting ask
   * for them: what {@link #forwardBackward(Object, Object, Object)} and {@link #curvature} give,
   * but for rounding. Both derivatives are divided by what the head's reduction says.
   *
   * @param outputs the raw outputs
   * @param targets the targets
   * @param gradients written: the gradient by the outputs, of the same shape; may be {@code
   *     outputs} itself
   * @param hessian written: second derivatives, of the same shape; neither {@code outputs} nor
   *     {@code gradients}, or an {@link IllegalArgumentException} says so
   * @return the sum of the losses in nats, and the weight that makes it a mean
   */
  LossValue forwardBackward(A outputs, T targets, A gradients, A hessian);

  /**
   * The same, with gradient and curvature divided by a number that the caller knows, as in {@link
   * #forwardBackward(Object, Object, Object, double)}.
   *
   * @param outputs the raw outputs
   * @param targets the targets
   * @param gradients written: the gradient by the outputs, of the same shape; may be {@code
   *     outputs} itself
   * @param hessian written: second derivatives, of the same shape; neither {@code outputs} nor
   *     {@code gradients}
   * @param denominator divides both; in 1e-30..1e30, or 0 where nothing counts
   * @return the sum of the losses in nats, and the weight that makes it a mean; neither is touched
   *     by the denominator
   */
  LossValue forwardBackward(A outputs, T targets, A gradients, A hessian, double denominator);
}
