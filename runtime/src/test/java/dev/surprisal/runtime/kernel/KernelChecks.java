package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;

/** What the tests of kernels have in common: ranges in the middle of an array, and bounds. */
final class KernelChecks {
  static final int START = 3;
  static final int MARGIN = 5;
  static final double UNTOUCHED = 42;
  static final int[] LENGTHS = {
    0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 23, 31, 32, 33, 47, 63, 64, 65, 100, 257, 1000
  };

  /** The bound that {@link RowKernels} states for a written value. */
  static final double ULPS = 4;

  private KernelChecks() {}

  static double[] random(Precise<?> precise, int length, double low, double high) {
    return precise.rounded(
        new Random(length).doubles(length + START + MARGIN, low, high).toArray());
  }

  static double[] range(double[] values, int length) {
    return Arrays.copyOfRange(values, START, START + length);
  }

  interface Reference {
    double at(int i);
  }

  /** Runs a primitive that writes, and checks what it wrote, and that it wrote nowhere else. */
  static <A> void assertWrites(
      Precise<A> precise, int length, A out, double[] before, Reference expected) {
    double[] actual = precise.doubles(out);
    for (int i = 0; i < actual.length; i++) {
      boolean inside = i >= START && i < START + length;
      if (!inside) {
        assertThat(actual[i]).as("outside, at %d of %d", i, length).isEqualTo(before[i]);
        continue;
      }
      double exact = expected.at(i);
      double bound = ULPS * Math.max(precise.ulp(exact), precise.ulp(0));
      assertThat(Math.abs(actual[i] - exact))
          .as("%s instead of %s, at %d of %d", actual[i], exact, i, length)
          .isLessThanOrEqualTo(bound);
    }
  }

  /**
   * Terms that are each within the bound, none negative, added up in double one after the other.
   */
  static void assertSum(Precise<?> precise, double actual, double... terms) {
    double exact = DoubleStream.of(terms).sum();
    double bound = ULPS * precise.ulp(exact) + terms.length * 0x1p-53 * exact;
    assertThat(Math.abs(actual - exact)).isLessThanOrEqualTo(bound);
  }

  static double[] untouched(int length) {
    double[] out = new double[length + START + MARGIN];
    Arrays.fill(out, UNTOUCHED);
    return out;
  }
}
