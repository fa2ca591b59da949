package dev.surprisal.processor.write;

import dev.surprisal.processor.schedule.program.LossPlan;
import dev.surprisal.processor.schedule.program.OutputStep;
import dev.surprisal.processor.schedule.program.RowStep;

/**
 * Steps as templates of code, the only place that knows the primitives of the runtime. They write
 * to the array that the terms call {@code out}.
 */
final class StepWriter {
  private final RowTemplates rows;
  private final ShortRowTemplates shortRows;

  StepWriter(LossPlan plan) {
    rows = new RowTemplates(plan);
    shortRows = new ShortRowTemplates(plan);
  }

  /** Statements for the inside of a loop over rows. */
  String statements(RowStep step) {
    return switch (step) {
      case SKIP_UNCOUNTED -> rows.skipUncounted("");
      case CLEAR_UNCOUNTED -> rows.skipUncounted(rows.clear());
      case CLEAR_BOTH_UNCOUNTED -> rows.skipUncounted(rows.clear() + rows.clearHessian());

      case READ_TARGET_LOGIT -> rows.readTargetLogit();
      case LARGEST_LOGIT -> rows.largestLogit();
      case SUM_EXP -> rows.sumExp();
      case STORE_EXP -> rows.storeExp();
      case LOG_SUM_EXP -> rows.logSumExp();
      case ADD_LOG_SUM_EXP_MINUS_TARGET -> rows.addLogSumExpMinusTarget();
      case ADD_PENALTY -> rows.addPenalty();
      case SURPRISAL_OF_ROW -> rows.surprisal();
      case ADD_FOCUSED -> rows.addFocused();
      case NORMALISE_MINUS_ONE_HOT -> rows.normaliseMinusOneHot();
      case NORMALISE_MINUS_ONE_HOT_IN_FOCUS -> rows.inFocus(rows.normaliseMinusOneHot());
      case NORMALISE_AND_PULL_MINUS_ONE_HOT -> rows.normaliseAndPullMinusOneHot();
      case NORMALISE -> rows.normalise();
      case INDICATOR_VARIANCE -> rows.indicatorVariance();
      case STORE_INDICATOR_VARIANCE -> rows.storeIndicatorVariance();

      case FIND_TARGET -> shortRows.findTarget();
      case SCALE_OF_ROW -> shortRows.scaleOfRow();
      case STORE_SCALED_EXP -> shortRows.storeScaledExp();
      case STORE_SCALED_EXP_AND_KEEP_SCALE -> shortRows.storeScaledExpAndKeepScale();
      case SUM_SCALED_EXP -> shortRows.sumScaledExp();
      case SUM_OF_ROW -> shortRows.sum();
      case LOG_SUM_SCALED_EXP -> shortRows.logSumExp();
      case ADD_SURPRISAL_OF_TARGET -> shortRows.addSurprisalOfTarget();
      case ADD_SURPRISAL_OF_SHARE -> shortRows.addSurprisalOfShare();

      case SURPRISAL_OF_TARGET -> shortRows.surprisalOfTarget();
      case SURPRISAL_OF_SHARE -> shortRows.surprisalOfShare();
      case SHARES_MINUS_ONE_HOT -> shortRows.sharesMinusOneHot();
      case SHARES_MINUS_ONE_HOT_IN_FOCUS -> rows.inFocus(shortRows.sharesMinusOneHot());
      case PULLED_SHARES_MINUS_ONE_HOT -> shortRows.pulledSharesMinusOneHot();
      case STORE_VARIANCE_OF_SHARES -> shortRows.storeVariance();
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
          "$reals:L.sigmoidMinus($outputs:L, $targets:L, $start:L, $length:L, $scaled:L, $out:L)";
      case SIGMOID -> "$reals:L.sigmoid($outputs:L, $start:L, $length:L, $out:L)";
      case SIGMOID_SLOPE ->
          "$reals:L.sigmoidSlope($outputs:L, $start:L, $length:L, $scaled:L, $out:L)";
      case HALF_SQUARED_DISTANCE ->
          "$reals:L.halfSquaredDistance($outputs:L, $targets:L, $start:L, $length:L)";
      case DIFFERENCE ->
          "$reals:L.difference($outputs:L, $targets:L, $start:L, $length:L, $scaled:L, $out:L)";
      case COPY -> "$system:T.arraycopy($outputs:L, 0, $out:L, 0, $outputs:L.length)";
      case CONSTANT -> "$javaArrays:T.fill($out:L, $range:L$castScale:L)";
      case ZERO -> "$javaArrays:T.fill($out:L, $range:L0)";
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
      case ZERO -> "The loss is linear in the log-probabilities.";
    };
  }
}
