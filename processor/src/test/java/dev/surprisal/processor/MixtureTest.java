package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Layout;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Variance;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.processor.LossUnderTest.SecondPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Mixtures, beside what their plain heads and the file of many digits are asked for. */
class MixtureTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final Map<Declared, Class<?>> CLASSES = new ConcurrentHashMap<>();

  private static LossUnderTest loss(Declared declared) {
    Class<?> generated = CLASSES.computeIfAbsent(declared, MixtureTest::compiled);
    return LossUnderTest.ofSize(declared, generated, declared.size().getAsInt());
  }

  private static Class<?> compiled(Declared declared) {
    Compilation compilation = Compiling.compile(declared.source("Mixture"));
    assertThat(Compiling.generatedSources(compilation).values())
        .allSatisfy(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 100));
    ClassLoader loader = Compiling.load(compilation);
    try {
      return loader.loadClass("cross.MixtureLoss");
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }

  private static Declared mixture(int components, int size, Precision precision) {
    return new Declared(
        Distribution.MIXTURE_OF_GAUSSIANS,
        precision,
        Reduction.MEAN,
        OptionalInt.of(size),
        Map.of("components", components));
  }

  /** Everything that all families have, and few or many components. */
  static List<LossUnderTest> losses() {
    List<Declared> all = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      Declared two = mixture(2, 1, precision);
      all.add(two);
      all.add(mixture(64, 1, precision));
      all.add(two.with("exampleWeights", true).with("layout", Layout.CLASSES_FIRST));
      all.add(
          mixture(16, 3, precision)
              .with("outputWeights", true)
              .with("exampleWeights", true)
              .with("missingTargets", true)
              .with("layout", Layout.CLASSES_FIRST));
    }
    return all.stream().map(MixtureTest::loss).toList();
  }

  @ParameterizedTest
  @MethodSource("losses")
  void agreesWithTheNaiveReference(LossUnderTest loss) {
    new GeneratedLossTest().agreesWithTheNaiveReference(loss);
    new GeneratedLossTest().givesTheSameBitsInPlace(loss);
    new SecondOrderTest().theBoundIsAboveTheHessian(loss);
    new SecondOrderTest().givesGradientAndBoundsInOnePass(loss);
    new SurprisalTest().isThatOfThePlainHeadWithAllConstants(loss);
  }

  /** Of components that are the same, each has its part of one Gaussian. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofOneGaussianIsThatGaussian(Precision precision) {
    LossUnderTest mixture = loss(mixture(4, 1, precision));
    LossUnderTest gaussian =
        loss(
            new Declared(
                Distribution.GAUSSIAN,
                precision,
                Reduction.MEAN,
                OptionalInt.of(1),
                Map.of("variance", Variance.LEARNED)));
    double tolerance = GeneratedLossTest.tolerance(mixture);
    for (double[] at : new double[][] {{0.5, 0.25, 3}, {-2, -3, -1.5}, {1e4, 10, -1e4}}) {
      double[] outputs = new double[12];
      Arrays.fill(outputs, 4, 8, at[0]);
      Arrays.fill(outputs, 8, 12, at[1]);
      Pass ofMixture = mixture.forwardBackward(outputs, mixture.targets(at[2]));
      Pass expected = gaussian.forwardBackward(Arrays.copyOf(at, 2), gaussian.targets(at[2]));

      double sum = expected.value().sum();
      assertThat(ofMixture.value().sum()).isCloseTo(sum, within(tolerance * Math.abs(sum)));
      for (int k = 0; k < 12; k++) {
        double part = k < 4 ? 0 : expected.gradients()[k / 4 - 1] / 4;
        assertThat(ofMixture.gradients()[k])
            .isCloseTo(part, within(tolerance * (1 + Math.abs(part))));
      }
    }
  }

  /** A mask, or a mean out of reach: the others are as they would be alone. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void aComponentThatIsLeftOutCountsForNothing(Precision precision) {
    LossUnderTest three = loss(mixture(3, 1, precision));
    LossUnderTest two = loss(mixture(2, 1, precision));
    double[] left = {1, -1, 0.5, 2, -0.5, 0.25};
    SecondPass expected = two.bounds(left, two.targets(0.75), 1);
    double[][] others = {{-INFINITY, 4, 1}, {-INFINITY, INFINITY, -3}, {-1e9, 4, 1}};
    for (double[] other : others) {
      double[] outputs = {
        left[0], left[1], other[0], left[2], left[3], other[1], left[4], left[5], other[2]
      };
      SecondPass actual = three.bounds(outputs, three.targets(0.75), 1);
      assertThat(actual.first().value()).isEqualTo(expected.first().value());
      double[] curvature = three.curvature(outputs, three.targets(0.75));
      double[] ofTwo = two.curvature(left, two.targets(0.75));
      for (int i = 0; i < 9; i++) {
        boolean isLeftOut = i % 3 == 2;
        int j = i / 3 * 2 + i % 3;
        assertThat(actual.first().gradients()[i] + 0)
            .isEqualTo(isLeftOut ? 0 : expected.first().gradients()[j]);
        assertThat(actual.second()[i]).isEqualTo(isLeftOut ? 0 : expected.second()[j]);
        assertThat(curvature[i] + 0).isEqualTo(isLeftOut ? 0 : ofTwo[j]);
      }
    }
  }

  /** A component too narrow to reach its target, or too wide, has nothing of it, nor NaN. */
  @Test
  void aCollapsedComponentIsLeftOut() {
    LossUnderTest loss = loss(mixture(2, 1, Precision.DOUBLE));
    for (double logVariance : new double[] {-700, -1400, -1e4, -1e300, INFINITY}) {
      double[] outputs = {0, 0, 1, 3, 0.5, logVariance};
      SecondPass pass = loss.bounds(outputs, loss.targets(0.75), 1);
      assertThat(pass.first().value().sum())
          .isCloseTo(Math.log(2) + 0.25 + 0.0625 * Math.exp(-0.5) / 2, within(1e-15));
      for (int i : new int[] {3, 5}) {
        assertThat(pass.first().gradients()[i]).isZero();
        assertThat(pass.second()[i]).isZero();
        assertThat(loss.curvature(outputs, loss.targets(0.75))[i]).isZero();
      }
    }
  }

  /** With all components at once: in one chunk or several, of rows of any place. */
  @ParameterizedTest
  @MethodSource("losses")
  void rowsDoNotDependOnTheirNeighbours(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(61), 400);
    double[] all = loss.perExample(batch.outputs(), batch.arguments());
    int[] some = IntStream.range(0, batch.rows()).filter(row -> row / 3 % 50 == 7).toArray();
    Batch few = batch.rows(some);
    double[] theirs = loss.perExample(few.outputs(), few.arguments());
    for (int i = 0; i < some.length; i++) {
      assertThat(theirs[i]).isEqualTo(all[some[i]]);
    }
  }

  /** Of a component that has nearly all, by mean and log-variance together. */
  @Test
  void theBoundIsAboveTheHessianInAnyDirection() {
    LossUnderTest loss = loss(mixture(2, 1, Precision.DOUBLE));
    for (double target : new double[] {-9, -2, 0.25, 0.3, 1, 4, 20}) {
      double[] outputs = {20, -20, 0.25, 1, 0.7, -0.3};
      double[] bound = loss.bounds(outputs, loss.targets(target), 1).second();
      for (double angle = 0; angle < Math.PI; angle += 0x1p-5) {
        double[] direction = {0, 0, Math.cos(angle), 0, Math.sin(angle), 0};
        double along =
            bound[2] * direction[2] * direction[2] + bound[4] * direction[4] * direction[4];
        Jet<Binary> moved = loss.naive().loss(Jet.along(outputs, direction), new double[] {target});
        assertThat(moved.second().toDouble()).isLessThanOrEqualTo(along * (1 + 1e-12));
      }
    }
  }

  /** Two answers to one question, which one Gaussian would put between them. */
  @Test
  void stepsByBoundsFindBothAnswers() {
    LossUnderTest loss = loss(mixture(2, 1, Precision.DOUBLE));
    Random random = new Random(19);
    double[] answers =
        IntStream.range(0, 400)
            .mapToDouble(i -> (i % 4 == 0 ? -3 : 2) + 0.5 * random.nextGaussian())
            .toArray();
    double[] outputs = {0, 0, -0.5, 0.5, 2, 2};
    double last = INFINITY;
    for (int step = 0; step < 200; step++) {
      double[] rows = new double[6 * answers.length];
      Arrays.setAll(rows, i -> outputs[i % 6]);
      SecondPass pass = loss.bounds(rows, loss.targets(answers), 1);
      double sum = pass.first().value().sum();
      assertThat(sum).isLessThan(last + 1e-9);
      last = sum;
      for (int k = 0; k < 6; k++) {
        double gradient = 0;
        double bound = 0;
        for (int i = k; i < rows.length; i += 6) {
          gradient += pass.first().gradients()[i];
          bound += pass.second()[i];
        }
        outputs[k] -= gradient / bound;
      }
    }
    double[] found = loss.predict(outputs);
    assertThat(found[0]).isCloseTo(0.25, within(0.01));
    assertThat(found[2]).isCloseTo(-3, within(0.1));
    assertThat(found[3]).isCloseTo(2, within(0.1));
    assertThat(found[4]).isCloseTo(0.25, within(0.06));
    assertThat(found[5]).isCloseTo(0.25, within(0.06));
  }
}
