package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each primitive on blocks against its definition: scalar and vector, float and double. */
class BlockKernelsTest {
  private static final int[] LENGTHS = {1, 2, 3, 7, 8, 15, 16, 17, 63, 64, 65, 500, 512};
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private static void assertClose(
      Blocked<?> of, double[] actual, DoubleUnaryOperator expected, double[] at, double ulps) {
    for (int i = 0; i < actual.length; i++) {
      double exact = expected.applyAsDouble(at[i]);
      assertThat(actual[i])
          .as("at %s", at[i])
          .isCloseTo(exact, within(ulps * 2 * of.unit() * Math.abs(exact)));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void functions(Blocked<A> of) {
    for (int length : LENGTHS) {
      double[] x = of.random(length, -60, 60);
      A out = of.block(length);
      double[] small = of.random(length, -4, 4);
      of.kernel().tanh(of.block(small), 0.25, length, out);
      assertClose(of, of.doubles(out, length), v -> Math.tanh(v / 4), small, 4);

      DoubleUnaryOperator sechSquared = v -> 1 / (Math.cosh(v / 4) * Math.cosh(v / 4));
      A slopes = of.block(length);
      A again = of.block(length);
      of.kernel().tanh(of.block(small), 0.25, length, again, slopes);
      assertThat(of.doubles(again, length)).isEqualTo(of.doubles(out, length));
      assertClose(of, of.doubles(slopes, length), sechSquared, small, 4);
      of.kernel().tanh(of.block(x), 0.25, length, out, slopes);
      assertClose(of, of.doubles(slopes, length), sechSquared, x, 4);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void functionsAtTheirEnds(Blocked<A> of) {
    double[] wide = {INF, -INF, 1e30, -1e30, 0, NAN};
    A t = of.block(wide.length);
    A out = of.block(wide.length);
    of.kernel().tanh(of.block(wide), 1, wide.length, t);
    assertThat(of.doubles(t, wide.length)).containsExactly(0, 0, 1, -1, 0, NAN);
    of.kernel().tanh(of.block(wide), 1, wide.length, t, out);
    assertThat(of.doubles(t, wide.length)).containsExactly(0, 0, 1, -1, 0, NAN);
    assertThat(of.doubles(out, wide.length)).containsExactly(0, 0, 0, 0, 1, NAN);
    of.kernel().cap(of.block(wide), t, 30, wide.length, t);
    assertThat(of.doubles(t, wide.length)).containsExactly(INF, -INF, 30, -30, 0, NAN);
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void logistic(Blocked<A> of) {
    for (int length : LENGTHS) {
      double[] z = of.random(length, -40, 40);
      double[] yes = Blocked.room(new Random(1).doubles(length, 0, 3).toArray());
      double[] no = Blocked.room(new Random(2).doubles(length, 0, 2).toArray());
      // As much for as against.
      no[0] = yes[0];
      A softplus = of.block(length);
      A residual = of.block(length);
      double sum = of.kernel().logistic(of.block(z), yes, no, length, softplus, residual);
      assertThat(of.kernel().logistic(of.block(z), yes, no, length, softplus)).isEqualTo(sum);
      double[] residuals = of.doubles(residual, length);
      A curvature = of.block(length);
      assertThat(of.kernel().logistic(of.block(z), yes, no, length, softplus, residual, curvature))
          .isEqualTo(sum);
      assertThat(of.doubles(residual, length)).isEqualTo(residuals);
      double[] curvatures = of.doubles(curvature, length);
      double exact = 0;
      for (int i = 0; i < length; i++) {
        double log = Math.log1p(Math.exp(-Math.abs(z[i])));
        double no1 = no[i] * (Math.max(z[i], 0) + log);
        exact += no1 + yes[i] * (Math.max(-z[i], 0) + log);
        double p = 1 / (1 + Math.exp(-z[i]));
        assertThat(of.doubles(softplus, length)[i]).isCloseTo(log, within(4 * of.unit() * log));
        assertThat(residuals[i])
            .isCloseTo(no[i] * p - yes[i] * (1 - p), within(4 * of.unit() * (yes[i] + no[i])));
        double slope = (yes[i] + no[i]) * p / (1 + Math.exp(z[i]));
        assertThat(curvatures[i]).isCloseTo(slope, within(8 * of.unit() * slope));
      }
      assertThat(sum).isCloseTo(exact, within((4 * of.unit() + length * 0x1p-53) * exact));
    }
  }

  /** Also of what a block that was used before holds behind its values. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void whatCountsForNothingIsZero(Blocked<A> of) {
    double[] z = {NAN, -INF, -INF, INF, 2};
    double[] yes = {0, 0, 1, 0, 0};
    double[] no = {0, 1, 0, 1, 0};
    double[] losses = {0, 0, INF, NAN, 0};
    double[] residuals = {0, 0, -1, NAN, 0};
    double[] curvatures = {0, 0, 0, NAN, 0};
    for (int i = 0; i < z.length; i++) {
      A softplus = of.block(NAN, NAN, NAN);
      A residual = of.block(NAN, NAN, NAN);
      A curvature = of.block(NAN, NAN, NAN);
      double loss =
          of.kernel()
              .logistic(
                  of.block(z[i], NAN, NAN),
                  Blocked.room(yes[i], 1, 1),
                  Blocked.room(no[i], 1, 1),
                  1,
                  softplus,
                  residual,
                  curvature);
      assertThat(loss).isEqualTo(Double.valueOf(losses[i]));
      assertThat(of.doubles(residual, 1)).containsExactly(residuals[i]);
      assertThat(of.doubles(curvature, 1)).containsExactly(curvatures[i]);
    }

    A x = of.block(NAN, INF, 3);
    of.kernel().weigh(of.block(0, 0, 2), x, 3);
    assertThat(of.doubles(x, 3)).containsExactly(0, 0, 6);
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void numbersBesideNanBecomeZero(Blocked<A> of) {
    double[] x = {9, 1, NAN, -NAN, INF, -INF, 0, Float.MAX_VALUE, Float.intBitsToFloat(0x7f800001)};
    double[] expected = {0.5, 0, 0, 0.5, 0.5, 0.5, 0.5, 0};
    A weights = of.block(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
    of.kernel().zeroBesideNan(x, 1, 8, weights);
    assertThat(of.doubles(weights, 8)).containsExactly(expected);
    A ofFloats = of.block(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
    of.kernel().zeroBesideNan(Blocked.floats(x), 1, 8, ofFloats);
    assertThat(of.doubles(ofFloats, 8)).containsExactly(expected);
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void sums(Blocked<A> of) {
    for (int length : LENGTHS) {
      double[] x = of.random(length, 0, 1);
      double exact = Arrays.stream(x).sum();
      assertThat(of.kernel().sum(of.block(x), length))
          .isCloseTo(exact, within(length * 0x1p-53 * exact));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void valuesAreReadAndWrittenAndNothingElseIs(Blocked<A> of) {
    double[] array = array(600);
    for (int length : LENGTHS) {
      double[] expected = Arrays.copyOfRange(array, 5, 5 + length);
      A block = of.block(length);
      of.kernel().read(Blocked.floats(array), 5, length, block);
      assertThat(of.doubles(block, length)).isEqualTo(expected);
      A same = of.block(length);
      of.kernel().read(array, 5, length, same);
      assertThat(of.doubles(same, length)).isEqualTo(expected);

      double[] doubled = array.clone();
      IntStream.range(5, 5 + length).forEach(i -> doubled[i] = 2 * array[i]);
      double[] out = array.clone();
      of.kernel().write(block, length, 2, out, 5);
      assertThat(out).isEqualTo(doubled);
      float[] outFloats = Blocked.floats(array);
      of.kernel().write(block, length, 2, outFloats, 5);
      assertThat(outFloats).isEqualTo(Blocked.floats(doubled));
    }
  }

  /** A loss of two outputs a value has all first ones of a row, then all second ones. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void partsAreReadAndWrittenWhereTheyAre(Blocked<A> of) {
    for (int size : new int[] {1, 2, 3, 8, 40}) {
      double[] array = array(2 * size * 60);
      for (int part = 0; part < 2; part++) {
        int start = 5;
        int length = 47;
        A block = of.block(length);
        of.kernel().read(array, part, 2, size, start, length, block);
        double[] read = of.doubles(block, length);
        A ofFloats = of.block(length);
        of.kernel().read(Blocked.floats(array), part, 2, size, start, length, ofFloats);
        assertThat(of.doubles(ofFloats, length)).isEqualTo(read);
        double[] out = new double[array.length];
        float[] outFloats = new float[array.length];
        of.kernel().write(block, length, 2, out, part, 2, size, start);
        of.kernel().write(block, length, 2, outFloats, part, 2, size, start);
        double[] expected = new double[array.length];
        for (int i = 0; i < length; i++) {
          int value = start + i;
          int at = value / size * 2 * size + part * size + value % size;
          assertThat(read[i]).isEqualTo(array[at]);
          expected[at] = 2 * array[at];
        }
        assertThat(out).isEqualTo(expected);
        assertThat(outFloats).isEqualTo(Blocked.floats(expected));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void numbersOfOutputsAndRowsAreRepeated(Blocked<A> of) {
    double[] perOutput = {1, 2, 3};
    double[] perRow = array(40);
    for (int positions : new int[] {1, 4}) {
      for (int start : new int[] {0, 1, 5, 13}) {
        A block = of.block(70);
        of.kernel().perOutput(perOutput, positions, start, 70, block);
        double[] outputs = of.doubles(block, 70);
        A inverse = of.block(70);
        of.kernel().inversePerOutput(perOutput, positions, start, 70, inverse);
        double[] inverses = of.doubles(inverse, 70);
        of.kernel().perRow(perRow, 3, positions, start, 70, block);
        double[] rows = of.doubles(block, 70);
        of.kernel().perRow(array(90), 1, positions, start, 70, block);
        assertThat(of.doubles(block, 70))
            .isEqualTo(Arrays.copyOfRange(array(90), start, start + 70));
        for (int i = 0; i < 70; i++) {
          int at = start + i;
          assertThat(outputs[i]).isEqualTo(perOutput[at / positions % 3]);
          assertThat(inverses[i]).isCloseTo(1 / outputs[i], within(1e-7));
          assertThat(rows[i]).isEqualTo(at / (3 * positions) * positions + at % positions);
        }
      }
    }
  }

  private static double[] array(int length) {
    return IntStream.range(0, length).mapToDouble(i -> i).toArray();
  }
}
