package dev.surprisal.benchmark;

/** Equal work: a contender has computed what Surprisal computes, up to rounding in float. */
public final class Agreement {
  private static final double LOSS_TOLERANCE = 1e-3;

  /** Relative to the largest derivative. */
  private static final double DERIVATIVE_TOLERANCE = 1e-4;

  private Agreement() {}

  /**
   * Holds a contender to Surprisal's loss.
   *
   * @param who the work and the contender
   * @param expected Surprisal's loss
   * @param loss the contender's
   */
  public static void checkLoss(String who, double expected, double loss) {
    if (!(Math.abs(loss - expected) <= LOSS_TOLERANCE * Math.abs(expected))) {
      throw new IllegalStateException(
          "%s: the loss is %s, Surprisal's %s".formatted(who, loss, expected));
    }
  }

  /**
   * Holds a contender to Surprisal's derivatives.
   *
   * @param who the work and the contender
   * @param expected Surprisal's derivatives
   * @param derivatives the contender's, as many
   */
  public static void checkDerivatives(String who, double[] expected, double[] derivatives) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(derivatives[i] - expected[i]));
    }
    if (!(difference <= DERIVATIVE_TOLERANCE * largest)) {
      throw new IllegalStateException(
          "%s: derivatives differ by up to %s, the largest is %s"
              .formatted(who, difference, largest));
    }
  }
}
