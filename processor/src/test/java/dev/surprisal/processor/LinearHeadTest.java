package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.TargetForm;
import dev.surprisal.linear.LinearHead;
import dev.surprisal.linear.LinearLossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Workers;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A linear head against the composition that it fuses: a product in double, then the naive loss.
 */
class LinearHeadTest {
  private static final Declared PLAIN =
      new Declared(
          Distribution.CATEGORICAL, Precision.FLOAT, Reduction.MEAN, OptionalInt.empty(), Map.of());

  private static final Declared RICH =
      PLAIN
          .with("ignoreIndex", CrossProduct.IGNORED)
          .with("labelSmoothing", 0.1)
          .with("classWeights", true)
          .with("zLoss", 1e-2)
          .with("softCap", 5.0);

  static final Declared LIKELY = PLAIN.with("target", TargetForm.PROBABILITIES);

  /** Of every kind of body that the loss on logits can have. */
  static Stream<Declared> declarations() {
    Declared ofSum =
        new Declared(
            Distribution.CATEGORICAL,
            Precision.FLOAT,
            Reduction.SUM,
            OptionalInt.empty(),
            Map.of("ignoreIndex", CrossProduct.IGNORED));
    return Stream.of(
        PLAIN,
        ofSum,
        PLAIN.with("classWeights", true),
        PLAIN.with("zLoss", 1e-2),
        PLAIN.with("focal", 2.0),
        PLAIN.with("softCap", 5.0),
        PLAIN.with("labelSmoothing", 0.1),
        PLAIN.with("exampleWeights", true),
        RICH,
        RICH.with("exampleWeights", true),
        LIKELY,
        LIKELY.with("exampleWeights", true).with("labelSmoothing", 0.1).with("softCap", 5.0),
        LIKELY.with("temperature", 2.5),
        RICH.with("temperature", 2.5));
  }

  private static final List<LinearCase.Shape> SHAPES =
      List.of(
          new LinearCase.Shape(0, 3, 4, 1000),
          new LinearCase.Shape(1, 1, 2, 1),
          new LinearCase.Shape(1, 5, 17, 1 << 20),
          new LinearCase.Shape(7, 3, 5, 1),
          new LinearCase.Shape(23, 13, 37, 7 * 4 * (37 + 4 * 13)),
          new LinearCase.Shape(40, 30, 100, 64 * 4 * (100 + 4 * 30)),
          new LinearCase.Shape(9, 40, 100, 2 * 4 * (100 + 4 * 40)));

  /** Of logits in two parts, and inputs in two. */
  static final LinearCase.Shape WIDE = new LinearCase.Shape(9, 270, 1100, 5 * 4 * (1100 + 4 * 270));

  @ParameterizedTest
  @MethodSource("declarations")
  void agreesWithTheComposition(Declared declared) {
    for (LinearCase.Shape shape : SHAPES) {
      for (boolean hasBias : new boolean[] {true, false}) {
        assertAgrees(new LinearCase(declared, shape, hasBias));
      }
    }
  }

  @Test
  void agreesWhereProductsAreTakenInParts() {
    assertAgrees(new LinearCase(PLAIN, WIDE, false));
    assertAgrees(new LinearCase(RICH, WIDE, true));
  }

  private static void assertAgrees(LinearCase it) {
    double divisor = it.declared.reduction() == Reduction.SUM ? 1 : it.weight();
    double scale = divisor == 0 ? 0 : 1 / divisor;
    int inputs = it.shape.inputs();
    double sum = 0;
    double[] losses = new double[it.shape.rows()];
    double[] byInputs = new double[it.head.inputs().length];
    double[] byWeights = new double[it.head.weights().length];
    double[] byBias = new double[it.head.bias().length];
    for (int row = 0; row < it.shape.rows(); row++) {
      losses[row] = it.loss(row, it.logits(row), new double[it.shape.size()]).value().toDouble();
      sum += losses[row];
      double[] residuals = it.residuals(row);
      for (int k = 0; k < it.shape.size(); k++) {
        for (int i = 0; i < inputs; i++) {
          byInputs[row * inputs + i] += scale * residuals[k] * it.head.weights()[k * inputs + i];
          byWeights[k * inputs + i] += scale * residuals[k] * it.head.inputs()[row * inputs + i];
        }
        if (it.hasBias) {
          byBias[k] += scale * residuals[k];
        }
      }
    }
    LinearHead gradients = it.head.zeros();
    Arrays.fill(gradients.weights(), 42);
    LossValue value = it.loss.forwardBackward(it.head, it.targets(), gradients);
    assertThat(value.sum()).isCloseTo(sum, within(1e-5 * sum));
    assertThat(value.weight()).isCloseTo(it.weight(), within(1e-12 * it.weight()));
    assertClose(gradients.inputs(), byInputs);
    assertClose(gradients.weights(), byWeights);
    assertClose(gradients.bias(), byBias);
    assertSame(it.loss.forward(it.head, it.targets()), value);
    assertThat(it.loss.surprisal(it.head, it.targets()).sum())
        .isCloseTo(it.surprisal(), within(1e-5 * (1 + sum)));
    double[] perExample = new double[it.shape.rows()];
    it.loss.perExample(it.head, it.targets(), perExample);
    for (int row = 0; row < losses.length; row++) {
      assertThat(perExample[row]).isCloseTo(losses[row], within(1e-5 * (1 + losses[row])));
    }
  }

  /** To a few digits of float, relative to the largest. */
  static void assertClose(float[] actual, double[] expected) {
    double bound = 4e-6 * Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(bound));
    }
  }

  @Test
  void isTheSameOnAnyNumberOfThreadsAndInCallsSideBySide() throws Exception {
    LinearCase it = new LinearCase(RICH, WIDE, true);
    LinearHead expected = it.head.zeros();
    LossValue value = it.loss.forwardBackward(it.head, it.targets(), expected);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (int threads = 2; threads <= 5; threads++) {
        LinearLossFunction<Object> shared = it.loss.on(Workers.of(pool, threads));
        LinearHead gradients = it.head.zeros();
        assertSame(shared.forwardBackward(it.head, it.targets(), gradients), value);
        assertSame(gradients, expected);
      }
      List<Callable<LinearHead>> calls =
          Collections.nCopies(
              6,
              () -> {
                LinearHead gradients = it.head.zeros();
                it.loss.forwardBackward(it.head, it.targets(), gradients);
                return gradients;
              });
      for (Future<LinearHead> call : pool.invokeAll(calls)) {
        assertSame(call.get(), expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void assertSame(LossValue actual, LossValue expected) {
    assertThat(actual.weight()).isEqualTo(expected.weight());
    assertThat(actual.sum()).isEqualTo(expected.sum());
  }

  private static void assertSame(LinearHead actual, LinearHead expected) {
    assertSame(actual.inputs(), expected.inputs());
    assertSame(actual.weights(), expected.weights());
    assertSame(actual.bias(), expected.bias());
  }

  private static void assertSame(float[] actual, float[] expected) {
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void ignoredRowsMayHoldAnything() {
    LinearCase it = new LinearCase(RICH, SHAPES.get(4), true);
    LinearHead expected = it.head.zeros();
    LossValue value = it.loss.forwardBackward(it.head, it.targets(), expected);
    for (int row = 0; row < it.shape.rows(); row++) {
      if (it.weight(row) == 0) {
        int inputs = it.shape.inputs();
        Arrays.fill(it.head.inputs(), row * inputs, (row + 1) * inputs, Float.NaN);
      }
    }
    LinearHead gradients = it.head.zeros();
    assertSame(it.loss.forwardBackward(it.head, it.targets(), gradients), value);
    assertSame(gradients, expected);
    int[] all = new int[it.shape.rows()];
    Arrays.fill(all, CrossProduct.IGNORED);
    Arrays.fill(gradients.weights(), 42);
    assertThat(it.loss.forwardBackward(it.head, it.targets(all), gradients))
        .isEqualTo(new LossValue(0, 0));
    assertSame(gradients, it.head.zeros());
  }

  @Test
  void dividesByADenominator() {
    LinearCase it = new LinearCase(PLAIN, SHAPES.get(4), false);
    LinearHead byMean = it.head.zeros();
    LinearHead byTen = it.head.zeros();
    LossValue value = it.loss.forwardBackward(it.head, it.targets(), byMean);
    assertSame(it.loss.forwardBackward(it.head, it.targets(), byTen, 10), value);
    for (int i = 0; i < byTen.weights().length; i++) {
      float expected = byMean.weights()[i] * it.shape.rows() / 10;
      assertThat(byTen.weights()[i]).isCloseTo(expected, within(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("declarations")
  void ranksClasses(Declared declared) {
    LinearCase it = new LinearCase(declared, SHAPES.get(4), true);
    int perRow = 5;
    int[] best = new int[perRow * it.shape.rows()];
    double[] found = new double[best.length];
    it.loss.best(it.head, best, found);
    double[] asked = new double[best.length];
    it.loss.logProbabilities(it.head, best, asked);
    assertThat(asked).containsExactly(found);
    for (int row = 0; row < it.shape.rows(); row++) {
      double[] z = it.logits(row);
      List<Jet<Binary>> p = it.naive().mean(Jet.along(z, new double[z.length]));
      int[] ranking =
          IntStream.range(0, z.length)
              .boxed()
              .sorted((a, b) -> Double.compare(z[b], z[a]))
              .mapToInt(k -> k)
              .toArray();
      for (int i = 0; i < perRow; i++) {
        assertThat(best[row * perRow + i]).isEqualTo(ranking[i]);
        assertThat(found[row * perRow + i])
            .isCloseTo(Math.log(p.get(ranking[i]).value().toDouble()), within(1e-5));
      }
    }
  }

  @Test
  void refusesBadInputBeforeAnythingIsWritten() {
    LinearCase it = new LinearCase(PLAIN, SHAPES.get(4), true);
    LinearHead gradients = it.head.zeros();
    Arrays.fill(gradients.weights(), 42);
    float[] weights = gradients.weights().clone();
    int[] outside = it.classes.clone();
    outside[3] = it.shape.size();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forwardBackward(it.head, outside, gradients))
        .withMessageContaining("classes[3] = " + it.shape.size());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(it.head, new int[it.shape.rows() + 1]))
        .withMessageContaining("classes");
    LinearHead noBias = new LinearHead(it.head.inputs(), it.head.weights());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(noBias, it.targets()))
        .withMessageContaining("bias");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forwardBackward(it.head, it.targets(), it.head))
        .withMessageContaining("gradients.inputs");
    LinearHead sharing = new LinearHead(gradients.inputs(), it.head.weights(), gradients.bias());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forwardBackward(it.head, it.targets(), sharing))
        .withMessageContaining("gradients.weights");
    assertThatIllegalArgumentException().isThrownBy(() -> it.loss.within(0));
    LinearHead ragged =
        new LinearHead(new float[it.shape.inputs() + 1], it.head.weights(), it.head.bias());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(ragged, new int[1]))
        .withMessageContaining("the number of inputs per example");
    assertThatNullPointerException()
        .isThrownBy(() -> it.loss.forward(null, it.targets()))
        .withMessage("head");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.best(it.head, new int[1], new double[1]))
        .withMessageContaining("must be a multiple");
    it.loss.best(it.head, new int[0], new double[0]);
    assertThat(gradients.weights()).isEqualTo(weights);
  }
}
