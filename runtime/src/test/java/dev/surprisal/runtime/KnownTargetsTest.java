package dev.surprisal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** What is asked of targets of which some are unknown. */
class KnownTargetsTest {
  private static final float NAN = Float.NaN;

  private static void refuses(KnownTargets kind, Object targets, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.check("y", targets, 1, 1))
        .withMessage(message + ", or NaN where it is unknown");
  }

  @Test
  void namesArgumentRowValueAndRange() {
    refuses(
        KnownTargets.PROBABILITIES,
        new float[] {0, NAN, 1, 1.5f},
        "y[3] = 1.5, in row 3: must be in 0..1");
    refuses(
        KnownTargets.SHARES,
        new double[] {NAN, 0},
        "y[1] = 0.0, in row 1: a share must lie between 0 and 1, and be neither");
    refuses(
        KnownTargets.REALS,
        new float[] {NAN, Float.NEGATIVE_INFINITY},
        "y[1] = -Infinity, in row 1: must be a finite number");
    refuses(
        KnownTargets.COUNTS,
        new double[] {1e15, NAN, 0.5},
        "y[2] = 0.5, in row 2: a count must be a whole number, 0 or more");
    refuses(
        KnownTargets.AMOUNTS,
        new float[] {0, NAN, -1},
        "y[2] = -1.0, in row 2: an amount must be a finite number, 0 or more");
    refuses(
        KnownTargets.POSITIVE,
        new float[] {Float.MIN_VALUE, 0},
        "y[1] = 0.0, in row 1: an amount must be a finite number above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KnownTargets.COUNTS.checkUpTo("y", new float[] {NAN, 4, 5}, 1, 4, 1))
        .withMessage(
            "y[2] = 5.0, in row 2: a count must be a whole number in 0..4, or NaN where it is"
                + " unknown");
  }

  @Test
  void theLimitsOfTheRangesAreInside() {
    assertThatCode(
            () -> {
              KnownTargets.PROBABILITIES.check("y", new double[] {0, -0.0, 1, NAN}, 2, 1);
              KnownTargets.SHARES.check("y", new float[] {Float.MIN_VALUE, 0.99999994f}, 2, 1);
              KnownTargets.REALS.check("y", new float[] {Float.MAX_VALUE, NAN}, 2, 1);
              KnownTargets.COUNTS.check("y", new double[] {0, Double.MAX_VALUE}, 2, 1);
              KnownTargets.POSITIVE.check("y", new double[] {Double.MIN_VALUE}, 1, 1);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void looksAtRowsThatCountAlone() {
    double[] weights = {0, 1};
    KnownTargets.REALS.check("y", new float[] {Float.POSITIVE_INFINITY, 1}, 1, 1, weights);
    float[] bad = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KnownTargets.REALS.check("y", bad, 1, 1, weights))
        .withMessageContaining("in row 1");
  }

  /** Two values of three rows, side by side; then at three positions of one example. */
  @Test
  void countsWhatIsKnown() {
    double[] y = {1, NAN, NAN, NAN, 2, 3};
    double[] weights = {0.5, 8, 2};
    assertThat(KnownTargets.rows(y, 2, 1)).isEqualTo(2);
    assertThat(KnownTargets.rows(y, 2, 1, weights)).isEqualTo(2.5);
    assertThat(KnownTargets.outputs(y, 2, 1)).isEqualTo(3);
    assertThat(KnownTargets.outputs(y, 2, 1, weights)).isEqualTo(4.5);
    assertThat(KnownTargets.isAny(y, 1, 2, 1)).isFalse();

    assertThat(KnownTargets.rows(y, 2, 3)).isEqualTo(3);
    float[] first = {NAN, 1, NAN, NAN, 2, 3};
    assertThat(KnownTargets.rows(first, 2, 3, weights)).isEqualTo(10);
    assertThat(KnownTargets.outputs(first, 2, 3, weights)).isEqualTo(18);
    assertThat(KnownTargets.isAny(first, 0, 2, 3)).isFalse();
    double[] second = {NAN, 1, NAN, NAN, 2, 3};
    assertThat(KnownTargets.outputs(second, 2, 3, weights)).isEqualTo(18);
    assertThat(KnownTargets.isAny(second, 0, 2, 3)).isFalse();
    assertThat(KnownTargets.rows(new float[0], 2, 3)).isZero();
  }
}
