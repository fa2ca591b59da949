package dev.surprisal.runtime;

import java.io.Serializable;

/**
 * A negative log-likelihood: the surprisal of targets under the distributions that a model's raw
 * outputs describe.
 *
 * <p>Implementations are immutable and may be shared between threads. A call keeps none of its
 * arguments and allocates nothing but the value it returns; that of several heads allocates a few
 * small objects for each head, whatever the number of rows. (With vector kernels, that is up to the
 * JIT compiler: a vector that it does not keep in a register is an object for a moment.)
 *
 * <p>The same arguments give the same bits in each call on a virtual machine. Calls work on the
 * calling thread alone; {@link #on} says otherwise.
 *
 * <p>Losses of linear heads call a library of matrix products. What it allocates, and where the
 * last digits may differ between calls, is said in {@code dev.surprisal.linear.LinearLossFunction}.
 *
 * <p>They can be serialized: the class that reads one makes it of what its constructor was given;
 * it works on the calling thread alone.
 *
 * <p>All arguments are checked before anything is written. Arrays whose lengths do not fit and
 * targets outside their range give an {@link IllegalArgumentException} that names the argument, the
 * row, the value and the range. Outputs are not checked, but for probabilities where logits belong
 * and for log-probabilities that are positive: a NaN among them gives a NaN loss and NaN gradients
 * in its own example and nowhere else. Examples that are ignored or have the weight 0 are not
 * looked at: their loss and gradient are 0. So it is with single outputs whose target is missing,
 * or whose weight is 0, where a head has such. A batch in which no example counts has the sum 0 and
 * the weight 0.
 *
 * @param <O> what the head emits: raw outputs, before any activation
 * @param <T> the targets: arrays, or {@link Censored} or {@link Weighted} of such
 */
public interface LossFunction<O, T> extends Serializable {

  /**
   * The loss alone.
   *
   * @param outputs the raw outputs, row-major, a row for each example
   * @param targets the targets of the same examples
   * @return the sum of the losses in nats, and the weight that makes it a mean
   */
  LossValue forward(O outputs, T targets);

  /**
   * The plain surprisal of the targets, &minus;log p, in nats: for reports, and to compare models
   * and distributions. All constants count in it that the loss leaves out, and nothing does that
   * only shapes training: label smoothing, weights of classes, of yes and of outputs, a z-loss, and
   * the factors of several heads. Rows that are ignored, targets that are missing and weights of
   * examples count as they do in the loss.
   *
   * <p>Of several heads, it is the sum of their means.
   *
   * @param outputs the raw outputs, row-major, a row for each example
   * @param targets the targets of the same examples
   * @return the sum of the surprisals in nats, and the weight that makes it a mean
   * @throws UnsupportedOperationException if the distribution has no density in closed form
   */
  LossValue surprisal(O outputs, T targets);

  /**
   * The loss and its gradient in one fused pass. The gradient is divided by what the head's
   * reduction says.
   *
   * @param outputs the raw outputs, row-major, a row for each example
   * @param targets the targets of the same examples
   * @param gradients written: the gradient by the outputs, of the same shape; may be {@code
   *     outputs} itself, which are then overwritten
   * @return the value that {@link #forward} returns
   */
  LossValue forwardBackward(O outputs, T targets, O gradients);

  /**
   * The loss and its gradient, divided by a number that the caller knows, whatever the head's
   * reduction: the number of examples of a whole accumulated or distributed batch, of which this is
   * a part. The gradients of the parts then add up to the gradient of the whole.
   *
   * <p>The loss of several heads takes one number only where all of them count the same, for no
   * other number would be that of the whole batch; it takes one for each head besides, and its
   * {@link IllegalArgumentException} says how.
   *
   * @param outputs the raw outputs, row-major, a row for each example
   * @param targets the targets of the same examples
   * @param gradients written: the gradient by the outputs, of the same shape; may be {@code
   *     outputs} itself, which are then overwritten
   * @param denominator divides the gradient; in 1e-30..1e30, or 0 where nothing counts
   * @return the value that {@link #forward} returns, whatever the denominator
   */
  LossValue forwardBackward(O outputs, T targets, O gradients, double denominator);

  /**
   * The loss of each example by itself. Those of a single head add up to the sum of {@link
   * #forward}, but for rounding; those of a composite are the sums of its heads' losses, each times
   * its factor, while its total is made of means.
   *
   * @param outputs the raw outputs, row-major, a row for each example
   * @param targets the targets of the same examples
   * @param losses written: a loss in nats for each example
   */
  void perExample(O outputs, T targets, double[] losses);

  /**
   * The same loss, its rows shared by several threads. It gives the same bits as this one (linear
   * heads excepted, as above); what a call allocates grows with the number of chunks of some two
   * thousand outputs, a number for each.
   *
   * @param workers who does the work
   * @return a loss that works with them
   */
  LossFunction<O, T> on(Workers workers);
}
