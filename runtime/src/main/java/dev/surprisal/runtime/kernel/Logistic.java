package dev.surprisal.runtime.kernel;

/**
 * The logistic function and its relatives, one value at a time in double: the reference for all
 * kernels.
 *
 * <p>All stand on &minus;|z|, whose exp cannot overflow. It is written z &minus; max(z, 0) &minus;
 * max(z, 0): the same number, but NaN for z = +&infin;, which no sound model emits and nobody
 * should miss.
 */
final class Logistic {
  private Logistic() {}

  private static double minusAbs(double z) {
    double positive = Math.max(z, 0);
    return z - positive - positive;
  }

  /**
   * softplus(z) &minus; y z, without the cancellation: |z| times how far y is from the side that z
   * leans to, plus log(1 + exp(&minus;|z|)).
   */
  static double softplusMinusProduct(double z, double y) {
    double minusAbs = minusAbs(z);
    double miss = miss(z, y);
    // A target of 0 under a masked logit: 0 times infinity is no surprise, and must not become NaN.
    double linear = miss == 0 ? 0 : -minusAbs * miss;
    return linear + Math.log1p(Math.exp(minusAbs));
  }

  /** &sigma;(z). */
  static double sigmoid(double z) {
    double e = Math.exp(minusAbs(z));
    return (z > 0 ? 1 : e) / (1 + e);
  }

  /**
   * &sigma;(z) &minus; y = &plusmn;(miss &minus; (1 &minus; miss) e) / (1 + e) with e =
   * exp(&minus;|z|): without the cancellation where &sigma;(z) and y are both near 1.
   */
  static double residual(double z, double y) {
    double e = Math.exp(minusAbs(z));
    double miss = miss(z, y);
    double rest = (1 - miss) * e;
    return (z > 0 ? miss - rest : rest - miss) / (1 + e);
  }

  /** How far a target is from the answer that its logit leans to. */
  private static double miss(double z, double y) {
    return z > 0 ? 1 - y : y;
  }

  /** &sigma;(z) (1 &minus; &sigma;(z)), as e / (1 + e)&sup2; without the cancellation. */
  static double slope(double z) {
    double e = Math.exp(minusAbs(z));
    return e / ((1 + e) * (1 + e));
  }
}
