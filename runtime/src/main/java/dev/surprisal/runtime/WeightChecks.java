package dev.surprisal.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The checks of generated code that ask what weights make of targets. */
public final class WeightChecks {
  private WeightChecks() {}

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
