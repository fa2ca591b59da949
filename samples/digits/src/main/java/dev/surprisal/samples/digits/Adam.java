package dev.surprisal.samples.digits;

import java.util.ArrayList;
import java.util.List;

/** The optimiser of Kingma and Ba (2015), with the constants that they suggest. */
final class Adam {
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private record Slot(float[] values, float[] gradients, float[] means, float[] squares) {}

  private final List<Slot> slots = new ArrayList<>();
  private final double learningRate;
  private int steps;

  Adam(double learningRate) {
    this.learningRate = learningRate;
  }

  /** Values that are to be optimised, and where their gradients will stand. */
  void add(float[] values, float[] gradients) {
    slots.add(new Slot(values, gradients, new float[values.length], new float[values.length]));
  }

  /** Moves all values by their gradients. */
  void step() {
    steps++;
    double rate =
        learningRate
            * Math.sqrt(1 - Math.pow(SQUARE_DECAY, steps))
            / (1 - Math.pow(MEAN_DECAY, steps));
    for (Slot slot : slots) {
      for (int i = 0; i < slot.values.length; i++) {
        double gradient = slot.gradients[i];
        double mean = MEAN_DECAY * slot.means[i] + (1 - MEAN_DECAY) * gradient;
        double square = SQUARE_DECAY * slot.squares[i] + (1 - SQUARE_DECAY) * gradient * gradient;
        slot.means[i] = (float) mean;
        slot.squares[i] = (float) square;
        slot.values[i] -= (float) (rate * mean / (Math.sqrt(square) + EPSILON));
      }
    }
  }
}
