package dev.surprisal.runtime.kernel;

/**
 * The primitives of a softmax over one row, which may be long enough to be shared by several
 * threads: sums over a long range are the sums over its segments, in their order.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface LongRowKernels<A> {
  /** The values of a segment; the last one of a range may be shorter. */
  int SEGMENT = 1 << 14;

  /**
   * The largest value.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @return max z<sub>i</sub>, &minus;&infin; of nothing; NaN values are passed over, since the
   *     exponentials that follow bring them out
   */
  double max(A z, int start, int length);

  /**
   * Subtracts, exponentiates, sums.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param shift at least the largest z, so that no term exceeds 1
   * @return &Sigma; exp(z<sub>i</sub> &minus; shift)
   */
  default double sumExp(A z, int start, int length, double shift) {
    double sum = 0;
    int end = start + length;
    for (int from = start, to; from < end; from = to) {
      to = from + Math.min(SEGMENT, end - from);
      sum += sumExpOfSegment(z, from, to - from, shift);
    }
    return sum;
  }

  /**
   * As {@link #sumExp}, of a range no longer than a segment.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param shift at least the largest z
   * @return &Sigma; exp(z<sub>i</sub> &minus; shift)
   */
  double sumExpOfSegment(A z, int start, int length, double shift);

  /**
   * Subtracts, exponentiates, stores, sums.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param shift at least the largest z, so that no term exceeds 1
   * @param out written: exp(z<sub>i</sub> &minus; shift)
   * @return &Sigma; exp(z<sub>i</sub> &minus; shift)
   */
  default double storeExp(A z, int start, int length, double shift, A out) {
    double sum = 0;
    int end = start + length;
    for (int from = start, to; from < end; from = to) {
      to = from + Math.min(SEGMENT, end - from);
      sum += storeExpOfSegment(z, from, to - from, shift, out);
    }
    return sum;
  }

  /**
   * As {@link #storeExp}, of a range no longer than a segment.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param shift at least the largest z
   * @param out written: exp(z<sub>i</sub> &minus; shift)
   * @return &Sigma; exp(z<sub>i</sub> &minus; shift)
   */
  double storeExpOfSegment(A z, int start, int length, double shift, A out);

  /**
   * Multiplies in place.
   *
   * @param x read and written: factor &middot; x<sub>i</sub>
   * @param start the first index
   * @param length the number of values
   * @param factor the factor
   */
  void scale(A x, int start, int length, double factor);
}
