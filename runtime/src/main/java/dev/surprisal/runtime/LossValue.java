package dev.surprisal.runtime;

import java.io.Serializable;

/**
 * The loss of a batch, as a sum and the weight of what was summed. Values of parts add up to the
 * value of the whole, which means do not: {@link #plus} over batches, partitions or machines, and
 * one {@link #mean} at the end. Only totals of several heads are made of means, and add up
 * approximately where heads leave out different rows.
 *
 * @param sum the sum of the losses, in nats
 * @param weight what the mean divides the sum by: the number of examples, or of single outputs
 *     where the head's reduction is MEAN_OF_OUTPUTS; a weight that is negative or not finite gives
 *     an {@link IllegalArgumentException}
 */
public record LossValue(double sum, double weight) implements Serializable {

  /** The value of nothing: the neutral element of {@link #plus}. */
  public static final LossValue ZERO = new LossValue(0, 0);

  private static final double NATS_PER_BIT = Math.log(2);

  /**
   * Checks the weight.
   *
   * @param sum the sum of the losses, in nats
   * @param weight what the mean divides the sum by: finite, 0 or more
   */
  public LossValue {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight = " + weight + ": must be finite, 0 or more");
    }
  }

  /**
   * The value of both batches together.
   *
   * @param other the value of another batch under the same loss
   * @return the sum of the sums and of the weights
   */
  public LossValue plus(LossValue other) {
    return new LossValue(sum + other.sum, weight + other.weight);
  }

  /**
   * The mean loss in nats.
   *
   * @return sum / weight, or 0 where nothing counted
   */
  public double mean() {
    return weight == 0 ? 0 : sum / weight;
  }

  /**
   * The perplexity, exp of the mean: the number of equally likely outcomes that would be as
   * surprising.
   *
   * @return at least 1 for discrete targets; 1 where nothing counted
   */
  public double perplexity() {
    return Math.exp(mean());
  }

  /**
   * The mean loss in bits.
   *
   * @return mean / log 2
   */
  public double bits() {
    return mean() / NATS_PER_BIT;
  }
}
