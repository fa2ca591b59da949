package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.expm1;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.sqrt;
import static dev.surprisal.processor.express.algebra.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Rounding;
import dev.surprisal.processor.express.algebra.Rounding.Rounded;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What double makes of expressions. */
class RoundingTest {
  private static final double UNIT = 0x1p-53;

  private static final Expr SCALE = new Expr.Parameter("SCALE", 4, "");

  private static Rounded at(double z, Expr expr) {
    return new Rounding(Map.of(Z, z, Y, 3.0)).of(expr);
  }

  private static double errorAt(double z, Expr expr) {
    return at(z, expr).error() / UNIT;
  }

  static List<Expr> smooth() {
    return List.of(
        Z.plus(Y).minus(ONE),
        Z.times(Y).times(SCALE),
        Z.power(3),
        Z.over(Y),
        exp(Z),
        log(Y).times(tanh(Z)),
        exp(Z.times(Y)).plus(Expr.define("u", Z.squared())));
  }

  @ParameterizedTest
  @MethodSource("smooth")
  void valuesAreThoseOfTheExpression(Expr expr) {
    double value = new Evaluation(Map.of(Z, 0.7, Y, 3.0)).of(expr);
    assertThat(at(0.7, expr).value()).isCloseTo(value, within(1e-14 * Math.abs(value)));
  }

  /** A slope is what the relative change of a symbol does. */
  @ParameterizedTest
  @MethodSource("smooth")
  void slopesAgreeWithDifferences(Expr expr) {
    double step = 1e-6;
    double up = new Evaluation(Map.of(Z, 0.7 * (1 + step), Y, 3.0)).of(expr);
    double down = new Evaluation(Map.of(Z, 0.7 * (1 - step), Y, 3.0)).of(expr);
    double slope = (up - down) / (2 * step);
    assertThat(at(0.7, expr).slopes().getOrDefault(Z, 0.0))
        .isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
  }

  @Test
  void whatIsGivenIsExact() {
    for (Expr exact : List.of(Z, SCALE, Expr.of(0.1))) {
      assertThat(at(0.7, exact).error()).isZero();
    }
  }

  /** A sum once, a product for each factor, a power as often as it multiplies, a function twice. */
  @Test
  void operationsRound() {
    assertThat(errorAt(2, Z.plus(Y))).isEqualTo(5);
    assertThat(errorAt(2, SCALE.times(Z))).isEqualTo(2 * 8);
    assertThat(errorAt(2, Z.power(3))).isEqualTo(3 * 8);
    assertThat(errorAt(2, Z.power(-2))).isEqualTo(2 * 0.25);
    assertThat(errorAt(4, sqrt(Z))).isEqualTo(2 * 2);
  }

  @Test
  void slopesMultiplyErrors() {
    double error = errorAt(2, Z.plus(Y));
    assertThat(errorAt(2, Z.plus(Y).power(3))).isEqualTo(75 * error + 3 * 125);
    assertThat(errorAt(2, Z.plus(Y).times(SCALE))).isEqualTo(4 * error + 2 * 20);
    assertThat(errorAt(-2, Z.times(Y).plus(ONE))).isEqualTo(2 * 6 + 5);
  }

  /** Their errors are those of what is subtracted, whatever is left. */
  @Test
  void aDifferenceOfNumbersThatAreNearHasFewDigits() {
    Rounded difference = at(1e-10, exp(Z).minus(ONE));
    assertThat(difference.error()).isCloseTo(2 * UNIT, within(0.01 * UNIT));
    assertThat(difference.error()).isGreaterThan(1e9 * difference.unavoidable());

    Rounded better = at(1e-10, expm1(Z));
    assertThat(better.error()).isCloseTo(2 * UNIT * 1e-10, within(1e-6 * UNIT * 1e-10));
    assertThat(better.error()).isLessThanOrEqualTo(better.unavoidable());
  }

  /** Those of z + y at -2 and 3 are 2, 3 and 1, whatever their signs. */
  @Test
  void roundingsOfSymbolsAndOfTheResultAreUnavoidable() {
    assertThat(at(-2, Z.plus(Y)).unavoidable()).isEqualTo(6 * UNIT);
    assertThat(at(0, Z).unavoidable()).isEqualTo(Double.MIN_NORMAL);
  }

  @Test
  void whatIsTooLargeIsTheLargestOfUnknownValue() {
    for (Expr expr :
        List.of(exp(Z), exp(Z).plus(Y), exp(Z).times(Y), Y.times(exp(Z)).times(SCALE))) {
      Rounded large = at(800, expr);
      assertThat(large.isTooLarge()).isTrue();
      assertThat(large.value()).isEqualTo(Double.MAX_VALUE);
      assertThat(large.error()).isInfinite();
    }
    assertThat(at(800, exp(Z).negate()).value()).isEqualTo(-Double.MAX_VALUE);
    assertThat(at(700, exp(Z)).isTooLarge()).isFalse();
  }

  @Test
  void whatIsTooLargeMayBeBroughtBackByWhatIsNearZero() {
    Rounded product = at(800, exp(Z).times(tanh(Y.minus(Expr.of(3)).plus(Expr.of(1e-20)))));
    assertThat(product.isTooLarge()).isFalse();
    assertThat(at(800, exp(exp(Z).negate())).value()).isZero();
    assertThat(at(800, exp(Z).times(Y.minus(Expr.of(3)))).value()).isZero();
  }

  @Test
  void whatIsNoNumberIsOfUnknownValue() {
    assertThat(at(-1, sqrt(Z)).error()).isInfinite();
  }

  /** What is too small for a number is off by as much as the least of them. */
  @Test
  void whatIsTooSmallIsNotZero() {
    assertThat(at(-800, exp(Z))).isEqualTo(new Rounded(0, Double.MIN_VALUE, Map.of(Z, 0.0)));
    assertThat(at(0, tanh(Z)).error()).isZero();
    assertThat(at(0, log(Z)).value()).isEqualTo(Math.log(Double.MIN_VALUE));
  }

  /** Two outputs that are the same. */
  @Test
  void whatIsOfARowIsThatOfTwoOutputs() {
    assertThat(at(3, Rows.sum(exp(Z))).value()).isEqualTo(2 * Math.exp(3));
    assertThat(at(3, Rows.logSumExp(Z)).value()).isEqualTo(3 + Math.log(2));
    assertThat(at(3, Rows.logSumExp(Z)).slopes()).isEqualTo(Map.of(Z, 3.0));
    assertThat(at(3, Rows.atTarget(Z))).isEqualTo(at(3, Z));
    assertThat(at(800, Rows.sum(exp(Z))).isTooLarge()).isTrue();
    for (Expr ofRow : List.of(Rows.sum(Z), Rows.logSumExp(Z), Rows.atTarget(Z))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Evaluation(Map.of(Z, 0.0)).of(ofRow));
    }
  }
}
