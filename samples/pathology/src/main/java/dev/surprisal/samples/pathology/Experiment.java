package dev.surprisal.samples.pathology;

import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Network;
import dev.surprisal.samples.common.Parameters;
import dev.surprisal.samples.common.Rows;
import dev.surprisal.samples.common.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A network that learned to call each digit by the name of the next, surely, and is then taught the
 * right names: by plain gradient descent, which takes gradients as they are.
 *
 * @param digits to learn from, and to be tested on
 * @param wrongEpochs of learning the wrong names
 * @param epochs of learning the right ones
 * @param seed of all that is random
 */
record Experiment(Digits digits, int wrongEpochs, int epochs, long seed) {
  static final int SIZE = 10;

  private static final int UNITS = 64;
  private static final int BATCH = 32;

  /** Teaches the right names, and tells of each epoch. */
  Course run(String name, Gradients gradients, double learningRate, Runnable epochDone) {
    Random random = new Random(seed);
    Network network = new Network(Digits.PIXELS, UNITS, SIZE, random);
    Split split = Split.of(digits.count(), random);
    for (int epoch = 0; epoch < wrongEpochs; epoch++) {
      learn(network, wronglyNamed(), split, Gradients.likelihood(SIZE), 0.2, random);
      epochDone.run();
    }
    List<Course.Point> points = new ArrayList<>();
    points.add(test(network, split, gradients, 0));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      learn(network, digits, split, gradients, learningRate, random);
      points.add(test(network, split, gradients, epoch));
      epochDone.run();
    }
    return new Course(name, points);
  }

  private Digits wronglyNamed() {
    int[] names = digits.labels().clone();
    for (int i = 0; i < names.length; i++) {
      names[i] = (names[i] + 1) % SIZE;
    }
    return new Digits(digits.pixels(), names);
  }

  private static void learn(
      Network network,
      Digits digits,
      Split split,
      Gradients gradients,
      double learningRate,
      Random random) {
    for (int[] rows : split.batches(BATCH, random)) {
      Digits batch = digits.select(rows);
      network.backward(batch.pixels(), logits -> gradients.backward(logits, batch.labels()));
      for (Parameters some : network.parameters()) {
        for (int i = 0; i < some.values().length; i++) {
          some.values()[i] -= (float) (learningRate * some.gradients()[i] / rows.length);
        }
      }
    }
  }

  private Course.Point test(Network network, Split split, Gradients gradients, int epoch) {
    Digits unseen = digits.select(split.heldOut());
    float[] logits = network.outputs(unseen.pixels());
    int right = 0;
    for (int i = 0; i < unseen.count(); i++) {
      right += Rows.largest(logits, SIZE, i) == unseen.labels()[i] ? 1 : 0;
    }
    double loss = gradients.backward(logits, unseen.labels());
    double lengths = 0;
    for (int i = 0; i < unseen.count(); i++) {
      lengths += length(logits, i * SIZE);
    }
    return new Course.Point(epoch, lengths / unseen.count(), (double) right / unseen.count(), loss);
  }

  private static double length(float[] row, int from) {
    double squares = 0;
    for (int k = 0; k < SIZE; k++) {
      squares += row[from + k] * row[from + k];
    }
    return Math.sqrt(squares);
  }
}
