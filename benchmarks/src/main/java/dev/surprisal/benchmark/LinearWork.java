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
 * @param stage how the logits are spread
 */
record LinearWork(int tokens, int inputs, int classes, Stage stage) {
  /** As the arguments of a fork hold it. */
  static LinearWork of(List<String> arguments) {
    return new LinearWork(
        Integer.parseInt(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Stage.valueOf(arguments.get(3)));
  }

  List<String> arguments() {
    return List.of(
        String.valueOf(tokens), String.valueOf(inputs), String.valueOf(classes), stage.name());
  }

  /** Inputs and weights such that logits spread as they do at that stage. */
  LinearHead head() {
    Random random = new Random(1);
    float[] x = gaussian(random, tokens * inputs, 1);
    float[] weights = gaussian(random, classes * inputs, stage.deviation / Math.sqrt(inputs));
    for (int row = 0; row < tokens; row++) {
      x[row * inputs] = 1;
    }
    for (int k = 0; k < classes; k++) {
      weights[k * inputs] -= (float) (stage.ofRank * Math.log(k + 1));
    }
    return new LinearHead(x, weights);
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
