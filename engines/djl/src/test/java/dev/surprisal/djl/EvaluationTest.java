package dev.surprisal.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossDescription.Precision;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One batch: values and gradients are those of the generated loss, and nothing is left behind. */
class EvaluationTest {
  private static final float[] LOGITS = {2, -1, 0.5f, 0, 3, 1, -2, 0.25f, 4, 1, 1, 1};
  private static final int[] SPECIES = {0, 2, 2, 1};
  private static final Shape FOUR_BY_THREE = new Shape(4, 3);

  private final ArrayLossFunction<float[], int[]> species = new HeadsSpeciesLoss();
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void valueAndGradientAreThoseOfTheGeneratedLoss() {
    float[] expected = new float[LOGITS.length];
    LossValue value = species.forwardBackward(LOGITS, SPECIES, expected);
    NDArray logits = manager.create(LOGITS, FOUR_BY_THREE);
    assertThat(lossAndBackward(species, logits, manager.create(SPECIES)))
        .isEqualTo((float) value.mean());
    assertThat(logits.getGradient().toFloatArray()).containsExactly(expected);
  }

  @Test
  void aSumIsNotDivided() {
    float[] expected = new float[LOGITS.length];
    LossValue value = new HeadsSummedSpeciesLoss().forwardBackward(LOGITS, SPECIES, expected);
    NDArray logits = manager.create(LOGITS, FOUR_BY_THREE);
    assertThat(lossAndBackward(new HeadsSummedSpeciesLoss(), logits, manager.create(SPECIES)))
        .isEqualTo((float) value.sum());
    assertThat(logits.getGradient().toFloatArray()).containsExactly(expected);
  }

  /** What comes after the loss in a network multiplies its gradient. */
  @Test
  void theGradientGoesThroughWhatIsMadeOfTheLoss() {
    float[] expected = new float[LOGITS.length];
    species.forwardBackward(LOGITS, SPECIES, expected);
    NDArray logits = manager.create(LOGITS, FOUR_BY_THREE);
    logits.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray scalar =
          new GeneratedLoss(species)
              .evaluate(new NDList(manager.create(SPECIES)), new NDList(logits.mul(2)));
      collector.backward(scalar.mul(8));
    }
    species.forwardBackward(doubled(LOGITS), SPECIES, expected);
    float[] gradient = logits.getGradient().toFloatArray();
    for (int i = 0; i < gradient.length; i++) {
      assertThat(gradient[i]).isEqualTo(16 * expected[i]);
    }
  }

  @Test
  void aDoubleHeadTakesDoubles() {
    double[] outputs = IntStream.range(0, 12).mapToDouble(i -> LOGITS[i] / 3.0).toArray();
    double[] expected = new double[12];
    LossValue value = new HeadsPreciseSpeciesLoss().forwardBackward(outputs, SPECIES, expected);
    NDArray logits = manager.create(outputs, FOUR_BY_THREE);
    logits.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray scalar =
          new GeneratedLoss(new HeadsPreciseSpeciesLoss())
              .evaluate(new NDList(manager.create(SPECIES)), new NDList(logits));
      assertThat(scalar.getDouble()).isEqualTo(value.mean());
      collector.backward(scalar);
    }
    assertThat(logits.getGradient().toDoubleArray()).containsExactly(expected);
  }

  @Test
  void predictionsOfAnotherPrecisionAreRefused() {
    NDArray floats = manager.create(LOGITS, FOUR_BY_THREE);
    NDArray doubles = floats.toType(DataType.FLOAT64, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(species, doubles, manager.create(SPECIES)))
        .withMessage("predictions: float64: a head of precision = FLOAT takes float32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(new HeadsPreciseSpeciesLoss(), floats, manager.create(SPECIES)))
        .withMessage("predictions: float32: a head of precision = DOUBLE takes float64");
  }

  @ParameterizedTest
  @EnumSource(
      value = DataType.class,
      names = {"INT32", "INT64", "UINT8", "FLOAT32", "FLOAT64", "FLOAT16"})
  void labelsAreOfAnyTypeAndInRowsOrNot(DataType type) {
    float expected = (float) species.forward(LOGITS, SPECIES).mean();
    NDArray logits = manager.create(LOGITS, FOUR_BY_THREE);
    NDArray labels = manager.create(SPECIES).toType(type, false);
    assertThat(value(species, logits, labels)).isEqualTo(expected);
    assertThat(value(species, logits, labels.reshape(4, 1))).isEqualTo(expected);
  }

  @Test
  void yesAndNoMayBeBooleans() {
    boolean[] isRare = {true, false, true, true};
    NDArray logits = manager.create(new float[] {1, -2, 0.5f, 3}, new Shape(4, 1));
    assertThat(value(new HeadsIsRareLoss(), logits, manager.create(isRare)))
        .isEqualTo(value(new HeadsIsRareLoss(), logits, manager.create(new float[] {1, 0, 1, 1})));
  }

  @Test
  void labelsBetweenClassesAreRefused() {
    NDArray logits = manager.create(LOGITS, FOUR_BY_THREE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(species, logits, manager.create(new float[] {0, 2, 1.5f, 1})))
        .withMessageContaining("[2] = 1.5");
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    NDArray labels = manager.create(SPECIES);
    NDArray transposed = manager.create(LOGITS, new Shape(3, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(species, transposed, labels))
        .withMessage("predictions: shape (3, 4): must end with the 3 outputs of an example");
    NDArray pixels = manager.create(LOGITS, new Shape(2, 2, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(new HeadsSpeciesOfPixelsLoss(2), pixels, labels))
        .withMessage(
            "predictions: shape (2, 2, 3): must end with the 3 outputs of an example, then its 2"
                + " positions");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> value(species, manager.create(LOGITS, FOUR_BY_THREE), manager.ones(new Shape(5))))
        .withMessageContaining("5");
  }

  @Test
  void sequencesAndImagesAreExamples() {
    NDArray words = manager.create(LOGITS, new Shape(2, 2, 3));
    NDArray labels = manager.create(SPECIES, new Shape(2, 2));
    assertThat(value(species, words, labels))
        .isEqualTo((float) species.forward(LOGITS, SPECIES).mean());
    ArrayLossFunction<float[], int[]> pixels = new HeadsSpeciesOfPixelsLoss(2);
    assertThat(value(pixels, manager.create(LOGITS, new Shape(2, 3, 1, 2)), labels))
        .isEqualTo((float) pixels.forward(LOGITS, SPECIES).mean());
  }

  /** What is not contiguous in the memory of the engine is read in the order of its shape. */
  @Test
  void viewsAreReadInOrder() {
    float[] expected = new float[LOGITS.length];
    LossValue value = species.forwardBackward(LOGITS, SPECIES, expected);
    NDArray columns = manager.create(LOGITS, FOUR_BY_THREE).transpose().duplicate();
    columns.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray scalar =
          new GeneratedLoss(species)
              .evaluate(new NDList(manager.create(SPECIES)), new NDList(columns.transpose()));
      assertThat(scalar.getFloat()).isEqualTo((float) value.mean());
      collector.backward(scalar);
    }
    assertThat(columns.getGradient().transpose().toFloatArray()).containsExactly(expected);
  }

  @Test
  void paddingIsNotLookedAt() {
    float[] padded = LOGITS.clone();
    padded[3] = Float.NaN;
    padded[5] = Float.POSITIVE_INFINITY;
    int[] labels = {0, -1, 2, 1};
    float[] expected = new float[padded.length];
    LossValue value = new HeadsPaddedSpeciesLoss().forwardBackward(padded, labels, expected);
    NDArray logits = manager.create(padded, FOUR_BY_THREE);
    assertThat(lossAndBackward(new HeadsPaddedSpeciesLoss(), logits, manager.create(labels)))
        .isEqualTo((float) value.mean())
        .isFinite();
    assertThat(logits.getGradient().toFloatArray()).containsExactly(expected);
    assertThat(Arrays.copyOfRange(expected, 3, 6)).containsOnly(0);
  }

  @Test
  void weightsAreASecondArrayOfLabels() {
    double[] weights = {1, 0, 2.5, 1};
    float[] expected = new float[LOGITS.length];
    LossValue value =
        new HeadsWeightedSpeciesLoss()
            .forwardBackward(LOGITS, new Weighted<>(SPECIES, weights), expected);
    NDArray logits = manager.create(LOGITS, FOUR_BY_THREE);
    NDArray labels = manager.create(SPECIES);
    assertThat(
            lossAndBackward(
                new HeadsWeightedSpeciesLoss(), logits, labels, manager.create(weights)))
        .isEqualTo((float) value.mean());
    assertThat(logits.getGradient().toFloatArray()).containsExactly(expected);
    assertThat(value(new HeadsWeightedSpeciesLoss(), logits, labels))
        .isEqualTo((float) species.forward(LOGITS, SPECIES).mean());
  }

  @Test
  void arraysTooManyAreRefused() {
    NDArray logits = manager.create(LOGITS, FOUR_BY_THREE);
    NDArray labels = manager.create(SPECIES);
    NDArray weights = manager.ones(new Shape(4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(species, logits, labels, weights))
        .withMessageContaining("weights");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> value(new HeadsWeightedSpeciesLoss(), logits, labels, weights, weights))
        .withMessage(
            "labels: 3 arrays: there must be one of targets, and at most one of weights beside"
                + " it");
  }

  /** Of all the arrays on the way, the loss alone is left, and that belongs to the caller. */
  @Test
  void nothingIsLeftBehind() {
    NDArray columns = manager.create(LOGITS, FOUR_BY_THREE).transpose().duplicate();
    NDArray views = columns.transpose();
    NDList labels = new NDList(manager.create(SPECIES).toType(DataType.INT64, false));
    GeneratedLoss loss = new GeneratedLoss(species);
    int before = manager.getManagedArrays().size();
    NDArray scalar = loss.evaluate(labels, new NDList(views));
    assertThat(manager.getManagedArrays()).hasSize(before + 1);
    scalar.close();
    loss.updateAccumulators(new String[] {"epoch"}, labels, new NDList(views));
    new GeneratedLoss(species)
        .updateAccumulators(new String[] {"epoch"}, labels, new NDList(views));
    assertThat(manager.getManagedArrays()).hasSize(before);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      loss.evaluate(labels, new NDList(views));
    }
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void nothingIsLeftBehindWhereLabelsAreRefused() {
    NDArray logits = manager.create(LOGITS, FOUR_BY_THREE);
    NDArray labels = manager.create(new long[] {0, 2, 7, 1});
    int before = manager.getManagedArrays().size();
    assertThatIllegalArgumentException().isThrownBy(() -> value(species, logits, labels));
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void severalThreadsMayEvaluate() {
    GeneratedLoss loss = new GeneratedLoss(species);
    NDList labels = new NDList(manager.create(SPECIES));
    double[] differences =
        IntStream.range(0, 2000)
            .parallel()
            .mapToDouble(i -> {
              float[] logits = LOGITS.clone();
              logits[i % 12] += i;
              try (NDManager own = manager.newSubManager()) {
                NDList predictions = new NDList(own.create(logits, FOUR_BY_THREE));
                return loss.evaluate(labels, predictions).getFloat()
                    - (float) species.forward(logits, SPECIES).mean();
              }
            })
            .toArray();
    assertThat(differences).containsOnly(0);
  }

  /** Written to a copy, a gradient would be lost without a word. */
  @Test
  void anEngineThatHandsOutCopiesIsRefused() {
    NDArray array = manager.create(new Shape(1));
    NDArray copying =
        (NDArray)
            Proxy.newProxyInstance(
                NDArray.class.getClassLoader(),
                new Class<?>[] {NDArray.class},
                (proxy, method, arguments) ->
                    method.getName().equals("toByteBuffer")
                        ? array.toByteBuffer(false)
                        : method.invoke(array, arguments));
    assertThatIllegalStateException()
        .isThrownBy(() -> Memory.of(Precision.FLOAT).write(1, copying))
        .withMessage("PyTorch lets nobody write to its arrays");
  }

  @Test
  void aLearnedVarianceHasTwoOutputs() {
    float[] outputs = {1, 0.5f, -1, -0.25f};
    float[] measures = {1.5f, -2};
    NDArray predictions = manager.create(outputs, new Shape(2, 2));
    assertThat(value(new HeadsUncertainMeasureLoss(), predictions, manager.create(measures)))
        .isCloseTo(
            (float) new HeadsUncertainMeasureLoss().forward(outputs, measures).mean(), within(0f));
  }

  private static float value(ArrayLossFunction<?, ?> loss, NDArray predictions, NDArray... labels) {
    return new GeneratedLoss(loss)
        .evaluate(new NDList(labels), new NDList(predictions))
        .toType(DataType.FLOAT32, false)
        .getFloat();
  }

  private static float lossAndBackward(
      ArrayLossFunction<?, ?> loss, NDArray predictions, NDArray... labels) {
    predictions.setRequiresGradient(true);
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray scalar =
          new GeneratedLoss(loss).evaluate(new NDList(labels), new NDList(predictions));
      collector.backward(scalar);
      return scalar.getFloat();
    }
  }

  private static float[] doubled(float[] values) {
    float[] doubled = values.clone();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    return doubled;
  }
}
