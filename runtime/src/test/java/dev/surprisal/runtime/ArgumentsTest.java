package dev.surprisal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/**
 * The words of the messages; that generated code makes the checks is tested with generated code.
 */
class ArgumentsTest {
  @Test
  void namesArgumentRowValueAndRange() {
    refuses(
        () -> Arguments.classIndices("classes", new int[] {0, 10}, 2, 10),
        "classes[1] = 10, in row 1: a class index must be in 0..9");
    refuses(
        () -> Arguments.probabilities("labels", new float[] {0, 1, 0, 1.5f}, 2, 2),
        "labels[3] = 1.5, in row 1: must be in 0..1");
    refuses(
        () -> Arguments.probabilities("labels", new double[] {0, -0.5, 0, 1}, 2, 2),
        "labels[1] = -0.5, in row 0: must be in 0..1");
    refuses(
        () -> Arguments.finite("targets", new float[] {0, Float.NaN}, 2, 1),
        "targets[1] = NaN, in row 1: must be a finite number");
    refuses(
        () -> Arguments.finite("targets", new double[] {0, Double.NEGATIVE_INFINITY}, 2, 1),
        "targets[1] = -Infinity, in row 1: must be a finite number");
  }

  @Test
  void namesLengths() {
    refuses(
        () -> Arguments.rows("logits", new float[25], 10),
        "logits: length 25 is not a multiple of 10, the number of outputs per example");
    refuses(
        () -> Arguments.length("gradients", new double[5], 6),
        "gradients: length 5, must be 6 to fit the other arguments");
    assertThat(Arguments.rows("logits", new double[30], 10)).isEqualTo(3);
  }

  @Test
  void namesNumbers() {
    refuses(() -> Arguments.size(0), "size = 0: an example needs at least one output");
    refuses(() -> Arguments.denominator(0), "denominator = 0.0: must be in 1e-30..1e30");
    assertThat(Arguments.size(1)).isEqualTo(1);
    assertThat(Arguments.denominator(0.5)).isEqualTo(0.5);
  }

  private static void refuses(Runnable check, String message) {
    assertThatIllegalArgumentException().isThrownBy(check::run).withMessage(message);
  }
}
