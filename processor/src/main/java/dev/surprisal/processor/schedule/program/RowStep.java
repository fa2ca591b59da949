package dev.surprisal.processor.schedule.program;

/**
 * A step of a loop over rows: a primitive of the runtime on the outputs z of one row, a loop over
 * them, or a line of arithmetic that ties two steps together. Weights of rows are no step of their
 * own.
 */
public enum RowStep {
  /** Rows that count for nothing are passed over; the others get their weight. */
  SKIP_UNCOUNTED,
  /** The same, and out = 0 in what is passed over. */
  CLEAR_UNCOUNTED,
  /** The same, and hessian = 0 as well. */
  CLEAR_BOTH_UNCOUNTED,

  // Softmax, by primitives on a row.
  /** target, z_target: read before an in-place pass overwrites it. */
  READ_TARGET_LOGIT,
  /** max = max z. */
  LARGEST_LOGIT,
  /** total = sum exp(z - max). */
  SUM_EXP,
  /** out = exp(z - max), total = their sum. */
  STORE_EXP,
  /** logSumExp = log total + max. */
  LOG_SUM_EXP,
  /** loss = log total + max - z_target. */
  ADD_LOG_SUM_EXP_MINUS_TARGET,
  /** loss += Z_LOSS logSumExp^2. */
  ADD_PENALTY,
  /** n = log total + max - z_target. */
  SURPRISAL_OF_ROW,
  /** loss = (1 - exp(-n))^FOCAL n. */
  ADD_FOCUSED,
  /** out = scale (out / total - onehot(target)). */
  NORMALISE_MINUS_ONE_HOT,
  /**
   * out = scale focus (out / total - onehot(target)), focus being the derivative of the loss by n.
   */
  NORMALISE_MINUS_ONE_HOT_IN_FOCUS,
  /** out = scale ((1 + 2 Z_LOSS logSumExp) out / total - onehot(target)). */
  NORMALISE_AND_PULL_MINUS_ONE_HOT,
  /** out = out / total. */
  NORMALISE,
  /** out = scale p (1 - p) with p = out / total. */
  INDICATOR_VARIANCE,
  /** hessian = factor scale p (1 - p) with p = out / total. */
  STORE_INDICATOR_VARIANCE,

  // Softmax of short rows, on a scale that is a power of two.
  /** target. */
  FIND_TARGET,
  /** exponent: the scale of the row. */
  SCALE_OF_ROW,
  /** out = exp z on the scale of the row, unless it is already on that of all rows. */
  STORE_SCALED_EXP,
  /** The same, and exponent: the scale of the row. */
  STORE_SCALED_EXP_AND_KEEP_SCALE,
  /** total = sum exp z. */
  SUM_SCALED_EXP,
  /** total = sum out. */
  SUM_OF_ROW,
  /** logSumExp = log total, and what the scale has divided by. */
  LOG_SUM_SCALED_EXP,
  /** loss = -log(exp z_target / total). */
  ADD_SURPRISAL_OF_TARGET,
  /** loss = -log(out_target / total). */
  ADD_SURPRISAL_OF_SHARE,
  /** n = -log(exp z_target / total). */
  SURPRISAL_OF_TARGET,
  /** n = -log(out_target / total). */
  SURPRISAL_OF_SHARE,
  /** out = scale (out / total - onehot(target)). */
  SHARES_MINUS_ONE_HOT,
  /**
   * out = scale focus (out / total - onehot(target)), focus being the derivative of the loss by n.
   */
  SHARES_MINUS_ONE_HOT_IN_FOCUS,
  /** out = scale ((1 + 2 Z_LOSS logSumExp) out / total - onehot(target)). */
  PULLED_SHARES_MINUS_ONE_HOT,
  /** hessian = factor scale p (1 - p) with p = out / total. */
  STORE_VARIANCE_OF_SHARES
}
