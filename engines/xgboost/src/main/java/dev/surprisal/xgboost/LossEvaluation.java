package dev.surprisal.xgboost;

import dev.surprisal.runtime.ArrayLossFunction;
import java.io.Serializable;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.EvalTrait;

/**
 * The mean loss of a matrix as a metric, which XGBoost minimises: for watches and early stopping.
 *
 * <p>XGBoost hands to a metric what the objective named in the parameters predicts, not the margins
 * that a loss takes. Either those are the same, or the metric asks the booster for margins.
 *
 * @param <T> the targets of the loss
 */
public final class LossEvaluation<T> implements EvalTrait {
  private static final long serialVersionUID = 1;

  private final ArrayLossFunction<float[], T> loss;
  private final Margins margins;

  private LossEvaluation(ArrayLossFunction<float[], T> loss, Margins margins) {
    Examples.requireRows(loss);
    this.loss = loss.withoutOutputChecks();
    this.margins = margins;
  }

  /** Margins of a matrix, by what the booster predicts for it. */
  private interface Margins extends Serializable {
    float[][] of(float[][] predictions, DMatrix data) throws XGBoostError;
  }

  /**
   * The metric of trainings whose predictions are margins, cross-validations and Spark's as well.
   *
   * @param loss the loss
   * @param parameters the parameters of the training; if their objective is not {@code
   *     reg:squarederror} or {@code binary:logitraw}, an {@link IllegalArgumentException} says so
   * @param <T> the targets of the loss
   * @return the metric
   */
  public static <T> LossEvaluation<T> of(
      ArrayLossFunction<float[], T> loss, Map<String, ?> parameters) {
    if (Link.of(parameters) != Link.IDENTITY) {
      throw new IllegalArgumentException(
          "objective = %s: its predictions are not margins; name reg:squarederror, or give the booster"
              .formatted(parameters.get("objective")));
    }
    return new LossEvaluation<>(loss, (predictions, data) -> predictions);
  }

  /**
   * The metric of one booster's training, under any objective. A booster to go on training with is
   * had by training it for 0 rounds.
   *
   * @param loss the loss
   * @param booster the booster that is trained and evaluated
   * @param <T> the targets of the loss
   * @return the metric
   */
  public static <T> LossEvaluation<T> of(ArrayLossFunction<float[], T> loss, Booster booster) {
    return new LossEvaluation<>(loss, (predictions, data) -> booster.predict(data, true));
  }

  @Override
  public String getMetric() {
    return "nats";
  }

  /**
   * The mean loss.
   *
   * @param predictions what the booster predicts, a row for each example
   * @param data has the labels, and weights if it has any
   * @return in nats
   */
  @Override
  public float eval(float[][] predictions, DMatrix data) {
    try {
      float[] outputs = Examples.outputs(loss.description(), margins.of(predictions, data));
      return (float) loss.forward(outputs, Examples.targets(loss, data)).mean();
    } catch (XGBoostError unread) {
      throw new IllegalStateException("margins could not be read", unread);
    }
  }

  /**
   * The same, for Scala.
   *
   * @param predictions what the booster predicts, a row for each example
   * @param data has the labels, and weights if it has any
   * @return in nats
   */
  @Override
  public float eval(float[][] predictions, ml.dmlc.xgboost4j.scala.DMatrix data) {
    return eval(predictions, data.jDMatrix());
  }
}
