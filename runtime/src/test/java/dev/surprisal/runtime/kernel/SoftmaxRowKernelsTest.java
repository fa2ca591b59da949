package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each primitive on rows side by side against its definition: scalar and vector, float and double.
 */
class SoftmaxRowKernelsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  /** Rows one after the other, in a block of many and of one, and classes one after the other. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void rowsLieSideBySide(Blocked<A> of) {
    assertRows(of, 5, 7, 16, 5, 1);
    assertRows(of, 5, 16, 16, 5, 1);
    assertRows(of, 70, 1, 1, 70, 1);
    assertRows(of, 5, 7, 16, 1, 11);
  }

  private static <A> void assertRows(
      Blocked<A> of, int size, int rows, int stride, int rowStep, int classStep) {
    int start = 3;
    double[] array =
        Arrays.stream(of.random(start + rows * rowStep + size * classStep, -5, 5))
            .map(value -> (float) value)
            .toArray();
    A block = of.block(size * stride);
    of.kernel().readRows(array, start, rowStep, classStep, size, rows, stride, block);
    A ofFloats = of.block(size * stride);
    float[] floats = Blocked.floats(array);
    of.kernel().readRows(floats, start, rowStep, classStep, size, rows, stride, ofFloats);
    double[] sum = new double[Blocks.SPARE];
    A maxima = of.block(stride);
    of.kernel().expOfRows(block, size, stride, maxima, of.block(size * stride), sum);
    double[] max = of.doubles(maxima, stride);
    of.kernel().sumOfRows(block, size, stride, sum);
    double[] values = of.doubles(block, size * stride);
    assertThat(of.doubles(ofFloats, size * stride)).isEqualTo(values);
    double[] out = new double[array.length];
    float[] outFloats = new float[array.length];
    of.kernel().writeRows(block, size, rows, stride, 2, outFloats, start, rowStep, classStep);
    of.kernel().writeRows(block, size, rows, stride, 2, out, start, rowStep, classStep);
    double[] expected = new double[array.length];
    for (int r = 0; r < rows; r++) {
      double most = Double.NEGATIVE_INFINITY;
      double total = 0;
      for (int k = 0; k < size; k++) {
        int at = start + r * rowStep + k * classStep;
        assertThat(values[k * stride + r]).isEqualTo(array[at]);
        expected[at] = 2 * array[at];
        most = Math.max(most, array[at]);
        total += array[at];
      }
      assertThat(max[r]).isEqualTo(most);
      assertThat(sum[r]).isCloseTo(total, within(1e-12));
    }
    assertThat(out).isEqualTo(expected);
    assertThat(outFloats).isEqualTo(Blocked.floats(expected));
    A product = of.block(size * stride);
    of.kernel().multiplyRows(block, maxima, size, stride, product);
    A weighed = of.block(values);
    double[] weights = max.clone();
    weights[0] = 0;
    of.kernel().weighRows(weighed, Arrays.copyOf(weights, Blocks.SPARE), size, stride);
    for (int i = 0; i < size * stride; i++) {
      double number = max[i % stride];
      if (i % stride < rows) {
        assertThat(of.doubles(product, size * stride)[i])
            .isEqualTo(of.rounded(values[i] * number)[0]);
        assertThat(of.doubles(weighed, size * stride)[i])
            .isEqualTo(of.rounded(values[i] * weights[i % stride])[0]);
      }
    }
    of.kernel().fillRows(sum, size, stride, block);
    double[] filled = of.doubles(block, size * stride);
    for (int i = 0; i < size * stride; i++) {
      assertThat(filled[i]).isEqualTo(of.rounded(sum[i % stride])[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void numbersOfClassesAreThoseOfEachRow(Blocked<A> of) {
    double[] numbers = {0.5, 2, -1};
    for (int stride : new int[] {1, 16, 48}) {
      A block = of.block(3 * stride);
      of.kernel().fillClasses(numbers, stride, block);
      double[] filled = of.doubles(block, 3 * stride);
      for (int i = 0; i < filled.length; i++) {
        assertThat(filled[i]).isEqualTo(numbers[i / stride]);
      }
    }
  }

  /** Of logits near 0 and far beyond the cap; what is infinite is not capped. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void cappedLogitsLieBelowTheLargest(Blocked<A> of) {
    double cap = 30;
    double unit = of.unit();
    for (int stride : new int[] {1, 16, 48}) {
      for (int size : new int[] {2, 7, 70}) {
        double[] x = of.random(size * stride, -4 * cap, stride == 16 ? cap / 10 : 4 * cap);
        x[stride] = -INF;
        A below = of.block(size * stride);
        A slopes = of.block(size * stride);
        double[] largest = Blocked.room(new double[stride]);
        of.kernel()
            .capBelowLargest(
                of.block(x), cap, size, stride, of.block(stride), largest, below, slopes);
        A withoutSlopes = of.block(size * stride);
        of.kernel()
            .capBelowLargest(
                of.block(x), cap, size, stride, of.block(stride), largest, withoutSlopes);
        assertThat(of.doubles(withoutSlopes, size * stride))
            .isEqualTo(of.doubles(below, size * stride));
        for (int i = 0; i < size * stride; i++) {
          double capped = cap * Math.tanh(x[i] / cap);
          double actual = of.doubles(below, size * stride)[i];
          if (i == stride) {
            assertThat(actual).isEqualTo(-INF);
            assertThat(of.doubles(slopes, size * stride)[i]).isZero();
            continue;
          }
          double distance = capped - largest[i % stride];
          double ofTanh = cap * Math.max(2e-8 * (of.isFloat() ? 1 : 0), 8 * unit);
          assertThat(actual).isCloseTo(distance, within(ofTanh + 4 * unit * Math.abs(distance)));
          double e = Math.exp(-2 * Math.abs(x[i] / cap));
          double slope = 4 * e / ((1 + e) * (1 + e));
          assertThat(of.doubles(slopes, size * stride)[i])
              .isCloseTo(slope, within((of.isFloat() ? 2 : 16) * 4 * unit * slope));
        }
        for (int r = 0; r < stride; r++) {
          double most = -INF;
          for (int i = r; i < size * stride; i += stride) {
            most = Math.max(most, x[i]);
          }
          assertThat(largest[r]).isCloseTo(cap * Math.tanh(most / cap), within(1e-11 * cap));
        }
      }
    }
  }

  /** Rows in a block of many and of one; a masked value without weight counts nothing. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void exponentialsOfRows(Blocked<A> of) {
    for (int stride : new int[] {1, 16, 48}) {
      for (int size : new int[] {2, 7, 70}) {
        double[] x = of.random(size * stride, -20, 20);
        double[] weights = of.random(size * stride, 0.1, 1);
        x[stride] = -INF;
        weights[stride] = 0;
        A max = of.block(stride);
        A exp = of.block(size * stride);
        double[] total = new double[Blocks.SPARE];
        double[] below = total.clone();
        Arrays.fill(below, Double.NaN);
        A block = of.block(x);
        of.kernel().expOfRows(block, size, stride, max, exp, total);
        of.kernel().sumBelowMax(withRoom(weights), block, max, size, stride, below);
        double[] written = of.doubles(exp, size * stride);
        for (int r = 0; r < stride; r++) {
          double most = -INF;
          for (int i = r; i < size * stride; i += stride) {
            most = Math.max(most, x[i]);
          }
          double sum = 0;
          BigDecimal weighted = BigDecimal.ZERO;
          for (int i = r; i < size * stride; i += stride) {
            // A kernel may round the argument of exp, or not.
            double rounded = Math.exp(of.rounded(x[i] - most)[0]);
            double unrounded = Math.exp(x[i] - most);
            boolean isRounded = Math.abs(written[i] - rounded) < Math.abs(written[i] - unrounded);
            double exact = isRounded ? rounded : unrounded;
            assertThat(written[i]).isCloseTo(exact, within(4 * of.unit() * exact));
            sum += exact;
            if (weights[i] != 0) {
              BigDecimal distance = new BigDecimal(x[i]).subtract(new BigDecimal(most));
              weighted = weighted.add(new BigDecimal(weights[i]).multiply(distance));
            }
          }
          assertThat(of.doubles(max, stride)[r]).isEqualTo(most);
          // Of its terms, and of adding them up.
          double ofTotal = (4 * of.unit() + size * 0x1p-53) * sum;
          assertThat(total[r]).isCloseTo(sum, within(ofTotal));
          double exact = weighted.doubleValue();
          // A difference, a product and the sum are rounded in double.
          assertThat(below[r]).isCloseTo(exact, within((2 + size) * 0x1p-53 * -exact));
        }
        assertResiduals(of, exp, weights, size, stride);
      }
    }
  }

  /** Of all rows but the last, classes last; of one row that weighs nothing, NaN or not. */
  private static <A> void assertResiduals(
      Blocked<A> of, A exp, double[] targets, int size, int stride) {
    double[] written = of.doubles(exp, size * stride);
    double[] numbers = of.random(stride, 0.1, 1);
    double[] scales = of.random(stride, 0.5, 2);
    int rows = Math.max(1, stride - 1);
    double[] out = new double[1 + rows * size];
    of.kernel()
        .writeResiduals(
            of.block(written),
            withRoom(numbers),
            withRoom(targets),
            withRoom(scales),
            size,
            rows,
            stride,
            out,
            1,
            size,
            1);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < size; k++) {
        double target = targets[k * stride + r];
        double pulled = written[k * stride + r] * numbers[r];
        double error = of.unit() * scales[r] * (pulled + target);
        assertThat(out[1 + r * size + k]).isCloseTo(scales[r] * (pulled - target), within(error));
      }
    }
    written[0] = Double.NaN;
    scales[0] = 0;
    of.kernel()
        .writeResiduals(
            of.block(written),
            withRoom(numbers),
            withRoom(targets),
            withRoom(scales),
            size,
            1,
            stride,
            out,
            1,
            size,
            1);
    assertThat(Arrays.copyOfRange(out, 1, 1 + size)).containsOnly(0);
  }

  /** Beside a value that is nearly all of its row, they keep the digits of the rest. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void sumsOfOthersDoNotCancel(Blocked<A> of) {
    for (int[] shape : new int[][] {{2, 16}, {5, 32}, {70, 1}}) {
      int size = shape[0];
      int stride = shape[1];
      double[] values = of.doubles(of.block(of.random(size * stride, 0, 1e-12)), size * stride);
      for (int r = 0; r < stride; r++) {
        values[r % size * stride + r] = 1;
      }
      A out = of.block(size * stride);
      of.kernel().sumOfOthers(of.block(values), size, stride, out);
      double[] actual = of.doubles(out, size * stride);
      for (int i = 0; i < size * stride; i++) {
        double rest = 0;
        for (int j = i % stride; j < size * stride; j += stride) {
          rest += j == i ? 0 : values[j];
        }
        assertThat(actual[i]).isCloseTo(rest, within(size * of.unit() * rest));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void smoothingSpreadsOverWhatIsNotMasked(Blocked<A> of) {
    double[] even = new double[Blocks.SPARE];
    double[] z = new double[3 * 16];
    z[1] = -INF;
    of.kernel().spread(of.block(z), 3, 16, 0.2, even);
    assertThat(new double[] {even[0], even[16], even[32]}).containsOnly(0.2 / 3);
    assertThat(new double[] {even[1], even[17], even[33]}).containsExactly(0, 0.1, 0.1);

    of.kernel().spread(of.block(0, -INF, 0, 0), 4, 1, 0.2, even);
    assertThat(even).startsWith(0.2 / 3, 0, 0.2 / 3, 0.2 / 3);
    of.kernel().spread(of.block(0, 0, 0), 3, 1, 0.6, even);
    assertThat(even).startsWith(0.6 / 3, 0.6 / 3, 0.6 / 3);
  }

  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void rowsAndClassesMultiplyWhatIsSpread(Blocked<A> of) {
    double[] parts = new double[Blocks.SPARE];
    double[] z = new double[3 * 16];
    z[1] = -INF;
    double[] ofRows = of.random(16, 1, 2);
    double[] ofClasses = {1, 4, 0.5};
    of.kernel().spread(of.block(z), 3, 16, 0.5, ofRows, ofClasses, parts);
    assertThat(parts[1]).isZero();
    assertThat(parts[17]).isCloseTo(ofRows[1] * 4 * 0.25, within(1e-15));
    assertThat(parts[18]).isCloseTo(ofRows[2] * 4 * 0.5 / 3, within(1e-15));

    of.kernel().spread(of.block(0, 0, -INF), 3, 1, 0.5, ofRows, ofClasses, parts);
    assertThat(parts[0]).isCloseTo(ofRows[0] * 0.25, within(1e-15));
    assertThat(parts[1]).isCloseTo(ofRows[0] * 4 * 0.25, within(1e-15));
    assertThat(parts[2]).isZero();
  }

  private static double[] withRoom(double[] values) {
    return Arrays.copyOf(values, values.length + Blocks.SPARE);
  }
}
