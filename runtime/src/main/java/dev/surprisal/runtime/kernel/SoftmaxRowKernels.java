package dev.surprisal.runtime.kernel;

/**
 * The numeric primitives of blocks that hold rows whose outputs a softmax ties together. What
 * {@link BlockKernels} says of blocks holds for these.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface SoftmaxRowKernels<A> {
  /**
   * Reads rows, so that what belongs to one class lies side by side: class k of row r at k &middot;
   * stride + r.
   *
   * @param x read
   * @param start the index of the first class of the first row
   * @param rowStep how far a row is from the next
   * @param classStep how far a class is from the next
   * @param size the classes of a row
   * @param rows the number of rows
   * @param stride the rows that the block has room for
   * @param out written
   */
  void readRows(
      float[] x, int start, int rowStep, int classStep, int size, int rows, int stride, A out);

  /**
   * Multiplies and writes rows where {@code readRows} would read them.
   *
   * @param x read
   * @param size the classes of a row
   * @param rows the number of rows
   * @param stride the rows that the block has room for
   * @param scale multiplies
   * @param out written
   * @param start the index of the first class of the first row
   * @param rowStep how far a row is from the next
   * @param classStep how far a class is from the next
   */
  void writeRows(
      A x,
      int size,
      int rows,
      int stride,
      double scale,
      float[] out,
      int start,
      int rowStep,
      int classStep);

  /**
   * Reads rows, so that what belongs to one class lies side by side: class k of row r at k &middot;
   * stride + r.
   *
   * @param x read
   * @param start the index of the first class of the first row
   * @param rowStep how far a row is from the next
   * @param classStep how far a class is from the next
   * @param size the classes of a row
   * @param rows the number of rows
   * @param stride the rows that the block has room for
   * @param out written
   */
  void readRows(
      double[] x, int start, int rowStep, int classStep, int size, int rows, int stride, A out);

  /**
   * Multiplies and writes rows where {@code readRows} would read them.
   *
   * @param x read
   * @param size the classes of a row
   * @param rows the number of rows
   * @param stride the rows that the block has room for
   * @param scale multiplies
   * @param out written
   * @param start the index of the first class of the first row
   * @param rowStep how far a row is from the next
   * @param classStep how far a class is from the next
   */
  void writeRows(
      A x,
      int size,
      int rows,
      int stride,
      double scale,
      double[] out,
      int start,
      int rowStep,
      int classStep);

  /**
   * The sum of each row.
   *
   * @param x read: rows, as {@code readRows} writes them
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param out written: a number for each row
   */
  void sumOfRows(A x, int size, int stride, double[] out);

  /**
   * The sum of all others of its row, for each value: what a sum less a value that is nearly all of
   * it would leave no digit of.
   *
   * @param x read: rows, as {@code readRows} writes them; 0 or more
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param out written, not x: &Sigma;<sub>j &ne; k</sub> x<sub>j,r</sub>
   */
  void sumOfOthers(A x, int size, int stride, A out);

  /**
   * Exponentials of how far values are below the largest of their row, which cannot overflow.
   *
   * @param x read: rows, as {@code readRows} writes them
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param max written: the largest value of each row; NaN, or any, for one with a NaN
   * @param exp written, not x: exp(x<sub>k,r</sub> &minus; max<sub>r</sub>)
   * @param total written: &Sigma;<sub>k</sub> exp<sub>k,r</sub>
   */
  void expOfRows(A x, int size, int stride, A max, A exp, double[] total);

  /**
   * How far the capped logits cap &middot; tanh(x<sub>i</sub> / cap) of each row lie below the
   * largest of them, in double before it is rounded. Infinite logits are not capped.
   *
   * @param x read: rows, as {@code readRows} writes them
   * @param cap the cap
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param max written: the largest logit of each row; NaN is passed over
   * @param largest written: the same, capped, within 1e-11 caps
   * @param below written: capped logits less that number
   */
  void capBelowLargest(A x, double cap, int size, int stride, A max, double[] largest, A below);

  /**
   * The same, and the slopes of the caps.
   *
   * @param x read: rows, as {@code readRows} writes them
   * @param cap the cap
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param max written: the largest logit of each row; NaN is passed over
   * @param largest written: the same, capped, within 1e-11 caps
   * @param below written: capped logits less that number
   * @param slope written: 1 / cosh&sup2;(x<sub>i</sub> / cap)
   */
  void capBelowLargest(
      A x, double cap, int size, int stride, A max, double[] largest, A below, A slope);

  /**
   * The sum of each row of how far values are below its largest, each with a weight.
   *
   * @param weights read: rows; with 0, a value counts nothing whatever it is
   * @param x read: rows, as {@code readRows} writes them
   * @param max read: the largest value of each row
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param out written: &Sigma;<sub>k</sub> weights<sub>k,r</sub> (x<sub>k,r</sub> &minus;
   *     max<sub>r</sub>)
   */
  void sumBelowMax(double[] weights, A x, A max, int size, int stride, double[] out);

  /**
   * Multiplies by a number of each row.
   *
   * @param x read: rows, as {@code readRows} writes them
   * @param numbers read: a number for each row
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param out written: x<sub>k,r</sub> numbers<sub>r</sub>
   */
  void multiplyRows(A x, A numbers, int size, int stride, A out);

  /**
   * Writes residuals where {@code readRows} would read them: a multiple of each exponential, less
   * its target, times what its row weighs; in double until it is rounded, or what comes close to
   * its target would lose its digits to it.
   *
   * @param exp read: rows, as {@code expOfRows} writes them; of any content afterwards
   * @param numbers read: a number for each row
   * @param targets read: rows
   * @param scales read: what each row is multiplied by; 0 makes 0 of anything
   * @param size the classes of a row
   * @param rows the number of rows
   * @param stride the rows that the block has room for
   * @param out written: scales<sub>r</sub> (exp<sub>k,r</sub> numbers<sub>r</sub> &minus;
   *     targets<sub>k,r</sub>)
   * @param start the index of the first class of the first row
   * @param rowStep how far a row is from the next
   * @param classStep how far a class is from the next
   */
  void writeResiduals(
      A exp,
      double[] numbers,
      double[] targets,
      double[] scales,
      int size,
      int rows,
      int stride,
      float[] out,
      int start,
      int rowStep,
      int classStep);

  /**
   * Writes residuals where {@code readRows} would read them: a multiple of each exponential, less
   * its target, times what its row weighs; in double until it is rounded, or what comes close to
   * its target would lose its digits to it.
   *
   * @param exp read: rows, as {@code expOfRows} writes them; of any content afterwards
   * @param numbers read: a number for each row
   * @param targets read: rows
   * @param scales read: what each row is multiplied by; 0 makes 0 of anything
   * @param size the classes of a row
   * @param rows the number of rows
   * @param stride the rows that the block has room for
   * @param out written: scales<sub>r</sub> (exp<sub>k,r</sub> numbers<sub>r</sub> &minus;
   *     targets<sub>k,r</sub>)
   * @param start the index of the first class of the first row
   * @param rowStep how far a row is from the next
   * @param classStep how far a class is from the next
   */
  void writeResiduals(
      A exp,
      double[] numbers,
      double[] targets,
      double[] scales,
      int size,
      int rows,
      int stride,
      double[] out,
      int start,
      int rowStep,
      int classStep);

  /**
   * Multiplies by a weight of each row, of which 0 makes 0 of everything, NaN included.
   *
   * @param x read and written: rows, as {@code readRows} writes them
   * @param weights read: a number for each row, 0 or more, which may be beyond the block's type
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   */
  void weighRows(A x, double[] weights, int size, int stride);

  /**
   * Repeats a number of each row for all its classes.
   *
   * @param x read: a number for each row
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param out written
   */
  void fillRows(double[] x, int size, int stride, A out);

  /**
   * Repeats a number of each class for all rows.
   *
   * @param x read: a number for each class
   * @param stride the rows that the block has room for
   * @param out written
   */
  void fillClasses(double[] x, int stride, A out);

  /**
   * Spreads a number evenly over the classes of each row that are not masked.
   *
   * @param x read: rows of logits
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param whole what is spread
   * @param out written: the whole over the number of logits of the row above &minus;&infin;, or 0
   *     for one of &minus;&infin;
   */
  void spread(A x, int size, int stride, double whole, double[] out);

  /**
   * Spreads a number over the classes of each row that are not masked, more or less of it by row
   * and by class.
   *
   * @param x read: rows of logits
   * @param size the classes of a row
   * @param stride the rows that the block has room for
   * @param whole what is spread
   * @param ofRows read: a factor for each row
   * @param ofClasses read: a factor for each class
   * @param out written: as without the factors, times both
   */
  void spread(
      A x, int size, int stride, double whole, double[] ofRows, double[] ofClasses, double[] out);
}
