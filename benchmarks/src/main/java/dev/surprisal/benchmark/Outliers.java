package dev.surprisal.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Sizes that cost more than the trend of their neighbours says. */
final class Outliers {
  private static final double FACTOR = 2;

  /** Neighbours are the sizes that differ by no more than this part, */
  private static final double NEAR = 0.25;

  /** and so many on each side in any case, where there are so many. */
  private static final int LEAST = 4;

  private Outliers() {}

  /** By size, how many times the median of their neighbours they cost. */
  static SortedMap<Integer, Double> of(SortedMap<Integer, Double> times) {
    List<Integer> sizes = List.copyOf(times.keySet());
    SortedMap<Integer, Double> outliers = new TreeMap<>();
    if (sizes.size() == 1) {
      return outliers;
    }
    for (int i = 0; i < sizes.size(); i++) {
      double factor = times.get(sizes.get(i)) / trend(times, sizes, i);
      if (factor > FACTOR) {
        outliers.put(sizes.get(i), factor);
      }
    }
    return outliers;
  }

  /** In words, for a report. */
  static String said(SortedMap<Integer, Double> times) {
    List<String> outliers =
        of(times).entrySet().stream()
            .map(size ->
                String.format(Locale.ROOT, "%d (%.1f times)", size.getKey(), size.getValue()))
            .toList();
    return "more than %s times the median of their neighbours: %s%n"
        .formatted(FACTOR, outliers.isEmpty() ? "none" : String.join(", ", outliers));
  }

  private static double trend(SortedMap<Integer, Double> times, List<Integer> sizes, int place) {
    int size = sizes.get(place);
    double[] neighbours =
        IntStream.range(0, sizes.size())
            .filter(i -> i != place)
            .filter(
                i -> Math.abs(i - place) <= LEAST || Math.abs(sizes.get(i) - size) <= NEAR * size)
            .mapToDouble(i -> times.get(sizes.get(i)))
            .toArray();
    return Median.of(neighbours);
  }
}
