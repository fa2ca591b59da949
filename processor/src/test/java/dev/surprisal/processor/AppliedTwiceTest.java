package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.processor.express.option.Option;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A softmax or a sigmoid that the model has applied already, under every combination of options.
 */
class AppliedTwiceTest {
  /** Enough that four rows of a softmax count, and some 256 single outputs of a sigmoid. */
  private static int rows(LossUnderTest loss) {
    return loss.isCategorical() ? 40 : 400;
  }

  static List<LossUnderTest> losses() {
    return CrossProduct.losses().stream()
        .filter(loss -> Family.of(loss.declared().distribution()).has(Option.CHECK_OUTPUTS))
        .filter(loss -> !loss.options().isLogProbabilities())
        .toList();
  }

  /** Rows that count for nothing hold what acquits the others, if it is looked at. */
  @ParameterizedTest
  @MethodSource("losses")
  void isRefused(LossUnderTest loss) {
    Batch batch = Batch.random(loss, new Random(101), rows(loss));
    Random random = new Random(103);
    double[] logits = new double[batch.outputs().length];
    double spread = 4 * loss.options().temperature();
    Arrays.setAll(logits, i -> spread * random.nextGaussian());
    double[] probabilities = loss.predict(logits);
    for (int row = 0; row < batch.rows(); row++) {
      for (int k = 0; batch.weight(row) == 0 && k < loss.width(); k++) {
        probabilities[loss.index(row, k)] = -7;
      }
    }
    Object targets = batch.arguments();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.forward(probabilities, targets))
        .withMessageContaining("logits: are probabilities already");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.forwardBackward(probabilities, targets))
        .withMessageContaining("logits: are probabilities already");
    assertThatCode(() -> loss.forward(logits, targets)).doesNotThrowAnyException();
  }
}
