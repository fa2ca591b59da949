package dev.surprisal.runtime.kernel;

/**
 * The logistic function and its relatives, one value at a time in double.
 *
 * <p>A yes or no is given by two weights, one of yes and one of no: y and 1 &minus; y for a target
 * y in 0..1. All functions stand on &minus;|z|, whose exp cannot overflow. It is written z &minus;
 * max(z, 0) &minus; max(z, 0): the same number, but NaN for z = +&infin;, which no sound model
 * emits and nobody should miss.
 */
final class Logistic {
  private static final double STEEP = 0x1p60;

  private Logistic() {}

  /**
   * One of two numbers by the sign of z, without a branch: the signs of logits are as hard to
   * foresee as the answers. At 0 both are as good.
   */
  static double bySign(double z, double ifPositive, double ifNegative) {
    long negative = Double.doubleToRawLongBits(z) >> 63;
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(ifPositive) & ~negative
            | Double.doubleToRawLongBits(ifNegative) & negative);
  }

  /** &minus;|z|; NaN for +&infin;. */
  static double minusAbs(double z) {
    double positive = Math.max(z, 0);
    return z - positive - positive;
  }

  /**
   * The surprisal of a weighted yes or no under a logit, without cancellation: (yes + no) log(1 +
   * exp(&minus;|z|)), and |z| times the weight of the side that z does not lean to.
   *
   * @param z the logit
   * @param yes the weight of yes, 0 or more
   * @param no the weight of no, 0 or more
   * @param log1p log(1 + exp(&minus;|z|))
   * @return yes softplus(&minus;z) + no softplus(z); a weight of 0 under a logit of &minus;&infin;
   *     counts 0, a logit of +&infin; gives NaN; 0 where both weights are
   */
  static double surprisal(double z, double yes, double no, double log1p) {
    double both = yes + no;
    return both == 0 ? 0 : linear(z, yes, no, minusAbs(z)) + both * log1p;
  }

  /** The part of it that is linear in |z|. */
  static double linear(double z, double yes, double no, double minusAbs) {
    double miss = bySign(z, no, yes);
    // No yes under a masked logit: 0 times infinity is no surprise, and must not become NaN.
    boolean isExpected = minusAbs == Double.NEGATIVE_INFINITY && miss == 0;
    return isExpected ? 0 : -minusAbs * miss;
  }

  /**
   * The derivative of {@link #surprisal} by z, without the cancellation where &sigma;(z) and the
   * target are both near 1: &plusmn;(miss &minus; hit e) / (1 + e) with e = exp(&minus;|z|).
   */
  static double residual(double z, double yes, double no, double e) {
    double size = (bySign(z, no, yes) - bySign(z, yes, no) * e) / (1 + e);
    long sign = Double.doubleToRawLongBits(z) & Long.MIN_VALUE;
    // Plus 0, which takes the sign from a 0.
    return Double.longBitsToDouble(Double.doubleToRawLongBits(size) ^ sign) + 0;
  }

  /** &sigma;(z) (1 &minus; &sigma;(z)), from exp(&minus;|z|). */
  static double slope(double e) {
    return e / ((1 + e) * (1 + e));
  }

  /**
   * log(1 + exp y) &minus; log(1 + exp x) &minus; &sigma;(x) (y &minus; x) for x of 0 or less:
   * where y is not far above, in terms that do not cancel.
   */
  static double softplusAboveTangent(double x, double y) {
    double e = ScalarMath.exp(x);
    double p = e / (1 + e);
    double d = y - x;
    return d > 1
        ? Math.max(y, 0)
            + ScalarLogs.log1p(ScalarMath.exp(-Math.abs(y)))
            - ScalarLogs.log1p(e)
            - p * d
        : p * ScalarMath.expAboveTangent(d) - ScalarLogs.excess(p * ScalarMath.expm1(d));
  }

  /** &sigma;(z), from exp(&minus;|z|): where z is so small that it is not 1 above 0, e is. */
  static double sigmoid(double z, double e) {
    return Math.max(e, Math.min(z * STEEP, 1)) / (1 + e);
  }
}
