package dev.surprisal.samples.common;

/** Some rows of an array that holds row after row. */
public final class Rows {
  private Rows() {}

  /** The rows of these numbers, in their order. */
  public static float[] of(float[] values, int width, int[] rows) {
    float[] selected = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, selected, i * width, width);
    }
    return selected;
  }

  /** The values of these numbers, in their order. */
  public static float[] of(float[] values, int[] rows) {
    return of(values, 1, rows);
  }

  /** The values of these numbers, in their order. */
  public static int[] of(int[] values, int[] rows) {
    int[] selected = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      selected[i] = values[rows[i]];
    }
    return selected;
  }

  /** The place of the largest value in a row; of equal ones the first. */
  public static int largest(float[] values, int width, int row) {
    int best = 0;
    for (int k = 1; k < width; k++) {
      if (values[row * width + k] > values[row * width + best]) {
        best = k;
      }
    }
    return best;
  }
}
