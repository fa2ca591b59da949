package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.processor.LossUnderTest.SecondPass;
import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Option;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A weight for each label or value, beside what every combination of options is asked for. */
class OutputWeightsTest {
  private static final int SIZE = 3;

  static List<Declared> plainHeads() {
    List<Declared> plain = new ArrayList<>();
    for (Distribution distribution : Distribution.values()) {
      if (distribution != Distribution.FORMULA
          && Family.of(distribution).has(Option.OUTPUT_WEIGHTS)) {
        for (Precision precision : Precision.values()) {
          Declared of =
              new Declared(distribution, precision, Reduction.MEAN, OptionalInt.of(SIZE), Map.of());
          plain.add(of);
          if (distribution == Distribution.GAUSSIAN) {
            plain.add(of.with("variance", Variance.LEARNED));
          }
        }
      }
    }
    return plain;
  }

  private static Class<?> compiled(Declared declared) {
    ClassLoader loader = Compiling.load(Compiling.compile(declared.source("Weighed")));
    try {
      return loader.loadClass("cross.WeighedLoss");
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }

  @SuppressWarnings("unchecked")
  private static LossUnderTest loss(Declared declared, Object... arguments) {
    try {
      Object loss = Compiling.constructorOf(compiled(declared)).newInstance(arguments);
      return new LossUnderTest(
          declared, declared.options(), SIZE, (ArrayLossFunction<Object, Object>) loss);
    } catch (InvocationTargetException thrown) {
      throw (RuntimeException) thrown.getCause();
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  private static LossUnderTest weighed(Declared plain, double... weights) {
    return loss(plain.with("outputWeights", true), weights);
  }

  /** To the last bit, but for labels, whose plain head has a kernel of its own. */
  @ParameterizedTest
  @MethodSource("plainHeads")
  void onesChangeNothing(Declared declared) {
    LossUnderTest plain = loss(declared);
    LossUnderTest ones = weighed(declared, 1, 1, 1);
    Batch batch = Batch.random(plain, new Random(97), 9);
    double[] outputs = batch.outputs();
    Object targets = batch.arguments();
    boolean isSame = declared.distribution() != Distribution.PRODUCT_OF_BERNOULLIS;
    double tolerance = isSame ? 0 : GeneratedLossTest.tolerance(plain);
    assertClose(
        ones.forwardBackward(outputs, targets), plain.forwardBackward(outputs, targets), tolerance);
    assertClose(ones.secondOrder(outputs, targets), plain.secondOrder(outputs, targets), tolerance);
    assertClose(ones.bounds(outputs, targets, 5), plain.bounds(outputs, targets, 5), tolerance);
    GeneratedLossTest.assertClose(
        ones.curvature(outputs, targets), plain.curvature(outputs, targets), 1, tolerance);
  }

  private static void assertClose(SecondPass actual, SecondPass expected, double tolerance) {
    assertClose(actual.first(), expected.first(), tolerance);
    GeneratedLossTest.assertClose(actual.second(), expected.second(), 1, tolerance);
  }

  private static void assertClose(Pass actual, Pass expected, double tolerance) {
    double sum = expected.value().sum();
    assertThat(actual.value().sum()).isCloseTo(sum, within(tolerance * Math.abs(sum)));
    assertThat(actual.value().weight()).isEqualTo(expected.value().weight());
    GeneratedLossTest.assertClose(actual.gradients(), expected.gradients(), 1, tolerance);
  }

  /** Powers of 2, by which a product is exact. */
  @ParameterizedTest
  @MethodSource("plainHeads")
  void multiplyGradientsCurvaturesAndBounds(Declared declared) {
    double[] weights = {2, 0.5, 4};
    LossUnderTest ones = weighed(declared, 1, 1, 1);
    LossUnderTest loss = weighed(declared, weights);
    Batch batch = Batch.random(ones, new Random(103), 9);
    Object targets = batch.arguments();
    SecondPass expected = ones.bounds(batch.outputs(), targets, 1);
    SecondPass actual = loss.bounds(batch.outputs(), targets, 1);
    double[] curvature = ones.curvature(batch.outputs(), targets);
    for (int i = 0; i < curvature.length; i++) {
      expected.first().gradients()[i] *= weights[i % SIZE];
      expected.second()[i] *= weights[i % SIZE];
      curvature[i] *= weights[i % SIZE];
    }
    GeneratedLossTest.assertSame(actual.first().gradients(), expected.first().gradients());
    GeneratedLossTest.assertSame(actual.second(), expected.second());
    GeneratedLossTest.assertSame(loss.curvature(batch.outputs(), targets), curvature);
  }

  /** What is worth nothing is not looked at. */
  @ParameterizedTest
  @MethodSource("plainHeads")
  void anOutputOfWeightZeroCountsForNothing(Declared declared) {
    LossUnderTest loss = weighed(declared, 2, 0, 0.5);
    Batch batch = Batch.random(loss, new Random(101), 9);
    double[] outputs = batch.outputs().clone();
    for (int i = 1; i < outputs.length; i += SIZE) {
      outputs[i] = i % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
    }
    Object targets = batch.arguments();
    Pass clean = loss.forwardBackward(batch.outputs(), targets);
    assertThat(clean.value().sum()).isFinite();
    GeneratedLossTest.assertSame(loss.forwardBackward(outputs, targets), clean);
    GeneratedLossTest.assertSame(
        loss.secondOrder(outputs, targets), loss.secondOrder(batch.outputs(), targets));
    GeneratedLossTest.assertSame(
        loss.bounds(outputs, targets, 3), loss.bounds(batch.outputs(), targets, 3));
    GeneratedLossTest.assertSame(
        loss.curvature(outputs, targets), loss.curvature(batch.outputs(), targets));
    assertThat(loss.perExample(outputs, targets))
        .isEqualTo(loss.perExample(batch.outputs(), targets));
    double[] bounds = loss.bounds(outputs, targets, 3).second();
    for (int i = 1; i < outputs.length; i += SIZE) {
      assertThat(Math.abs(clean.gradients()[i])).isZero();
      assertThat(Math.abs(bounds[i])).isZero();
    }
  }

  private static Declared gaussian(Reduction reduction) {
    return new Declared(
        Distribution.GAUSSIAN, Precision.DOUBLE, reduction, OptionalInt.of(SIZE), Map.of());
  }

  /** Squares of 1, 2 and 3, then of 0, 4 and 1. */
  @Test
  void multiplyTheLossOfTheirOutputAndNoMean() {
    double[] outputs = {1, 2, 3, 4, 5, 6};
    double[] targets = {0, 0, 0, 4, 1, 5};
    Pass mean = weighed(gaussian(Reduction.MEAN), 2, 0.5, 4).forwardBackward(outputs, targets);
    assertThat(mean.value().sum()).isEqualTo(1 + 1 + 18 + 0 + 4 + 2);
    assertThat(mean.value().weight()).isEqualTo(2);
    assertThat(mean.gradients()).containsExactly(1, 0.5, 6, 0, 1, 2);

    Pass ofOutputs =
        weighed(gaussian(Reduction.MEAN_OF_OUTPUTS), 2, 0.5, 4).forwardBackward(outputs, targets);
    assertThat(ofOutputs.value().weight()).isEqualTo(6);
    assertThat(ofOutputs.gradients()[2]).isEqualTo(2);
  }

  @Test
  void aSurprisalDoesNotKnowThem() {
    LossUnderTest loss = weighed(gaussian(Reduction.MEAN), 2, 0.5, 4);
    double[] outputs = {1, 2, 3};
    double[] targets = {0, 0, 0};
    LossValue surprisal = loss.loss().surprisal(outputs, targets);
    assertThat(surprisal.sum()).isCloseTo(7 + 1.5 * Math.log(2 * Math.PI), within(1e-14));
    assertThat(loss.forward(outputs, targets).shapedBy()).contains("outputWeights");
  }

  @Test
  void wrongOnesAreRefused() {
    Declared declared = gaussian(Reduction.MEAN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> weighed(declared, 1, 1))
        .withMessageContaining("outputWeights");
    for (double bad : new double[] {-1, Double.NaN, 1e-31, 1e31, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> weighed(declared, 1, bad, 1))
          .withMessageContaining("outputWeights[1] = " + bad)
          .withMessageContaining("0 or in 1e-30..1e30");
    }
  }

  /** The factor of a head multiplies what the weights of its outputs have made of its loss. */
  @Test
  @SuppressWarnings("unchecked")
  void headsOfACompositeHaveThem() {
    ClassLoader classes =
        CompositeTest.compile(
            "public record Both(",
            "    @Loss(distribution = GAUSSIAN, activation = IDENTITY, size = 2,",
            "        outputWeights = true, weight = 3) double[] left,",
            "    @Loss(distribution = GAUSSIAN, activation = IDENTITY) double[] right) {}");
    Object left = CompositeTest.create(classes, "BothLeftLoss", (Object) new double[] {2, 0.5});
    Object right = CompositeTest.create(classes, "BothRightLoss");
    LossFunction<Object, Object> loss =
        (LossFunction<Object, Object>) CompositeTest.create(classes, "BothLoss", left, right);

    LossValue value =
        loss.forward(
            CompositeTest.create(classes, "Both", new double[] {1, 2}, new double[] {4}),
            CompositeTest.create(classes, "BothLoss$Targets", new double[] {0, 0}, new double[1]));

    assertThat(value.mean()).isEqualTo(3 * (1 + 1) + 8);
  }
}
