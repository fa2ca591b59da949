package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Reduction;
import dev.surprisal.linear.LikelyClasses;
import dev.surprisal.linear.LinearHead;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Linear heads of which most residuals are left out, or most targets are 0. */
class SparseLinearHeadTest {
  private static final double NEGLIGIBLE = 1e-2;

  /** These weights give most classes next to no chance. */
  @ParameterizedTest
  @MethodSource("dev.surprisal.processor.LinearHeadTest#declarations")
  void leavesOutWhatIsNegligible(Declared declared) {
    LinearCase exact = new LinearCase(declared, LinearHeadTest.WIDE, true);
    LinearCase bounded =
        new LinearCase(
            declared, LinearHeadTest.WIDE, true, "bias = true, negligible = " + NEGLIGIBLE);
    int inputs = LinearHeadTest.WIDE.inputs();
    LinearHead expected = exact.head.zeros();
    LinearHead gradients = exact.head.zeros();
    LossValue value = exact.loss.forwardBackward(exact.head, exact.targets(), expected);
    // Of tiles of fewer rows: losses are added up in another order.
    assertThat(bounded.loss.forwardBackward(exact.head, exact.targets(), gradients).sum())
        .isCloseTo(value.sum(), within(1e-6 * value.sum()));
    double scale = declared.reduction() == Reduction.SUM ? 1 : 1 / exact.weight();
    double[] ofWeights = new double[inputs];
    double[] ofInputs = new double[inputs];
    for (int i = 0; i < exact.head.weights().length; i++) {
      ofWeights[i % inputs] += Math.abs(exact.head.weights()[i]);
    }
    for (int i = 0; i < exact.head.inputs().length; i++) {
      ofInputs[i % inputs] += Math.abs(exact.head.inputs()[i]);
    }
    double bound = NEGLIGIBLE * scale * (1 + 1e-5);
    for (int i = 0; i < expected.inputs().length; i++) {
      assertThat((double) gradients.inputs()[i])
          .isCloseTo(expected.inputs()[i], within(1e-6 + bound * ofWeights[i % inputs]));
    }
    int skipped = 0;
    for (int i = 0; i < expected.weights().length; i++) {
      assertThat((double) gradients.weights()[i])
          .isCloseTo(expected.weights()[i], within(1e-7 + bound * ofInputs[i % inputs]));
      skipped += gradients.weights()[i] == 0 && expected.weights()[i] != 0 ? 1 : 0;
    }
    for (int k = 0; k < expected.bias().length; k++) {
      assertThat((double) gradients.bias()[k])
          .isCloseTo(expected.bias()[k], within(1e-7 + bound * LinearHeadTest.WIDE.rows()));
    }
    assertThat(skipped).isGreaterThan(expected.weights().length / 4);
  }

  @Test
  void refusesLikelyClassesThatAreNone() {
    LinearCase it =
        new LinearCase(LinearHeadTest.LIKELY, new LinearCase.Shape(2, 3, 4, 1000), false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(it.head, likely(new int[] {0, 1, 2, 4}, 0.5f)))
        .withMessage("targets.classes[3] = 4, in row 1: a class index must be in 0..3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(it.head, likely(new int[] {0, 1, 2, 3}, -0.5f)))
        .withMessage("targets.probabilities[0] = -0.5, in row 0: must be in 0..1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(it.head, likely(new int[] {0, 1, 2, 3}, 0.75f)))
        .withMessage("targets.probabilities: row 0 sums to 1.5: must be no more than 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> it.loss.forward(it.head, likely(new int[] {0, 1, 2}, 0.5f)))
        .withMessage("targets.classes: length 3 is not a multiple of 2 rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LikelyClasses(new int[2], new float[3]))
        .withMessageContaining("probabilities");
    assertThatNullPointerException()
        .isThrownBy(() -> it.loss.forward(it.head, null))
        .withMessage("targets");
  }

  private static LikelyClasses likely(int[] classes, float each) {
    float[] probabilities = new float[classes.length];
    Arrays.fill(probabilities, each);
    return new LikelyClasses(classes, probabilities);
  }
}
