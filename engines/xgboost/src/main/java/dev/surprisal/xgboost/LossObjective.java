package dev.surprisal.xgboost;

import dev.surprisal.runtime.NewtonLoss;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.scala.ObjectiveTrait;
import scala.collection.immutable.List;
import scala.collection.immutable.List$;

/**
 * A generated loss as the objective of XGBoost's training, in Java, Scala and Spark.
 *
 * <p>Labels and weights are those of the matrix that is trained on. What else XGBoost has to be
 * told is in {@link LossParameters}.
 *
 * <p>Stateless: one objective may serve several trainings at a time.
 *
 * @param <T> the targets of the loss
 */
public final class LossObjective<T> implements ObjectiveTrait {
  private static final long serialVersionUID = 1;

  private final NewtonLoss<float[], T> loss;

  /**
   * Takes any loss of a head with the default layout, whatever its reduction: XGBoost gets sums.
   *
   * @param loss the loss; that of a head with {@code layout = CLASSES_FIRST} gives an {@link
   *     IllegalArgumentException}
   */
  public LossObjective(NewtonLoss<float[], T> loss) {
    Examples.requireRows(loss);
    // Margins may look like probabilities: those of two classes begin with 0.5 + a and 0.5 - a.
    this.loss = loss.withoutOutputChecks();
  }

  /**
   * Gradients, and bounds of the curvature, of the sum of the losses.
   *
   * @param margins the raw outputs, a row for each example
   * @param train has the labels, and weights if it has any; labels or weights that the loss does
   *     not take, and margins of another width than its outputs, give an {@link
   *     IllegalArgumentException}
   * @return gradients and bounds, each row after row
   */
  @Override
  public java.util.List<float[]> getGradient(float[][] margins, DMatrix train) {
    float[] gradients = Examples.outputs(loss.description(), margins);
    float[] bounds = new float[gradients.length];
    loss.gradientsAndBounds(gradients, Examples.targets(loss, train), gradients, bounds, 1);
    return java.util.List.of(gradients, bounds);
  }

  /**
   * The same, for Scala.
   *
   * @param margins the raw outputs, a row for each example
   * @param train has the labels, and weights if it has any
   * @return gradients and bounds, each row after row
   */
  @Override
  public List<float[]> getGradient(float[][] margins, ml.dmlc.xgboost4j.scala.DMatrix train) {
    java.util.List<float[]> both = getGradient(margins, train.jDMatrix());
    return List$.MODULE$.<float[]>empty().$colon$colon(both.get(1)).$colon$colon(both.get(0));
  }
}
