package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowClassesTest {
  /** Of rows 1..3 of these, in a block with room for four; the second has no such class. */
  private static final int[] CLASSES = {9, 2, 7, 0, 9};

  private static final int STRIDE = 4;

  @Test
  void whatStandsAtTheClassIsRead() {
    double[] x = new double[3 * STRIDE];
    Arrays.setAll(x, i -> 10 * (i / STRIDE) + i % STRIDE);
    double[] out = {-1, -1, -1, -1};

    RowClasses.at(x, CLASSES, 1, 3, 3, STRIDE, out);

    assertThat(out).containsExactly(20, 0, 2, -1);
  }

  @Test
  void theOutputOfTheClassIsOne() {
    double[] out = new double[3 * STRIDE + 1];
    Arrays.fill(out, -1);

    RowClasses.oneHot(CLASSES, 1, 3, 3, STRIDE, out);

    assertThat(out).containsExactly(0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, -1);
  }

  @Test
  void negativeClassesAreNone() {
    double[] out = {5, 5};

    RowClasses.oneHot(new int[] {-1}, 0, 2, 1, 1, out);
    assertThat(out).containsExactly(0, 0);

    double[] at = {5};
    RowClasses.at(new double[] {1, 2}, new int[] {-1}, 0, 2, 1, 1, at);
    assertThat(at).containsExactly(0);
  }

  @Test
  void ignoredRowsWeighNothing() {
    double[] weights = {0.5, 2, 3, 4};

    RowClasses.zeroIgnored(CLASSES, 7, 1, 3, weights);

    assertThat(weights).containsExactly(0.5, 0, 3, 4);
  }
}
