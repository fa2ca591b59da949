package dev.surprisal.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three products against their definitions, in double. */
class ProductsTest {
  /** At and beside the edges of blocks, groups, panels and parts. */
  static Stream<Products> shapes() {
    return Stream.of(
        new Products(1, 1, 1),
        new Products(5, 3, 7),
        new Products(6, 32, 48),
        new Products(7, 33, 49),
        new Products(33, 31, 47),
        new Products(128, 16, 96),
        new Products(129, 257, 961),
        new Products(300, 12, 100),
        new Products(3, 300, 2000));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void logitsAreProductsAndBias(Products of) {
    float[] x = RandomArrays.of(of.rows() * of.inputs(), 1);
    float[] weights = RandomArrays.of(of.classes() * of.inputs(), 2);
    float[] bias = RandomArrays.of(of.classes(), 3);
    float[] panels = new float[Products.sizeOfPanelsOfRows(of.rows(), of.inputs())];
    float[] z = new float[of.rows() * of.classes()];
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
        int at = row * of.classes() + k;
        assertThat((double) z[at]).isCloseTo(sum + bias[k], within(bound));
        assertThat((double) withoutBias[at]).isCloseTo(sum, within(bound));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsByInputsAreWritten(Products of) {
    int rows = Products.wholeBlocks(of.rows());
    float[] dz = RandomArrays.of(rows * of.classes(), 1);
    float[] weights = RandomArrays.of(of.classes() * of.inputs(), 2);
    float[] dx = RandomArrays.of(rows * of.inputs(), 3);
    for (int part = 0; part < of.partsOfInputs(); part++) {
      of.gradientByInputs(part, dz, weights, dx);
    }
    for (int row = 0; row < of.rows(); row++) {
      for (int i = 0; i < of.inputs(); i++) {
        double sum = 0;
        for (int k = 0; k < of.classes(); k++) {
          sum += (double) dz[row * of.classes() + k] * weights[k * of.inputs() + i];
        }
        assertThat((double) dx[row * of.inputs() + i])
            .isCloseTo(sum, within(1e-6 * (1 + of.classes())));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void gradientsByWeightsAndBiasAreAdded(Products of) {
    float[] dz = RandomArrays.of(of.rows() * of.classes(), 1);
    float[] x = RandomArrays.of(of.rows() * of.inputs(), 2);
    float[] weights = RandomArrays.of(of.classes() * of.inputs(), 3);
    float[] bias = RandomArrays.of(of.classes(), 4);
    float[] dWeights = weights.clone();
    float[] dBias = bias.clone();
    float[] panels = new float[Products.sizeOfPanelsOfInputs(of.rows(), of.inputs())];
    of.packInputs(x, panels);
    for (int part = 0; part < of.partsOfClasses(); part++) {
      of.addGradientByWeights(part, dz, panels, dWeights, dBias);
    }
    double bound = 1e-6 * (1 + of.rows());
    for (int k = 0; k < of.classes(); k++) {
      double ofBias = bias[k];
      for (int row = 0; row < of.rows(); row++) {
        ofBias += dz[row * of.classes() + k];
      }
      assertThat((double) dBias[k]).isCloseTo(ofBias, within(bound));
      for (int i = 0; i < of.inputs(); i++) {
        double sum = weights[k * of.inputs() + i];
        for (int row = 0; row < of.rows(); row++) {
          sum += (double) dz[row * of.classes() + k] * x[row * of.inputs() + i];
        }
        assertThat((double) dWeights[k * of.inputs() + i]).isCloseTo(sum, within(bound));
      }
    }
  }
}
