package dev.surprisal.runtime.kernel;

/**
 * Between arrays and blocks of {@link Components}: of rows that hold the first number of all
 * components of their values, component after component, then the second.
 */
public final class ComponentTransfers {
  private ComponentTransfers() {}

  /**
   * Reads one of several numbers of each component, of rows that hold the first number of all
   * components of their values, component after component, then the second.
   *
   * @param x read
   * @param part which number, 0 for the first
   * @param parts the numbers of a component
   * @param components the components of a value
   * @param size the values of a row
   * @param start the first value, of all rows
   * @param length the number of values
   * @param stride the values that the block has room for
   * @param out written
   */
  public static void read(
      float[] x,
      int part,
      int parts,
      int components,
      int size,
      int start,
      int length,
      int stride,
      double[] out) {
    if (stride == 1) {
      Kernels.DOUBLE_BLOCKS.read(x, (start * parts + part) * components, components, out);
      return;
    }
    if (size == 1) {
      int step = parts * components;
      for (int k = 0; k < components; k++) {
        int first = start * step + part * components + k;
        for (int i = 0, block = k * stride; i < length; i++) {
          out[block + i] = x[first + i * step];
        }
      }
      return;
    }
    for (int i = 0, end; i < length; i = end) {
      end = ScalarDoubleBlocks.endOfRow(size, start, i, length);
      int first = place(part, parts, components, size, start + i);
      for (int k = 0; k < components; k++) {
        int shift = first + k * size - i;
        int block = k * stride;
        for (int j = i; j < end; j++) {
          out[block + j] = x[shift + j];
        }
      }
    }
  }

  /**
   * Reads one of several numbers of each component, of rows that hold the first number of all
   * components of their values, component after component, then the second.
   *
   * @param x read
   * @param part which number, 0 for the first
   * @param parts the numbers of a component
   * @param components the components of a value
   * @param size the values of a row
   * @param start the first value, of all rows
   * @param length the number of values
   * @param stride the values that the block has room for
   * @param out written
   */
  public static void read(
      double[] x,
      int part,
      int parts,
      int components,
      int size,
      int start,
      int length,
      int stride,
      double[] out) {
    if (stride == 1) {
      Kernels.DOUBLE_BLOCKS.read(x, (start * parts + part) * components, components, out);
      return;
    }
    if (size == 1) {
      int step = parts * components;
      for (int k = 0; k < components; k++) {
        int first = start * step + part * components + k;
        for (int i = 0, block = k * stride; i < length; i++) {
          out[block + i] = x[first + i * step];
        }
      }
      return;
    }
    for (int i = 0, end; i < length; i = end) {
      end = ScalarDoubleBlocks.endOfRow(size, start, i, length);
      int first = place(part, parts, components, size, start + i);
      for (int k = 0; k < components; k++) {
        System.arraycopy(x, first + k * size, out, k * stride + i, end - i);
      }
    }
  }

  /**
   * Multiplies and writes one of several numbers of each component, where {@code read} would read
   * it.
   *
   * @param x read
   * @param stride the values that the block has room for
   * @param length the number of values
   * @param scale multiplies them
   * @param out written
   * @param part which number, 0 for the first
   * @param parts the numbers of a component
   * @param components the components of a value
   * @param size the values of a row
   * @param start the first value, of all rows
   */
  public static void write(
      double[] x,
      int stride,
      int length,
      double scale,
      float[] out,
      int part,
      int parts,
      int components,
      int size,
      int start) {
    if (stride == 1) {
      Kernels.DOUBLE_BLOCKS.write(x, components, scale, out, (start * parts + part) * components);
      return;
    }
    if (size == 1) {
      int step = parts * components;
      for (int k = 0; k < components; k++) {
        int first = start * step + part * components + k;
        for (int i = 0, block = k * stride; i < length; i++) {
          out[first + i * step] = (float) (scale * x[block + i]);
        }
      }
      return;
    }
    for (int i = 0, end; i < length; i = end) {
      end = ScalarDoubleBlocks.endOfRow(size, start, i, length);
      int first = place(part, parts, components, size, start + i);
      for (int k = 0; k < components; k++) {
        int shift = first + k * size - i;
        int block = k * stride;
        for (int j = i; j < end; j++) {
          out[shift + j] = (float) (scale * x[block + j]);
        }
      }
    }
  }

  /**
   * Multiplies and writes one of several numbers of each component, where {@code read} would read
   * it.
   *
   * @param x read
   * @param stride the values that the block has room for
   * @param length the number of values
   * @param scale multiplies them
   * @param out written
   * @param part which number, 0 for the first
   * @param parts the numbers of a component
   * @param components the components of a value
   * @param size the values of a row
   * @param start the first value, of all rows
   */
  public static void write(
      double[] x,
      int stride,
      int length,
      double scale,
      double[] out,
      int part,
      int parts,
      int components,
      int size,
      int start) {
    if (stride == 1) {
      Kernels.DOUBLE_BLOCKS.write(x, components, scale, out, (start * parts + part) * components);
      return;
    }
    if (size == 1) {
      int step = parts * components;
      for (int k = 0; k < components; k++) {
        int first = start * step + part * components + k;
        for (int i = 0, block = k * stride; i < length; i++) {
          out[first + i * step] = scale * x[block + i];
        }
      }
      return;
    }
    for (int i = 0, end; i < length; i = end) {
      end = ScalarDoubleBlocks.endOfRow(size, start, i, length);
      int first = place(part, parts, components, size, start + i);
      for (int k = 0; k < components; k++) {
        int shift = first + k * size - i;
        int block = k * stride;
        for (int j = i; j < end; j++) {
          out[shift + j] = scale * x[block + j];
        }
      }
    }
  }

  /** Where a number of the first component of a value lies. */
  private static int place(int part, int parts, int components, int size, int value) {
    int row = value / size;
    return (row * parts + part) * components * size + value - row * size;
  }
}
