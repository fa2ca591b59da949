package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks of products against their definition in double: scalar and vector. */
class ProductKernelsTest {
  static List<ProductKernels> kernels() {
    return Host.current().vectorModule()
        ? List.of(new ScalarProductKernels(), new VectorProductKernels())
        : List.of(new ScalarProductKernels());
  }

  private static float[] random(int length) {
    Random random = new Random(length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void productsAreAddedAndNothingElseIsWritten(ProductKernels kernels) {
    int width = kernels.width();
    for (int height = 1; height <= ProductKernels.HEIGHT; height++) {
      for (int length : new int[] {1, 2, 3, 4, 5, 255, 256}) {
        int step = length + 3;
        int room = width + 5;
        float[] a = random(2 + ProductKernels.HEIGHT * step);
        float[] b = random(7 + length * width);
        float[] c = random(4 + (ProductKernels.HEIGHT + 1) * room);
        float[] before = c.clone();
        kernels.addProduct(a, 2, step, height, b, 7, length, c, 4, room);
        for (int at = 0; at < c.length; at++) {
          int i = (at - 4) / room;
          int j = (at - 4) % room;
          if (at < 4 || i >= height || j >= width) {
            assertThat(c[at]).isEqualTo(before[at]);
            continue;
          }
          double sum = before[at];
          for (int k = 0; k < length; k++) {
            sum += (double) a[2 + i * step + k] * b[7 + k * width + j];
          }
          assertThat((double) c[at]).isCloseTo(sum, within(1e-7 * (4 + length)));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void multiplesAreAddedAndNothingElseIsWritten(ProductKernels kernels) {
    for (int length : new int[] {0, 1, 15, 16, 17, 100}) {
      float[] x = random(3 + length);
      float[] y = random(9 + length);
      float[] before = y.clone();
      kernels.addMultiple(0.75f, x, 3, length, y, 5);
      for (int at = 0; at < y.length; at++) {
        boolean isAdded = at >= 5 && at < 5 + length;
        double expected = isAdded ? before[at] + 0.75 * x[at - 2] : before[at];
        assertThat((double) y[at]).isCloseTo(expected, within(isAdded ? 1e-7 : 0));
      }
    }
  }
}
