package dev.surprisal.spark;

import breeze.linalg.DenseVector;
import breeze.optimize.CachedDiffFunction;
import breeze.optimize.DiffFunction;
import breeze.optimize.FirstOrderMinimizer;
import breeze.optimize.LBFGS;
import java.util.stream.DoubleStream;
import scala.Tuple2;
import scala.reflect.ClassTag;

/**
 * L-BFGS, as Spark's own learners use it: that of Breeze, which comes with Spark.
 *
 * @param corrections how many steps, with the changes of the gradient, are remembered
 * @param maxIterations the most iterations
 * @param tolerance it has converged when the objective falls, in ten iterations, by less than this
 *     part of what it was at the start, or when the norm of the gradient is less than this part of
 *     the objective (or 1e-8)
 */
public record Lbfgs(int corrections, int maxIterations, double tolerance) {
  /** Spark's defaults: 10 corrections, 100 iterations, a tolerance of 1e-6. */
  public static final Lbfgs DEFAULT = new Lbfgs(10, 100, 1e-6);

  private static final ClassTag<Object> DOUBLE = ClassTag.Double();

  /**
   * Minimises a loss: a little more than one pass over the data for each iteration.
   *
   * @param loss what is minimised; an {@link IllegalArgumentException} if it is not finite at the
   *     start
   * @param start the parameters to start from; not written
   * @return the minimum
   */
  public Minimum minimize(DistributedLoss<?> loss, double[] start) {
    DiffFunction<DenseVector<Object>> objective =
        point -> {
          Evaluation evaluation = loss.at((double[]) point.toArray(DOUBLE));
          return new Tuple2<>(evaluation.objective(), new DenseVector<>(evaluation.gradients()));
        };
    var states =
        new LBFGS<>(maxIterations, corrections, tolerance, DenseVector.space_Double())
            .iterations(
                new CachedDiffFunction<>(objective, DenseVector.canCopyDenseVector(DOUBLE)),
                new DenseVector<>(start.clone()));
    DoubleStream.Builder objectives = DoubleStream.builder();
    while (true) {
      var state = states.next();
      if (state.iter() == 0 && !Double.isFinite(state.value())) {
        throw new IllegalArgumentException("start: the objective there is " + state.value());
      }
      objectives.add(state.value());
      if (!states.hasNext()) {
        return new Minimum(
            (double[]) state.x().toArray(DOUBLE),
            objectives.build().toArray(),
            isConverged(state.convergenceReason().get()));
      }
    }
  }

  private static boolean isConverged(FirstOrderMinimizer.ConvergenceReason reason) {
    return reason != FirstOrderMinimizer.MaxIterations$.MODULE$
        && reason != FirstOrderMinimizer.SearchFailed$.MODULE$;
  }
}
