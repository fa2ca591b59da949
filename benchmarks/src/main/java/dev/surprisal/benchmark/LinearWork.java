package dev.surprisal.benchmark;

import dev.surprisal.linear.LinearHead;
import java.util.List;
import java.util.Random;

/**
 * The last layer of a language model, and a batch for it; all arrays but the gradients are filled.
 *
 * @param tokens the number of rows
 * @param inputs the number of inputs per row
 * @param classes the size of the vocabulary
 */
record LinearWork(int tokens, int inputs, int classes) {
  /** As the arguments of a fork hold it. */
  static LinearWork of(List<String> arguments) {
    return new LinearWork(
        Integer.parseInt(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)));
  }

  List<String> arguments() {
    return List.of(String.valueOf(tokens), String.valueOf(inputs), String.valueOf(classes));
  }

  /** Inputs and weights such that logits spread as those of a trained model do. */
  LinearHead head() {
    Random random = new Random(1);
    return new LinearHead(
        gaussian(random, tokens * inputs, 1),
        gaussian(random, classes * inputs, 3 / Math.sqrt(inputs)));
  }

  private static float[] gaussian(Random random, int length, double scale) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  int[] targets() {
    return new Random(2).ints(tokens, 0, classes).toArray();
  }

  double logitsInMegabytes() {
    return 4.0 * tokens * classes / (1 << 20);
  }
}
