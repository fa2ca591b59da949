package dev.surprisal.runtime.kernel;

/**
 * The soft cap c(z) = cap &middot; tanh(z / cap) and its derivatives, one value at a time in
 * double. Infinite values stay what they are: &minus;&infin; a mask, +&infin; a mistake that is to
 * show.
 */
public final class SoftCap {
  private SoftCap() {}

  /**
   * The cap.
   *
   * @param z any number
   * @param cap greater than 0
   * @return cap &middot; tanh(z / cap), or z if it is infinite
   */
  public static double of(double z, double cap) {
    return Double.isInfinite(z) ? z : cap * Math.tanh(z / cap);
  }

  /**
   * The first derivative, by what {@link #of} returned.
   *
   * @param capped c(z)
   * @param cap greater than 0
   * @return c&prime;(z) = 1 &minus; (c/cap)&sup2;; 0 where c is infinite
   */
  public static double slope(double capped, double cap) {
    if (Double.isInfinite(capped)) {
      return 0;
    }
    double t = capped / cap;
    return (1 - t) * (1 + t);
  }

  /**
   * The second derivative, by what {@link #of} returned.
   *
   * @param capped c(z)
   * @param cap greater than 0
   * @return c&Prime;(z) = &minus;2 c/cap&sup2; &middot; c&prime;(z); 0 where c is infinite
   */
  public static double bend(double capped, double cap) {
    return Double.isInfinite(capped) ? 0 : -2 * (capped / cap / cap) * slope(capped, cap);
  }
}
