package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.KernelChecks.LENGTHS;
import static dev.surprisal.runtime.kernel.KernelChecks.START;
import static dev.surprisal.runtime.kernel.KernelChecks.ULPS;
import static dev.surprisal.runtime.kernel.KernelChecks.UNTOUCHED;
import static dev.surprisal.runtime.kernel.KernelChecks.assertSum;
import static dev.surprisal.runtime.kernel.KernelChecks.assertWrites;
import static dev.surprisal.runtime.kernel.KernelChecks.random;
import static dev.surprisal.runtime.kernel.KernelChecks.range;
import static dev.surprisal.runtime.kernel.KernelChecks.untouched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.kernel.KernelChecks.Reference;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each primitive against its definition, over lengths around those of vectors, at a start in the
 * middle of an array. Both implementations run where the VM has the vector module.
 */
class RowKernelsTest {
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void max(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] z = random(precise, length, -100, 100);
      double expected = Arrays.stream(range(z, length)).max().orElse(Double.NEGATIVE_INFINITY);
      assertThat(precise.kernel().max(precise.array(z), START, length)).isEqualTo(expected);
      if (length > 0) {
        z[START + length / 2] = Double.NaN;
        assertThat(precise.kernel().max(precise.array(z), START, length)).isNotNaN();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void scaling(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] x = random(precise, length, -5, 5);
      A scaled = precise.array(x);
      precise.kernel().scale(scaled, START, length, 0.3);
      assertWrites(precise, length, scaled, x, i -> 0.3 * x[i]);

      double[] e = random(precise, length, 0, 1);
      A variances = precise.array(e);
      precise.kernel().indicatorVariance(variances, START, length, 1.7, 0.3);
      assertWrites(precise, length, variances, e, i -> 0.3 * (e[i] / 1.7) * (1 - e[i] / 1.7));
    }
  }

  /** A factor that no float is may have products that are. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void scalingByWhatIsBeyondTheType(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] x = random(precise, length, 1e30, 1e32);
      A scaled = precise.array(x);
      precise.kernel().scale(scaled, START, length, 1e-50);
      assertWrites(precise, length, scaled, x, i -> 1e-50 * x[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void sums(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] x = random(precise, length, 0, 5);
      assertSum(precise, precise.kernel().sum(precise.array(x), START, length), range(x, length));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
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
          precise, precise.kernel().softplusMinusProduct(logits, targets, START, length), losses);
      A residuals = precise.array(out);
      assertSum(
          precise,
          precise.kernel().sigmoidMinus(logits, targets, START, length, 0.3, residuals),
          losses);
      assertResiduals(precise, length, z, y, residuals);

      A sigmoids = precise.array(out);
      precise.kernel().sigmoid(logits, START, length, sigmoids);
      assertWrites(precise, length, sigmoids, out, i -> sigmoid(z[i]));

      A slopes = precise.array(out);
      precise.kernel().sigmoidSlope(logits, START, length, 0.3, slopes);
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
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
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
          precise.kernel().halfSquaredDistance(precise.array(z), precise.array(y), START, length),
          halfSquares);
      assertSum(
          precise,
          precise
              .kernel()
              .difference(precise.array(z), precise.array(y), START, length, 0.3, written),
          halfSquares);
      assertWrites(precise, length, written, out, i -> 0.3 * (z[i] - y[i]));
    }
  }

  /** A value without weight counts nothing, even where it is NaN. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void weightedDifferences(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] z = random(precise, length, -3, 3);
      double[] y = random(precise, length + 1, -3, 3);
      double[] weights = new Random(length).doubles(length, 0.1, 5).toArray();
      for (int i = 0; i < length; i += 3) {
        weights[i] = 0;
        z[START + i] = Double.NaN;
      }
      double[] out = untouched(length);
      A written = precise.array(out);
      A outputs = precise.array(z);
      A targets = precise.array(y);
      Reference weighted = i -> weights[i - START] == 0 ? 0 : weights[i - START] * (z[i] - y[i]);
      double[] halfSquares =
          IntStream.range(START, START + length)
              .mapToDouble(i -> weights[i - START] == 0 ? 0 : weighted.at(i) * (z[i] - y[i]) / 2)
              .toArray();
      RowKernels<A> kernel = precise.kernel();
      assertSum(
          precise,
          kernel.weightedHalfSquaredDistance(outputs, targets, START, length, weights),
          halfSquares);
      assertSum(
          precise,
          kernel.weightedDifference(outputs, targets, START, length, weights, 0.3, written),
          halfSquares);
      assertWrites(precise, length, written, out, i -> 0.3 * weighted.at(i));
    }
  }

  /** Below a number that is in the range and outside, with weights or without. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void sumsBelowANumber(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] z = random(precise, length, -3, 3);
      double[] weights = random(precise, length + 1, 0.1, 5);
      double[] fromFirst = Arrays.copyOfRange(weights, START, START + length);
      A outputs = precise.array(z);
      RowKernels<A> kernel = precise.kernel();
      double[] below = below(length, i -> 3 - z[i]);
      assertSum(precise, kernel.sumBelow(outputs, START, length, 3), below);
      double[] weighted = below(length, i -> weights[i] * (3 - z[i]));
      assertSum(precise, kernel.sumBelow(outputs, START, length, 3, fromFirst), weighted);
      A weightsOfRow = precise.array(weights);
      assertSum(precise, kernel.sumBelow(outputs, weightsOfRow, START, length, 3), weighted);
    }
  }

  /** A masked class counts nothing where its weight is 0, and where there is no weight it shows. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void sumsBelowANumberWithMasks(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] z = random(precise, length, -3, 3);
      double[] weights = random(precise, length + 1, 0.1, 5);
      for (int i = START; i < START + length; i += 3) {
        z[i] = Double.NEGATIVE_INFINITY;
        weights[i] = 0;
      }
      double[] below = below(length, i -> weights[i] == 0 ? 0 : weights[i] * (3 - z[i]));
      A outputs = precise.array(z);
      A weightsOfRow = precise.array(weights);
      RowKernels<A> kernel = precise.kernel();
      assertSum(precise, kernel.sumBelow(outputs, weightsOfRow, START, length, 3), below);
      if (length > 0) {
        double[] fromFirst = Arrays.copyOfRange(weights, START, START + length);
        assertThat(kernel.sumBelow(outputs, START, length, 3)).isInfinite();
        assertThat(kernel.sumBelow(outputs, START, length, 3, fromFirst)).isNaN();
      }
    }
  }

  private static double[] below(int length, Reference reference) {
    return IntStream.range(START, START + length).mapToDouble(reference::at).toArray();
  }

  /** What is certain but for less than a float can tell from 1. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void residualsOfWhatIsNearlyCertain(Precise<A> precise) {
    for (int length : LENGTHS) {
      double[] ones = new double[length + 2 * START];
      Arrays.fill(ones, 1);
      A residuals = precise.array(ones);
      double factor = 1 - 1e-9;
      precise.kernel().scaleMinus(residuals, precise.array(ones), START, length, factor, 1);
      for (int i = START; i < START + length; i++) {
        assertThat(precise.doubles(residuals)[i]).isCloseTo(-1e-9, within(1e-15));
      }
    }
  }

  /** A scale that is no float has the residuals that double has. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void residuals(Precise<A> precise) {
    for (double scale : new double[] {1, 1e-39}) {
      double unit = Math.min(1 / scale, 1e35);
      double quarter = 0.25 * scale * unit;
      for (int length : LENGTHS) {
        double[] x = random(precise, length, unit, 5 * unit);
        double[] y = random(precise, length + 1, 0, 0.25);
        double[] large = Arrays.stream(y).map(v -> v * unit).toArray();
        A one = precise.array(x);
        RowKernels<A> kernel = precise.kernel();
        kernel.scaleMinus(one, START, length, 0.5 * scale, quarter);
        assertWrites(precise, length, one, x, i -> 0.5 * scale * x[i] - quarter);
        A ofClasses = precise.array(x);
        double[] fromFirst = Arrays.copyOfRange(large, START, START + length);
        kernel.scaleMinus(ofClasses, START, length, 0.5 * scale, fromFirst, scale);
        assertWrites(precise, length, ofClasses, x, i -> scale * (0.5 * x[i] - large[i]));
        A ofRow = precise.array(x);
        double[] rounded = precise.rounded(large);
        kernel.scaleMinus(ofRow, precise.array(large), START, length, 0.5 * scale, scale);
        assertWrites(precise, length, ofRow, x, i -> scale * (0.5 * x[i] - rounded[i]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
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
      assertThat(precise.kernel().firstOutside(precise.array(x), START, length, 0, 1))
          .isEqualTo(end);
      for (int at = START; at < end; at += 1 + length / 10) {
        for (double value : outside) {
          double[] bad = x.clone();
          bad[at] = value;
          bad[end - 1] = at == end - 1 ? value : 2;
          assertThat(precise.kernel().firstOutside(precise.array(bad), START, length, 0, 1))
              .isEqualTo(at);
        }
      }
    }
  }

  /** Compiled, interpreted, first or last: a sum has the same bits every time. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Precise#kernels")
  <A> void sumsTheSameBitsEveryTime(Precise<A> precise) {
    A z = precise.array(random(precise, 1000, -3, 0));
    double first = precise.kernel().sumExp(z, START, 1000, 0);
    for (int call = 0; call < 20_000; call++) {
      assertThat(precise.kernel().sumExp(z, START, 1000, 0)).isEqualTo(first);
    }
  }
}
