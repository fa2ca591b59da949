package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Learned variances against their definition, over rows that fill vectors and rows that do not. */
class GaussianKernelsTest {
  private static final int FROM = 2;
  private static final double UNTOUCHED = 42;
  private static final double SCALE = 0.25;

  /** Means, then log-variances, for rows from 0 to one after the last that is read. */
  private static double[] outputs(Precise<?> precise, int size, int to) {
    double[] z = new Random(size).doubles(2 * size * (to + 1), -6, 6).toArray();
    return precise.rounded(z);
  }

  private static double[] targets(Precise<?> precise, int size, int to) {
    return precise.rounded(new Random(to).doubles(size * (to + 1), -3, 3).toArray());
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void surprisalAndItsDerivatives(Precise<A> precise) {
    for (int size = 1; size <= 40; size++) {
      for (int to = FROM; to < FROM + 12; to++) {
        assertDefinition(precise, size, to);
      }
    }
  }

  private static <A> void assertDefinition(Precise<A> precise, int size, int to) {
    double[] z = outputs(precise, size, to);
    double[] y = targets(precise, size, to);
    double[] expected = new double[z.length];
    Arrays.fill(expected, UNTOUCHED);
    A out = precise.array(expected);
    double sum = 0;
    double terms = 0;
    for (int row = FROM; row < to; row++) {
      for (int k = 0; k < size; k++) {
        int mean = 2 * size * row + k;
        double s = z[mean + size];
        double difference = z[mean] - y[size * row + k];
        double square = difference * difference * Math.exp(-s);
        sum += (s + square) / 2;
        terms += (Math.abs(s) + square) / 2;
        expected[mean] = SCALE * difference * Math.exp(-s);
        expected[mean + size] = SCALE * (1 - square) / 2;
      }
    }
    RowKernels<A> kernel = precise.kernel();
    double value =
        kernel.gaussianResidual(precise.array(z), precise.array(y), FROM, to, size, SCALE, out);
    assertThat(value).isCloseTo(sum, within((8 + size * (to - FROM)) * 0x1p-53 * terms));
    assertThat(kernel.gaussianSurprisal(precise.array(z), precise.array(y), FROM, to, size))
        .as("alone")
        .isEqualTo(value);
    double[] actual = precise.doubles(out);
    for (int i = 0; i < actual.length; i++) {
      double bound = 8 * precise.ulp(Math.max(Math.abs(expected[i]), SCALE));
      assertThat(actual[i])
          .as("at %d, rows of %d, up to %d", i, size, to)
          .isCloseTo(expected[i], within(expected[i] == UNTOUCHED ? 0 : bound));
    }
    A inPlace = precise.array(z);
    assertThat(kernel.gaussianResidual(inPlace, precise.array(y), FROM, to, size, SCALE, inPlace))
        .isEqualTo(value);
    int first = 2 * size * FROM;
    int end = 2 * size * to;
    assertThat(Arrays.copyOfRange(precise.doubles(inPlace), first, end))
        .as("in place")
        .isEqualTo(Arrays.copyOfRange(actual, first, end));
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void anExactHitCostsNothingWhateverTheVariance(Precise<A> precise) {
    for (double s : new double[] {-3000, -1500, -800, 0, 800, 1500, 3000}) {
      for (int size : new int[] {1, 2, 3, 4, 8, 9}) {
        double[] z = new double[16 * size];
        double[] y = new double[8 * size];
        for (int row = 0; row < 8; row++) {
          Arrays.fill(z, 2 * size * row + size, 2 * size * (row + 1), s);
        }
        A out = precise.array(z);
        double value =
            precise
                .kernel()
                .gaussianResidual(precise.array(z), precise.array(y), 0, 8, size, 1, out);
        assertThat(value).isEqualTo(8 * size * s / 2);
        for (int row = 0; row < 8; row++) {
          assertThat(precise.doubles(out)[2 * size * row]).isZero();
          assertThat(precise.doubles(out)[2 * size * row + size]).isEqualTo(0.5);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void whatIsNotANumberStaysInItsValue(Precise<A> precise) {
    for (int size : new int[] {1, 2, 3, 4, 8, 9}) {
      for (int bad = 0; bad < 2 * size; bad++) {
        double[] z = outputs(precise, size, 8);
        int mean = 2 * size * 3 + bad % size;
        z[2 * size * 3 + bad] = Double.NaN;
        A out = precise.array(new double[z.length]);
        double value =
            precise
                .kernel()
                .gaussianResidual(
                    precise.array(z),
                    precise.array(targets(precise, size, 8)),
                    0,
                    8,
                    size,
                    SCALE,
                    out);
        assertThat(value).isNaN();
        double[] actual = precise.doubles(out);
        for (int i = 0; i < actual.length; i++) {
          assertThat(Double.isNaN(actual[i])).isEqualTo(i == mean || i == mean + size);
        }
      }
    }
  }
}
