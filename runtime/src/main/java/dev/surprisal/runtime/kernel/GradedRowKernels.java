package dev.surprisal.runtime.kernel;

/**
 * What rows need in which every class has a target of its own: how far logits lie below one of
 * them, and residuals. Ranges and bounds are those of {@link RowKernels}; a residual is within 4
 * ulp of the larger of its two terms.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface GradedRowKernels<A> {
  /**
   * How far values are below a number.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param from the number
   * @return &Sigma; (from &minus; z<sub>i</sub>), differences taken in double
   */
  double sumBelow(A z, int start, int length, double from);

  /**
   * The same, each value with a weight.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param from the number
   * @param weights read: from index 0 on
   * @return &Sigma; weights<sub>i</sub> (from &minus; z<sub>i</sub>), differences taken in double
   */
  double sumBelow(A z, int start, int length, double from, double[] weights);

  /**
   * The same, with weights that lie as the values do.
   *
   * @param z read
   * @param weights read: the same range; with 0, a value counts nothing whatever it is
   * @param start the first index
   * @param length the number of values
   * @param from the number
   * @return &Sigma; weights<sub>i</sub> (from &minus; z<sub>i</sub>), differences taken in double
   */
  double sumBelow(A z, A weights, int start, int length, double from);

  /**
   * Multiplies, and subtracts a number.
   *
   * @param x read and written, 2 or less: factor &middot; x<sub>i</sub> &minus; y
   * @param start the first index
   * @param length the number of values
   * @param factor what multiplies
   * @param y what is subtracted
   */
  void scaleMinus(A x, int start, int length, double factor, double y);

  /**
   * Multiplies, and subtracts numbers that are multiplied too, in double.
   *
   * @param x read and written, 2 or less: factor &middot; x<sub>i</sub> &minus; times &middot;
   *     y<sub>i</sub>
   * @param start the first index
   * @param length the number of values
   * @param factor what multiplies
   * @param y read: from index 0 on
   * @param times what multiplies y
   */
  void scaleMinus(A x, int start, int length, double factor, double[] y, double times);

  /**
   * The same, with numbers that lie as the values do.
   *
   * @param x read and written, 2 or less: factor &middot; x<sub>i</sub> &minus; times &middot;
   *     y<sub>i</sub>
   * @param y read: the same range, 0..1
   * @param start the first index
   * @param length the number of values
   * @param factor what multiplies
   * @param times what multiplies y
   */
  void scaleMinus(A x, A y, int start, int length, double factor, double times);
}
