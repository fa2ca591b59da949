package dev.surprisal.samples.nextword;

import dev.surprisal.runtime.LossValue;

/**
 * The network and the bigrams, each asked for half of each probability: Bengio and others (2003)
 * mix theirs so with a model that counts. What the one has never seen the other may have learned.
 */
record Mixture(Network network, CountingModels counts) {
  private static final double SHARE = 0.5;

  /** The loss of words that nothing is learned from. */
  LossValue test(Batch words) {
    double[] losses = network.losses(words);
    double sum = 0;
    for (int row = 0; row < words.size(); row++) {
      double bigram = counts.bigram(words.before(row), words.words()[row]);
      sum -= Math.log(SHARE * Math.exp(-losses[row]) + (1 - SHARE) * bigram);
    }
    return new LossValue(sum, words.size());
  }
}
