package dev.surprisal.runtime;

import java.io.Serializable;
import java.util.Objects;

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
 * @param shapedBy why the sum is no surprisal, &minus;log p: the options that shape it, as
 *     "labelSmoothing, zLoss"; empty where it is one
 */
public record LossValue(double sum, double weight, String shapedBy) implements Serializable {

  /** The value of nothing: the neutral element of {@link #plus}. */
  public static final LossValue ZERO = new LossValue(0, 0);

  private static final double NATS_PER_BIT = Math.log(2);

  /**
   * Checks the weight.
   *
   * @param sum the sum of the losses, in nats
   * @param weight what the mean divides the sum by: finite, 0 or more
   * @param shapedBy why the sum is no surprisal; empty where it is one
   */
  public LossValue {
    Objects.requireNonNull(shapedBy, "shapedBy");
    // Nothing is shaped by nothing: the value of no rows is ZERO, whatever the loss.
    shapedBy = weight == 0 ? "" : shapedBy;
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight = " + weight + ": must be finite, 0 or more");
    }
  }

  /**
   * A surprisal.
   *
   * @param sum the sum of the surprisals, in nats
   * @param weight what the mean divides the sum by: finite, 0 or more
   */
  public LossValue(double sum, double weight) {
    this(sum, weight, "");
  }

  /**
   * The value of both batches together.
   *
   * @param other the value of another batch under the same loss
   * @return the sum of the sums and of the weights; a surprisal if both are
   */
  public LossValue plus(LossValue other) {
    String shaped = shapedBy.isEmpty() ? other.shapedBy : shapedBy;
    return new LossValue(sum + other.sum, weight + other.weight, shaped);
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
   * @throws IllegalStateException if the value is no surprisal: that of {@link
   *     LossFunction#surprisal} is one
   */
  public double perplexity() {
    return Math.exp(surprisal("perplexity"));
  }

  /**
   * The mean surprisal in bits.
   *
   * @return mean / log 2
   * @throws IllegalStateException if the value is no surprisal: that of {@link
   *     LossFunction#surprisal} is one
   */
  public double bits() {
    return surprisal("bits") / NATS_PER_BIT;
  }

  private double surprisal(String asked) {
    if (!shapedBy.isEmpty()) {
      throw new IllegalStateException(
          asked
              + "() is of a surprisal, and this is a loss with "
              + shapedBy
              + ": ask the value of surprisal(outputs, targets) for it");
    }
    return mean();
  }
}
