package dev.surprisal.processor.express.text;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Finds the name that was meant. */
final class Spelling {
  private Spelling() {}

  /** A question after the nearest of some names; empty if none is near. */
  static String nearest(String name, Set<String> known) {
    return new TreeSet<>(known)
        .stream()
            .min(Comparator.comparingInt(other -> distance(name, other)))
            .filter(other -> distance(name, other) <= 2)
            .map(other -> "; did you mean " + other + "?")
            .orElse("");
  }

  /** The letters that have to be added, taken away or changed. */
  private static int distance(String one, String other) {
    int[] costs = new int[other.length() + 1];
    for (int j = 0; j < costs.length; j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j < costs.length; j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(change, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[other.length()];
  }
}
