package dev.surprisal.runtime.kernel;

/**
 * Relatives of the gamma function of blocks of double, a function at a time, under the same rules
 * as all {@link FunctionKernels}.
 *
 * @param <A> {@code double[]}
 */
public interface GammaKernels<A> {
  /**
   * The logarithm of the gamma function beside its leading terms.
   *
   * @param logN read: log n
   * @param length the number of values
   * @param out written: log &Gamma;(n<sub>i</sub>) &minus; n<sub>i</sub> log n<sub>i</sub> +
   *     n<sub>i</sub>
   */
  void logGammaRest(A logN, int length, A out);

  /**
   * The derivative of {@link #logGammaRest} by log n.
   *
   * @param logN read: log n
   * @param length the number of values
   * @param out written: n<sub>i</sub> (digamma(n<sub>i</sub>) &minus; log n<sub>i</sub>)
   */
  void logGammaRestSlope(A logN, int length, A out);

  /**
   * The second derivative of {@link #logGammaRest} by log n.
   *
   * @param logN read: log n
   * @param length the number of values
   * @param out written: n<sub>i</sub> (digamma(n<sub>i</sub>) &minus; log n<sub>i</sub>) +
   *     n<sub>i</sub> (n<sub>i</sub> trigamma(n<sub>i</sub>) &minus; 1)
   */
  void logGammaRestBend(A logN, int length, A out);

  /**
   * The logarithm of the factorial.
   *
   * @param y read: whole numbers, 0 or more
   * @param length the number of values
   * @param out written: log y<sub>i</sub>!
   */
  void logFactorial(A y, int length, A out);

  /**
   * The logarithm of a rising factorial beside its leading term.
   *
   * @param logN read: log n
   * @param y read: whole numbers, 0 or more
   * @param length the number of values
   * @param out written: log &Gamma;(n<sub>i</sub> + y<sub>i</sub>) &minus; log
   *     &Gamma;(n<sub>i</sub>) &minus; y<sub>i</sub> log n<sub>i</sub>
   */
  void logRising(A logN, A y, int length, A out);

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
  void sizeGradient(A logN, A logMean, A y, int length, A out);

  /**
   * The derivative of {@link #sizeGradient} by log n.
   *
   * @param logN read: log n
   * @param logMean read: the logarithm of the mean
   * @param y read: counts, whole numbers, 0 or more
   * @param length the number of values
   * @param out written: the second derivative of the surprisal
   */
  void sizeCurvature(A logN, A logMean, A y, int length, A out);
}
