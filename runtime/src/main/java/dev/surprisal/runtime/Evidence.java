package dev.surprisal.runtime;

/**
 * What the outputs that were looked at say of a softmax or a sigmoid that may have been applied to
 * them, as an int, so that nothing is allocated: in the low bits how many were looked at; above,
 * how many rows were distributions, or which powers of two were among the distances from 0, and
 * which among those from 1; in the sign, whether no more are asked for.
 *
 * <p>A row of a softmax sums to 1, but a single output of a sigmoid says nothing: any number in
 * 0..1 may be a logit, and all those of a model that was just initialised may be such. But logits
 * that come near to 0 and to 1 go beyond as well. Of the sigmoids of a model that has learned
 * something, many are next to 0 and to 1, at distances of all magnitudes, and none is beyond.
 */
final class Evidence {
  private static final int NO_MORE = Integer.MIN_VALUE;

  /** These are logits: no more is asked for, and nothing has been found. */
  static final int OF_LOGITS = NO_MORE;

  /** As many rows of a softmax are looked at. */
  private static final int ROWS = 16;

  /** As many rows have to be distributions; of fewer, real logits might be it by chance. */
  private static final int DISTRIBUTIONS = 4;

  /** As many outputs of sigmoids are looked at. */
  private static final int OUTPUTS = 256;

  /** The exponent of the largest distances from 0 and 1 that count: those below 1/64. */
  private static final int FIRST_EXPONENT = -7;

  /** Powers of two that are told apart, the last of them with all below. */
  private static final int MAGNITUDES = 10;

  /** As many of them have to be among the distances from 0, and among those from 1. */
  private static final int ENOUGH_MAGNITUDES = 6;

  private static final int LOOKED_AT_BITS = 10;

  private Evidence() {}

  private static int lowest(int bits, int of) {
    return of & (1 << bits) - 1;
  }

  /** One more was looked at, of so many at most. */
  private static int andOne(int evidence, int most) {
    int all = evidence + 1;
    return lowest(LOOKED_AT_BITS, all) < most ? all : all | NO_MORE;
  }

  /** One more row, which says nothing. */
  static int andRow(int evidence) {
    return andOne(evidence, ROWS);
  }

  /** One more row, of numbers with a sum up to 1 and a tolerance, none of them negative. */
  static int andRowOf(double sum, double tolerance, int evidence) {
    return sum < 1 - tolerance ? OF_LOGITS : andRow(evidence + (1 << LOOKED_AT_BITS));
  }

  /**
   * What the sum of a softmax may be off from 1: its probabilities may have been rounded, to three
   * decimals or to the eight bits of a bfloat16.
   */
  static double toleranceOfSum(int size) {
    return Math.min(0.01, 0.002 + 0.0005 * size);
  }

  /** Whether a softmax has been applied. */
  static boolean isOfSoftmax(int evidence) {
    return (evidence & ~NO_MORE) >> LOOKED_AT_BITS >= DISTRIBUTIONS;
  }

  /** One more output of a sigmoid, or not of one. */
  static int andOutput(double output, int evidence) {
    return output >= 0 && output <= 1
        ? andOne(evidence | magnitude(output) << LOOKED_AT_BITS, OUTPUTS)
        : OF_LOGITS;
  }

  /** The bit of its distance from 0 or 1; none if it is neither near, or either, as of a ReLU. */
  private static int magnitude(double output) {
    boolean isNearerToOne = output > 0.5;
    double distance = isNearerToOne ? 1 - output : output;
    int magnitude = FIRST_EXPONENT - Math.getExponent(distance);
    if (magnitude < 0 || distance == 0) {
      return 0;
    }
    int bit = Math.min(magnitude, MAGNITUDES - 1);
    return 1 << (isNearerToOne ? MAGNITUDES + bit : bit);
  }

  /** Whether a sigmoid has been applied. */
  static boolean isOfSigmoid(int evidence) {
    return hasAllMagnitudes(evidence >> LOOKED_AT_BITS)
        && hasAllMagnitudes(evidence >> LOOKED_AT_BITS + MAGNITUDES);
  }

  private static boolean hasAllMagnitudes(int distances) {
    return Integer.bitCount(lowest(MAGNITUDES, distances)) >= ENOUGH_MAGNITUDES;
  }
}
