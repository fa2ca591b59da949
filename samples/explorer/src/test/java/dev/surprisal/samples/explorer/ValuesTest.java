package dev.surprisal.samples.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server says of distributions of one number. */
class ValuesTest {
  /** Of 161 points from -4 to 4: the one at 1. */
  private static final int AT_ONE = 100;

  private static Value answer(String family, double[] outputs, double target) {
    Example example = new Example(outputs, new double[] {target});
    return (Value) Values.families().get(family).answer().apply(example);
  }

  /** Formulas as they stand in textbooks, less what does not depend on the output. */
  @ParameterizedTest
  @CsvSource({
    "poisson, 3, 1.648721270700128",
    "binomial, 3, 8.240769841801067",
    "tweedie, 3, 7.240855531803912",
    "laplace, 3, 2.5",
    "quantile, 3, 2.25",
    "focal, 1, 0.06757349051750361"
  })
  void losesWhatTheFormulaSays(String family, double target, double expected) {
    double constant = family.equals("poisson") ? 3 * 0.5 : 0;
    assertThat(answer(family, new double[] {0.5}, target).reading().nats())
        .isCloseTo(expected - constant, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "poisson, 1, 3",
    "negativebinomial, 2, 3",
    "binomial, 1, 3",
    "tweedie, 1, 3",
    "gamma, 2, 3",
    "inversegaussian, 2, 3",
    "lognormal, 2, 3",
    "weibull, 2, 3",
    "beta, 2, 0.2",
    "laplace, 1, 3",
    "quantile, 1, 3",
    "survival, 2, 3",
    "survival, 2, -3",
    "scaledlaplace, 2, 3",
    "floored, 2, 3",
    "mixture, 6, 3",
    "focal, 1, 1",
    "studentt, 2, 3",
    "ordinal, 3, 1"
  })
  void slopesAndCurvaturesAreThoseOfTheLoss(String family, int count, double target) {
    double[] outputs = {1, 0.3, -0.4, 2, -0.2, 0.1};
    double[] emitted = Arrays.copyOf(outputs, count);
    Value value = answer(family, emitted, target);
    for (int output = 0; output < count; output++) {
      int moved = output;
      DoubleUnaryOperator loss =
          z -> {
            double[] changed = emitted.clone();
            changed[moved] = z;
            return answer(family, changed, target).reading().nats();
          };
      double at = emitted[output];
      double step = 1e-4;
      double up = loss.applyAsDouble(at + step);
      double down = loss.applyAsDouble(at - step);
      double here = loss.applyAsDouble(at);
      assertThat(value.reading().gradients()[output])
          .as("by output %d", output)
          .isCloseTo((up - down) / (2 * step), within(1e-6));
      assertThat(value.curvatures()[output])
          .as("by output %d", output)
          .isCloseTo((up - 2 * here + down) / (step * step), within(1e-5));
    }
  }

  /** (3 / exp 1) to the power of 2 = exp(log 2), which is minus the log of the survival. */
  @Test
  void timesThatWereOutlivedAreNegative() {
    double[] outputs = {1, Math.log(2)};
    double outlived = 9 * Math.exp(-2);
    assertThat(answer("survival", outputs, -3).reading().nats()).isCloseTo(outlived, within(1e-12));
    assertThat(answer("survival", outputs, 3).reading().nats())
        .isCloseTo(outlived - 2 * (Math.log(3) - 1) - Math.log(2), within(1e-12));
  }

  @Test
  void slicesGoThroughWhatIsShown() {
    Value value = answer("gamma", new double[] {1, 1}, 2);
    for (int output = 0; output < 2; output++) {
      Slice slice = value.slices().get(output);
      assertThat(slice.losses().from()).isEqualTo(-4);
      assertThat(slice.losses().heights()).hasSize(161);
      assertThat(slice.losses().heights()[AT_ONE]).isCloseTo(value.reading().nats(), within(1e-12));
      assertThat(slice.gradients().heights()[AT_ONE])
          .isCloseTo(value.reading().gradients()[output], within(1e-12));
      assertThat(slice.curvatures().heights()[AT_ONE])
          .isCloseTo(value.curvatures()[output], within(1e-12));
    }
    assertThat(value.slices().get(0)).isNotEqualTo(value.slices().get(1));
  }
}
