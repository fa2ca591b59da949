package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.linear.LinearHead;
import dev.surprisal.linear.LinearLossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
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
        PLAIN.with("softCap", 5.0),
        PLAIN.with("labelSmoothing", 0.1),
        RICH);
  }

  private record Shape(int rows, int inputs, int size, long bytes) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(0, 3, 4, 1000),
          new Shape(1, 1, 2, 1),
          new Shape(1, 5, 17, 1 << 20),
          new Shape(7, 3, 5, 1),
          new Shape(23, 13, 37, 7 * 4 * (37 + 2 * 13)),
          new Shape(40, 30, 100, 64 * 4 * (100 + 2 * 30)),
          new Shape(9, 40, 100, 2 * 4 * (100 + 2 * 40)));

  /** Of logits in two parts, and inputs in two. */
  private static final Shape WIDE = new Shape(3, 270, 1100, 2 * 4 * (1100 + 2 * 270));

  /** A linear loss, a batch for it, and what the composition says. */
  private static final class Case {
    final Declared declared;
    final Shape shape;
    final boolean hasBias;
    final double[] classWeights;
    final LinearLossFunction loss;
    final LinearHead head;
    final int[] classes;

    Case(Declared declared, Shape shape, boolean hasBias) {
      this.declared = declared;
      this.shape = shape;
      this.hasBias = hasBias;
      Random random = new Random(shape.hashCode());
      classWeights =
          IntStream.range(0, declared.options().classWeights() ? shape.size : 0)
              .mapToDouble(k -> k == 1 ? 0 : 0.5 + k % 4)
              .toArray();
      loss = generatedLoss(declared, shape, hasBias, classWeights).within(shape.bytes);
      head =
          new LinearHead(
              random(random, shape.rows * shape.inputs, 1),
              random(random, shape.size * shape.inputs, 4 / Math.sqrt(shape.inputs)),
              random(random, hasBias ? shape.size : 0, 1));
      classes =
          IntStream.range(0, shape.rows)
              .map(row ->
                  declared.options().ignoreIndex().isPresent() && random.nextInt(3) == 0
                      ? CrossProduct.IGNORED
                      : random.nextInt(shape.size))
              .toArray();
    }

    private static float[] random(Random random, int length, double scale) {
      float[] values = new float[length];
      for (int i = 0; i < length; i++) {
        values[i] = (float) (scale * random.nextGaussian());
      }
      return values;
    }

    Naive naive() {
      return new Naive(declared, classWeights);
    }

    double weight(int row) {
      return naive().weight(new double[] {classes[row]});
    }

    double weight() {
      return IntStream.range(0, shape.rows).mapToDouble(this::weight).sum();
    }

    double[] logits(int row) {
      double[] z = new double[shape.size];
      for (int k = 0; k < shape.size; k++) {
        z[k] = hasBias ? head.bias()[k] : 0;
        for (int i = 0; i < shape.inputs; i++) {
          z[k] +=
              (double) head.weights()[k * shape.inputs + i] * head.inputs()[row * shape.inputs + i];
        }
      }
      return z;
    }

    Jet loss(int row, double[] logits, double[] direction) {
      return weight(row) == 0
          ? Jet.of(0)
          : naive().loss(Jet.along(logits, direction), new double[] {classes[row]});
    }

    /** Residuals of a row, by the logits, before they are divided. */
    double[] residuals(int row) {
      double[] z = logits(row);
      double[] residuals = new double[shape.size];
      for (int k = 0; k < shape.size; k++) {
        double[] direction = new double[shape.size];
        direction[k] = 1;
        residuals[k] = loss(row, z, direction).first();
      }
      return residuals;
    }
  }

  private static LinearLossFunction generatedLoss(
      Declared declared, Shape shape, boolean hasBias, double... classWeights) {
    Constructor<?> constructor = generated(declared, hasBias).getConstructors()[0];
    try {
      return (LinearLossFunction)
          (classWeights.length > 0
              ? constructor.newInstance(shape.inputs, classWeights)
              : constructor.newInstance(shape.inputs, shape.size));
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Class<?> generated(Declared declared, boolean hasBias) {
    Compilation compilation =
        Compiling.compile(Compiling.source("cross.Wide", text(declared, hasBias)));
    try {
      return Compiling.load(compilation).loadClass("cross.WideLoss");
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(compilation.diagnostics().toString(), missing);
    }
  }

  private static String text(Declared declared, boolean hasBias) {
    try {
      return declared
          .source("Wide")
          .getCharContent(true)
          .toString()
          .replace("@Loss(", "@Linear(bias = " + hasBias + ")\n@Loss(");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @ParameterizedTest
  @MethodSource("declarations")
  void agreesWithTheComposition(Declared declared) {
    for (Shape shape : SHAPES) {
      for (boolean hasBias : new boolean[] {true, false}) {
        assertAgrees(new Case(declared, shape, hasBias));
      }
    }
  }

  @Test
  void agreesWhereProductsAreTakenInParts() {
    assertAgrees(new Case(PLAIN, WIDE, false));
    assertAgrees(new Case(RICH, WIDE, true));
  }

  private static void assertAgrees(Case it) {
    double divisor = it.declared.reduction() == Reduction.SUM ? 1 : it.weight();
    double scale = divisor == 0 ? 0 : 1 / divisor;
    int inputs = it.shape.inputs;
    double sum = 0;
    double[] losses = new double[it.shape.rows];
    double[] byInputs = new double[it.head.inputs().length];
    double[] byWeights = new double[it.head.weights().length];
    double[] byBias = new double[it.head.bias().length];
    for (int row = 0; row < it.shape.rows; row++) {
      losses[row] = it.loss(row, it.logits(row), new double[it.shape.size]).value();
      sum += losses[row];
      double[] residuals = it.residuals(row);
      for (int k = 0; k < it.shape.size; k++) {
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
    LossValue value = it.loss.forwardBackward(it.head, it.classes, gradients);
    assertThat(value.sum()).isCloseTo(sum, within(1e-5 * sum));
    assertThat(value.weight()).isCloseTo(it.weight(), within(1e-12 * it.weight()));
    assertClose(gradients.inputs(), byInputs);
    assertClose(gradients.weights(), byWeights);
    assertClose(gradients.bias(), byBias);
    assertThat(it.loss.forward(it.head, it.classes)).isEqualTo(value);
    double[] perExample = new double[it.shape.rows];
    it.loss.perExample(it.head, it.classes, perExample);
    for (int row = 0; row < losses.length; row++) {
      assertThat(perExample[row]).isCloseTo(losses[row], within(1e-5 * (1 + losses[row])));
    }
  }

  /** To a few digits of float, relative to the largest. */
  private static void assertClose(float[] actual, double[] expected) {
    double bound = 4e-6 * Arrays.stream(expected).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(bound));
    }
  }

  @Test
  void hasTheSameBitsOnAnyNumberOfThreadsAndInCallsSideBySide() throws Exception {
    Case it = new Case(RICH, WIDE, true);
    LinearHead expected = it.head.zeros();
    LossValue value = it.loss.forwardBackward(it.head, it.classes, expected);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (int threads = 2; threads <= 5; threads++) {
        LinearLossFunction shared = it.loss.on(Workers.of(pool, threads));
        LinearHead gradients = it.head.zeros();
        assertThat(shared.forwardBackward(it.head, it.classes, gradients)).isEqualTo(value);
        assertSame(gradients, expected);
      }
      List<Callable<LinearHead>> calls =
          Collections.nCopies(
              6,
              () -> {
                LinearHead gradients = it.head.zeros();
                it.loss.forwardBackward(it.head, it.classes, gradients);
                return gradients;
              });
      for (Future<LinearHead> call : pool.invokeAll(calls)) {
        assertSame(call.get(), expected);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void assertSame(LinearHead actual, LinearHead expected) {
    assertThat(actual.inputs()).isEqualTo(expected.inputs());
    assertThat(actual.weights()).isEqualTo(expected.weights());
    assertThat(actual.bias()).isEqualTo(expected.bias());
  }

  @Test
  void ignoredRowsMayHoldAnything() {
    Case it = new Case(RICH, SHAPES.get(4), true);
    LinearHead expected = it.head.zeros();
    LossValue value = it.loss.forwardBackward(it.head, it.classes, expected);
    for (int row = 0; row < it.shape.rows; row++) {
      if (it.classes[row] == CrossProduct.IGNORED) {
        int inputs = it.shape.inputs;
        Arrays.fill(it.head.inputs(), row * inputs, (row + 1) * inputs, Float.NaN);
      }
    }
    LinearHead gradients = it.head.zeros();
    assertThat(it.loss.forwardBackward(it.head, it.classes, gradients)).isEqualTo(value);
    assertSame(gradients, expected);
    int[] all = new int[it.shape.rows];
    Arrays.fill(all, CrossProduct.IGNORED);
    Arrays.fill(gradients.weights(), 42);
    assertThat(it.loss.forwardBackward(it.head, all, gradients)).isEqualTo(new LossValue(0, 0));
    assertSame(gradients, it.head.zeros());
  }

  @Test
  void dividesByADenominator() {
    Case it = new Case(PLAIN, SHAPES.get(4), false);
    LinearHead byMean = it.head.zeros();
    LinearHead byTen = it.head.zeros();
    LossValue value = it.loss.forwardBackward(it.head, it.classes, byMean);
    assertThat(it.loss.forwardBackward(it.head, it.classes, byTen, 10)).isEqualTo(value);
    for (int i = 0; i < byTen.weights().length; i++) {
      float expected = byMean.weights()[i] * it.shape.rows / 10;
      assertThat(byTen.weights()[i]).isCloseTo(expected, within(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("declarations")
  void ranksClasses(Declared declared) {
    Case it = new Case(declared, SHAPES.get(4), true);
    int perRow = 5;
    int[] best = new int[perRow * it.shape.rows];
    double[] found = new double[best.length];
    it.loss.best(it.head, best, found);
    double[] asked = new double[best.length];
    it.loss.logProbabilities(it.head, best, asked);
    assertThat(asked).isEqualTo(found);
    for (int row = 0; row < it.shape.rows; row++) {
      double[] z = it.logits(row);
      Jet[] p = it.naive().mean(Jet.along(z, new double[z.length]));
      int[] ranking =
          IntStream.range(0, z.length)
              .boxed()
              .sorted((a, b) -> Double.compare(z[b], z[a]))
              .mapToInt(k -> k)
              .toArray();
      for (int i = 0; i < perRow; i++) {
        assertThat(best[row * perRow + i]).isEqualTo(ranking[i]);
        assertThat(found[row * perRow + i])
            .isCloseTo(Math.log(p[ranking[i]].value()), within(1e-5));
      }
    }
  }

  @Test
  void refusesBadInputBeforeAnythingIsWritten() {
    Case it = new Case(PLAIN, SHAPES.get(4), true);
    LinearHead gradients = it.head.zeros();
    Arrays.fill(gradients.weights(), 42);
    float[] weights = gradients.weights().clone();
    int[] outside = it.classes.clone();
    outside[3] = it.shape.size;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forwardBackward(it.head, outside, gradients))
        .withMessageContaining("classes[3] = " + it.shape.size);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(it.head, new int[it.shape.rows + 1]))
        .withMessageContaining("classes");
    LinearHead noBias = new LinearHead(it.head.inputs(), it.head.weights());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(noBias, it.classes))
        .withMessageContaining("bias");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forwardBackward(it.head, it.classes, it.head))
        .withMessageContaining("gradients.inputs");
    LinearHead sharing = new LinearHead(gradients.inputs(), it.head.weights(), gradients.bias());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forwardBackward(it.head, it.classes, sharing))
        .withMessageContaining("gradients.weights");
    assertThatIllegalArgumentException().isThrownBy(() -> it.loss.within(0));
    assertThat(gradients.weights()).isEqualTo(weights);
  }
}
