package dev.surprisal.runtime;

/**
 * The loss of a single head with what Newton steps and boosting take beside its gradient: all of
 * them but those of log-probabilities, whose Hessian is 0.
 *
 * @param <A> the array type of outputs, gradients and bounds: {@code float[]} or {@code double[]}
 * @param <T> the targets
 */
public interface NewtonLoss<A, T> extends ArrayLossFunction<A, T> {

  @Override
  NewtonLoss<A, T> on(Workers workers);

  @Override
  default NewtonLoss<A, T> withoutOutputChecks() {
    return this;
  }

  /**
   * The loss, its gradient, and for each output what divides the gradient in a step that takes each
   * output by itself, in one fused pass:
   *
   * <ul>
   *   <li>the curvature, where the outputs of a row are independent;
   *   <li>where they are not, a diagonal that the whole Hessian does not exceed, while its own
   *       diagonal would be too small: 2 p (1 &minus; p) for a softmax, p being the probability,
   *       and what options add to it; it may be negative where logits are capped; for a component
   *       of a mixture, of the weight p and the responsibility r, with u = (m &minus; y)
   *       exp(&minus;s / 2), the same by its logit, 2 r exp(&minus;s) by its mean m, and r (1 + 3
   *       u&sup2;) / 2 by its log-variance s;
   *   <li>the curvature without what brings it below 0, of yes or no with a focal loss;
   *   <li>Fisher's information, the expected curvature, where the curvature itself goes to 0 far
   *       from the optimum: exp(&minus;s) by a mean and &frac12; by its learned log-variance s.
   * </ul>
   *
   * @param outputs the raw outputs
   * @param targets the targets
   * @param gradients written: the gradient by the outputs, of the same shape; may be {@code
   *     outputs} itself
   * @param bounds written: of the same shape; neither {@code outputs} nor {@code gradients}, or an
   *     {@link IllegalArgumentException} says so
   * @param denominator divides both, whatever the head's reduction: 1 for sums; in 1e-30..1e30, or
   *     0 where nothing counts
   * @return the sum of the losses in nats, and the weight that makes it a mean; neither is touched
   *     by the denominator
   */
  LossValue gradientsAndBounds(A outputs, T targets, A gradients, A bounds, double denominator);
}
