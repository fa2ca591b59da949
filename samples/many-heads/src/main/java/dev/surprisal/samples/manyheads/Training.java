package dev.surprisal.samples.manyheads;

import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Split;
import java.util.Random;

/** Mini-batch training with a held-out fifth, the same every time for the same seed. */
final class Training {
  /**
   * What an epoch gave.
   *
   * @param number from 1
   * @param trained the losses over the batches of the epoch, each before its step
   * @param tested the losses of the held-out fifth after the epoch
   */
  record Epoch(int number, GlimpseLoss.Values trained, GlimpseLoss.Values tested) {}

  private static final int BATCH = 32;

  private final Random random;
  private final Trunk trunk;
  private final Digits digits;
  private final Split split;

  Training(Digits digits, long seed) {
    this.digits = digits;
    random = new Random(seed);
    trunk = new Trunk(random);
    split = Split.of(digits.count(), random);
  }

  Halves heldOut() {
    return Halves.of(digits.select(split.heldOut()));
  }

  Epoch epoch(int number) {
    GlimpseLoss.Values trained = GlimpseLoss.Values.ZERO;
    for (int[] rows : split.batches(BATCH, random)) {
      trained = trained.plus(trunk.train(Halves.of(digits.select(rows))));
    }
    return new Epoch(number, trained, trunk.test(heldOut()));
  }

  /** What is said of the held-out fifth. */
  Report report() {
    Halves halves = heldOut();
    return Report.of(trunk.outputs(halves), halves.targets());
  }
}
