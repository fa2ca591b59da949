package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.processor.LossUnderTest.SecondPass;
import dev.surprisal.runtime.Censored;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every combination of options that makes sense, over seeded random batches: against the naive
 * reference, against finite differences, and against itself.
 */
class GeneratedLossTest {
  private static final int[] EXAMPLES = {0, 1, 4};

  static List<LossUnderTest> losses() {
    return CrossProduct.losses();
  }

  static Stream<Batch> batches(LossUnderTest loss) {
    Random random = new Random(loss.toString().hashCode());
    return Arrays.stream(EXAMPLES).mapToObj(examples -> Batch.random(loss, random, examples));
  }

  /** What a result may be off by, relative to the largest of its kind. */
  static double tolerance(LossUnderTest loss) {
    return loss.isFloat() ? 8 * 0x1p-24 : 64 * 0x1p-53;
  }

  /** Unit is the value of a residual of 1: how near residuals come to it is not asked here. */
  static void assertClose(double[] actual, double[] expected, double unit, double tolerance) {
    double largest = Arrays.stream(expected).map(Math::abs).reduce(unit, Math::max);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      // Millions of comparisons: only those that fail are worth an assertion.
      if (!(Math.abs(actual[i] - expected[i]) <= tolerance * largest)) {
        assertThat(actual[i]).isCloseTo(expected[i], within(tolerance * largest));
      }
    }
  }

  /** Equal to the last bit. */
  static void assertSame(double[] actual, double[] expected) {
    if (!Arrays.equals(actual, expected)) {
      assertThat(actual).isEqualTo(expected);
    }
  }

  static void assertSame(Pass actual, Pass expected) {
    assertThat(actual.value()).isEqualTo(expected.value());
    assertSame(actual.gradients(), expected.gradients());
  }

  static void assertSame(SecondPass actual, SecondPass expected) {
    assertSame(actual.first(), expected.first());
    assertSame(actual.second(), expected.second());
  }

  /** The loss of each row, moving in each of its outputs, by the places of the outputs. */
  private static SortedMap<Integer, Jet<Binary>> jets(Batch batch) {
    SortedMap<Integer, Jet<Binary>> jets = new TreeMap<>();
    for (int row = 0; row < batch.rows(); row++) {
      for (int k = 0; k < batch.loss().width(); k++) {
        jets.put(batch.loss().index(row, k), batch.loss(row, k));
      }
    }
    return jets;
  }

  /** A derivative by each output, divided as gradients are. */
  private static double[] derivatives(
      Batch batch, SortedMap<Integer, Jet<Binary>> jets, Function<Jet<Binary>, Binary> derivative) {
    double unit = unit(batch);
    return jets.values().stream()
        .mapToDouble(jet -> derivative.apply(jet).value() * unit)
        .toArray();
  }

  static double unit(Batch batch) {
    return batch.divisor() == 0 ? 1 : 1 / batch.divisor();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void agreesWithTheNaiveReference(LossUnderTest loss) {
    batches(loss)
        .forEach(batch -> {
          double[] losses = IntStream.range(0, batch.rows()).mapToDouble(batch::loss).toArray();
          SortedMap<Integer, Jet<Binary>> jets = jets(batch);
          double sum = Arrays.stream(losses).sum();
          double tolerance = tolerance(loss);
          // Naive logarithms of probabilities near 1 lose digits that the loss keeps.
          double lossTolerance = tolerance * (1 + Arrays.stream(losses).map(Math::abs).sum());

          LossValue value = loss.forward(batch.outputs(), batch.arguments());
          assertThat(value.sum()).isCloseTo(sum, within(lossTolerance));
          assertThat(value.weight()).isCloseTo(batch.weight(), within(1e-12 * batch.weight()));

          Pass pass = loss.forwardBackward(batch.outputs(), batch.arguments());
          assertThat(pass.value().sum()).isCloseTo(sum, within(lossTolerance));
          assertThat(pass.value().weight()).isEqualTo(value.weight());
          assertClose(
              pass.gradients(), derivatives(batch, jets, Jet::first), unit(batch), tolerance);

          double[] perExample = loss.perExample(batch.outputs(), batch.arguments());
          for (int row = 0; row < batch.rows(); row++) {
            assertThat(perExample[row])
                .isCloseTo(losses[row], within(tolerance * (1 + Math.abs(losses[row]))));
          }

          double[] predictions = loss.predict(batch.outputs());
          for (int row = 0; row < batch.rows(); row++) {
            assertClose(batch.row(predictions, row), batch.mean(row), 1, tolerance);
          }

          assertClose(
              loss.curvature(batch.outputs(), batch.arguments()),
              derivatives(batch, jets, Jet::second),
              unit(batch),
              tolerance);
        });
  }

  /** The gradient against differences of the loss, the curvature against those of the gradient. */
  @ParameterizedTest
  @MethodSource("losses")
  void agreesWithFiniteDifferences(LossUnderTest loss) {
    // A power of two, so that outputs and step add up exactly in float too.
    double step = loss.isFloat() ? 0x1p-6 : 0x1p-14;
    double tolerance = loss.isFloat() ? 1e-3 : 1e-7;
    Batch batch = Batch.random(loss, new Random(7), 3);
    double[] outputs = batch.outputs();
    Object targets = batch.arguments();
    double[] gradients = loss.forwardBackward(outputs, targets).gradients();
    double[] curvature = loss.curvature(outputs, targets);
    double slopes = largest(unit(batch), gradients);
    double bends = largest(unit(batch), curvature);
    for (int i = 0; i < outputs.length; i += 1 + outputs.length / 20) {
      double[] up = outputs.clone();
      double[] down = outputs.clone();
      up[i] += step;
      down[i] -= step;
      double distance = loss.rounded(up)[i] - loss.rounded(down)[i];
      double slope =
          (loss.forward(up, targets).sum() - loss.forward(down, targets).sum()) / distance;
      assertThat(gradients[i]).isCloseTo(slope * unit(batch), within(tolerance * slopes));
      double bend =
          (loss.forwardBackward(up, targets).gradients()[i]
                  - loss.forwardBackward(down, targets).gradients()[i])
              / distance;
      assertThat(curvature[i]).isCloseTo(bend, within(tolerance * Math.max(slopes, bends)));
    }
  }

  private static double largest(double unit, double[] values) {
    return Arrays.stream(values).map(Math::abs).reduce(unit, Math::max);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void givesTheSameBitsInPlace(LossUnderTest loss) {
    batches(loss)
        .forEach(batch -> {
          double[] outputs = batch.outputs();
          Pass apart = loss.forwardBackward(outputs, batch.arguments());
          assertSame(loss.forwardBackwardInPlace(outputs, batch.arguments()), apart);

          Object predictions = loss.reals(outputs);
          loss.loss().predict(predictions, predictions);
          assertThat(LossUnderTest.doubles(predictions)).isEqualTo(loss.predict(outputs));

          Object hessian = loss.reals(outputs);
          loss.loss().curvature(hessian, batch.arguments(), hessian);
          assertThat(LossUnderTest.doubles(hessian))
              .isEqualTo(loss.curvature(outputs, batch.arguments()));
        });
  }

  @ParameterizedTest
  @MethodSource("losses")
  void leavesOutputsAndTargetsAlone(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(13), 5);
    Object outputs = loss.reals(batch.outputs());
    Object bare = loss.bareTargets(batch.targets());
    double[] weights = batch.weights().clone();
    Object targets =
        loss.options().exampleWeights()
            ? new dev.surprisal.runtime.Weighted<>(bare, weights)
            : bare;
    Object written = loss.reals(new double[batch.outputs().length]);
    loss.loss().forward(outputs, targets);
    loss.loss().forwardBackward(outputs, targets, written);
    loss.loss().perExample(outputs, targets, new double[batch.rows()]);
    loss.loss().predict(outputs, written);
    loss.loss().curvature(outputs, targets, written);
    Object hessian = loss.reals(new double[batch.outputs().length]);
    loss.loss().forwardBackward(outputs, targets, written, hessian);
    if (!loss.options().isLogProbabilities()) {
      loss.newton().gradientsAndBounds(outputs, targets, written, hessian, 1);
    }
    assertThat(LossUnderTest.doubles(outputs)).isEqualTo(batch.outputs());
    assertThat(arrays(bare)).isEqualTo(arrays(loss.bareTargets(batch.targets())));
    assertThat(weights).isEqualTo(batch.weights());
  }

  private static Object[] arrays(Object targets) {
    return targets instanceof Censored<?> censored
        ? new Object[] {censored.targets(), censored.outlived()}
        : new Object[] {targets};
  }

  /** Parts with the denominator of the whole: the same gradients, and values that add up. */
  @ParameterizedTest
  @MethodSource("losses")
  void microBatchesAddUp(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(11), 11);
    int cut = 4 * loss.positions();
    double denominator = 17;
    Pass whole = loss.forwardBackward(batch.outputs(), batch.arguments(), denominator);
    Batch head = part(batch, 0, cut);
    Batch tail = part(batch, cut, batch.rows());
    Pass first = loss.forwardBackward(head.outputs(), head.arguments(), denominator);
    Pass second = loss.forwardBackward(tail.outputs(), tail.arguments(), denominator);
    double[] joined = Arrays.copyOf(first.gradients(), whole.gradients().length);
    System.arraycopy(
        second.gradients(), 0, joined, first.gradients().length, second.gradients().length);
    assertClose(joined, whole.gradients(), 1 / denominator, tolerance(loss));

    LossValue sum = first.value().plus(second.value());
    LossValue value = whole.value();
    assertThat(sum.weight()).isCloseTo(value.weight(), within(1e-12 * value.weight()));
    assertThat(sum.sum())
        .isCloseTo(value.sum(), within(tolerance(loss) * (1 + Math.abs(value.sum()))));
    assertThat(sum.mean())
        .isCloseTo(value.mean(), within(tolerance(loss) * (1 + Math.abs(value.mean()))));

    // The denominator replaces whatever the reduction would have divided by.
    double factor = batch.divisor() / denominator;
    double[] expected =
        Arrays.stream(loss.forwardBackward(batch.outputs(), batch.arguments()).gradients())
            .map(gradient -> gradient * factor)
            .toArray();
    assertClose(whole.gradients(), expected, 1 / denominator, tolerance(loss));
  }

  private static Batch part(Batch batch, int from, int to) {
    LossUnderTest loss = batch.loss();
    int width = loss.width();
    int targets = loss.targetSize();
    return new Batch(
        loss,
        batch.naive(),
        to - from,
        Arrays.copyOfRange(batch.outputs(), from * width, to * width),
        Arrays.copyOfRange(batch.targets(), from * targets, to * targets),
        Arrays.copyOfRange(batch.weights(), from, to));
  }

  @Test
  void coversTheWholeTable() {
    List<Declared> all = CrossProduct.all();
    List<Declared> sound = CrossProduct.sound();
    System.out.println(
        all.size()
            + " combinations of options: "
            + sound.size()
            + " generated and checked, "
            + (all.size() - sound.size())
            + (CrossProduct.IS_WHOLE ? " refused; " : " refused or left to the scalar run; ")
            + losses().size()
            + " losses of several sizes");
    // Nine options of categorical heads, and one more with at most two of them; six of a
    // Bernoulli, eight of several, four of classes in an order, one of Gaussians in three ways and
    // four in two, one of their mixtures; two precisions; the reductions of each family; learned
    // scales, and censored targets, at both ends.
    int categorical = (512 + 1 + 9 + 36) * 2 * 2;
    int bernoulli = 64 * 2 * 3;
    int labels = 256 * 2 * 3;
    int ordinal = 16 * 2 * 2;
    int gaussian = 3 * 16 * 2 * 3;
    int values = 12 * (16 * 2 * 3);
    int mixture = 2 * 2 * 3;
    // Without an option, the size is both known and given; so it is of values at positions.
    int twice = 2 * 2 + 2 * 2 + 2 * 3 + 2 * 3 + 2 * 3 + 12 * 2 * 3 + 12 * (2 * 3 + 4 * 2 * 3);
    int ends = 3 * 2 * 2;
    int focal = CrossProduct.numberOfFocus();
    assertThat(all)
        .hasSize(
            categorical
                + bernoulli
                + labels
                + ordinal
                + gaussian
                + values
                + mixture
                + twice
                + ends
                + focal);
    assertThat(sound)
        .hasSizeGreaterThan(CrossProduct.IS_WHOLE ? 1000 : 500)
        .extracting(Declared::distribution)
        .containsAll(EnumSet.complementOf(EnumSet.of(Distribution.FORMULA)));
  }
}
