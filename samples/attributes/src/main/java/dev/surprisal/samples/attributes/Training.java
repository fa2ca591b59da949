package dev.surprisal.samples.attributes;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.samples.common.Adam;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Network;
import dev.surprisal.samples.common.Split;
import java.util.Random;
import java.util.function.Function;

/**
 * A network that learns attributes of digits, by one loss or the other.
 *
 * @param epochs how often it sees each digit
 * @param seed of all that is random
 */
record Training(int epochs, long seed) {
  private static final double LEARNING_RATE = 2e-3;
  private static final int UNITS = 64;
  private static final int BATCH = 32;

  /** The digits that are held out, the same for both losses. */
  int[] heldOut(Digits digits) {
    return digits.select(split(digits).heldOut()).labels();
  }

  private Split split(Digits digits) {
    return Split.of(digits.count(), new Random(seed));
  }

  /** The probabilities that the network gives to the digits that are held out. */
  float[] train(
      Digits digits,
      ArrayLossFunction<float[], float[]> loss,
      Function<int[], float[]> targets,
      Runnable epochDone) {
    Random random = new Random(seed);
    Network network = new Network(Digits.PIXELS, UNITS, Attribute.COUNT, random);
    Adam adam = new Adam(LEARNING_RATE, network.parameters());
    Split split = split(digits);
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int[] rows : split.batches(BATCH, random)) {
        Digits batch = digits.select(rows);
        float[] wanted = targets.apply(batch.labels());
        network.backward(batch.pixels(), logits -> loss.forwardBackward(logits, wanted, logits));
        adam.step();
      }
      epochDone.run();
    }
    float[] outputs = network.outputs(digits.select(split.heldOut()).pixels());
    loss.predict(outputs, outputs);
    return outputs;
  }
}
