package dev.surprisal.spark;

import dev.surprisal.runtime.LossValue;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The mean loss over all blocks of a data set, as a function of a model's parameters: what a
 * full-batch optimiser minimises, on the driver, while executors hold the blocks.
 *
 * <p>The same blocks give the same bits, in whatever partitions they lie and in whatever order
 * those are done: what blocks give is added up without rounding. (Where executors differ in their
 * kernels, {@code -Dsurprisal.kernels=scalar} makes them the same.)
 *
 * @param <B> a block of examples
 */
public final class DistributedLoss<B> {
  private final JavaRDD<B> blocks;
  private final BlockLoss<B> loss;
  private final double l2;
  private final int penalized;

  /**
   * A loss without a penalty.
   *
   * @param blocks read once for each evaluation: cached, where memory allows
   * @param loss of a block
   */
  public DistributedLoss(JavaRDD<B> blocks, BlockLoss<B> loss) {
    this(blocks, loss, 0, 0);
  }

  private DistributedLoss(JavaRDD<B> blocks, BlockLoss<B> loss, double l2, int penalized) {
    this.blocks = blocks;
    this.loss = loss;
    this.l2 = l2;
    this.penalized = penalized;
  }

  /**
   * The same loss with l2 / 2 times the sum of the squares of some parameters, as Spark's
   * regularisation has it.
   *
   * @param l2 how much, finite, 0 or more
   * @param weights the number of parameters, the first ones, that it applies to
   * @return mean loss and penalty
   */
  public DistributedLoss<B> withPenalty(double l2, int weights) {
    if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("l2 = " + l2 + ": must be finite, 0 or more");
    }
    return new DistributedLoss<>(blocks, loss, l2, weights);
  }

  /**
   * Loss and gradient at some parameters: one pass over all blocks, one job.
   *
   * @param parameters sent to each executor
   * @return value and gradient
   */
  public Evaluation at(double[] parameters) {
    ReproducibleSums sums = sums(parameters);
    int length = parameters.length;
    LossValue value = new LossValue(sums.sum(length), sums.sum(length + 1));
    double[] gradients = sums.sums(length);
    double squares = 0;
    for (int i = 0; i < length; i++) {
      gradients[i] = value.weight() == 0 ? 0 : gradients[i] / value.weight();
      if (i < penalized) {
        gradients[i] += l2 * parameters[i];
        squares += parameters[i] * parameters[i];
      }
    }
    return new Evaluation(value, value.mean() + l2 / 2 * squares, gradients);
  }

  private ReproducibleSums sums(double[] parameters) {
    Broadcast<double[]> shared =
        JavaSparkContext.fromSparkContext(blocks.context()).broadcast(parameters);
    try {
      BlockLoss<B> ofBlock = loss;
      return blocks
          .mapPartitions(part -> List.of(sums(ofBlock, shared.value(), part)).iterator())
          .treeReduce(ReproducibleSums::plus);
    } finally {
      shared.destroy();
    }
  }

  /** The sums of gradient, losses and weights over the blocks of a partition. */
  private static <B> ReproducibleSums sums(
      BlockLoss<B> loss, double[] parameters, Iterator<B> blocks) {
    int length = parameters.length;
    ReproducibleSums sums = new ReproducibleSums(length + 2);
    double[] gradients = new double[length];
    while (blocks.hasNext()) {
      LossValue value = loss.forwardBackward(parameters, blocks.next(), gradients);
      sums.add(gradients);
      sums.add(length, value.sum());
      sums.add(length + 1, value.weight());
    }
    return sums;
  }
}
