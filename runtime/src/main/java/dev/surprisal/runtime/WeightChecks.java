package dev.surprisal.runtime;

import static dev.surprisal.runtime.Arguments.LEAST;
import static dev.surprisal.runtime.Arguments.MOST;
import static dev.surprisal.runtime.kernel.Kernels.DOUBLES;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The checks of generated code that ask for weights: of examples, and of classes. */
public final class WeightChecks {
  private WeightChecks() {}

  /**
   * Checks the weights of examples: one for each row, each finite, 0 or more.
   *
   * @param weights the weights
   * @param rows the number of rows
   */
  public static void weights(double[] weights, int rows) {
    Arguments.length("weights", weights, rows);
    // Whose sum cannot be infinite.
    if (DOUBLES.firstOutside(weights, 0, rows, 0, Double.MAX_VALUE / Math.max(rows, 1)) == rows) {
      return;
    }
    int bad = DOUBLES.firstOutside(weights, 0, rows, 0, Double.MAX_VALUE);
    if (bad == rows && DOUBLES.sum(weights, 0, rows) == Double.POSITIVE_INFINITY) {
      bad = firstBeyond(weights);
    }
    if (bad < rows) {
      throw new IllegalArgumentException(
          "weights["
              + bad
              + "] = "
              + weights[bad]
              + ", in row "
              + bad
              + ": must be finite, 0 or more, as must their sum");
    }
  }

  /** The weight with which the sum is infinite; the number of weights if none is. */
  private static int firstBeyond(double[] weights) {
    double sum = 0;
    int row = 0;
    while (row < weights.length && sum + weights[row] < Double.POSITIVE_INFINITY) {
      sum += weights[row];
      row++;
    }
    return row;
  }

  /**
   * Checks the sum of the weights of a batch, which divides its gradient.
   *
   * @param weight the sum
   * @return the same number
   */
  public static double totalWeight(double weight) {
    if (!(weight == 0 || weight >= LEAST && weight <= MOST)) {
      throw new IllegalArgumentException(
          "the weights of the rows sum to " + weight + ": must be 0 or in 1e-30..1e30");
    }
    return weight;
  }

  /**
   * Checks that weights of classes leave each class the most of its own targets, of which smoothing
   * spreads a part over all classes. A class of weight 0 has no targets that count.
   *
   * @param name the name of the weights
   * @param weights the weights, each 0 or more
   * @param smoothing the part that is spread
   */
  public static void targetsPrevail(String name, double[] weights, double smoothing) {
    int least = -1;
    int most = 0;
    for (int k = 0; k < weights.length; k++) {
      if (weights[k] > 0 && (least < 0 || weights[k] < weights[least])) {
        least = k;
      }
      if (weights[k] > weights[most]) {
        most = k;
      }
    }
    double even = smoothing / weights.length;
    double kept = 1 - smoothing + even;
    if (least < 0 || even * weights[most] <= kept * weights[least]) {
      return;
    }
    double sum = (1 - smoothing) * weights[least];
    for (double weight : weights) {
      sum += even * weight;
    }
    double ratio = weights[least] / weights[most];
    double mostSmoothing = ratio / (ratio + (1 - ratio) / weights.length);
    throw new IllegalArgumentException(
        name
            + "["
            + least
            + "] = "
            + weights[least]
            + ": with labelSmoothing = "
            + smoothing
            + ", rows of class "
            + least
            + " would teach that it has the probability "
            + rounded(kept * weights[least] / sum, RoundingMode.HALF_EVEN)
            + " and class "
            + most
            + ", of weight "
            + weights[most]
            + ", "
            + rounded(even * weights[most] / sum, RoundingMode.HALF_EVEN)
            + ". Make the weight at least "
            + rounded(weights[most] * even / kept, RoundingMode.CEILING)
            + ", or labelSmoothing at most "
            + rounded(mostSmoothing, RoundingMode.FLOOR));
  }

  private static double rounded(double number, RoundingMode mode) {
    return new BigDecimal(number).round(new MathContext(3, mode)).doubleValue();
  }
}
