package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReproducibleSumsTest {
  private static final Random RANDOM = new Random(1);

  private static double sum(List<Double> numbers) {
    ReproducibleSums sums = new ReproducibleSums(1);
    numbers.forEach(number -> sums.add(0, number));
    return sums.sum(0);
  }

  private static double sum(double... numbers) {
    return sum(DoubleStream.of(numbers).boxed().toList());
  }

  /** The same numbers in parts, whose sums are added to each other. */
  private static double sumOfParts(List<Double> numbers, int parts) {
    List<ReproducibleSums> sums = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      sums.add(new ReproducibleSums(1));
    }
    for (int i = 0; i < numbers.size(); i++) {
      sums.get(i % parts).add(0, numbers.get(i));
    }
    return sums.stream().reduce(new ReproducibleSums(1), ReproducibleSums::plus).sum(0);
  }

  private static List<Double> numbers(int count, int magnitudes) {
    return RANDOM
        .doubles(count)
        .map(number -> Math.scalb(number - 0.5, RANDOM.nextInt(-magnitudes, magnitudes + 1)))
        .boxed()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 40, 100, 1000})
  void orderAndGroupingDoNotMatter(int magnitudes) {
    List<Double> numbers = new ArrayList<>(numbers(1000, magnitudes));
    double sum = sum(numbers);
    for (int parts = 1; parts < 20; parts++) {
      Collections.shuffle(numbers, RANDOM);
      assertThat(sum(numbers)).isEqualTo(sum);
      assertThat(sumOfParts(numbers, parts)).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 40, 100, 1000})
  void keepsTheDigitsOfADouble(int magnitudes) {
    List<Double> numbers = numbers(1000, magnitudes);
    BigDecimal exact =
        numbers.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    double largest = numbers.stream().mapToDouble(Math::abs).max().orElseThrow();
    double rounding = 2 * Math.ulp(exact.doubleValue()) + 1000 * largest * 0x1p-64;
    assertThat(sum(numbers)).isEqualTo(exact.doubleValue(), within(rounding));
  }

  @Test
  void whatCancelsLeavesWhatIsSmall() {
    assertThat(sum(1e9, 1e-9, -1e9)).isEqualTo(1e-9, within(1e9 * 0x1p-64));
    assertThat(sum(1, -Math.nextDown(1.0))).isEqualTo(1 - Math.nextDown(1.0));
    assertThat(sum(0x1p-970, -0x1p-990)).isEqualTo(0x1p-970 - 0x1p-990);
  }

  @Test
  void theLargestNumbersAndTheSmallest() {
    assertThat(sum(Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE))
        .isEqualTo(Double.MAX_VALUE);
    assertThat(sum(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum(Double.MIN_NORMAL, Double.MIN_NORMAL)).isEqualTo(2 * Double.MIN_NORMAL);
    assertThat(sum(Double.MAX_VALUE, Double.MIN_VALUE)).isEqualTo(Double.MAX_VALUE);
    assertThat(sum()).isZero();
    assertThat(sum(-0.0)).isZero();
  }

  @Test
  void infinitiesAndNaN() {
    assertThat(sum(1, Double.POSITIVE_INFINITY, -1e300)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(sum(Double.NEGATIVE_INFINITY, Double.MAX_VALUE)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(sum(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)).isNaN();
    assertThat(sum(2, Double.NaN, 1)).isNaN();
    List<Double> mixed = List.of(Double.MAX_VALUE, 1.0, Double.POSITIVE_INFINITY, 3.0);
    for (int parts = 1; parts <= mixed.size(); parts++) {
      assertThat(sumOfParts(mixed, parts)).isEqualTo(Double.POSITIVE_INFINITY);
    }
  }

  @Test
  void sumsAreIndependent() {
    ReproducibleSums sums = new ReproducibleSums(3);
    sums.add(new double[] {1, 2});
    sums.add(new double[] {1e300, -5});
    sums.add(2, 7);
    assertThat(sums.sums(3)).containsExactly(1e300, -3, 7);
  }
}
