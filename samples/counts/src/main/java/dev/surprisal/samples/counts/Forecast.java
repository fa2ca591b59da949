package dev.surprisal.samples.counts;

import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;

/**
 * What a model says of people that it did not learn from.
 *
 * @param surprisal of how often they saw a doctor
 * @param expected how many of them have 0 visits, 1, 2, ... by the model
 * @param observed how many of them had 0 visits, 1, 2, ...
 */
record Forecast(LossValue surprisal, double[] expected, double[] observed) {
  /** More visits than anyone had. */
  private static final int MOST = 100;

  static Forecast of(LossFunction<float[], float[]> loss, float[] outputs, float[] visits) {
    double[] expected = new double[MOST];
    double[] observed = new double[MOST];
    int width = outputs.length / visits.length;
    for (int person = 0; person < visits.length; person++) {
      observed[(int) visits[person]]++;
      float[] row = Arrays.copyOfRange(outputs, person * width, (person + 1) * width);
      for (int count = 0; count < MOST; count++) {
        // The probability is exp of minus the surprisal, and so known of any count.
        expected[count] += Math.exp(-loss.surprisal(row, new float[] {count}).sum());
      }
    }
    return new Forecast(loss.surprisal(outputs, visits), expected, observed);
  }

  /** How many people there are. */
  int people() {
    return (int) surprisal.weight();
  }

  /** How many people are expected to have at least so many visits. */
  double expectedFrom(int count) {
    return people() - Arrays.stream(expected, 0, count).sum();
  }

  /** How many people had at least so many. */
  double observedFrom(int count) {
    return people() - Arrays.stream(observed, 0, count).sum();
  }

  /** The visits that the model expects of each person, from the fewest to the most. */
  double[] expectedQuantiles() {
    return quantiles(expected);
  }

  /** The visits that there were, from the fewest to the most. */
  double[] observedQuantiles() {
    return quantiles(observed);
  }

  private double[] quantiles(double[] counts) {
    double[] quantiles = new double[people()];
    int count = 0;
    double reached = counts[0];
    for (int rank = 0; rank < quantiles.length; rank++) {
      while (reached < rank + 0.5 && count < MOST - 1) {
        count++;
        reached += counts[count];
      }
      quantiles[rank] = count;
    }
    return quantiles;
  }
}
