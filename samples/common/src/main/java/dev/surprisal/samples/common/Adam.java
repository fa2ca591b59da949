package dev.surprisal.samples.common;

import java.util.ArrayList;
import java.util.List;

/** The optimiser of Kingma and Ba (2015), with the constants that they suggest. */
public final class Adam {
  private static final double SQUARE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private record Slot(AdamTable table, float[] gradients) {}

  private final List<Slot> slots = new ArrayList<>();
  private final double learningRate;
  private int steps;

  /**
   * An optimiser that has made no step.
   *
   * @param learningRate about how far a step moves each number
   * @param parameters what it will move
   */
  public Adam(double learningRate, List<Parameters> parameters) {
    this.learningRate = learningRate;
    for (Parameters some : parameters) {
      float[] values = some.values();
      slots.add(
          new Slot(new AdamTable(values, values.length, SQUARE_DECAY, EPSILON), some.gradients()));
    }
  }

  /** Moves all numbers by their gradients. */
  public void step() {
    steps++;
    for (Slot slot : slots) {
      slot.table.step(steps, learningRate, slot.gradients);
    }
  }
}
