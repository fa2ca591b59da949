package dev.surprisal.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three products against their definitions, in double. */
class ProductsTest {
  /** At and beside the edges of blocks, groups, panels and parts. */
  static Stream<Products> shapes() {
    return Stream.of(
        new Products(1, 1, 1, 1),
        new Products(5, 3, 7, 7),
        new Products(6, 32, 48, 48),
        new Products(7, 33, 49, 49),
        new Products(33, 31, 47, 47),
        new Products(128, 16, 96, 96),
        new Products(129, 257, 961, 961),
        new Products(300, 12, 100, 100),
        new Products(3, 300, 2000, 2000),
        new Products(7, 33, 60, 49),
        new Products(129, 70, 2500, 970),
        new Products(5, 3, 7, 0));
  }

  /**
   * Rows of weights that columns of logits stand for: all, or some of them, now and then a few side
   * by side.
   */
  private static int[] rowsOfWeights(Products of) {
    int left = of.size() - of.classes();
    int[] rows = new int[of.classes()];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = k + Math.min(left, k / 9 * 2);
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void logitsAreProductsAndBias(Products of) {
    float[] x = RandomArrays.of(of.rows() * of.inputs(), 1);
    float[] weights = RandomArrays.of(of.size() * of.inputs(), 2);
    float[] bias = RandomArrays.of(of.size(), 3);
    float[] panels = new float[Products.sizeOfPanelsOfRows(of.rows(), of.inputs())];
    float[] z = new float[of.rows() * of.size()];
    of.packRows(x, panels);
    for (int part = 0; part < of.partsOfClasses(); part++) {
      of.logits(part, panels, weights, bias, z);
    }
    float[] withoutBias = new float[z.length];
    for (int part = 0; part < of.partsOfClasses(); part++) {
      of.logits(part, panels, weights, new float[0], withoutBias);
    }
    for (int row = 0; row < of.rows(); row++) {
      for (int k = 0; k < of.classes(); k++) {
        double sum = 0;
        for (int i = 0; i < of.inputs(); i++) {
          sum += (double) x[row * of.inputs() + i] * weights[k * of.inputs() + i];
        }
        double bound = 1e-6 * (1 + of.inputs());
        int at = row * of.size() + k;
        assertThat((double) z[at]).isCloseTo(sum + bias[k], within(bound));
        assertThat((double) withoutBias[at]).isCloseTo(sum, within(bound));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsByInputsAreWritten(Products of) {
    int rows = Products.wholeBlocks(of.rows());
    int step = Products.wholePanels(of.inputs());
    int[] rowsOfWeights = rowsOfWeights(of);
    float[] dz = RandomArrays.of(rows * of.size(), 1);
    float[] weights = RandomArrays.of(of.size() * of.inputs(), 2);
    float[] dx = RandomArrays.of(rows * step, 3);
    for (int part = 0; part < of.partsOfInputs(); part++) {
      of.gradientByInputs(part, dz, weights, rowsOfWeights, dx);
    }
    for (int row = 0; row < of.rows(); row++) {
      for (int i = 0; i < of.inputs(); i++) {
        double sum = 0;
        for (int k = 0; k < of.classes(); k++) {
          sum += (double) dz[row * of.size() + k] * weights[rowsOfWeights[k] * of.inputs() + i];
        }
        assertThat((double) dx[row * step + i]).isCloseTo(sum, within(1e-6 * (1 + of.classes())));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsByWeightsAndBiasAreAdded(Products of) {
    int[] rowsOfWeights = rowsOfWeights(of);
    float[] dz = RandomArrays.of(of.rows() * of.size(), 1);
    float[] x = RandomArrays.of(of.rows() * of.inputs(), 2);
    float[] weights = RandomArrays.of(of.size() * of.inputs(), 3);
    float[] bias = RandomArrays.of(of.size(), 4);
    float[] dWeights = weights.clone();
    float[] dBias = bias.clone();
    float[] panels = new float[Products.sizeOfPanelsOfInputs(of.rows(), of.inputs())];
    of.packInputs(x, panels);
    for (int part = 0; part < of.partsOfClasses(); part++) {
      of.addGradientByWeights(part, dz, panels, rowsOfWeights, dWeights, dBias);
    }
    double[] expectedWeights = inDouble(weights);
    double[] expectedBias = inDouble(bias);
    for (int row = 0; row < of.rows(); row++) {
      for (int k = 0; k < of.classes(); k++) {
        double residual = dz[row * of.size() + k];
        expectedBias[rowsOfWeights[k]] += residual;
        for (int i = 0; i < of.inputs(); i++) {
          expectedWeights[rowsOfWeights[k] * of.inputs() + i] +=
              residual * x[row * of.inputs() + i];
        }
      }
    }
    double bound = 1e-6 * (1 + of.rows());
    for (int k = 0; k < bias.length; k++) {
      assertThat((double) dBias[k]).isCloseTo(expectedBias[k], within(bound));
    }
    for (int i = 0; i < weights.length; i++) {
      assertThat((double) dWeights[i]).isCloseTo(expectedWeights[i], within(bound));
    }
  }

  private static double[] inDouble(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }
}
