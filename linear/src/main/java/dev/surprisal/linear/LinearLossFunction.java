package dev.surprisal.linear;

import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Workers;

/**
 * The loss of a linear head: of the last layer of a model and the categorical distribution over its
 * logits, which exist one tile of rows at a time.
 *
 * <p>Whatever the number of rows, a call works on tiles in the memory that {@link #within} says; it
 * is kept for the next call. Calls on several threads at a time each have their own. Beside it, a
 * call allocates a few small objects for each tile.
 *
 * <p>Losses, gradients, rankings and log-probabilities have the same bits in each call, on any
 * number of threads. The memory decides which rows are added up together, and so the last digits.
 *
 * <p>The numbers in inputs, weights and bias are not checked; what is not a number makes the
 * gradients by weights and bias what it makes of them, since all rows add to these.
 *
 * @param <T> the targets: {@code int[]}, a class for each row, or {@link LikelyClasses}; {@code
 *     Weighted} of either, where rows have weights
 */
public interface LinearLossFunction<T> extends LossFunction<LinearHead, T> {

  /**
   * {@inheritDoc}
   *
   * @param gradients written: the gradient by inputs, weights and bias, of the same shapes, in
   *     arrays of their own
   */
  @Override
  LossValue forwardBackward(LinearHead head, T targets, LinearHead gradients);

  /**
   * {@inheritDoc}
   *
   * @param gradients written: the gradient by inputs, weights and bias, of the same shapes, in
   *     arrays of their own
   */
  @Override
  LossValue forwardBackward(LinearHead head, T targets, LinearHead gradients, double denominator);

  /**
   * The same loss, its products and rows shared by several threads: rankings and log-probabilities
   * share the products alone. It gives the same bits as this one.
   *
   * @param workers who does the work
   * @return a loss that works with them
   */
  @Override
  LinearLossFunction<T> on(Workers workers);

  /**
   * The same loss in other memory. More makes tiles higher and products of matrices faster, as far
   * as some hundred rows.
   *
   * @param bytes for the logits of a tile, its inputs and their gradients, at least 1; one row is
   *     always worked on, even if its logits alone take more
   * @return a loss that works in it
   */
  LinearLossFunction<T> within(long bytes);

  /**
   * The log-probabilities of some classes, the same number for each row: what a speculative
   * decoder, a reranker or a scorer of answers asks for.
   *
   * @param head the values of the layer
   * @param classes for each row those that are asked for, row after row
   * @param logProbabilities written: log p in nats of each of them
   */
  void logProbabilities(LinearHead head, int[] classes, double[] logProbabilities);

  /**
   * The most probable classes of each row, the same number for each, the best first; of equal ones
   * that with the lower index.
   *
   * @param head the values of the layer
   * @param classes written: the best classes of each row, row after row
   * @param logProbabilities written: log p in nats of each of them
   */
  void best(LinearHead head, int[] classes, double[] logProbabilities);
}
