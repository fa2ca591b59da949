package dev.surprisal.samples.explorer;

import java.util.Arrays;

/**
 * A curve over evenly spaced points.
 *
 * @param from the first point
 * @param to the last point
 * @param heights one for each point
 */
record Curve(double from, double to, double[] heights) {
  private static final double EDGE = 8;
  private static final int POINTS = 321;

  /** What gives the heights of all points at once, as a batch. */
  interface Heights {
    void of(double[] points, double[] heights);
  }

  static Curve of(Heights function) {
    double[] points = points(EDGE, POINTS);
    double[] heights = new double[POINTS];
    function.of(points, heights);
    return new Curve(-EDGE, EDGE, heights);
  }

  /** So many points, evenly spaced from -edge to edge. */
  static double[] points(double edge, int count) {
    double[] points = new double[count];
    Arrays.setAll(points, i -> edge * (2.0 * i / (count - 1) - 1));
    return points;
  }

  Curve expOfMinus() {
    return new Curve(from, to, Arrays.stream(heights).map(height -> Math.exp(-height)).toArray());
  }
}
