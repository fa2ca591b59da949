package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each primitive against the same one of the scalar kernels, over extreme values, each beside each
 * other: what is finite, infinite or NaN in one is so in the other, and within the bounds that
 * {@link RowKernels} states. Ranges fill vectors and leave a rest.
 */
class KernelAgreementTest {
  private static final int LENGTH = 37;

  private static final double[] EXTREMES =
      withNegatives(
          0,
          1e-300,
          1e-45,
          1e-30,
          1e-8,
          0.5,
          1,
          20,
          90,
          104,
          710,
          746,
          1e4,
          7e4,
          1e30,
          3e38,
          1e39,
          1e150,
          1e300,
          Double.MAX_VALUE,
          Double.POSITIVE_INFINITY,
          Double.NaN);

  /** What may be rounded to a float of no value of its own. */
  private static final double[] SCALES = {0, 1e-60, 1e-40, 1e-30, 0.3, 1, 1e30, 3e38, 1e39, 1e60};

  private static final double[] YES_OR_NO = {0, -0.0, 1e-45, 1e-7, 0.3, 0.5, 1 - 0x1p-24, 1};

  private static final double[] FINITE_FLOATS = {0, 1, -Float.MAX_VALUE};
  private static final double[] FINITE_DOUBLES = {0, 1, -3e38, -Double.MAX_VALUE};

  private static double[] withNegatives(double... values) {
    return DoubleStream.of(values).flatMap(value -> DoubleStream.of(value, -value)).toArray();
  }

  /**
   * A kernel and the scalar one of its precision.
   *
   * @param <A> {@code float[]} or {@code double[]}
   */
  private record Pair<A>(Precise<A> scalar, Precise<A> other) {
    /** Relative, or of the scale where exponentials may vanish or targets are graded. */
    void assertWrites(A ofScalar, A ofOther, double unit, String inputs) {
      double[] expected = scalar.doubles(ofScalar);
      double[] actual = scalar.doubles(ofOther);
      for (int i = 0; i < expected.length; i++) {
        double bound = 2 * KernelChecks.ULPS * scalar.ulp(finite(expected[i])) + unit;
        assertNear(actual[i], expected[i], bound, inputs);
      }
    }

    /** Whether the scalar kernel does not scale exponentials of such values. */
    boolean isBeyondScalar(double... values) {
      return Arrays.stream(values)
          .anyMatch(value -> Double.isFinite(value) && Math.abs(value) > scalar.mostScaled());
    }

    /** What a difference may be off by whose larger term is so large. */
    double bound(double term) {
      return 2 * KernelChecks.ULPS * scalar.ulp(term) + leastNormal();
    }

    private static double finite(double value) {
      return Double.isFinite(value) ? value : 0;
    }

    void assertSum(double ofScalar, double ofOther, double size, String inputs) {
      double terms = Math.max(finite(ofScalar), size);
      double bound = 2 * KernelChecks.ULPS * scalar.ulp(1) * terms + LENGTH * leastNormal();
      assertNear(ofOther, ofScalar, bound, inputs);
    }

    private void assertNear(double actual, double expected, double bound, String inputs) {
      // Infinite or not a number: alike.
      boolean isAlike = Double.compare(actual, expected) == 0;
      // Many thousands of comparisons: only those that fail are worth an assertion.
      if (!isAlike && !(Math.abs(actual - expected) <= bound)) {
        assertThat(actual).as(other + " of " + inputs).isEqualTo(expected);
      }
    }

    double leastNormal() {
      return scalar.isFloat() ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    }

    /** Values that are rounded to the precision, each once. */
    double[] rounded(double... values) {
      return DoubleStream.of(scalar.rounded(values)).distinct().toArray();
    }

    A filled(double... values) {
      double[] all = new double[LENGTH];
      Arrays.setAll(all, i -> values[i % values.length]);
      return scalar.array(all);
    }

    RowKernels<A> expected() {
      return scalar.kernel();
    }

    RowKernels<A> actual() {
      return other.kernel();
    }

    @Override
    public String toString() {
      return other.name();
    }
  }

  static Stream<Pair<?>> pairs() {
    List<Precise<?>> kernels = Precise.kernels();
    return kernels.stream().map(other -> pair(kernels, other));
  }

  @SuppressWarnings("unchecked")
  private static <A> Pair<A> pair(List<Precise<?>> kernels, Precise<A> other) {
    return new Pair<>((Precise<A>) kernels.get(other.isFloat() ? 0 : 1), other);
  }

  private interface Crossed {
    void of(double first, double second);
  }

  private static void cross(double[] first, double[] second, Crossed crossed) {
    for (double of : first) {
      for (double and : second) {
        crossed.of(of, and);
      }
    }
  }

  private static String text(double... inputs) {
    return Arrays.toString(inputs);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  <A> void exponentials(Pair<A> pair) {
    double[] extremes = pair.rounded(EXTREMES);
    cross(
        extremes,
        extremes,
        (a, b) -> {
          A z = pair.filled(a, b);
          String inputs = text(a, b);
          double max = pair.expected().max(z, 0, LENGTH);
          assertThat(pair.actual().max(z, 0, LENGTH)).as(inputs).isEqualTo(max);
          A expected = pair.filled(7);
          A actual = pair.filled(7);
          double sum = pair.expected().storeExp(z, 0, LENGTH, max, expected);
          pair.assertSum(sum, pair.actual().storeExp(z, 0, LENGTH, max, actual), 1, inputs);
          pair.assertSum(sum, pair.actual().sumExp(z, 0, LENGTH, max), 1, inputs);
          pair.assertWrites(expected, actual, pair.leastNormal(), inputs);

          int exponent = pair.expected().commonExponent(z, 0, LENGTH);
          int actualExponent = pair.actual().commonExponent(z, 0, LENGTH);
          boolean isOutOfReach = exponent == RowKernels.NO_EXPONENT && pair.isBeyondScalar(a, b);
          assertThat(isOutOfReach || actualExponent == exponent).as(inputs).isTrue();
          if (exponent != RowKernels.NO_EXPONENT) {
            pair.expected().storeScaledExp(z, 0, LENGTH, exponent, expected);
            pair.actual().storeScaledExp(z, 0, LENGTH, exponent, actual);
            pair.assertWrites(expected, actual, 0, inputs);
            pair.assertSum(
                pair.expected().sumScaledExp(z, 0, LENGTH, exponent),
                pair.actual().sumScaledExp(z, 0, LENGTH, exponent),
                0,
                inputs);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("pairs")
  <A> void scales(Pair<A> pair) {
    double[] extremes = pair.rounded(EXTREMES);
    cross(
        extremes,
        SCALES,
        (x, factor) -> {
          A expected = pair.filled(x);
          A actual = pair.filled(x);
          pair.expected().scale(expected, 0, LENGTH, factor);
          pair.actual().scale(actual, 0, LENGTH, factor);
          pair.assertWrites(expected, actual, 0, text(x, factor));
        });
  }

  /** To 4 ulp of the larger of the two terms. */
  @ParameterizedTest
  @MethodSource("pairs")
  <A> void residuals(Pair<A> pair) {
    cross(
        pair.rounded(0, 1e-45, 1e-30, 0.3, 1, 2),
        SCALES,
        (x, factor) -> {
          for (double y : pair.rounded(0, 1e-45, 1e-7, 0.3, 1)) {
            for (double times : SCALES) {
              double term = Math.min(factor * x, Float.MAX_VALUE) + Math.min(times * y, 1e38);
              String inputs = text(x, factor, y, times);
              A expected = pair.filled(x);
              A actual = pair.filled(x);
              pair.expected().scaleMinus(expected, 0, LENGTH, factor, times * y);
              pair.actual().scaleMinus(actual, 0, LENGTH, factor, times * y);
              pair.assertWrites(expected, actual, pair.bound(term), inputs);
              A ofRow = pair.filled(x);
              pair.actual().scaleMinus(ofRow, pair.filled(y), 0, LENGTH, factor, times);
              pair.assertWrites(expected, ofRow, pair.bound(term), inputs);
              A ofClasses = pair.filled(x);
              double[] classes = new double[LENGTH];
              Arrays.fill(classes, y);
              pair.actual().scaleMinus(ofClasses, 0, LENGTH, factor, classes, times);
              pair.assertWrites(expected, ofClasses, pair.bound(term), inputs);
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("pairs")
  <A> void indicatorVariances(Pair<A> pair) {
    for (double total : new double[] {1, 1 + 1e-12, 2, 1e6, 2e9, Double.NaN}) {
      cross(
          pair.rounded(0, 1e-45, 1e-38, 1e-30, 1e-3, 0.5, 1 - 0x1p-24, 1),
          SCALES,
          (x, scale) -> {
            A expected = pair.filled(x, 1);
            A actual = pair.filled(x, 1);
            pair.expected().indicatorVariance(expected, 0, LENGTH, total, scale);
            pair.actual().indicatorVariance(actual, 0, LENGTH, total, scale);
            pair.assertWrites(expected, actual, scale * pair.leastNormal(), text(x, total, scale));
          });
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  <A> void logistic(Pair<A> pair) {
    cross(
        pair.rounded(EXTREMES),
        pair.rounded(YES_OR_NO),
        (logit, target) -> {
          A z = pair.filled(logit);
          A y = pair.filled(target);
          double sum = pair.expected().softplusMinusProduct(z, y, 0, LENGTH);
          double actualSum = pair.actual().softplusMinusProduct(z, y, 0, LENGTH);
          pair.assertSum(sum, actualSum, 0, text(logit, target));
          boolean isGraded = target > 0 && target < 1;
          double unit = isGraded ? KernelChecks.ULPS * pair.scalar.ulp(1) : pair.leastNormal();
          for (double scale : SCALES) {
            String inputs = text(logit, target, scale);
            A expected = pair.filled(7);
            A actual = pair.filled(7);
            pair.assertSum(
                sum, pair.expected().sigmoidMinus(z, y, 0, LENGTH, scale, expected), 0, inputs);
            pair.assertSum(
                sum, pair.actual().sigmoidMinus(z, y, 0, LENGTH, scale, actual), 0, inputs);
            pair.assertWrites(expected, actual, scale * unit, inputs);
            pair.expected().sigmoidSlope(z, 0, LENGTH, scale, expected);
            pair.actual().sigmoidSlope(z, 0, LENGTH, scale, actual);
            pair.assertWrites(expected, actual, scale * pair.leastNormal(), inputs);
          }
          A expected = pair.filled(7);
          A actual = pair.filled(7);
          pair.expected().sigmoid(z, 0, LENGTH, expected);
          pair.actual().sigmoid(z, 0, LENGTH, actual);
          pair.assertWrites(expected, actual, pair.leastNormal(), text(logit));
        });
  }

  @ParameterizedTest
  @MethodSource("pairs")
  <A> void differences(Pair<A> pair) {
    double[] extremes = pair.rounded(EXTREMES);
    cross(
        extremes,
        extremes,
        (of, from) -> {
          A z = pair.filled(of);
          A y = pair.filled(from);
          double sum = pair.expected().halfSquaredDistance(z, y, 0, LENGTH);
          pair.assertSum(
              sum, pair.actual().halfSquaredDistance(z, y, 0, LENGTH), 0, text(of, from));
          for (double scale : SCALES) {
            String inputs = text(of, from, scale);
            A expected = pair.filled(7);
            A actual = pair.filled(7);
            pair.assertSum(
                sum, pair.expected().difference(z, y, 0, LENGTH, scale, expected), 0, inputs);
            pair.assertSum(
                sum, pair.actual().difference(z, y, 0, LENGTH, scale, actual), 0, inputs);
            pair.assertWrites(expected, actual, 0, inputs);
          }
        });
  }

  /** Probabilities and exponentials are summed: nothing negative. */
  @ParameterizedTest
  @MethodSource("pairs")
  <A> void sums(Pair<A> pair) {
    double[] terms = DoubleStream.of(pair.rounded(EXTREMES)).filter(x -> !(x < 0)).toArray();
    cross(
        terms,
        terms,
        (a, b) -> {
          A x = pair.filled(a, b);
          double sum = pair.expected().sum(x, 0, LENGTH);
          pair.assertSum(sum, pair.actual().sum(x, 0, LENGTH), 0, text(a, b));
        });
  }

  @ParameterizedTest
  @MethodSource("pairs")
  <A> void findsTheSameValueOutside(Pair<A> pair) {
    double most = pair.scalar.isFloat() ? Float.MAX_VALUE : Double.MAX_VALUE;
    double[] extremes = pair.rounded(EXTREMES);
    for (double[] bounds : new double[][] {{0, 1}, {-most, most}}) {
      cross(
          extremes,
          extremes,
          (a, b) -> {
            A x = pair.filled(a, b);
            assertThat(pair.actual().firstOutside(x, 0, LENGTH, bounds[0], bounds[1]))
                .as(text(a, b))
                .isEqualTo(pair.expected().firstOutside(x, 0, LENGTH, bounds[0], bounds[1]));
          });
    }
  }
}
