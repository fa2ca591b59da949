package dev.surprisal.processor.schedule.program;

/**
 * A kernel of the runtime over all outputs z and targets y of all rows at once, which gives the
 * result of the method that it is the body of.
 */
public enum RangeKernel {
  /** Sums softplus(z) - y z. */
  SOFTPLUS_MINUS_PRODUCT,
  /** Sums softplus(z) - y z; out = scale (sigmoid(z) - y). */
  SIGMOID_MINUS_TARGET,
  /** out = sigmoid(z). */
  SIGMOID,
  /** out = scale sigmoid(z) (1 - sigmoid(z)). */
  SIGMOID_SLOPE,
  /** Sums (z - y)^2 / 2. */
  HALF_SQUARED_DISTANCE,
  /** Sums (z - y)^2 / 2; out = scale (z - y). */
  DIFFERENCE,
  /** out = z. */
  COPY,
  /** out = scale. */
  CONSTANT,
  /** out = 0. */
  ZERO
}
