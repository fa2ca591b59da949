package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.RangeKernel;

/** Kernels on all outputs, as templates of code. */
final class RangeCalls {
  private RangeCalls() {}

  /**
   * A call over the outputs from {@code start}, {@code length} of them, as the terms call the two.
   */
  static String call(RangeKernel kernel) {
    return switch (kernel) {
      case SOFTPLUS_MINUS_PRODUCT ->
          "$reals:L.softplusMinusProduct($outputs:L, $targets:L, $start:L, $length:L)";
      case SIGMOID_MINUS_TARGET ->
          "$reals:L.sigmoidMinus($outputs:L, $targets:L, $start:L, $length:L, $scaled:L, $out:L)";
      case SIGMOID -> "$reals:L.sigmoid($outputs:L, $start:L, $length:L, $out:L)";
      case SIGMOID_SLOPE ->
          "$reals:L.sigmoidSlope($outputs:L, $start:L, $length:L, $scaled:L, $out:L)";
      case HALF_SQUARED_DISTANCE ->
          "$reals:L.halfSquaredDistance($outputs:L, $targets:L, $start:L, $length:L)";
      case DIFFERENCE ->
          "$reals:L.difference($outputs:L, $targets:L, $start:L, $length:L, $scaled:L, $out:L)";
      case COPY -> "$system:T.arraycopy($outputs:L, 0, $out:L, 0, $outputs:L.length)";
      case CONSTANT -> "$arrays:T.fill($out:L, $range:L$castScale:L)";
      case ZERO -> "$arrays:T.fill($out:L, $range:L0)";
    };
  }

  /** What a reader of {@link #call} should know. */
  static String remark(RangeKernel kernel) {
    return switch (kernel) {
      case SOFTPLUS_MINUS_PRODUCT -> "softplus(z) - y z, each output by itself.";
      case SIGMOID_MINUS_TARGET -> "softplus(z) - y z, and the residual sigmoid(z) - y.";
      case SIGMOID -> "1 / (1 + exp(-z))";
      case SIGMOID_SLOPE -> "p (1 - p), with p = sigmoid(z).";
      case HALF_SQUARED_DISTANCE -> "(z - y)^2 / 2, each output by itself.";
      case DIFFERENCE -> "(z - y)^2 / 2, and the residual z - y.";
      case COPY -> "The mean is the output as it is.";
      case CONSTANT -> "The second derivative of (z - y)^2 / 2.";
      case ZERO -> "The loss is linear in the log-probabilities.";
    };
  }
}
