package dev.surprisal.benchmark;

import java.util.Arrays;

/** The median of measurements. */
public final class Median {
  private Median() {}

  /**
   * Their median.
   *
   * @param measurements at least one
   * @return the middle one, or the mean of the two in the middle
   */
  public static double of(double... measurements) {
    double[] sorted = measurements.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
