package dev.surprisal.runtime.kernel;

/**
 * The numeric primitives of losses that are evaluated block by block. Each is named for its
 * arithmetic and walks its blocks once; what becomes of a value does not depend on its place in a
 * block.
 *
 * <p>A block has room for more values than count, up to the next multiple of {@link Blocks#SPARE};
 * what lies behind those that count may be overwritten. A block that is written may be one that is
 * read, unless it is said otherwise.
 *
 * <p>Functions are within 4 ulp of the block's type, sums are carried in double. A NaN gives NaN.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface BlockKernels<A> extends SoftmaxRowKernels<A> {
  /**
   * Reads values.
   *
   * @param x read
   * @param start the first index
   * @param length the number of values
   * @param out written: x<sub>start + i</sub>
   */
  void read(float[] x, int start, int length, A out);

  /**
   * Reads values.
   *
   * @param x read
   * @param start the first index
   * @param length the number of values
   * @param out written: x<sub>start + i</sub>
   */
  void read(double[] x, int start, int length, A out);

  /**
   * Multiplies and writes values.
   *
   * @param x read
   * @param length the number of values
   * @param scale multiplies them
   * @param out written: scale &middot; x<sub>i</sub>
   * @param start the first index of what is written
   */
  void write(A x, int length, double scale, float[] out, int start);

  /**
   * Multiplies and writes values.
   *
   * @param x read
   * @param length the number of values
   * @param scale multiplies them
   * @param out written: scale &middot; x<sub>i</sub>
   * @param start the first index of what is written
   */
  void write(A x, int length, double scale, double[] out, int start);

  /**
   * Reads one of several outputs of each value, of rows that hold all of the first output, then all
   * of the second.
   *
   * @param x read
   * @param part which output, 0 for the first
   * @param parts the outputs of a value
   * @param size the values of a row
   * @param start the first value, of all rows
   * @param length the number of values
   * @param out written: the output of each value
   */
  void read(float[] x, int part, int parts, int size, int start, int length, A out);

  /**
   * Reads one of several outputs of each value, of rows that hold all of the first output, then all
   * of the second.
   *
   * @param x read
   * @param part which output, 0 for the first
   * @param parts the outputs of a value
   * @param size the values of a row
   * @param start the first value, of all rows
   * @param length the number of values
   * @param out written: the output of each value
   */
  void read(double[] x, int part, int parts, int size, int start, int length, A out);

  /**
   * Multiplies and writes one of several outputs of each value, where {@code read} would read it.
   *
   * @param x read
   * @param length the number of values
   * @param scale multiplies them
   * @param out written: scale &middot; x<sub>i</sub>
   * @param part which output, 0 for the first
   * @param parts the outputs of a value
   * @param size the values of a row
   * @param start the first value, of all rows
   */
  void write(A x, int length, double scale, float[] out, int part, int parts, int size, int start);

  /**
   * Multiplies and writes one of several outputs of each value, where {@code read} would read it.
   *
   * @param x read
   * @param length the number of values
   * @param scale multiplies them
   * @param out written: scale &middot; x<sub>i</sub>
   * @param part which output, 0 for the first
   * @param parts the outputs of a value
   * @param size the values of a row
   * @param start the first value, of all rows
   */
  void write(A x, int length, double scale, double[] out, int part, int parts, int size, int start);

  /**
   * Repeats a number for each output of an example over a part of all outputs.
   *
   * @param x read: a number for each output of an example
   * @param positions the positions of an example, over which each number holds
   * @param start the first of all outputs, flat
   * @param length the number of outputs
   * @param out written: the number for each of them
   */
  void perOutput(double[] x, int positions, int start, int length, A out);

  /**
   * As {@link #perOutput}, of one over each number.
   *
   * @param x read: a number for each output of an example
   * @param positions the positions of an example, over which each number holds
   * @param start the first of all outputs, flat
   * @param length the number of outputs
   * @param out written: one over the number for each of them
   */
  void inversePerOutput(double[] x, int positions, int start, int length, A out);

  /**
   * Repeats a number for each row over a part of all outputs.
   *
   * @param x read: a number for each row
   * @param size the outputs of a row
   * @param positions the rows that lie side by side: output k of all of them, then the next one
   * @param start the first of all outputs, flat
   * @param length the number of outputs
   * @param out written: the number of the row of each of them
   */
  void perRow(double[] x, int size, int positions, int start, int length, A out);

  /**
   * Makes 0 of numbers beside a NaN.
   *
   * @param x read
   * @param start the first index
   * @param length the number of values
   * @param out read and written: 0 where x<sub>start + i</sub> is NaN; finite numbers
   */
  void zeroBesideNan(float[] x, int start, int length, A out);

  /**
   * Makes 0 of numbers beside a NaN.
   *
   * @param x read
   * @param start the first index
   * @param length the number of values
   * @param out read and written: 0 where x<sub>start + i</sub> is NaN; finite numbers
   */
  void zeroBesideNan(double[] x, int start, int length, A out);

  /**
   * The surprisal of weighted yes or no under logits, without cancellation. What a target says has
   * its digits in double, whatever the logits are.
   *
   * @param z read: logits
   * @param yes read: weights of yes, 0 or more
   * @param no read: weights of no, 0 or more
   * @param length the number of values
   * @param softplus written, none of the others: log(1 + exp(&minus;|z<sub>i</sub>|))
   * @return &Sigma; yes<sub>i</sub> log(1 + exp(&minus;z<sub>i</sub>)) + no<sub>i</sub> log(1 +
   *     exp(z<sub>i</sub>)); 0 where both weights are, whatever the logit; a weight of 0 under a
   *     logit of &minus;&infin; counts 0; a logit of +&infin; gives NaN
   */
  double logistic(A z, double[] yes, double[] no, int length, A softplus);

  /**
   * The surprisal of weighted yes or no under logits, and its derivative by them.
   *
   * @param z read: logits
   * @param yes read: weights of yes, 0 or more
   * @param no read: weights of no, 0 or more
   * @param length the number of values
   * @param softplus written, none of the others: log(1 + exp(&minus;|z<sub>i</sub>|))
   * @param residual written, none of the others: no<sub>i</sub> &sigma;(z<sub>i</sub>) &minus;
   *     yes<sub>i</sub> &sigma;(&minus;z<sub>i</sub>); 0 where both weights are
   * @return as {@link #logistic(Object, double[], double[], int, Object)}
   */
  double logistic(A z, double[] yes, double[] no, int length, A softplus, A residual);

  /**
   * The surprisal of weighted yes or no under logits, and both its derivatives by them.
   *
   * @param z read: logits
   * @param yes read: weights of yes, 0 or more
   * @param no read: weights of no, 0 or more
   * @param length the number of values
   * @param softplus written, none of the others: log(1 + exp(&minus;|z<sub>i</sub>|))
   * @param residual written, none of the others: as {@link #logistic(Object, double[], double[],
   *     int, Object, Object)}
   * @param curvature written, none of the others: (yes<sub>i</sub> + no<sub>i</sub>)
   *     &sigma;(z<sub>i</sub>) &sigma;(&minus;z<sub>i</sub>); 0 where both weights are
   * @return as {@link #logistic(Object, double[], double[], int, Object)}
   */
  double logistic(A z, double[] yes, double[] no, int length, A softplus, A residual, A curvature);

  /**
   * Multiplies by weights of which 0 makes 0 of everything, NaN included.
   *
   * @param weights read: 0 or more
   * @param x read and written: weights<sub>i</sub> x<sub>i</sub>, or 0
   * @param length the number of values
   */
  void weigh(A weights, A x, int length);

  /**
   * The sum.
   *
   * @param x read
   * @param length the number of values
   * @return &Sigma; x<sub>i</sub>
   */
  double sum(A x, int length);

  /**
   * The hyperbolic tangent.
   *
   * @param x read
   * @param factor multiplies x
   * @param length the number of values
   * @param out written: tanh(factor &middot; x<sub>i</sub>), or 0 where x<sub>i</sub> is infinite
   */
  void tanh(A x, double factor, int length, A out);

  /**
   * The hyperbolic tangent and its derivative, of one exponential.
   *
   * @param x read
   * @param factor multiplies x
   * @param length the number of values
   * @param out written: tanh(factor &middot; x<sub>i</sub>), or 0 where x<sub>i</sub> is infinite
   * @param slope written: 1 / cosh&sup2;(factor &middot; x<sub>i</sub>)
   */
  void tanh(A x, double factor, int length, A out, A slope);

  /**
   * What is capped: its hyperbolic tangent times the cap. What is infinite stays infinite.
   *
   * @param x read
   * @param tanh read: the tangent of x<sub>i</sub> / cap
   * @param cap the cap
   * @param length the number of values
   * @param out written, may be the tangents: cap &middot; tanh<sub>i</sub>, or x<sub>i</sub> where
   *     that is infinite
   */
  void cap(A x, A tanh, double cap, int length, A out);
}
