package dev.surprisal.runtime;

import dev.surprisal.runtime.kernel.RowKernels;
import java.lang.reflect.Array;

/** What checks of targets ask of the rows that these are in. */
final class TargetRows {
  /** The weights of rows that all count. */
  static final double[] NO_WEIGHTS = {};

  private TargetRows() {}

  /** Checks that all targets of rows that count are in a range, both ends included. */
  static <A> void within(
      RowKernels<A> kernels,
      String name,
      A targets,
      int size,
      int positions,
      double[] weights,
      double low,
      double high,
      String range) {
    int end = Array.getLength(targets);
    int bad = kernels.firstOutside(targets, 0, end, low, high);
    while (bad < end) {
      int row = row(bad, size, positions);
      if (counts(row, weights)) {
        throw bad(name, bad, row, Array.get(targets, bad), range);
      }
      bad = kernels.firstOutside(targets, bad + 1, end - bad - 1, low, high);
    }
  }

  /** The row of a target. */
  static int row(int index, int size, int positions) {
    return index / size / positions * positions + index % positions;
  }

  /** Whether a row has a weight that is not 0. */
  static boolean counts(int row, double[] weights) {
    return weights.length == 0 || weights[row] != 0;
  }

  /** The refusal of a target. */
  static IllegalArgumentException bad(String name, int index, int row, Object value, String range) {
    return new IllegalArgumentException(
        name + "[" + index + "] = " + value + ", in row " + row + ": " + range);
  }
}
