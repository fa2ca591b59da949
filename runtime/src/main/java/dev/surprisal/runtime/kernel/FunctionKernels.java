package dev.surprisal.runtime.kernel;

/**
 * Functions of blocks of double, a function at a time. What becomes of a value does not depend on
 * its place in a block.
 *
 * <p>A block has room for more values than count, up to the next multiple of {@link Blocks#SPARE};
 * what lies behind those that count may be overwritten. A block that is written may be one that is
 * read.
 *
 * <p>Values are within 4 ulp; where a function crosses 0 other than at 0, within 4 ulp of its
 * largest term. A NaN gives NaN, unless it is said otherwise.
 *
 * @param <A> {@code double[]}
 */
public interface FunctionKernels<A> extends GammaKernels<A> {
  /**
   * Exponentiates.
   *
   * @param x read
   * @param length the number of values
   * @param out written: exp(x<sub>i</sub>), but for finite x no more than some 1e308, so that its
   *     product with 0 is 0; and 0 where it is less than the least normal number
   */
  void exp(A x, int length, A out);

  /**
   * exp(x) &minus; 1.
   *
   * @param x read
   * @param length the number of values
   * @param out written: exp(x<sub>i</sub>) &minus; 1, but for finite x no more than some 1e308
   */
  void expm1(A x, int length, A out);

  /**
   * What exp(x) is above its tangent at 0.
   *
   * @param x read
   * @param length the number of values
   * @param out written: exp(x<sub>i</sub>) &minus; 1 &minus; x<sub>i</sub>
   */
  void expAboveTangent(A x, int length, A out);

  /**
   * The natural logarithm.
   *
   * @param x read: 0 or more
   * @param length the number of values
   * @param out written: log x<sub>i</sub>; NaN below 0
   */
  void log(A x, int length, A out);

  /**
   * log(1 + exp x).
   *
   * @param x read
   * @param length the number of values
   * @param out written: log(1 + exp x<sub>i</sub>); NaN for +&infin;
   */
  void softplus(A x, int length, A out);

  /**
   * log(1 + exp x) &minus; &sigma;(x), the integral of &sigma;&sup2;.
   *
   * @param x read
   * @param length the number of values
   * @param out written: log(1 + exp x<sub>i</sub>) &minus; &sigma;(x<sub>i</sub>)
   */
  void softplusAboveSigmoid(A x, int length, A out);

  /**
   * What log(1 + exp y) is above the tangent at x: the Kullback-Leibler divergence of two yes or no
   * of which these are the log-odds.
   *
   * @param x read
   * @param y read
   * @param length the number of values
   * @param out written: log(1 + exp y<sub>i</sub>) &minus; log(1 + exp x<sub>i</sub>) &minus;
   *     &sigma;(x<sub>i</sub>) (y<sub>i</sub> &minus; x<sub>i</sub>)
   */
  void softplusAboveTangent(A x, A y, int length, A out);

  /**
   * The logistic function.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 / (1 + exp(&minus;x<sub>i</sub>)); NaN for +&infin;
   */
  void sigmoid(A x, int length, A out);

  /**
   * The derivative of the logistic function.
   *
   * @param x read
   * @param length the number of values
   * @param out written: &sigma;(x<sub>i</sub>) &sigma;(&minus;x<sub>i</sub>); NaN for +&infin;
   */
  void sigmoidSlope(A x, int length, A out);

  /**
   * The surprisals of both answers under log-odds, of one exponential and one logarithm.
   *
   * @param x read: the log-odds of yes
   * @param length the number of values
   * @param ofNo written: log(1 + exp x<sub>i</sub>); NaN for +&infin;, as is the other
   * @param ofYes written: log(1 + exp(&minus;x<sub>i</sub>)); +&infin; for &minus;&infin;
   */
  void surprisals(A x, int length, A ofNo, A ofYes);

  /**
   * Both answers under log-odds: their surprisals and probabilities, of one exponential.
   *
   * @param x read: the log-odds of yes
   * @param length the number of values
   * @param surprisalOfNo written: log(1 + exp x<sub>i</sub>); NaN for +&infin;, as are all others
   * @param surprisalOfYes written: log(1 + exp(&minus;x<sub>i</sub>)); +&infin; for &minus;&infin;
   * @param yes written: 1 / (1 + exp(&minus;x<sub>i</sub>))
   * @param no written: 1 / (1 + exp x<sub>i</sub>); 1 for &minus;&infin;
   */
  void answers(A x, int length, A surprisalOfNo, A surprisalOfYes, A yes, A no);

  /**
   * Multiplies by weights of which 0 makes 0 of everything, NaN included.
   *
   * @param weights read
   * @param x read
   * @param length the number of values
   * @param out written: weights<sub>i</sub> x<sub>i</sub>, or 0
   */
  void weigh(A weights, A x, int length, A out);

  /**
   * Takes one of two numbers for each value, without a branch.
   *
   * @param which whether it is the first, read from start on
   * @param start the first index of that
   * @param first read
   * @param second read
   * @param length the number of values
   * @param out written: first<sub>i</sub> where which<sub>start + i</sub>, else second<sub>i</sub>
   */
  void choose(boolean[] which, int start, A first, A second, int length, A out);

  /**
   * The hyperbolic tangent.
   *
   * @param x read
   * @param length the number of values
   * @param out written: tanh x<sub>i</sub>
   */
  void tanh(A x, int length, A out);

  /**
   * The derivative of the hyperbolic tangent.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 / cosh&sup2; x<sub>i</sub>
   */
  void sechSquared(A x, int length, A out);

  /**
   * log(1 + x), which keeps its digits near 0; NaN of what is below &minus;1.
   *
   * @param x read
   * @param length the number of values
   * @param out written: log(1 + x<sub>i</sub>)
   */
  void log1p(A x, int length, A out);

  /**
   * The square root, NaN of what is below 0.
   *
   * @param x read
   * @param length the number of values
   * @param out written: the square root of x<sub>i</sub>
   */
  void sqrt(A x, int length, A out);

  /**
   * The absolute value.
   *
   * @param x read
   * @param length the number of values
   * @param out written: x<sub>i</sub> without its sign
   */
  void abs(A x, int length, A out);

  /**
   * The sign.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 where x<sub>i</sub> is above 0, &minus;1 where it is below, 0 where it is
   *     0
   */
  void sign(A x, int length, A out);

  /**
   * Whether values are below 0.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 where x<sub>i</sub> is below 0, else 0
   */
  void belowZero(A x, int length, A out);

  /**
   * log(1 + x&sup2;), which is finite where the square is not.
   *
   * @param x read
   * @param length the number of values
   * @param out written: log(1 + x<sub>i</sub>&sup2;)
   */
  void log1pOfSquare(A x, int length, A out);

  /**
   * The weight of a residual under a Cauchy distribution.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 / (1 + x<sub>i</sub>&sup2;)
   */
  void cauchyWeight(A x, int length, A out);

  /**
   * A residual times its weight under a Cauchy distribution.
   *
   * @param x read
   * @param length the number of values
   * @param out written: x<sub>i</sub> / (1 + x<sub>i</sub>&sup2;)
   */
  void cauchyInfluence(A x, int length, A out);

  /**
   * What the weight of a residual under a Cauchy distribution lacks of 1.
   *
   * @param x read
   * @param length the number of values
   * @param out written: x<sub>i</sub>&sup2; / (1 + x<sub>i</sub>&sup2;)
   */
  void cauchyLack(A x, int length, A out);

  /**
   * Of a standard normal distribution: the surprisal of a number that is above x, its derivative,
   * which is the hazard, and what that is above x.
   *
   * @param x read
   * @param length the number of values
   * @param tail written, none of the others: &minus;log(1 &minus; &Phi;(x<sub>i</sub>))
   * @param hazard written, none of the others: &phi;(x<sub>i</sub>) / (1 &minus;
   *     &Phi;(x<sub>i</sub>))
   * @param hazardAbove written, none of the others: &phi;(x<sub>i</sub>) / (1 &minus;
   *     &Phi;(x<sub>i</sub>)) &minus; x<sub>i</sub>
   */
  void normal(A x, int length, A tail, A hazard, A hazardAbove);
}
