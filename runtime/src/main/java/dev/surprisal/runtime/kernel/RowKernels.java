package dev.surprisal.runtime.kernel;

/**
 * The numeric primitives of generated losses, on a range of an array. Each is named for its
 * arithmetic and walks memory once.
 *
 * <p>Ranges are trusted: callers have checked them. Sums are carried in double. Where a primitive
 * writes, it writes the same range that it reads, and the written array may be the one that is
 * read. Special values: exp(&minus;&infin;) is 0, and an exponential below the least normal number
 * may be; a NaN anywhere in a range makes the sum over the range NaN. Beside that, all
 * implementations agree in what is finite, infinite and NaN, up to the largest values of the type,
 * for scales that are finite, 0 or more.
 *
 * <p>Bounds of the error of one written value, relative to the exact result for the same inputs:
 * double kernels 4 ulp of double, float kernels 4 ulp of float; the argument of exp may be rounded
 * to the array's type first, and a residual of a graded target is within the same ulp of 1. A sum
 * has the relative error of its terms, none of which is negative, and n &middot;
 * 2<sup>&minus;53</sup> for adding up n of them.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface RowKernels<A> extends LongRowKernels<A>, GradedRowKernels<A> {
  /**
   * The values of a block; the last one of a range may be shorter. They are worked on while they
   * lie in the first-level cache, and as many factors of 2 or less have a product that is a double.
   */
  int BLOCK = 512;

  /** No exponent: see {@link #commonExponent}. */
  int NO_EXPONENT = Integer.MIN_VALUE;

  /** The largest |z| that {@link #storeScaledExp} of any kernel is exact for. */
  double MOST_SCALED = 1 << 16;

  /**
   * The power of two that the exponentials of a range can all be divided by. Unlike the difference
   * from a maximum, which is rounded, a division by a power of two is exact; so rows that lie
   * together may share one, and need not be told apart.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @return an exponent with which the largest exp(z<sub>i</sub>) / 2<sup>exponent</sup> lies
   *     between &frac12; and 2, and none is too small to be a normal number, but those of
   *     &minus;&infin;; {@link #NO_EXPONENT} where there is none, or a value beyond what this
   *     kernel is exact for, 100 or more; NaN values are passed over
   */
  int commonExponent(A z, int start, int length);

  /**
   * Exponentiates and stores; what becomes of a value does not depend on its place in the range.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param exponent from {@link #commonExponent} of this range, or of one that this is part of
   * @param out written: exp(z<sub>i</sub>) / 2<sup>exponent</sup>
   */
  void storeScaledExp(A z, int start, int length, int exponent, A out);

  /**
   * Exponentiates and sums: the same bits as {@link #sum} over what {@link #storeScaledExp} writes.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param exponent from {@link #commonExponent} of this range, or of one that this is part of
   * @return &Sigma; exp(z<sub>i</sub>) / 2<sup>exponent</sup>
   */
  double sumScaledExp(A z, int start, int length, int exponent);

  /**
   * Exponentiates one value: the same bits as {@link #storeScaledExp} writes.
   *
   * @param z read
   * @param i the index
   * @param exponent from {@link #commonExponent} of a range that holds the value
   * @return exp(z<sub>i</sub>) / 2<sup>exponent</sup>
   */
  double scaledExp(A z, int i, int exponent);

  /**
   * The logarithm of a scaled sum: the same bits on whatever scale it was added up.
   *
   * @param total from {@link #sumScaledExp}, or {@link #sum} of what {@link #storeScaledExp} wrote
   * @param exponent the exponent of the scale
   * @return log(total &middot; 2<sup>exponent</sup>)
   */
  static double logOfScaled(double total, int exponent) {
    return ScalarLogs.logOfScaled(total, exponent);
  }

  /**
   * Turns unnormalised probabilities into variances of an indicator, in place. The largest of them
   * is 1, as {@link #storeExp} leaves it, so that 1 &minus; p can be had without cancellation, as
   * ((total &minus; 1) + (1 &minus; x)) / total.
   *
   * @param x read and written: scale &middot; p<sub>i</sub> (1 &minus; p<sub>i</sub>) with
   *     p<sub>i</sub> = x<sub>i</sub> / total
   * @param start the first index
   * @param length the number of values
   * @param total what makes x a distribution
   * @param scale multiplies the result
   */
  void indicatorVariance(A x, int start, int length, double total, double scale);

  /**
   * The surprisal of graded yes or no under logits.
   *
   * @param z read: logits
   * @param y read: targets in 0..1
   * @param start the first index
   * @param length the number of values
   * @return &Sigma; softplus(z<sub>i</sub>) &minus; y<sub>i</sub> z<sub>i</sub>, where a target of
   *     0 under a logit of &minus;&infin; counts 0; a logit of +&infin; gives NaN
   */
  default double softplusMinusProduct(A z, A y, int start, int length) {
    double sum = 0;
    int end = start + length;
    for (int from = start, to; from < end; from = to) {
      to = from + Math.min(BLOCK, end - from);
      sum += softplusMinusProductOfBlock(z, y, from, to - from);
    }
    return sum;
  }

  /**
   * As {@link #softplusMinusProduct}, of a range no longer than a block.
   *
   * @param z read: logits
   * @param y read: targets in 0..1
   * @param start the first index
   * @param length the number of values
   * @return &Sigma; softplus(z<sub>i</sub>) &minus; y<sub>i</sub> z<sub>i</sub>
   */
  double softplusMinusProductOfBlock(A z, A y, int start, int length);

  /**
   * The surprisal of graded yes or no under logits, and the residual.
   *
   * @param z read: logits
   * @param y read: targets in 0..1
   * @param start the first index
   * @param length the number of values
   * @param scale multiplies the residual
   * @param out written: scale &middot; (&sigma;(z<sub>i</sub>) &minus; y<sub>i</sub>)
   * @return as {@link #softplusMinusProduct}
   */
  default double sigmoidMinus(A z, A y, int start, int length, double scale, A out) {
    double sum = 0;
    int end = start + length;
    for (int from = start, to; from < end; from = to) {
      to = from + Math.min(BLOCK, end - from);
      sum += sigmoidMinusOfBlock(z, y, from, to - from, scale, out);
    }
    return sum;
  }

  /**
   * As {@link #sigmoidMinus}, of a range no longer than a block.
   *
   * @param z read: logits
   * @param y read: targets in 0..1
   * @param start the first index
   * @param length the number of values
   * @param scale multiplies the residual
   * @param out written: scale &middot; (&sigma;(z<sub>i</sub>) &minus; y<sub>i</sub>)
   * @return as {@link #softplusMinusProduct}
   */
  double sigmoidMinusOfBlock(A z, A y, int start, int length, double scale, A out);

  /**
   * The logistic function.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param out written: &sigma;(z<sub>i</sub>) = 1 / (1 + exp(&minus;z<sub>i</sub>))
   */
  void sigmoid(A z, int start, int length, A out);

  /**
   * The derivative of the logistic function.
   *
   * @param z read
   * @param start the first index
   * @param length the number of values
   * @param scale multiplies the result
   * @param out written: scale &middot; &sigma;(z<sub>i</sub>) (1 &minus; &sigma;(z<sub>i</sub>))
   */
  void sigmoidSlope(A z, int start, int length, double scale, A out);

  /**
   * Half the squared distance, differences and squares taken in double.
   *
   * @param z read
   * @param y read
   * @param start the first index
   * @param length the number of values
   * @return &Sigma; (z<sub>i</sub> &minus; y<sub>i</sub>)&sup2; / 2
   */
  double halfSquaredDistance(A z, A y, int start, int length);

  /**
   * The difference, taken in double, and half the squared distance.
   *
   * @param z read
   * @param y read
   * @param start the first index
   * @param length the number of values
   * @param scale multiplies the difference
   * @param out written: scale &middot; (z<sub>i</sub> &minus; y<sub>i</sub>)
   * @return as {@link #halfSquaredDistance}
   */
  double difference(A z, A y, int start, int length, double scale, A out);

  /**
   * Half the squared distance, each square with a weight of its own, in double.
   *
   * @param z read
   * @param y read
   * @param start the first index
   * @param length the number of values
   * @param weights read: 0 or more, from index 0 on; with 0, a value counts nothing whatever it is
   * @return &Sigma; weights<sub>i</sub> (z<sub>i</sub> &minus; y<sub>i</sub>)&sup2; / 2
   */
  double weightedHalfSquaredDistance(A z, A y, int start, int length, double[] weights);

  /**
   * The weighted difference, in double, and half the squared distance.
   *
   * @param z read
   * @param y read
   * @param start the first index
   * @param length the number of values
   * @param weights read: 0 or more, from index 0 on; with 0, a value counts nothing whatever it is
   * @param scale multiplies the difference
   * @param out written: scale &middot; weights<sub>i</sub> (z<sub>i</sub> &minus; y<sub>i</sub>)
   * @return as {@link #weightedHalfSquaredDistance}
   */
  double weightedDifference(A z, A y, int start, int length, double[] weights, double scale, A out);

  /**
   * The sum.
   *
   * @param x read
   * @param start the first index
   * @param length the number of values
   * @return &Sigma; x<sub>i</sub>
   */
  double sum(A x, int start, int length);

  /**
   * Finds a value that is not in a range.
   *
   * @param x read
   * @param start the first index
   * @param length the number of values
   * @param low the lowest allowed value, one of the array's type
   * @param high the highest allowed value, one of the array's type
   * @return the index of the first value outside low..high (NaN is outside), start + length if all
   *     are inside
   */
  int firstOutside(A x, int start, int length, double low, double high);
}
