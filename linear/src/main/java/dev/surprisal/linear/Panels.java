package dev.surprisal.linear;

import java.util.Arrays;

/**
 * Matrices in the order in which a product reads them: panels of some columns, in each of them row
 * after row. Behind the last column are zeros.
 */
final class Panels {
  private Panels() {}

  /** The room of a matrix. */
  static int size(int width, int rows, int columns) {
    return Math.multiplyExact((columns - 1) / width + 1, Math.multiplyExact(width, rows));
  }

  /** Packs some columns of a row of a matrix as one row of all its panels. */
  static void packRow(
      int width, float[] matrix, int start, int columns, int row, int rows, float[] panels) {
    for (int column = 0; column < columns; column += width) {
      int length = Math.min(width, columns - column);
      int to = column * rows + row * width;
      System.arraycopy(matrix, start + column, panels, to, length);
      if (length < width) {
        Arrays.fill(panels, to + length, to + width, 0);
      }
    }
  }

  /** Packs the transposed matrix, whose columns are rows here. */
  static void packTransposed(int width, float[] matrix, int columns, int rows, float[] panels) {
    for (int column = 0; column < columns; column += width) {
      int length = Math.min(width, columns - column);
      for (int j = 0; j < length; j++) {
        int from = (column + j) * rows;
        for (int row = 0, to = column * rows + j; row < rows; row++, to += width) {
          panels[to] = matrix[from + row];
        }
      }
      for (int row = 0, to = column * rows; row < rows; row++, to += width) {
        Arrays.fill(panels, to + length, to + width, 0);
      }
    }
  }
}
