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
