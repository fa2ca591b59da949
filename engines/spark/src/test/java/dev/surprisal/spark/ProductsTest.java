package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsTest {
  private static final Random RANDOM = new Random(1);

  private static double[] random(int length) {
    return RANDOM.doubles(length, -1, 1).toArray();
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 2", "1, 1, 1", "3, 5, 2", "4, 4, 4", "9, 33, 7", "1024, 20, 1"})
  void areTheSumsThatTheySayTheyAre(int rows, int width, int size) {
    double[] features = random(rows * width);
    double[] weights = random(size * width);
    double[] biases = random(size);
    double[] byOutputs = random(rows * size);
    double[] outputs = Products.outputs(features, width, weights, biases);
    double[] gradients = random(size * width + size);
    Products.gradients(features, width, byOutputs, size, gradients);

    double[] expectedGradients = new double[gradients.length];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < size; k++) {
        double output = biases[k];
        double gradient = byOutputs[row * size + k];
        for (int i = 0; i < width; i++) {
          output += features[row * width + i] * weights[k * width + i];
          expectedGradients[k * width + i] += gradient * features[row * width + i];
        }
        expectedGradients[size * width + k] += gradient;
        assertThat(outputs[row * size + k]).isEqualTo(output, within(1e-13));
      }
    }
    assertThat(gradients).containsExactly(expectedGradients, within(1e-11));
    assertThat(outputs).hasSize(rows * size);
  }
}
