package dev.surprisal.samples.attributes;

import java.util.Arrays;

/** What the two losses are told of a digit, a row for each. */
final class Targets {
  private Targets() {}

  /** 1 for what holds, 0 for what does not. */
  static float[] each(int[] digits) {
    float[] targets = new float[digits.length * Attribute.COUNT];
    for (int i = 0; i < digits.length; i++) {
      for (Attribute attribute : Attribute.values()) {
        targets[i * Attribute.COUNT + attribute.ordinal()] = attribute.holds(digits[i]) ? 1 : 0;
      }
    }
    return targets;
  }

  /** Equal shares of 1 for what holds, or for all where nothing does. */
  static float[] shares(int[] digits) {
    float[] targets = each(digits);
    for (int row = 0; row < targets.length; row += Attribute.COUNT) {
      int holding = 0;
      for (int k = 0; k < Attribute.COUNT; k++) {
        holding += (int) targets[row + k];
      }
      if (holding == 0) {
        Arrays.fill(targets, row, row + Attribute.COUNT, 1f / Attribute.COUNT);
        continue;
      }
      for (int k = 0; k < Attribute.COUNT; k++) {
        targets[row + k] /= holding;
      }
    }
    return targets;
  }
}
