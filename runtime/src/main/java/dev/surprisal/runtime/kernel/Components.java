package dev.surprisal.runtime.kernel;

/**
 * Values that several components describe together. A block has room for a number of each component
 * of each value, those of one component side by side: of component k of value i at k &middot;
 * stride + i, as {@link SoftmaxRowKernels} have classes of rows. What lies beyond the values that
 * count may be overwritten.
 */
public final class Components {
  private Components() {}

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

  /**
   * The logarithm of the sum of the exponentials of all components of a value.
   *
   * @param x read: a number for each component; &minus;&infin; counts nothing
   * @param components the components of a value
   * @param stride the values that the block has room for
   * @param out written: log &Sigma;<sub>k</sub> exp x<sub>k,i</sub>, a number for each value; NaN
   *     of +&infin;, or of &minus;&infin; alone
   */
  public static void logSumExp(double[] x, int components, int stride, double[] out) {
    Blocks blocks = Blocks.take();
    double[] max = blocks.doubles(0, stride);
    double[] exp = blocks.doubles(1, components * stride);
    Kernels.DOUBLE_BLOCKS.expOfRows(x, components, stride, max, exp, out);
    logarithm(max, stride, out);
    blocks.giveBack();
  }

  /**
   * What the exponential of each component is of those of all.
   *
   * @param x read: a number for each component; &minus;&infin; has the share 0
   * @param components the components of a value
   * @param stride the values that the block has room for
   * @param out written, not x: exp x<sub>k,i</sub> / &Sigma;<sub>j</sub> exp x<sub>j,i</sub>; all
   *     of a value NaN where {@link #logSumExp} is
   */
  public static void share(double[] x, int components, int stride, double[] out) {
    Blocks blocks = Blocks.take();
    double[] max = blocks.doubles(0, stride);
    double[] total = blocks.doubles(1, stride);
    Kernels.DOUBLE_BLOCKS.expOfRows(x, components, stride, max, out, total);
    divide(out, components, stride, total);
    blocks.giveBack();
  }

  /**
   * Both {@link #share} and {@link #logSumExp}, of the same exponentials.
   *
   * @param x read: a number for each component
   * @param components the components of a value
   * @param stride the values that the block has room for
   * @param shares written, not x: the shares of all components
   * @param logSumExp written: the logarithm of the sum, a number for each value
   */
  public static void share(
      double[] x, int components, int stride, double[] shares, double[] logSumExp) {
    Blocks blocks = Blocks.take();
    double[] max = blocks.doubles(0, stride);
    double[] total = blocks.doubles(1, stride);
    Kernels.DOUBLE_BLOCKS.expOfRows(x, components, stride, max, shares, total);
    System.arraycopy(total, 0, logSumExp, 0, stride);
    logarithm(max, stride, logSumExp);
    divide(shares, components, stride, total);
    blocks.giveBack();
  }

  private static void logarithm(double[] max, int stride, double[] total) {
    Kernels.FUNCTIONS.log(total, stride, total);
    for (int i = 0; i < stride; i++) {
      total[i] += max[i];
    }
  }

  private static void divide(double[] exp, int components, int stride, double[] total) {
    for (int i = 0; i < stride; i++) {
      total[i] = 1 / total[i];
    }
    Kernels.DOUBLE_BLOCKS.multiplyRows(exp, total, components, stride, exp);
  }

  /**
   * What all other components have, without cancellation: 1 less a share that is nearly 1 would
   * leave no digit.
   *
   * @param shares read: of each component
   * @param components the components of a value
   * @param stride the values that the block has room for
   * @param out written, not the shares: &Sigma;<sub>j &ne; k</sub> shares<sub>j,i</sub>
   */
  public static void others(double[] shares, int components, int stride, double[] out) {
    Kernels.DOUBLE_BLOCKS.sumOfOthers(shares, components, stride, out);
  }
}
