package dev.surprisal.runtime.kernel;

/**
 * The soft cap c(z) = cap &middot; tanh(z / cap) one value at a time in double. Infinite values
 * stay what they are: &minus;&infin; a mask, +&infin; a mistake that is to show.
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
}
