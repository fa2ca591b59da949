package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.processor.LossUnderTest.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of classes in an order and of no other family. */
class OrdinalTest {
  static LossUnderTest[] losses() {
    return CrossProduct.losses().stream()
        .filter(loss -> loss.declared().distribution() == Distribution.ORDINAL)
        .toArray(LossUnderTest[]::new);
  }

  /** Those that are no more and no less than surprisals. */
  static List<LossUnderTest> surprisals() {
    return Arrays.stream(losses()).filter(loss -> !loss.options().outputWeights()).toList();
  }

  /** The probabilities of all classes, whatever the logits. */
  @ParameterizedTest
  @MethodSource("surprisals")
  void surprisalsAreThoseOfADistribution(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(3), 2);
    double[] totals = new double[batch.rows()];
    for (int y = 0; y <= loss.size(); y++) {
      double[] classes = new double[batch.rows()];
      Arrays.fill(classes, y);
      double[] surprisals = loss.perExample(batch.outputs(), classes);
      for (int row = 0; row < totals.length; row++) {
        totals[row] += Math.exp(-surprisals[row]);
      }
    }
    double tolerance = loss.isFloat() ? 1e-6 : 1e-14;
    assertThat(totals).containsExactly(LossUnderTest.ones(totals.length), within(tolerance));
  }

  /** A model may emit anything for thresholds that the class has not come to. */
  @ParameterizedTest
  @MethodSource("losses")
  void logitsBeyondTheClassAreNotLookedAt(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(7), 9);
    double[] outputs = batch.outputs().clone();
    for (int row = 0; row < batch.rows(); row++) {
      for (int k = (int) Math.max(-1, batch.targets(row)[0]) + 1; k < loss.size(); k++) {
        outputs[loss.index(row, k)] = Double.NaN;
      }
    }
    Pass clean = loss.forwardBackward(batch.outputs(), batch.arguments());
    Pass dirty = loss.forwardBackward(outputs, batch.arguments());
    assertThat(dirty.value()).isEqualTo(clean.value());
    assertThat(dirty.gradients()).isEqualTo(clean.gradients()).doesNotContain(Double.NaN);
    GeneratedLossTest.assertSame(
        loss.secondOrder(outputs, batch.arguments()),
        loss.secondOrder(batch.outputs(), batch.arguments()));
    assertThat(loss.curvature(outputs, batch.arguments()))
        .isEqualTo(loss.curvature(batch.outputs(), batch.arguments()))
        .doesNotContain(Double.NaN);
  }

  /** With one output there are two classes, a yes and a no. */
  @ParameterizedTest
  @MethodSource("losses")
  void ofTwoClassesIsABernoulli(LossUnderTest loss) {
    if (loss.size() != 1) {
      return;
    }
    Precision precision = loss.declared().precision();
    LossUnderTest bernoulli =
        LossUnderTest.ofSize(
            new Declared(
                Distribution.BERNOULLI,
                precision,
                loss.declared().reduction(),
                loss.declared().size(),
                loss.declared().members()),
            1);
    double[] outputs = loss.rounded(new Random(11).doubles(40, -30, 30).toArray());
    double[] targets = new Random(13).ints(40, 0, 2).asDoubleStream().toArray();
    Pass ordinal = loss.forwardBackward(outputs, targets);
    Pass yesOrNo = bernoulli.forwardBackward(outputs, targets);
    double ulp = loss.isFloat() ? 0x1p-23 : 0x1p-52;
    assertThat(ordinal.value().sum())
        .isCloseTo(yesOrNo.value().sum(), within(8 * ulp * yesOrNo.value().sum()));
    assertThat(ordinal.gradients()).containsExactly(yesOrNo.gradients(), within(8 * ulp));
    assertThat(loss.predict(outputs)).isEqualTo(bernoulli.predict(outputs));
  }
}
