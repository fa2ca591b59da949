package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Labels;
import dev.surprisal.runtime.Weighted;
import org.junit.jupiter.api.Test;

/** What engines have, as what losses take. */
class LabelsTest {
  @SuppressWarnings("unchecked")
  private static <T> ArrayLossFunction<?, T> loss(String pair) {
    ClassLoader classes = CompositeTest.compile("@Loss(" + pair + ") public class Head {}");
    return (ArrayLossFunction<?, T>) CompositeTest.create(classes, "HeadLoss");
  }

  @Test
  void classesComeAsAnyNumbers() {
    int[] classes = {0, 2, -100};
    assertThat(Labels.classes(new float[] {0, 2, -100})).isEqualTo(classes);
    assertThat(Labels.classes(new double[] {0, 2, -100})).isEqualTo(classes);
    assertThat(Labels.classes(new long[] {0, 2, -100})).isEqualTo(classes);
  }

  @Test
  void whatIsNoIndexIsRefusedByRowAndValue() {
    assertThatThrownBy(() -> Labels.classes(new float[] {0, 2.5f}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels[1] = 2.5: must be a whole number, the index of a class");
    assertThatThrownBy(() -> Labels.classes(new float[] {Float.NaN}))
        .hasMessage("labels[0] = NaN: must be a whole number, the index of a class");
    assertThatThrownBy(() -> Labels.classes(new double[] {1, 0.1}))
        .hasMessage("labels[1] = 0.1: must be a whole number, the index of a class");
    assertThatThrownBy(() -> Labels.classes(new double[] {4e9}))
        .hasMessage("labels[0] = 4.0E9: must be a whole number, the index of a class");
    assertThatThrownBy(() -> Labels.classes(new long[] {1L << 32}))
        .hasMessage("labels[0] = 4294967296: must be a whole number, the index of a class");
  }

  @Test
  void theDescriptionSaysTheType() {
    float[] labels = {0, 1, 1};
    int[] classes =
        Labels.targets(
            LabelsTest.<int[]>loss("distribution = CATEGORICAL, activation = SOFTMAX, size = 2"),
            labels);
    float[] floats =
        Labels.targets(
            LabelsTest.<float[]>loss("distribution = BERNOULLI, activation = SIGMOID"), labels);
    double[] doubles =
        Labels.targets(
            LabelsTest.<double[]>loss(
                "distribution = GAUSSIAN, activation = IDENTITY, precision = Precision.DOUBLE"),
            labels);

    assertThat(classes).containsExactly(0, 1, 1);
    assertThat(floats).isSameAs(labels);
    assertThat(doubles).containsExactly(0, 1, 1);
  }

  @Test
  void weightsGoToLossesThatTakeThem() {
    ArrayLossFunction<?, Weighted<float[]>> loss =
        loss(
            "distribution = PRODUCT_OF_BERNOULLIS, activation = SIGMOID, size = 2,"
                + " exampleWeights = true");

    Weighted<float[]> given = Labels.targets(loss, new float[] {0, 1, 1, 1}, new float[] {2, 0.5f});
    Weighted<float[]> none = Labels.targets(loss, new double[] {0, 1, 1, 1});

    assertThat(given.weights()).containsExactly(2, 0.5);
    assertThat(none.weights()).containsExactly(1, 1);
    assertThat(none.targets()).containsExactly(0, 1, 1, 1);
  }

  @Test
  void weightsOfALossThatTakesNoneAreRefused() {
    ArrayLossFunction<?, float[]> loss = loss("distribution = BERNOULLI, activation = SIGMOID");

    assertThatThrownBy(() -> Labels.targets(loss, new float[] {1}, new float[] {2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "weights: the loss takes none; exampleWeights = true in the declaration of its head"
                + " makes it take some");
  }
}
