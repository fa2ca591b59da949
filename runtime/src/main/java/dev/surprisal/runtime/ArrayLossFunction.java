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
}
