package dev.surprisal.samples.digits;

import dev.surprisal.runtime.LossValue;
import java.util.Random;

/** Mini-batch training with a held-out fifth, the same every time for the same seed. */
final class Training {
  /**
   * What an epoch gave.
   *
   * @param number from 1
   * @param trained the loss over the batches of the epoch, each before its step
   * @param tested the held-out fifth after the epoch
   */
  record Epoch(int number, LossValue trained, Evaluation tested) {}

  private static final float LEARNING_RATE = 2e-3f;
  private static final int BATCH = 32;

  private final Random random;
  private final Network network;
  private final Digits learned;
  private final Digits heldOut;

  Training(Digits digits, long seed) {
    random = new Random(seed);
    network = new Network(random, LEARNING_RATE);
    Digits shuffled = digits.shuffled(random);
    int cut = digits.count() - digits.count() / 5;
    learned = shuffled.part(0, cut);
    heldOut = shuffled.part(cut, digits.count());
  }

  Digits heldOut() {
    return heldOut;
  }

  int batchesPerEpoch() {
    return (learned.count() + BATCH - 1) / BATCH;
  }

  /** Trains for one epoch; tells of each batch when it is done. */
  Epoch epoch(int number, Runnable batchDone) {
    Digits shuffled = learned.shuffled(random);
    LossValue trained = LossValue.ZERO;
    for (int from = 0; from < shuffled.count(); from += BATCH) {
      Digits batch = shuffled.part(from, Math.min(from + BATCH, shuffled.count()));
      trained = trained.plus(network.train(batch));
      batchDone.run();
    }
    return new Epoch(number, trained, network.evaluate(heldOut));
  }
}
