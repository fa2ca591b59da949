package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each primitive against its definition, over lengths around those of vectors, at a start in the
 * middle of an array. Both implementations run where the VM has the vector module.
 */
class RowKernelsTest {
  private static final int START = 3;
  private static final int MARGIN = 5;
  private static final double UNTOUCHED = 42;
  private static final int[] LENGTHS = {
    0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 15, 16, 17, 23, 31, 32, 33, 47, 63, 64, 65, 100, 257, 1000
  };

  /** The bound that {@link RowKernels} states for a written value. */
  private static final double ULPS = 4;

  /** A kernel on arrays of a precision, seen as one on doubles. */
  private record Precise<A>(String name, RowKernels<A> kernel, boolean isFloat) {
    @SuppressWarnings("unchecked")
    A array(double... values) {
      if (!isFloat) {
        return (A) values.clone();
      }
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return (A) floats;
    }

    double[] doubles(A array) {
      return array instanceof float[] floats
          ? IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray()
          : (double[]) array;
    }

    double[] rounded(double... values) {
      return doubles(array(values));
    }

    double ulp(double value) {
      return isFloat ? Math.ulp((float) value) : Math.ulp(value);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Precise<?>> kernels() {
    Stream<Precise<?>> scalar =
        Stream.of(
            new Precise<>("scalar float", new ScalarFloatKernels(), true),
            new Precise<>("scalar double", new ScalarDoubleKernels(), false));
    if (!Host.current().vectorModule()) {
      return scalar.toList();
    }
    Stream<Precise<?>> vector =
        Stream.of(
            new Precise<>("vector float", new VectorFloatKernels(), true),
            new Precise<>("vector double", new VectorDoubleKernels(), false),
            new Precise<>("chosen float", Kernels.FLOATS, true),
            new Precise<>("chosen double", Kernels.DOUBLES, false));
    return Stream.concat(scalar, vector).toList();
  }

  private static double[] random(Precise<?> precise, int length, double low, double high) {
    return precise.rounded(
        new Random(length).doubles(length + START + MARGIN, low, high).toArray());
  }

  private static double[] range(double[] values, int length) {
    return Arrays.copyOfRange(values, START, START + length);
  }

  private interface Reference {
    double at(int i);
  }

  /** Runs a primitive that writes, and checks what it wrote, and that it wrote nowhere else. */
  private static <A> void assertWrites(
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
  private static void assertSum(Precise<?> precise, double actual, double... terms) {
    double exact = DoubleStream.of(terms).sum();
    double bound = ULPS * precise.ulp(exact) + terms.length * 0x1p-53 * exact;
    assertThat(Math.abs(actual - exact)).isLessThanOrEqualTo(bound);
  }

  private static double[] untouched(int length) {
    double[] out = new double[length + START + MARGIN];
    Arrays.fill(out, UNTOUCHED);
    return out;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  <A> void max(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] z = random(precise, length, -100, 100);
      double expected = Arrays.stream(range(z, length)).max().orElse(Double.NEGATIVE_INFINITY);
      assertThat(precise.kernel.max(precise.array(z), START, length)).isEqualTo(expected);
      if (length > 0) {
        z[START + length / 2] = Double.NaN;
        assertThat(precise.kernel.max(precise.array(z), START, length)).isNotNaN();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
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
          precise.kernel.sumExp(precise.array(z), START, length, 0.5),
          Arrays.stream(range(z, length)).map(exp).toArray());
      assertSum(
          precise,
          precise.kernel.storeExp(precise.array(z), START, length, 0.5, written),
          Arrays.stream(range(z, length)).map(exp).toArray());
      assertWrites(precise, length, written, out, i -> exp.applyAsDouble(z[i]));
    }
  }

  /** Whatever the distance from 0, and not only on a grid: nothing is subtracted. */
  @ParameterizedTest
  @MethodSource("kernels")
  <A> void exponentialsOfOneScale(Precise<A> precise) {
    for (double center : new double[] {0, 20, -3000, 60_000}) {
      for (int length : LENGTHS) {
        double[] z = random(precise, length, center - 39, center + 39);
        double[] out = untouched(length);
        A written = precise.array(out);

        int exponent = precise.kernel.commonExponent(precise.array(z), START, length);
        if (length == 0) {
          assertThat(exponent).isEqualTo(RowKernels.NO_EXPONENT);
          continue;
        }
        double max = Arrays.stream(range(z, length)).max().orElseThrow();
        assertThat(exponent / LOG2_E).isCloseTo(max, within(0.5 / LOG2_E + 1e-9));
        precise.kernel.storeScaledExp(precise.array(z), START, length, exponent, written);

        assertWrites(precise, length, written, out, i -> scaledExp(z[i], exponent));
      }
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
  @MethodSource("kernels")
  <A> void scaleIsSharedByWhatLiesTogether(Precise<A> precise) {
    for (int length : LENGTHS) {
      if (length < 2) {
        continue;
      }
      double[] z = random(precise, length, -5, 5);
      int exponent = precise.kernel.commonExponent(precise.array(z), START, length);
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
    return precise.kernel.commonExponent(precise.array(changed), START, length);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  <A> void scaledExponentialsOfMaskedValuesAreZero(Precise<A> precise) {
    double[] z = new double[40];
    Arrays.setAll(z, i -> i % 3 == 0 ? Double.NEGATIVE_INFINITY : i % 7 == 0 ? Double.NaN : 5);
    A out = precise.array(new double[40]);

    precise.kernel.storeScaledExp(precise.array(z), 0, 40, 7, out);

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
  @MethodSource("kernels")
  <A> void exponentialsAreWithinTwoUlp(Precise<A> precise) {
    double lowest = precise.isFloat ? 87.3 : 708.3;
    double[] z =
        precise.rounded(
            new Random(2).doubles(1 << 20, -40, Math.log(lowest)).map(x -> -Math.exp(x)).toArray());
    A out = precise.array(new double[z.length]);

    precise.kernel.storeExp(precise.array(z), 0, z.length, 0, out);

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
  @MethodSource("kernels")
  <A> void exponentialsUnderflowGradually(Precise<A> precise) {
    double leastNormal = precise.isFloat ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    double middle = Math.log(leastNormal);
    double[] z =
        precise.rounded(
            IntStream.range(0, 1024).mapToDouble(i -> middle + (i - 512) / 16.0).toArray());
    z[0] = Double.NEGATIVE_INFINITY;
    z[1] = precise.isFloat ? -Float.MAX_VALUE : -Double.MAX_VALUE;
    z[2] = -1e30;
    A out = precise.array(new double[1024]);

    precise.kernel.storeExp(precise.array(z), 0, 1024, 0, out);

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

  @ParameterizedTest
  @MethodSource("kernels")
  <A> void scaling(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] x = random(precise, length, -5, 5);
      A scaled = precise.array(x);
      precise.kernel.scale(scaled, START, length, 0.3);
      assertWrites(precise, length, scaled, x, i -> 0.3 * x[i]);

      double[] e = random(precise, length, 0, 1);
      A variances = precise.array(e);
      precise.kernel.indicatorVariance(variances, START, length, 1.7, 0.3);
      assertWrites(precise, length, variances, e, i -> 0.3 * (e[i] / 1.7) * (1 - e[i] / 1.7));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  <A> void logistic(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] z = random(precise, length, -20, 20);
      double[] y = random(precise, length, -0.5, 1.5);
      Arrays.setAll(y, i -> Math.min(1, Math.max(0, y[i])));
      double[] out = untouched(length);
      A logits = precise.array(z);
      A targets = precise.array(y);

      double[] losses =
          IntStream.range(START, START + length)
              .mapToDouble(i -> softplus(z[i]) * (1 - y[i]) + softplus(-z[i]) * y[i])
              .toArray();
      assertSum(
          precise, precise.kernel.softplusMinusProduct(logits, targets, START, length), losses);
      A residuals = precise.array(out);
      assertSum(
          precise,
          precise.kernel.sigmoidMinus(logits, targets, START, length, 0.3, residuals),
          losses);
      assertResiduals(precise, length, z, y, residuals);

      A sigmoids = precise.array(out);
      precise.kernel.sigmoid(logits, START, length, sigmoids);
      assertWrites(precise, length, sigmoids, out, i -> sigmoid(z[i]));

      A slopes = precise.array(out);
      precise.kernel.sigmoidSlope(logits, START, length, 0.3, slopes);
      assertWrites(precise, length, slopes, out, i -> 0.3 * sigmoid(z[i]) * sigmoid(-z[i]));
    }
  }

  private static double softplus(double z) {
    return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  /** To the ulp for targets of 0 and 1; where a graded target is near the mean, to the ulp of 1. */
  private static <A> void assertResiduals(
      Precise<A> precise, int length, double[] z, double[] y, A residuals) {
    double[] actual = precise.doubles(residuals);
    for (int i = START; i < START + length; i++) {
      boolean graded = y[i] > 0 && y[i] < 1;
      double exact = y[i] == 1 ? -0.3 * sigmoid(-z[i]) : 0.3 * (sigmoid(z[i]) - y[i]);
      double bound = ULPS * precise.ulp(graded ? 0.3 : exact);
      assertThat(Math.abs(actual[i] - exact)).isLessThanOrEqualTo(bound);
    }
    assertThat(actual[START - 1]).isEqualTo(UNTOUCHED);
    assertThat(actual[START + length]).isEqualTo(UNTOUCHED);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  <A> void differences(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] z = random(precise, length, -3, 3);
      double[] y = random(precise, length + 1, -3, 3);
      double[] out = untouched(length);
      A written = precise.array(out);
      double[] halfSquares =
          IntStream.range(START, START + length)
              .mapToDouble(i -> (z[i] - y[i]) * (z[i] - y[i]) / 2)
              .toArray();
      assertSum(
          precise,
          precise.kernel.halfSquaredDistance(precise.array(z), precise.array(y), START, length),
          halfSquares);
      assertSum(
          precise,
          precise.kernel.difference(
              precise.array(z), precise.array(y), START, length, 0.3, written),
          halfSquares);
      assertWrites(precise, length, written, out, i -> 0.3 * (z[i] - y[i]));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  <A> void findsTheFirstValueOutside(Precise<A> precise) {
    double[] outside = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int length : LENGTHS) {
      int end = START + length;
      double[] x = random(precise, length, 0, 1);
      x[START - 1] = 7;
      x[end] = 7;
      if (length > 1) {
        x[START] = 0;
        x[end - 1] = 1;
      }
      assertThat(precise.kernel.firstOutside(precise.array(x), START, length, 0, 1)).isEqualTo(end);
      for (int at = START; at < end; at += 1 + length / 10) {
        for (double value : outside) {
          double[] bad = x.clone();
          bad[at] = value;
          bad[end - 1] = at == end - 1 ? value : 2;
          assertThat(precise.kernel.firstOutside(precise.array(bad), START, length, 0, 1))
              .isEqualTo(at);
        }
      }
    }
  }

  /** Compiled, interpreted, first or last: a sum has the same bits every time. */
  @ParameterizedTest
  @MethodSource("kernels")
  <A> void sumsTheSameBitsEveryTime(Precise<A> precise) {
    A z = precise.array(random(precise, 1000, -3, 0));
    double first = precise.kernel.sumExp(z, START, 1000, 0);
    for (int call = 0; call < 20_000; call++) {
      assertThat(precise.kernel.sumExp(z, START, 1000, 0)).isEqualTo(first);
    }
  }
}
