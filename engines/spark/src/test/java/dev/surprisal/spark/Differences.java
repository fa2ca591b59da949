package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;

/** Gradients against differences. */
final class Differences {
  private Differences() {}

  static void assertGradient(
      ToDoubleFunction<double[]> objective, double[] at, double[] gradients) {
    double step = 1e-5;
    for (int i = 0; i < at.length; i++) {
      double[] above = at.clone();
      double[] below = at.clone();
      above[i] += step;
      below[i] -= step;
      double slope = (objective.applyAsDouble(above) - objective.applyAsDouble(below)) / (2 * step);
      assertThat(gradients[i]).isEqualTo(slope, within(1e-6));
    }
  }
}
