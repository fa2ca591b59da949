package dev.surprisal.samples.digits;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.samples.common.Adam;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Network;
import dev.surprisal.samples.common.Split;
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

  private static final double LEARNING_RATE = 2e-3;
  private static final int UNITS = 64;
  private static final int BATCH = 32;

  private final DigitHeadLoss loss = new DigitHeadLoss();
  private final Random random;
  private final Network network;
  private final Adam adam;
  private final Digits digits;
  private final Split split;

  Training(Digits digits, long seed) {
    this.digits = digits;
    random = new Random(seed);
    network = new Network(Digits.PIXELS, UNITS, DigitHead.DIGITS, random);
    adam = new Adam(LEARNING_RATE, network.parameters());
    split = Split.of(digits.count(), random);
  }

  Digits heldOut() {
    return digits.select(split.heldOut());
  }

  int batchesPerEpoch() {
    return (split.learned().size() + BATCH - 1) / BATCH;
  }

  /** Trains for one epoch; tells of each batch when it is done. */
  Epoch epoch(int number, Runnable batchDone) {
    LossValue trained = LossValue.ZERO;
    for (int[] rows : split.batches(BATCH, random)) {
      trained = trained.plus(train(digits.select(rows)));
      batchDone.run();
    }
    return new Epoch(number, trained, evaluate(heldOut()));
  }

  /** One step on one batch; the loss is that of before the step. */
  private LossValue train(Digits batch) {
    // Loss and gradient in one pass. In place: the logits become their own gradient.
    LossValue value =
        network.backward(
            batch.pixels(), logits -> loss.forwardBackward(logits, batch.labels(), logits));
    adam.step();
    return value;
  }

  /** Loss, predictions and surprisals of digits that are not learned from. */
  private Evaluation evaluate(Digits unseen) {
    float[] logits = network.outputs(unseen.pixels());
    double[] surprisals = new double[unseen.count()];
    loss.perExample(logits, unseen.labels(), surprisals);
    LossValue value = loss.forward(logits, unseen.labels());
    loss.predict(logits, logits);
    return new Evaluation(value, logits, surprisals, unseen.labels());
  }
}
