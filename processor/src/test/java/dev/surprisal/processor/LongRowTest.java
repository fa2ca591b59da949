package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The loss of floats over as many classes as a large vocabulary has. */
class LongRowTest {
  private static final int CLASSES = 128_256;

  /** Relative to the loss. */
  private static final double TOLERANCE = 2e-7;

  private static final LossUnderTest LOSS =
      LossUnderTest.ofSize(
          new Declared(
              Distribution.CATEGORICAL,
              Precision.FLOAT,
              Reduction.MEAN,
              OptionalInt.empty(),
              Map.of()),
          CLASSES);

  private enum Logits {
    RANDOM {
      @Override
      IntToDoubleFunction of(Random random) {
        return k -> 3 * random.nextGaussian();
      }
    },
    EQUAL {
      @Override
      IntToDoubleFunction of(Random random) {
        double all = 20 * random.nextDouble();
        return k -> all;
      }
    },
    ONE_DOMINATES {
      @Override
      IntToDoubleFunction of(Random random) {
        int one = random.nextInt(CLASSES);
        return k -> k == one ? 25 : random.nextDouble();
      }
    },
    DECAY_SLOWLY {
      @Override
      IntToDoubleFunction of(Random random) {
        return k -> 7 - 1e-4 * k;
      }
    },
    DECAY_AS_WORDS_DO {
      @Override
      IntToDoubleFunction of(Random random) {
        return k -> -1.1 * Math.log(k + 2.7);
      }
    };

    abstract IntToDoubleFunction of(Random random);
  }

  @ParameterizedTest
  @EnumSource
  void isAsPreciseAsAFloat(Logits kind) {
    Random random = new Random(61);
    for (int draw = 0; draw < 4; draw++) {
      double[] logits = new double[CLASSES];
      IntToDoubleFunction logit = kind.of(random);
      for (int k = 0; k < CLASSES; k++) {
        logits[k] = (float) logit.applyAsDouble(k);
      }
      for (int target : new int[] {0, random.nextInt(CLASSES)}) {
        double exact = surprisal(logits, target);
        double[] targets = {target};
        assertThat(LOSS.forward(logits, targets).sum()).isCloseTo(exact, within(TOLERANCE * exact));
        assertThat(LOSS.forwardBackward(logits, targets).value().sum())
            .isCloseTo(exact, within(TOLERANCE * exact));
      }
    }
  }

  /** What the others have in common is rounded in the same direction, every time it is added. */
  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12, 14, 16, 18, 20, 25, 30})
  void isAsPreciseWhereAConfidentPredictionHasManyEqualRivals(int lead) {
    double[] logits = new double[CLASSES];
    logits[CLASSES / 3] = lead;
    double[] targets = {CLASSES / 3};
    double exact = surprisal(logits, CLASSES / 3);
    double value = LOSS.forward(logits, targets).sum();
    // A double that holds the 1 of the maximum cannot tell more of its rivals.
    double ofTheTotal = CLASSES * 0x1p-53;
    assertThat(value).isCloseTo(exact, within(TOLERANCE * exact + ofTheTotal));
    assertThat(LOSS.forwardBackward(logits, targets).value().sum()).isEqualTo(value);
  }

  private static int indexOfMax(double[] logits) {
    int index = 0;
    for (int k = 1; k < CLASSES; k++) {
      index = logits[k] > logits[index] ? k : index;
    }
    return index;
  }

  /** &minus;log softmax, its sum over all but the largest carried with what rounding takes. */
  private static double surprisal(double[] logits, int target) {
    int largest = indexOfMax(logits);
    double sum = 0;
    double lost = 0;
    for (int k = 0; k < CLASSES; k++) {
      double term = k == largest ? 0 : StrictMath.exp(logits[k] - logits[largest]);
      double next = sum + term;
      lost += Math.abs(sum) >= term ? sum - next + term : term - next + sum;
      sum = next;
    }
    return StrictMath.log1p(sum + lost) + (logits[largest] - logits[target]);
  }
}
