package dev.surprisal.xgboost;

import dev.surprisal.runtime.ArrayLossFunction;

/**
 * What a booster predicts, by the loss that it was trained by: rates, means and shapes, in the
 * place of their logarithms.
 */
public final class LossPredictions {
  private LossPredictions() {}

  /**
   * The loss's {@code predict} of margins.
   *
   * @param loss the loss that the booster was trained by
   * @param margins the raw outputs, a row for each example: {@code booster.predict(data, true)};
   *     rows that are not as wide as the head give an {@link IllegalArgumentException}
   * @return as many numbers in each row, in new arrays
   */
  public static float[][] of(ArrayLossFunction<float[], ?> loss, float[][] margins) {
    Examples.requireRows(loss);
    float[] predictions = Examples.outputs(loss.description(), margins);
    loss.withoutOutputChecks().predict(predictions, predictions);
    return Examples.rows(loss.description(), predictions);
  }
}
