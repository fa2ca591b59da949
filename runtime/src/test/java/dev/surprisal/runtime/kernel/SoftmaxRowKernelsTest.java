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

  /** Short rows and long ones one after the other, and classes one after the other. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void rowsLieSideBySideOrApart(Blocked<A> of) {
    assertRows(of, 5, 7, 16, 5, 1);
    assertRows(of, 5, 16, 16, 5, 1);
    assertRows(of, 70, 1, 1, 70, 1);
    assertRows(of, 70, 3, 1, 70, 1);
    assertRows(of, 5, 7, 16, 1, 11);
  }

  private static <A> void assertRows(
      Blocked<A> of, int size, int rows, int stride, int rowStep, int classStep) {
    int start = 3;
    int step = Blocks.step(size, stride);
    int length = Blocks.length(size, rows, stride);
    double[] array = of.random(start + rows * rowStep + size * classStep, -5, 5);
    A block = of.block(length);
    of.kernel().readRows(array, start, rowStep, classStep, size, rows, stride, block);
    double[] sum = new double[Blocks.SPARE];
    A maxima = of.block(Blocks.SPARE);
    of.kernel().expOfRows(block, size, rows, stride, maxima, of.block(length), sum);
    double[] max = of.doubles(maxima, rows);
    of.kernel().sumOfRows(block, size, rows, stride, sum);
    double[] values = of.doubles(block, length);
    double[] out = new double[array.length];
    of.kernel().writeRows(block, size, rows, stride, 2, out, start, rowStep, classStep);
    double[] weights = withRoom(max);
    weights[0] = 0;
    A weighed = of.block(values);
    of.kernel().weighRows(weighed, weights, size, rows, stride);
    A product = of.block(length);
    of.kernel().multiplyRows(block, maxima, size, rows, stride, product);
    A filled = of.block(length);
    of.kernel().fillRows(sum, size, rows, stride, filled);
    double[] ofClasses = of.random(size, 1, 2);
    A classes = of.block(length);
    of.kernel().fillClasses(ofClasses, rows, stride, classes);
    double[] expected = new double[array.length];
    for (int r = 0; r < rows; r++) {
      double most = Double.NEGATIVE_INFINITY;
      double total = 0;
      for (int k = 0; k < size; k++) {
        int at = start + r * rowStep + k * classStep;
        int i = k * stride + r * step;
        assertThat(values[i]).isEqualTo(array[at]);
        assertThat(of.doubles(product, length)[i]).isEqualTo(of.rounded(values[i] * max[r])[0]);
        assertThat(of.doubles(weighed, length)[i]).isEqualTo(of.rounded(values[i] * weights[r])[0]);
        assertThat(of.doubles(filled, length)[i]).isEqualTo(of.rounded(sum[r])[0]);
        assertThat(of.doubles(classes, length)[i]).isEqualTo(of.rounded(ofClasses[k])[0]);
        expected[at] = 2 * array[at];
        most = Math.max(most, array[at]);
        total += array[at];
      }
      assertThat(max[r]).isEqualTo(most);
      assertThat(sum[r]).isCloseTo(total, within(1e-12));
    }
    assertThat(out).isEqualTo(expected);
  }

  /** Of rows side by side and apart; a masked value without weight counts nothing. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.runtime.kernel.Blocked#kernels")
  <A> void exponentialsOfRows(Blocked<A> of) {
    for (int size : new int[] {2, 7, 70}) {
      assertExponentials(of, size, 1, 1);
      assertExponentials(of, size, 3, 1);
      assertExponentials(of, size, 16, 16);
      assertExponentials(of, size, 48, 48);
    }
  }

  private static <A> void assertExponentials(Blocked<A> of, int size, int rows, int stride) {
    int length = Blocks.length(size, rows, stride);
    int step = Blocks.step(size, stride);
    double[] x = of.random(length, -20, 20);
    double[] weights = withRoom(of.random(length, 0.1, 1));
    x[stride] = -INF;
    weights[stride] = 0;
    A maxima = of.block(Blocks.SPARE);
    A exp = of.block(length);
    double[] total = new double[Blocks.SPARE];
    double[] below = total.clone();
    Arrays.fill(below, Double.NaN);
    A block = of.block(x);
    of.kernel().expOfRows(block, size, rows, stride, maxima, exp, total);
    of.kernel().sumBelowMax(weights, block, maxima, size, rows, stride, below);
    double[] max = of.doubles(maxima, rows);
    double[] written = of.doubles(exp, length);
    for (int r = 0; r < rows; r++) {
      double most = -INF;
      for (int k = 0; k < size; k++) {
        most = Math.max(most, x[k * stride + r * step]);
      }
      double sum = 0;
      BigDecimal weighted = BigDecimal.ZERO;
      for (int k = 0; k < size; k++) {
        int i = k * stride + r * step;
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
      assertThat(max[r]).isEqualTo(most);
      assertThat(total[r]).isCloseTo(sum, within(4 * of.unit() * sum));
      double exact = weighted.doubleValue();
      // A difference, a product and the sum are rounded in double.
      assertThat(below[r]).isCloseTo(exact, within((2 + size) * 0x1p-53 * -exact));
    }
    assertResiduals(of, written, weights, size, rows, stride);
  }

  /** Classes last; then with a row that weighs nothing, NaN or not. */
  private static <A> void assertResiduals(
      Blocked<A> of, double[] exp, double[] targets, int size, int rows, int stride) {
    int step = Blocks.step(size, stride);
    double[] numbers = withRoom(of.random(rows, 0.1, 1));
    double[] scales = withRoom(of.random(rows, 0.5, 2));
    double[] out = new double[1 + rows * size];
    A block = of.block(exp);
    of.kernel()
        .writeResiduals(block, numbers, targets, scales, size, rows, stride, out, 1, size, 1);
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < size; k++) {
        int i = k * stride + r * step;
        double pulled = exp[i] * numbers[r];
        double error = of.unit() * scales[r] * (pulled + targets[i]);
        assertThat(out[1 + r * size + k])
            .isCloseTo(scales[r] * (pulled - targets[i]), within(error));
      }
    }
    exp[0] = Double.NaN;
    scales[0] = 0;
    block = of.block(exp);
    of.kernel()
        .writeResiduals(block, numbers, targets, scales, size, rows, stride, out, 1, size, 1);
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
    of.kernel().spread(of.block(z), 3, 16, 16, 0.2, even);
    assertThat(new double[] {even[0], even[16], even[32]}).containsOnly(0.2 / 3);
    assertThat(new double[] {even[1], even[17], even[33]}).containsExactly(0, 0.1, 0.1);

    of.kernel().spread(of.block(0, -INF, 0, 0), 4, 1, 1, 0.2, even);
    assertThat(even).startsWith(0.2 / 3, 0, 0.2 / 3, 0.2 / 3);
    of.kernel().spread(of.block(0, 0, 0), 3, 1, 1, 0.6, even);
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
    of.kernel().spread(of.block(z), 3, 16, 16, 0.5, ofRows, ofClasses, parts);
    assertThat(parts[1]).isZero();
    assertThat(parts[17]).isCloseTo(ofRows[1] * 4 * 0.25, within(1e-15));
    assertThat(parts[18]).isCloseTo(ofRows[2] * 4 * 0.5 / 3, within(1e-15));

    of.kernel().spread(of.block(0, 0, -INF), 3, 1, 1, 0.5, ofRows, ofClasses, parts);
    assertThat(parts[0]).isCloseTo(ofRows[0] * 0.25, within(1e-15));
    assertThat(parts[1]).isCloseTo(ofRows[0] * 4 * 0.25, within(1e-15));
    assertThat(parts[2]).isZero();
  }

  private static double[] withRoom(double[] values) {
    return Arrays.copyOf(values, values.length + Blocks.SPARE);
  }
}
