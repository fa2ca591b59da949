package dev.surprisal.benchmark;

import java.util.Arrays;

/** The median of measurements. */
final class Median {
  private Median() {}

  static double of(double... measurements) {
    double[] sorted = measurements.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
