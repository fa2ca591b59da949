package dev.surprisal.tribuo;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Precision.DOUBLE;

import dev.surprisal.annotation.Loss;

/** The heads of the tests. */
final class Heads {
  private Heads() {}

  @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10, precision = DOUBLE)
  interface Digit {}

  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      size = 10,
      precision = DOUBLE,
      labelSmoothing = 0.1)
  interface SmoothDigit {}
}
