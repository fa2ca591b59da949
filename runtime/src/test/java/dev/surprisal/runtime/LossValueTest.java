package dev.surprisal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossValueTest {
  @Test
  void addsUpOverPartsOfDifferentSize() {
    LossValue whole = new LossValue(6, 3).plus(new LossValue(2, 1));

    assertThat(whole).isEqualTo(new LossValue(8, 4));
    // Not the mean of the means, (2 + 2) / 2 by accident here and 2.5 there.
    assertThat(whole.mean()).isEqualTo(2);
    assertThat(new LossValue(9, 3).plus(new LossValue(2, 1)).mean()).isEqualTo(2.75);
  }

  @Test
  void zeroIsNeutral() {
    LossValue value = new LossValue(1.5, 4);
    assertThat(value.plus(LossValue.ZERO)).isEqualTo(value);
    assertThat(LossValue.ZERO.plus(value)).isEqualTo(value);
  }

  @Test
  void nothingHasMeanZeroAndIsNeverNan() {
    assertThat(LossValue.ZERO.mean()).isZero();
    assertThat(LossValue.ZERO.bits()).isZero();
    assertThat(LossValue.ZERO.perplexity()).isEqualTo(1);
  }

  @Test
  void aGuessAmongEightIsThreeBitsAndPerplexityEight() {
    LossValue value = new LossValue(10 * Math.log(8), 10);
    assertThat(value.bits()).isCloseTo(3, within(1e-15));
    assertThat(value.perplexity()).isCloseTo(8, within(1e-14));
  }

  @Test
  void whatShapesAPartShapesTheWhole() {
    LossValue shaped = new LossValue(6, 3, "zLoss");
    LossValue plain = new LossValue(2, 1);
    assertThat(shaped.plus(plain)).isEqualTo(new LossValue(8, 4, "zLoss"));
    assertThat(plain.plus(shaped)).isEqualTo(new LossValue(8, 4, "zLoss"));
    assertThatIllegalStateException()
        .isThrownBy(shaped::bits)
        .withMessageStartingWith("bits() is of a surprisal, and this is a loss with zLoss");
  }

  @Test
  void nothingIsShapedByNothing() {
    assertThat(new LossValue(0, 0, "zLoss")).isEqualTo(LossValue.ZERO);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWeightsThatWeighNothing(double weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LossValue(1, weight))
        .withMessage("weight = " + weight + ": must be finite, 0 or more");
  }
}
