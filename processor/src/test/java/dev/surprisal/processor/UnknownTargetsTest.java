package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets that are NaN, under every combination of options that allows them. */
class UnknownTargetsTest {
  static List<LossUnderTest> losses() {
    return CrossProduct.losses().stream().filter(loss -> loss.options().missingTargets()).toList();
  }

  /** NaN and infinity among outputs whose target is unknown are not even seen there. */
  @ParameterizedTest
  @MethodSource("losses")
  void theirOutputsAreNotLookedAt(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(83), 9);
    double[] outputs = batch.outputs().clone();
    for (int row = 0; row < batch.rows(); row++) {
      double[] targets = batch.targets(row);
      for (int k = 0; k < loss.width(); k++) {
        if (Double.isNaN(targets[k % loss.size()])) {
          outputs[loss.index(row, k)] = k % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
        }
      }
    }
    Object targets = batch.arguments();
    Pass clean = loss.forwardBackward(batch.outputs(), targets);
    assertThat(clean.value().sum()).isNotNaN();
    GeneratedLossTest.assertSame(loss.forwardBackward(outputs, targets), clean);
    GeneratedLossTest.assertSame(
        loss.secondOrder(outputs, targets), loss.secondOrder(batch.outputs(), targets));
    GeneratedLossTest.assertSame(
        loss.bounds(outputs, targets, 3), loss.bounds(batch.outputs(), targets, 3));
    GeneratedLossTest.assertSame(
        loss.curvature(outputs, targets), loss.curvature(batch.outputs(), targets));
    GeneratedLossTest.assertSame(
        loss.perExample(outputs, targets), loss.perExample(batch.outputs(), targets));
    for (int row = 0; row < batch.rows(); row++) {
      double[] y = batch.targets(row);
      double[] gradients = batch.row(clean.gradients(), row);
      double[] bounds = batch.row(loss.bounds(outputs, targets, 3).second(), row);
      for (int k = 0; k < loss.width(); k++) {
        if (Double.isNaN(y[k % loss.size()])) {
          assertThat(Math.abs(gradients[k])).isZero();
          assertThat(Math.abs(bounds[k])).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aBatchInWhichNoneIsKnownIsWorthNothing(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(89), 3);
    double[] nothing = new double[batch.outputs().length];
    double[] unknown = new double[batch.targets().length];
    Arrays.fill(unknown, Double.NaN);
    Object targets = loss.targets(unknown, batch.weights());
    for (Pass pass :
        List.of(
            loss.forwardBackward(batch.outputs(), targets),
            loss.forwardBackward(batch.outputs(), targets, 0),
            loss.secondOrder(batch.outputs(), targets).first(),
            loss.bounds(batch.outputs(), targets, 0).first())) {
      assertThat(pass.value()).isEqualTo(LossValue.ZERO);
      assertThat(Arrays.stream(pass.gradients()).map(Math::abs)).containsOnly(0.0);
    }
    assertThat(loss.forward(batch.outputs(), targets)).isEqualTo(LossValue.ZERO);
    assertThat(loss.curvature(batch.outputs(), targets)).isEqualTo(nothing);
    assertThat(loss.perExample(batch.outputs(), targets)).containsOnly(0);
  }

  @SuppressWarnings("unchecked")
  private static ArrayLossFunction<double[], double[]> loss(String members) {
    ClassLoader classes =
        CompositeTest.compile(
            "@Loss(missingTargets = true, size = 2, precision = Precision.DOUBLE, "
                + members
                + ") public class Head {}");
    return (ArrayLossFunction<double[], double[]>) CompositeTest.create(classes, "HeadLoss");
  }

  private static final double NAN = Double.NaN;
  private static final double[] OUTPUTS = {1, 2, 3, 4, 5, 6};
  private static final double[] TARGETS = {NAN, 0, NAN, NAN, 3, 7};

  /** Losses of 2, of nothing, of 2 and 1 / 2. */
  @Test
  void anExampleWithATargetThatIsKnownCountsAsOne() {
    double[] gradients = new double[6];
    LossValue value =
        loss("distribution = GAUSSIAN, activation = IDENTITY")
            .forwardBackward(OUTPUTS, TARGETS, gradients);
    assertThat(value.sum()).isEqualTo(4.5);
    assertThat(value.weight()).isEqualTo(2);
    assertThat(gradients).containsExactly(0, 1, 0, 0, 1, -0.5);
  }

  @Test
  void aMeanOfOutputsCountsThoseWhoseTargetIsKnown() {
    double[] gradients = new double[6];
    LossValue value =
        loss("distribution = GAUSSIAN, activation = IDENTITY, reduction ="
                + " Reduction.MEAN_OF_OUTPUTS")
            .forwardBackward(OUTPUTS, TARGETS, gradients);
    assertThat(value.sum()).isEqualTo(4.5);
    assertThat(value.weight()).isEqualTo(3);
    assertThat(gradients[1]).isCloseTo(2.0 / 3, within(1e-15));
  }

  @Test
  void formulasSkipThem() {
    double[] gradients = new double[6];
    LossValue value =
        loss("nll = \"(z - y) ^ 2 + y / 2\"").forwardBackward(OUTPUTS, TARGETS, gradients);
    assertThat(value.weight()).isEqualTo(2);
    assertThat(value.sum()).isEqualTo(9);
    assertThat(gradients).containsExactly(0, 2, 0, 0, 2, -1);
  }
}
