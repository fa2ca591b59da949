package dev.surprisal.samples.nextword;

import dev.surprisal.runtime.LossValue;
import java.util.Random;

/** Batches in random order, and how the loss on them and on unseen words goes. */
final class Training {
  static final int BATCH = 1024;

  /** Words that the network is tested on now and then; on all of them at the end. */
  private static final int SAMPLE = 4096;

  private static final double LEARNING_RATE = 0.04;

  private final Network network;
  private final Batch words;
  private final Batch unseen;
  private final Batch sample;
  private int[] order;
  private final Random random;
  private int next;
  private long learned;

  Training(Network network, Corpus corpus, long seed) {
    this.network = network;
    words = Batch.of(corpus.training());
    unseen = Batch.of(corpus.validation());
    random = new Random(seed);
    order = shuffled(words.size());
    sample = unseen.rows(shuffled(unseen.size()), 0, Math.min(SAMPLE, unseen.size()));
  }

  private int[] shuffled(int size) {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }

  /**
   * Learns from one batch.
   *
   * @param progress the part of all learning that is done: steps become smaller
   */
  LossValue step(double progress) {
    if (next + BATCH > order.length) {
      next = 0;
      order = shuffled(words.size());
    }
    Batch batch = words.rows(order, next, next + BATCH);
    next += BATCH;
    learned += BATCH;
    return network.train(batch, LEARNING_RATE * (1 - 0.95 * progress));
  }

  /** The number of words that were learned from, those that came again counted again. */
  long learned() {
    return learned;
  }

  LossValue test() {
    return network.test(sample);
  }

  /** All words that are not learned from. */
  Batch unseen() {
    return unseen;
  }

  /** The words that the network is tested on now and then. */
  Batch sample() {
    return sample;
  }
}
