package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that are ignored or have the weight 0, under every combination of options that has such. */
class UncountedRowsTest {
  static List<LossUnderTest> losses() {
    return CrossProduct.losses().stream().filter(loss -> loss.options().leavesOutRows()).toList();
  }

  /** NaN in a row that counts for nothing stays there, and is not even seen there. */
  @ParameterizedTest
  @MethodSource("losses")
  void rowsThatDoNotCountAreNotLookedAt(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(17), 9);
    double[] outputs = batch.outputs().clone();
    double[] targets = batch.targets().clone();
    for (int row = 0; row < batch.rows(); row++) {
      if (batch.weight(row) == 0) {
        for (int k = 0; k < loss.width(); k++) {
          outputs[loss.index(row, k)] = Double.NaN;
        }
      }
      if (batch.exampleWeight(row) == 0) {
        for (int k = 0; k < loss.targetSize(); k++) {
          targets[loss.targetIndex(row, k)] = loss.isIndex() ? 1_000_000 : Double.NaN;
        }
      }
    }
    Object arguments = loss.targets(targets, batch.weights());
    Pass clean = loss.forwardBackward(batch.outputs(), batch.arguments());
    Pass dirty = loss.forwardBackward(outputs, arguments);
    assertThat(dirty.value()).isEqualTo(clean.value());
    assertThat(dirty.value().sum()).isNotNaN();
    assertThat(dirty.gradients()).isEqualTo(clean.gradients());
    GeneratedLossTest.assertSame(
        loss.secondOrder(outputs, arguments), loss.secondOrder(batch.outputs(), batch.arguments()));
    assertThat(loss.curvature(outputs, arguments))
        .isEqualTo(loss.curvature(batch.outputs(), batch.arguments()));
    assertThat(loss.perExample(outputs, arguments))
        .isEqualTo(loss.perExample(batch.outputs(), batch.arguments()));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aBatchInWhichNothingCountsIsWorthNothing(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(19), 3);
    double[] targets = batch.targets().clone();
    double[] weights = batch.weights();
    if (loss.options().exampleWeights()) {
      weights = new double[batch.rows()];
    } else if (loss.options().ignoreIndex().isPresent()) {
      Arrays.fill(targets, CrossProduct.IGNORED);
    } else {
      // The class whose weight is 0.
      Arrays.fill(targets, 1);
    }
    double[] nothing = new double[batch.outputs().length];
    Object arguments = loss.targets(targets, weights);
    for (Pass pass :
        List.of(
            loss.forwardBackward(batch.outputs(), arguments),
            loss.forwardBackward(batch.outputs(), arguments, 0),
            loss.secondOrder(batch.outputs(), arguments).first(),
            loss.secondOrder(batch.outputs(), arguments, 0).first())) {
      assertThat(pass.value()).isEqualTo(LossValue.ZERO);
      assertThat(pass.value().mean()).isZero();
      assertThat(pass.gradients()).isEqualTo(nothing);
    }
    assertThat(loss.curvature(batch.outputs(), arguments)).isEqualTo(nothing);
    assertThat(loss.secondOrder(batch.outputs(), arguments).second()).isEqualTo(nothing);
    assertThat(loss.perExample(batch.outputs(), arguments)).containsOnly(0);
  }
}
