package dev.surprisal.processor.family;

/**
 * A step of a loop over rows: a primitive of the runtime on the outputs z of one row, or a line of
 * arithmetic that ties two of them together.
 */
public enum RowStep {
  /** target, z_target: read before an in-place pass overwrites it. */
  READ_TARGET_LOGIT,
  /** max = max z. */
  LARGEST_LOGIT,
  /** total = sum exp(z - max). */
  SUM_EXP,
  /** out = exp(z - max), total = their sum. */
  STORE_EXP,
  /** loss = log total + max - z_target. */
  ADD_LOG_SUM_EXP_MINUS_TARGET,
  /** out = scale (out / total - onehot(target)). */
  NORMALISE_MINUS_ONE_HOT,
  /** out = out / total. */
  NORMALISE,
  /** out = scale p (1 - p) with p = out / total. */
  INDICATOR_VARIANCE
}
