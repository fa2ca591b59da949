package dev.surprisal.samples.common;

/**
 * Brings columns to mean 0 and deviation 1, as they are among the examples that are learned from.
 *
 * @param means of the columns
 * @param deviations of the columns
 */
public record Standard(double[] means, double[] deviations) {
  /** The means and deviations of some rows. */
  public static Standard of(float[] values, int width, int[] rows) {
    double[] means = new double[width];
    double[] deviations = new double[width];
    for (int column = 0; column < width; column++) {
      double sum = 0;
      for (int row : rows) {
        sum += values[row * width + column];
      }
      means[column] = sum / rows.length;
      double squares = 0;
      for (int row : rows) {
        double distance = values[row * width + column] - means[column];
        squares += distance * distance;
      }
      deviations[column] = Math.sqrt(squares / rows.length);
    }
    return new Standard(means, deviations);
  }

  /** All rows, in units of the deviation from the mean. */
  public float[] apply(float[] values) {
    int width = means.length;
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) ((values[i] - means[i % width]) / deviations[i % width]);
    }
    return result;
  }
}
