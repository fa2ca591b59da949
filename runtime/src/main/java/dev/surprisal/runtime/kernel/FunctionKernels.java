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
 */
public interface FunctionKernels {
  /**
   * Exponentiates.
   *
   * @param x read
   * @param length the number of values
   * @param out written: exp(x<sub>i</sub>), but for finite x no more than some 1e308, so that its
   *     product with 0 is 0; and 0 where it is less than the least normal number
   */
  void exp(double[] x, int length, double[] out);

  /**
   * exp(x) &minus; 1.
   *
   * @param x read
   * @param length the number of values
   * @param out written: exp(x<sub>i</sub>) &minus; 1, but for finite x no more than some 1e308
   */
  void expm1(double[] x, int length, double[] out);

  /**
   * What exp(x) is above its tangent at 0.
   *
   * @param x read
   * @param length the number of values
   * @param out written: exp(x<sub>i</sub>) &minus; 1 &minus; x<sub>i</sub>
   */
  void expAboveTangent(double[] x, int length, double[] out);

  /**
   * The natural logarithm.
   *
   * @param x read: 0 or more
   * @param length the number of values
   * @param out written: log x<sub>i</sub>; NaN below 0
   */
  void log(double[] x, int length, double[] out);

  /**
   * log(1 + exp x).
   *
   * @param x read
   * @param length the number of values
   * @param out written: log(1 + exp x<sub>i</sub>); NaN for +&infin;
   */
  void softplus(double[] x, int length, double[] out);

  /**
   * log(1 + exp x) &minus; &sigma;(x), the integral of &sigma;&sup2;.
   *
   * @param x read
   * @param length the number of values
   * @param out written: log(1 + exp x<sub>i</sub>) &minus; &sigma;(x<sub>i</sub>)
   */
  void softplusAboveSigmoid(double[] x, int length, double[] out);

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
  void softplusAboveTangent(double[] x, double[] y, int length, double[] out);

  /**
   * The logistic function.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 / (1 + exp(&minus;x<sub>i</sub>)); NaN for +&infin;
   */
  void sigmoid(double[] x, int length, double[] out);

  /**
   * The derivative of the logistic function.
   *
   * @param x read
   * @param length the number of values
   * @param out written: &sigma;(x<sub>i</sub>) &sigma;(&minus;x<sub>i</sub>); NaN for +&infin;
   */
  void sigmoidSlope(double[] x, int length, double[] out);

  /**
   * The hyperbolic tangent.
   *
   * @param x read
   * @param length the number of values
   * @param out written: tanh x<sub>i</sub>
   */
  void tanh(double[] x, int length, double[] out);

  /**
   * The derivative of the hyperbolic tangent.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 / cosh&sup2; x<sub>i</sub>
   */
  void sechSquared(double[] x, int length, double[] out);

  /**
   * log(1 + x), which keeps its digits near 0; NaN of what is below &minus;1.
   *
   * @param x read
   * @param length the number of values
   * @param out written: log(1 + x<sub>i</sub>)
   */
  void log1p(double[] x, int length, double[] out);

  /**
   * The square root, NaN of what is below 0.
   *
   * @param x read
   * @param length the number of values
   * @param out written: the square root of x<sub>i</sub>
   */
  void sqrt(double[] x, int length, double[] out);

  /**
   * The sign.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 where x<sub>i</sub> is above 0, &minus;1 where it is below, 0 where it is
   *     0
   */
  void sign(double[] x, int length, double[] out);

  /**
   * Whether values are below 0.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 where x<sub>i</sub> is below 0, else 0
   */
  void belowZero(double[] x, int length, double[] out);

  /**
   * log(1 + x&sup2;), which is finite where the square is not.
   *
   * @param x read
   * @param length the number of values
   * @param out written: log(1 + x<sub>i</sub>&sup2;)
   */
  void log1pOfSquare(double[] x, int length, double[] out);

  /**
   * The weight of a residual under a Cauchy distribution.
   *
   * @param x read
   * @param length the number of values
   * @param out written: 1 / (1 + x<sub>i</sub>&sup2;)
   */
  void cauchyWeight(double[] x, int length, double[] out);

  /**
   * A residual times its weight under a Cauchy distribution.
   *
   * @param x read
   * @param length the number of values
   * @param out written: x<sub>i</sub> / (1 + x<sub>i</sub>&sup2;)
   */
  void cauchyInfluence(double[] x, int length, double[] out);

  /**
   * What the weight of a residual under a Cauchy distribution lacks of 1.
   *
   * @param x read
   * @param length the number of values
   * @param out written: x<sub>i</sub>&sup2; / (1 + x<sub>i</sub>&sup2;)
   */
  void cauchyLack(double[] x, int length, double[] out);

  /**
   * The logarithm of the gamma function beside its leading terms.
   *
   * @param logN read: log n
   * @param length the number of values
   * @param out written: log &Gamma;(n<sub>i</sub>) &minus; n<sub>i</sub> log n<sub>i</sub> +
   *     n<sub>i</sub>
   */
  void logGammaRest(double[] logN, int length, double[] out);

  /**
   * The derivative of {@link #logGammaRest} by log n.
   *
   * @param logN read: log n
   * @param length the number of values
   * @param out written: n<sub>i</sub> (digamma(n<sub>i</sub>) &minus; log n<sub>i</sub>)
   */
  void logGammaRestSlope(double[] logN, int length, double[] out);

  /**
   * The second derivative of {@link #logGammaRest} by log n.
   *
   * @param logN read: log n
   * @param length the number of values
   * @param out written: n<sub>i</sub> (digamma(n<sub>i</sub>) &minus; log n<sub>i</sub>) +
   *     n<sub>i</sub> (n<sub>i</sub> trigamma(n<sub>i</sub>) &minus; 1)
   */
  void logGammaRestBend(double[] logN, int length, double[] out);

  /**
   * The logarithm of the factorial.
   *
   * @param y read: whole numbers, 0 or more
   * @param length the number of values
   * @param out written: log y<sub>i</sub>!
   */
  void logFactorial(double[] y, int length, double[] out);

  /**
   * The logarithm of a rising factorial beside its leading term.
   *
   * @param logN read: log n
   * @param y read: whole numbers, 0 or more
   * @param length the number of values
   * @param out written: log &Gamma;(n<sub>i</sub> + y<sub>i</sub>) &minus; log
   *     &Gamma;(n<sub>i</sub>) &minus; y<sub>i</sub> log n<sub>i</sub>
   */
  void logRising(double[] logN, double[] y, int length, double[] out);

  /**
   * The derivative of a negative binomial surprisal by the logarithm of its size n.
   *
   * @param logN read: log n
   * @param logMean read: the logarithm of the mean
   * @param y read: counts, whole numbers, 0 or more
   * @param length the number of values
   * @param out written: n (log(1 + mean/n) &minus; digamma(n + y) + digamma(n)) &minus; n (mean
   *     &minus; y) / (n + mean)
   */
  void sizeGradient(double[] logN, double[] logMean, double[] y, int length, double[] out);

  /**
   * The derivative of {@link #sizeGradient} by log n.
   *
   * @param logN read: log n
   * @param logMean read: the logarithm of the mean
   * @param y read: counts, whole numbers, 0 or more
   * @param length the number of values
   * @param out written: the second derivative of the surprisal
   */
  void sizeCurvature(double[] logN, double[] logMean, double[] y, int length, double[] out);
}
