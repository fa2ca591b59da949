package good;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static dev.surprisal.annotation.Precision.DOUBLE;

import dev.surprisal.annotation.Loss;

/** Heads on every kind of element that can carry one. */
public abstract class Names<T> {
  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
  public interface Nested {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
  protected enum Colour {
    RED,
    GREEN
  }

  @Loss(distribution = BERNOULLI, activation = SIGMOID)
  private float[] spam = {};

  @Loss(distribution = GAUSSIAN, activation = IDENTITY, precision = DOUBLE)
  Deeper layer;

  @Loss(distribution = GAUSSIAN, activation = IDENTITY)
  public abstract double[] price(float[] inputs);

  static class Deeper {
    record Scan<T>(
        @Loss(distribution = BERNOULLI, activation = SIGMOID) float[] malignant,
        @Loss(distribution = GAUSSIAN, activation = IDENTITY) double[] diameter,
        T patient) {
      static int scans;
    }
  }
}
