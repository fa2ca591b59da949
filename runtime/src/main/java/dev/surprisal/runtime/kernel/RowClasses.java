package dev.surprisal.runtime.kernel;

import java.util.Arrays;

/**
 * The classes that rows have as their targets, of rows as {@link SoftmaxRowKernels} have them in
 * blocks: output k of row i at k &middot; stride + i. A class that a row does not have stands for
 * none of its outputs, since rows that count for nothing may hold any.
 */
public final class RowClasses {
  private RowClasses() {}

  /**
   * What stands at the class of each row.
   *
   * @param x read: rows
   * @param classes read: the class of each row
   * @param start the first row of the block, of all
   * @param size the outputs of a row
   * @param length the number of rows
   * @param stride the rows that the block has room for
   * @param out written, not x: x<sub>k,i</sub> of the class k of row i, a number for each row; 0 of
   *     a class that the row does not have
   */
  public static void at(
      double[] x, int[] classes, int start, int size, int length, int stride, double[] out) {
    for (int i = 0; i < length; i++) {
      int k = classes[start + i];
      out[i] = 0 <= k && k < size ? x[k * stride + i] : 0;
    }
  }

  /**
   * Which outputs are those of the class of their row.
   *
   * @param classes read: the class of each row
   * @param start the first row of the block, of all
   * @param size the outputs of a row
   * @param length the number of rows
   * @param stride the rows that the block has room for
   * @param out written: 1 for output k of a row of class k, else 0
   */
  public static void oneHot(
      int[] classes, int start, int size, int length, int stride, double[] out) {
    Arrays.fill(out, 0, size * stride, 0);
    for (int i = 0; i < length; i++) {
      int k = classes[start + i];
      if (0 <= k && k < size) {
        out[k * stride + i] = 1;
      }
    }
  }

  /**
   * Makes 0 of the weights of rows whose class says that they count for nothing.
   *
   * @param classes read: the class of each row
   * @param ignored the class that says so
   * @param start the first row of the block, of all
   * @param length the number of rows
   * @param out read and written: a weight for each row
   */
  public static void zeroIgnored(int[] classes, int ignored, int start, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      if (classes[start + i] == ignored) {
        out[i] = 0;
      }
    }
  }
}
