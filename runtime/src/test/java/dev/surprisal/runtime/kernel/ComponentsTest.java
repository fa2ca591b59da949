package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that several components describe together. */
class ComponentsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final int STRIDE = 32;
  private static final int PARTS = 3;

  /** Part, component and value of what lies at a place, by the definition of the layout. */
  private static double number(int place, int components, int size) {
    int row = place / (PARTS * components * size);
    int part = place / (components * size) % PARTS;
    int component = place / size % components;
    int value = row * size + place % size;
    return part * 1e6 + component * 1e3 + value;
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 0, 17", "3, 1, 5, 32", "5, 4, 3, 30", "2, 7, 9, 5", "4, 40, 11, 20"})
  void readsAndWritesWhatBelongsToAPart(int components, int size, int start, int length) {
    int rows = (start + length) / size + 2;
    double[] doubles = new double[rows * PARTS * components * size];
    Arrays.setAll(doubles, place -> number(place, components, size));
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    for (int part = 0; part < PARTS; part++) {
      double[] block = new double[components * STRIDE];
      ComponentTransfers.read(doubles, part, PARTS, components, size, start, length, STRIDE, block);
      double[] ofFloats = new double[components * STRIDE];
      ComponentTransfers.read(
          floats, part, PARTS, components, size, start, length, STRIDE, ofFloats);
      for (int k = 0; k < components; k++) {
        for (int i = 0; i < length; i++) {
          double expected = part * 1e6 + k * 1e3 + start + i;
          assertThat(block[k * STRIDE + i]).isEqualTo(expected);
          assertThat(ofFloats[k * STRIDE + i]).isEqualTo(expected);
        }
      }

      double[] written = new double[doubles.length];
      float[] asFloats = new float[doubles.length];
      ComponentTransfers.write(
          block, STRIDE, length, 2, written, part, PARTS, components, size, start);
      ComponentTransfers.write(
          block, STRIDE, length, 2, asFloats, part, PARTS, components, size, start);
      for (int place = 0; place < written.length; place++) {
        double of = number(place, components, size);
        double value = of % 1e3;
        boolean isPart = (int) (of / 1e6) == part;
        boolean isWritten = isPart && value >= start && value < start + length;
        assertThat(written[place]).isEqualTo(isWritten ? 2 * of : 0);
        assertThat(asFloats[place]).isEqualTo((float) (isWritten ? 2 * of : 0));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "3, 4", "16, 40", "64, 100"})
  void sharesAreOfTheSumOfAll(int components, double spread) {
    Random random = new Random(components);
    double[] x = new double[components * STRIDE + Blocks.SPARE];
    Arrays.setAll(x, i -> spread * random.nextGaussian());
    double[] shares = new double[x.length];
    double[] logSumExp = new double[STRIDE + Blocks.SPARE];
    double[] sharesAlone = new double[x.length];
    double[] logSumExpAlone = new double[STRIDE + Blocks.SPARE];
    double[] others = new double[x.length];
    Components.share(x, components, STRIDE, shares, logSumExp);
    Components.share(x, components, STRIDE, sharesAlone);
    Components.logSumExp(x, components, STRIDE, logSumExpAlone);
    Components.others(shares, components, STRIDE, others);

    assertThat(Arrays.copyOf(sharesAlone, components * STRIDE))
        .isEqualTo(Arrays.copyOf(shares, components * STRIDE));
    assertThat(Arrays.copyOf(logSumExpAlone, STRIDE)).isEqualTo(Arrays.copyOf(logSumExp, STRIDE));
    for (int i = 0; i < STRIDE; i++) {
      double max = -INFINITY;
      for (int k = 0; k < components; k++) {
        max = Math.max(max, x[k * STRIDE + i]);
      }
      double total = 0;
      for (int k = 0; k < components; k++) {
        total += Math.exp(x[k * STRIDE + i] - max);
      }
      double expected = max + Math.log(total);
      assertThat(logSumExp[i]).isCloseTo(expected, within(1e-14 * (1 + Math.abs(expected))));
      for (int k = 0; k < components; k++) {
        double share = Math.exp(x[k * STRIDE + i] - max) / total;
        double rest = 0;
        for (int j = 0; j < components; j++) {
          rest += j == k ? 0 : Math.exp(x[j * STRIDE + i] - max) / total;
        }
        assertThat(shares[k * STRIDE + i])
            .isCloseTo(share, within(1e-14 * share + Double.MIN_NORMAL));
        // Where a share is 1 but for the last digits, too.
        assertThat(others[k * STRIDE + i])
            .isCloseTo(rest, within(1e-14 * rest + components * Double.MIN_NORMAL));
      }
    }
  }

  @Test
  void whatIsMinusInfinityHasNoShare() {
    double[] x = new double[2 * STRIDE + Blocks.SPARE];
    double[] shares = new double[x.length];
    double[] logSumExp = new double[STRIDE + Blocks.SPARE];
    double[][] values = {
      {-INFINITY, 3}, {-INFINITY, -INFINITY}, {INFINITY, 0}, {Double.NaN, 0}, {-1e308, 1e308}
    };
    for (int i = 0; i < values.length; i++) {
      x[i] = values[i][0];
      x[STRIDE + i] = values[i][1];
    }
    Components.share(x, 2, STRIDE, shares, logSumExp);

    assertThat(Arrays.copyOf(logSumExp, 5))
        .containsExactly(3, Double.NaN, Double.NaN, Double.NaN, 1e308);
    assertThat(Arrays.copyOf(shares, 5)).containsExactly(0, Double.NaN, Double.NaN, Double.NaN, 0);
    assertThat(Arrays.copyOfRange(shares, STRIDE, STRIDE + 5))
        .containsExactly(1, Double.NaN, Double.NaN, Double.NaN, 1);
  }
}
