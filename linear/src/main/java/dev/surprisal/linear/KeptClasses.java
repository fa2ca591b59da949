package dev.surprisal.linear;

import dev.surprisal.runtime.Workers;

/**
 * The classes that matter to one row of a tile at least. Of a trained model they are few: most
 * classes have next to no probability in any row.
 */
final class KeptClasses {
  /** The classes of a part. */
  private static final int PART = 4096;

  private final float[] furthest;
  private final int[] classes;

  /** Of a number of classes. */
  KeptClasses(int size) {
    furthest = new float[size];
    classes = new int[size];
  }

  /**
   * Looks for them, and moves their gradients to the left, in each row.
   *
   * @param dz read and written: the gradients by the logits
   * @param rows the number of rows
   * @param negligible a class is kept if a gradient is further from 0, or is no number
   * @param workers who does the work
   * @return the number of classes that are kept
   */
  int keep(float[] dz, int rows, float negligible, Workers workers) {
    int size = furthest.length;
    Part.forEach((size - 1) / PART + 1, workers, part -> measure(dz, rows, part * PART));
    int count = 0;
    for (int k = 0; k < size; k++) {
      if (!(furthest[k] <= negligible)) {
        classes[count++] = k;
      }
    }
    int kept = count;
    if (kept < size) {
      Part.forEach(rows, workers, row -> moveLeft(dz, row * size, kept));
    }
    return count;
  }

  private void measure(float[] dz, int rows, int first) {
    int size = furthest.length;
    int end = Math.min(size, first + PART);
    for (int k = first; k < end; k++) {
      furthest[k] = Math.abs(dz[k]);
    }
    for (int row = 1; row < rows; row++) {
      int start = row * size;
      for (int k = first; k < end; k++) {
        furthest[k] = Math.max(furthest[k], Math.abs(dz[start + k]));
      }
    }
  }

  private void moveLeft(float[] dz, int start, int count) {
    for (int i = 0; i < count; i++) {
      dz[start + i] = dz[start + classes[i]];
    }
  }

  /** Those that were kept, in their order; then any numbers. */
  int[] classes() {
    return classes;
  }
}
