package dev.surprisal.processor.schedule.program;

/**
 * A step of a loop over rows: a primitive of the runtime on the outputs z of one row, a loop over
 * them, or a line of arithmetic that ties two steps together. What the options of the head make of
 * a step (capped logits, weights of rows, smoothed targets) is no step of its own.
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
  /** loss = log total + max - z_target + Z_LOSS logSumExp^2. */
  ADD_LOG_SUM_EXP_MINUS_TARGET_AND_PENALTY,
  /** out = scale (out / total - onehot(target)). */
  NORMALISE_MINUS_ONE_HOT,
  /** out = scale ((1 + 2 Z_LOSS logSumExp) out / total - onehot(target)). */
  NORMALISE_AND_PULL_MINUS_ONE_HOT,
  /** out = out / total. */
  NORMALISE,
  /** out = scale p (1 - p) with p = out / total. */
  INDICATOR_VARIANCE,
  /** hessian = scale p (1 - p) with p = out / total. */
  STORE_INDICATOR_VARIANCE,

  // Softmax of short rows, on a scale that is a power of two.
  /** target. */
  FIND_TARGET,
  /** exponent: the scale of the row. */
  SCALE_OF_ROW,
  /** out = exp z on the scale of the row, unless it is already on that of all rows. */
  STORE_SCALED_EXP,
  /** total = sum exp z. */
  SUM_SCALED_EXP,
  /** total = sum out. */
  SUM_OF_ROW,
  /** loss = -log(exp z_target / total). */
  ADD_SURPRISAL_OF_TARGET,
  /** loss = -log(out_target / total). */
  ADD_SURPRISAL_OF_SHARE,
  /** out = scale (out / total - onehot(target)). */
  SHARES_MINUS_ONE_HOT,
  /** hessian = scale p (1 - p) with p = out / total. */
  STORE_VARIANCE_OF_SHARES
}
