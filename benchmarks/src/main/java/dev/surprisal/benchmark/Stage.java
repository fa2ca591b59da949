package dev.surprisal.benchmark;

import java.util.Locale;

/** How the logits of a layer are spread. */
enum Stage {
  /** Of a model that has learned nothing: near 0. */
  START(0, 0.1),

  /**
   * Of a model of a language: they fall with the logarithm of the rank of a word, as its frequency
   * does, and spread around that, so that few words are likely in a row.
   */
  TRAINED(1, 4.5);

  /** What multiplies the logarithm of the rank. */
  final double ofRank;

  /** The standard deviation of the rest. */
  final double deviation;

  Stage(double ofRank, double deviation) {
    this.ofRank = ofRank;
    this.deviation = deviation;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
