package dev.surprisal.processor.write;

import dev.surprisal.processor.family.OutputStep;
import dev.surprisal.processor.family.RowStep;

/**
 * Steps as templates of code, the only place that knows the primitives of the runtime. They write
 * to the array that the terms call {@code out}.
 */
final class StepWriter {
  private StepWriter() {}

  /** Statements for the inside of a loop over rows. */
  static String statements(RowStep step) {
    return switch (step) {
      case READ_TARGET_LOGIT ->
          """
          int target = start + $targets:L[row];
          double targetLogit = $outputs:L[target];
          """;
      case LARGEST_LOGIT ->
          """
          // The largest logit is subtracted before exp, which then cannot overflow.
          double max = $reals:L.max($outputs:L, start, $size:L);
          """;
      case SUM_EXP ->
          """
          double total = $reals:L.sumExp($outputs:L, start, $size:L, max);
          """;
      case STORE_EXP ->
          """
          double total = $reals:L.storeExp($outputs:L, start, $size:L, max, $out:L);
          """;
      case ADD_LOG_SUM_EXP_MINUS_TARGET ->
          """
          // -log p_y = log(sum_k exp(z_k)) - z_y
          sum += $math:T.log(total) + (max - targetLogit);
          """;
      case NORMALISE_MINUS_ONE_HOT ->
          """
          // The residual, softmax(z) - onehot(y). That of the target is taken in double before it is
          // rounded, or a confident prediction would lose it to the 1.
          double residual = ($out:L[target] - total) / total;
          $reals:L.scale($out:L, start, $size:L, scale / total);
          $out:L[target] = $cast:L(scale * residual);
          """;
      case NORMALISE ->
          """
          $reals:L.scale($out:L, start, $size:L, 1 / total);
          """;
      case INDICATOR_VARIANCE ->
          """
          // p (1 - p), with p = exp(z - max) / total.
          $reals:L.indicatorVariance($out:L, start, $size:L, total, scale);
          """;
    };
  }

  /**
   * A call over the outputs from {@code start}, {@code length} of them, as the terms call the two.
   */
  static String call(OutputStep step) {
    return switch (step) {
      case SOFTPLUS_MINUS_PRODUCT ->
          "$reals:L.softplusMinusProduct($outputs:L, $targets:L, $start:L, $length:L)";
      case SIGMOID_MINUS_TARGET ->
          "$reals:L.sigmoidMinus($outputs:L, $targets:L, $start:L, $length:L, scale, $out:L)";
      case SIGMOID -> "$reals:L.sigmoid($outputs:L, $start:L, $length:L, $out:L)";
      case SIGMOID_SLOPE -> "$reals:L.sigmoidSlope($outputs:L, $start:L, $length:L, scale, $out:L)";
      case HALF_SQUARED_DISTANCE ->
          "$reals:L.halfSquaredDistance($outputs:L, $targets:L, $start:L, $length:L)";
      case DIFFERENCE ->
          "$reals:L.difference($outputs:L, $targets:L, $start:L, $length:L, scale, $out:L)";
      case COPY -> "$system:T.arraycopy($outputs:L, 0, $out:L, 0, $outputs:L.length)";
      case CONSTANT -> "$javaArrays:T.fill($out:L, $cast:Lscale)";
    };
  }

  /** What a reader of {@link #call} should know. */
  static String remark(OutputStep step) {
    return switch (step) {
      case SOFTPLUS_MINUS_PRODUCT -> "softplus(z) - y z, each output by itself.";
      case SIGMOID_MINUS_TARGET -> "softplus(z) - y z, and the residual sigmoid(z) - y.";
      case SIGMOID -> "1 / (1 + exp(-z))";
      case SIGMOID_SLOPE -> "p (1 - p), with p = sigmoid(z).";
      case HALF_SQUARED_DISTANCE -> "(z - y)^2 / 2, each output by itself.";
      case DIFFERENCE -> "(z - y)^2 / 2, and the residual z - y.";
      case COPY -> "The mean is the output as it is.";
      case CONSTANT -> "The second derivative of (z - y)^2 / 2.";
    };
  }
}
