package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.KernelChecks.LENGTHS;
import static dev.surprisal.runtime.kernel.KernelChecks.START;
import static dev.surprisal.runtime.kernel.KernelChecks.ULPS;
import static dev.surprisal.runtime.kernel.KernelChecks.assertSum;
import static dev.surprisal.runtime.kernel.KernelChecks.assertWrites;
import static dev.surprisal.runtime.kernel.KernelChecks.random;
import static dev.surprisal.runtime.kernel.KernelChecks.range;
import static dev.surprisal.runtime.kernel.KernelChecks.untouched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exponentials against their definition, as {@link RowKernelsTest} does with the others. */
class ExponentialKernelsTest {
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void exponentials(Precise<A> precise) {
    for (int length : LENGTHS) {
      // On a grid, so that the difference is exact in float and double.
      double[] z = random(precise, length, -30, 0);
      Arrays.setAll(z, i -> Math.rint(z[i] * 0x1p16) * 0x1p-16);
      DoubleUnaryOperator exp = value -> Math.exp(value - 0.5);
      double[] out = untouched(length);
      A written = precise.array(out);

      assertSum(
          precise,
          precise.kernel().sumExp(precise.array(z), START, length, 0.5),
          Arrays.stream(range(z, length)).map(exp).toArray());
      assertSum(
          precise,
          precise.kernel().storeExp(precise.array(z), START, length, 0.5, written),
          Arrays.stream(range(z, length)).map(exp).toArray());
      assertWrites(precise, length, written, out, i -> exp.applyAsDouble(z[i]));
    }
  }

  /** However much of a number is in the exponent. */
  @Test
  void logarithmsDoNotDependOnTheScale() {
    for (double x : new double[] {1, 0.3, 17.25, 1e-20}) {
      double log = RowKernels.logOfScaled(x, 0);
      assertThat(log).isCloseTo(Math.log(x), within(1e-14));
      for (int exponent : new int[] {-90, -1, 3, 700}) {
        assertThat(RowKernels.logOfScaled(Math.scalb(x, -exponent), exponent)).isEqualTo(log);
      }
    }
    assertThat(RowKernels.logOfScaled(0, 5)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(RowKernels.logOfScaled(Double.POSITIVE_INFINITY, 5))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(RowKernels.logOfScaled(Double.NaN, 5)).isNaN();
  }

  /** Whatever the distance from 0, and not only on a grid: nothing is subtracted. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void exponentialsOfOneScale(Precise<A> precise) {
    for (double center : new double[] {0, 20, -3000, 60_000}) {
      for (int length : LENGTHS) {
        double[] z = random(precise, length, center - 39, center + 39);
        double[] out = untouched(length);
        A written = precise.array(out);

        int exponent = precise.kernel().commonExponent(precise.array(z), START, length);
        if (length == 0 || Math.abs(center) + 39 > precise.mostScaled()) {
          assertThat(exponent).isEqualTo(RowKernels.NO_EXPONENT);
          continue;
        }
        double max = Arrays.stream(range(z, length)).max().orElseThrow();
        assertThat(exponent / LOG2_E).isCloseTo(max, within(0.5 / LOG2_E + 1e-9));
        precise.kernel().storeScaledExp(precise.array(z), START, length, exponent, written);

        assertWrites(precise, length, written, out, i -> scaledExp(z[i], exponent));
        assertSum(
            precise,
            precise.kernel().sumScaledExp(precise.array(z), START, length, exponent),
            Arrays.stream(range(z, length)).map(value -> scaledExp(value, exponent)).toArray());
        double first = scaledExp(z[START], exponent);
        assertThat(precise.kernel().scaledExp(precise.array(z), START, exponent))
            .isCloseTo(first, within(ULPS * precise.ulp(first)));
      }
    }
  }

  /** Values so far apart that their sum depends on the order. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void sumsTheBitsOfWhatIsStored(Precise<A> precise) {
    // Of fewer values than two vectors, vector kernels leave sums to scalar ones.
    int least = precise.name().startsWith("vector") ? 32 : 1;
    for (int length = least; length <= 1100; length += length < 70 ? 1 : 257) {
      A z = precise.array(random(precise, length, -39, 39));
      A written = precise.array(untouched(length));
      RowKernels<A> kernel = precise.kernel();
      int exponent = kernel.commonExponent(z, START, length);
      double scaled = kernel.sumScaledExp(z, START, length, exponent);
      kernel.storeScaledExp(z, START, length, exponent, written);
      assertThat(scaled).isEqualTo(kernel.sum(written, START, length));
      double below = kernel.sumExp(z, START, length, 39);
      assertThat(below).isEqualTo(kernel.storeExp(z, START, length, 39, written));
    }
  }

  private static final double LOG2_E = 1 / Math.log(2);

  /** exp(z - exponent log 2), with what is lost by rounding of the product and the difference. */
  private static double scaledExp(double z, int exponent) {
    double high = Math.log(2);
    double low = 0x1.abc9e3b39803fp-56;
    double product = exponent * high;
    double difference = z - product;
    double back = difference - z;
    double lost = (z - (difference - back)) + (-product - back);
    double rest = lost - Math.fma(exponent, high, -product) - exponent * low;
    return StrictMath.exp(difference) * StrictMath.exp(rest);
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void scaleIsSharedByWhatLiesTogether(Precise<A> precise) {
    for (int length : LENGTHS) {
      if (length < 2) {
        continue;
      }
      double[] z = random(precise, length, -5, 5);
      int exponent = precise.kernel().commonExponent(precise.array(z), START, length);
      int last = START + length - 1;
      double masked = Double.NEGATIVE_INFINITY;
      assertThat(exponentWith(precise, length, z, last, masked)).isBetween(exponent - 7, exponent);
      assertThat(exponentWith(precise, length, z, last, Double.NaN))
          .isBetween(exponent - 7, exponent);
      for (double far : new double[] {-1e3, 1e3, 1e5, Double.POSITIVE_INFINITY}) {
        assertThat(exponentWith(precise, length, z, START, far)).isEqualTo(RowKernels.NO_EXPONENT);
        assertThat(exponentWith(precise, length, z, last, far)).isEqualTo(RowKernels.NO_EXPONENT);
      }
      double[] onlyMasked = new double[z.length];
      Arrays.fill(onlyMasked, masked);
      assertThat(exponentWith(precise, length, onlyMasked, last, masked))
          .isEqualTo(RowKernels.NO_EXPONENT);
    }
  }

  private static <A> int exponentWith(
      Precise<A> precise, int length, double[] z, int at, double value) {
    double[] changed = z.clone();
    changed[at] = value;
    return precise.kernel().commonExponent(precise.array(changed), START, length);
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void scaledExponentialsOfMaskedValuesAreZero(Precise<A> precise) {
    double[] z = new double[40];
    Arrays.setAll(z, i -> i % 3 == 0 ? Double.NEGATIVE_INFINITY : i % 7 == 0 ? Double.NaN : 5);
    A out = precise.array(new double[40]);

    precise.kernel().storeScaledExp(precise.array(z), 0, 40, 7, out);

    double[] written = precise.doubles(out);
    for (int i = 0; i < 40; i++) {
      if (i % 3 == 0) {
        assertThat(written[i]).isZero();
      } else if (i % 7 == 0) {
        assertThat(written[i]).isNaN();
      } else {
        assertThat(written[i]).isCloseTo(Math.exp(5) / 128, within(1e-6));
      }
    }
  }

  /**
   * A million values from 0 down to the least normal result, spread evenly over their exponents.
   */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void exponentialsAreWithinTwoUlp(Precise<A> precise) {
    double lowest = precise.isFloat() ? 87.3 : 708.3;
    double[] z =
        precise.rounded(
            new Random(2).doubles(1 << 20, -40, Math.log(lowest)).map(x -> -Math.exp(x)).toArray());
    A out = precise.array(new double[z.length]);

    precise.kernel().storeExp(precise.array(z), 0, z.length, 0, out);

    double[] written = precise.doubles(out);
    double worst = 0;
    for (int i = 0; i < z.length; i++) {
      double exact = StrictMath.exp(z[i]);
      worst = Math.max(worst, Math.abs(written[i] - exact) / precise.ulp(exact));
    }
    assertThat(worst).isLessThanOrEqualTo(2);
  }

  /** Within the bound down to the least normal number; between 0 and that number below. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void exponentialsUnderflowGradually(Precise<A> precise) {
    double leastNormal = precise.isFloat() ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    double middle = Math.log(leastNormal);
    double[] z =
        precise.rounded(
            IntStream.range(0, 1024).mapToDouble(i -> middle + (i - 512) / 16.0).toArray());
    z[0] = Double.NEGATIVE_INFINITY;
    z[1] = precise.isFloat() ? -Float.MAX_VALUE : -Double.MAX_VALUE;
    z[2] = -1e30;
    A out = precise.array(new double[1024]);

    precise.kernel().storeExp(precise.array(z), 0, 1024, 0, out);

    double[] written = precise.doubles(out);
    assertThat(Arrays.copyOf(written, 3)).containsOnly(0);
    for (int i = 3; i < 1024; i++) {
      double exact = Math.exp(z[i]);
      if (exact < leastNormal) {
        assertThat(written[i]).isBetween(0.0, leastNormal);
      } else {
        assertThat(Math.abs(written[i] - exact)).isLessThanOrEqualTo(ULPS * precise.ulp(exact));
      }
    }
  }
}
