package dev.surprisal.samples.explorer;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * What a loss is along one of its outputs, the others staying where they are.
 *
 * @param losses the loss itself
 * @param gradients its slope
 * @param curvatures the slope of that
 */
record Slice(Curve losses, Curve gradients, Curve curvatures) {
  private static final double EDGE = 4;
  private static final int POINTS = 161;

  /**
   * The slice through outputs.
   *
   * @param targets so many examples with the same target
   * @param output the one that varies
   */
  static <T> Slice of(
      ArrayLossFunction<double[], T> loss, double[] outputs, IntFunction<T> targets, int output) {
    double[] rows = Example.repeated(outputs, POINTS);
    double[] points = Curve.points(EDGE, POINTS);
    for (int i = 0; i < POINTS; i++) {
      rows[i * outputs.length + output] = points[i];
    }
    double[] losses = new double[POINTS];
    double[] gradients = new double[rows.length];
    double[] curvatures = new double[rows.length];
    loss.perExample(rows, targets.apply(POINTS), losses);
    loss.forwardBackward(rows, targets.apply(POINTS), gradients, curvatures, 1);
    return new Slice(
        curve(losses, 1, 0),
        curve(gradients, outputs.length, output),
        curve(curvatures, outputs.length, output));
  }

  private static Curve curve(double[] values, int step, int from) {
    double[] heights = new double[POINTS];
    Arrays.setAll(heights, i -> values[from + i * step]);
    return new Curve(-EDGE, EDGE, heights);
  }
}
