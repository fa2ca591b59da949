package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.TRIALS;
import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Expr.define;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one form of expressions. */
class CanonicalTest {
  private static final Expr PART = new Expr.Parameter("PART", 0.1, "");

  private static final Expr GIVEN = new Expr.Symbol("a", Role.GIVEN);

  @Test
  void theOrderOfOperandsDoesNotMatter() {
    assertThat(Y.plus(Z)).isEqualTo(Z.plus(Y));
    assertThat(Y.times(Z).times(3)).isEqualTo(Expr.of(3).times(Z.times(Y)));
    assertThat(Z.plus(Y).plus(Z)).isEqualTo(Z.times(2).plus(Y));
    assertThat(Z.minus(Y).minus(Z)).isEqualTo(Y.negate());
    assertThat(Z.squared().over(Z)).isEqualTo(Z);
    assertThat(Z.minus(Z)).isEqualTo(Expr.ZERO);
  }

  /** Numbers, what is one for a row, what is given, outputs, targets, letters, sums, functions. */
  static Stream<List<Expr>> inOrder() {
    Expr p = define("p", exp(Z));
    return Stream.of(
        List.of(PART, Rows.atTarget(Z), GIVEN, Z, Y, p, Z.minus(Y), tanh(Z)),
        List.of(ONE.minus(PART), Rows.atTarget(Z), GIVEN),
        List.of(ONE.minus(PART), Rows.sum(Y), GIVEN),
        List.of(ONE.minus(PART), Rows.logSumExp(Z), Z),
        List.of(Z, Y.power(-1), TRIALS, p.squared()));
  }

  @ParameterizedTest
  @MethodSource("inOrder")
  void factorsStandInTheOrderInWhichFormulasAreWritten(List<Expr> factors) {
    List<Expr> shuffled = new ArrayList<>(factors);
    Collections.shuffle(shuffled, new Random(5));
    Expr product = shuffled.stream().reduce(ONE, Expr::times);
    assertThat(Canonical.factors(product)).isEqualTo(factors);
  }

  @Test
  void whatIsAddedStandsBeforeWhatIsSubtracted() {
    assertThat(Canonical.terms(Y.times(Z).minus(Z).plus(tanh(Z)).minus(ONE)))
        .containsExactly(tanh(Z), Z.times(Y), ONE.negate(), Z.negate());
    assertThat(Canonical.isNegative(Z.negate())).isTrue();
    assertThat(Canonical.isNegative(Expr.ZERO)).isFalse();
  }

  /** Where a factor is taken out, what is left has the form that it has by itself. */
  @Test
  void minusASumIsASum() {
    Expr minus = Z.times(ONE.plus(Y)).negate().over(Z);
    assertThat(minus).isInstanceOf(Expr.Sum.class).isEqualTo(ONE.plus(Y).negate());
  }

  @Test
  void powersOfPowersAreOnePower() {
    assertThat(Z.power(3).power(-2)).isEqualTo(Z.power(-6));
    assertThat(Z.times(Y).power(3)).isEqualTo(Z.power(3).times(Y.power(3)));
    assertThat(Expr.of(3).power(-2)).isEqualTo(Expr.of(1.0 / 9));
    assertThat(Z.power(2).power(0)).isEqualTo(ONE);
  }

  /** One of them alone may be too large for a number, or too small. */
  @Test
  void exponentialsAreOneExponential() {
    assertThat(exp(Z).times(exp(Y)).over(exp(Z.times(3)))).isEqualTo(exp(Y.minus(Z.times(2))));
    assertThat(exp(Z).times(Y).times(exp(Z.negate()))).isEqualTo(Y);
    assertThat(exp(Z.plus(ONE)).times(exp(Z.negate()))).isEqualTo(Expr.of(Math.E));
  }

  @Test
  void logarithmsOfExponentialsAndPowersAreWhatTheyAreMadeOf() {
    assertThat(log(exp(Z))).isEqualTo(Z);
    assertThat(log(Y.power(-0.5))).isEqualTo(log(Y).times(-0.5));
    assertThat(log(define("d", exp(Z.times(-0.5))))).isEqualTo(Z.times(-0.5));
  }

  @Test
  void theLogarithmOfALetterIsThatWhereItsMeaningHasNone() {
    Expr d = define("d", ONE.plus(Z.squared()));
    assertThat(log(d)).isInstanceOf(Expr.Call.class).matches(log -> log.has(d));
  }

  /** One sign of the argument stands for both. */
  @Test
  void evenFunctionsForgetTheSign() {
    assertThat(Function.ABS.of(Z.minus(Y))).isEqualTo(Function.ABS.of(Y.minus(Z)));
    Function slope = Function.SIGMOID_SLOPE;
    assertThat(slope.of(Z.times(-2))).isEqualTo(slope.of(Z.times(2)));
    assertThat(slope.of(Z.minus(Y))).isEqualTo(slope.of(Y.minus(Z)));
    assertThat(slope.of(exp(Z))).matches(call -> call.has(exp(Z)), "is of the exponential");
    assertThat(slope.of(Z.plus(Y))).isEqualTo(slope.of(Z.negate().minus(Y)));
  }

  @Test
  void functionsOfNumbersAreNumbers() {
    assertThat(exp(Expr.ZERO)).isEqualTo(ONE);
    assertThat(Function.BELOW_ZERO.of(Expr.of(-1e-9))).isEqualTo(ONE);
    assertThat(Function.BELOW_ZERO.of(Expr.ZERO)).isEqualTo(Expr.ZERO);
    assertThat(Function.LOG_FACTORIAL.of(Expr.of(3))).isInstanceOf(Expr.Call.class);
  }

  @Test
  void functionsHaveAllTheirArguments() {
    assertThat(Function.LOG_RISING.of(List.of(Z, Y)).parts()).containsExactly(Z, Y);
    assertThat(Function.EXP.of(List.of(Expr.ZERO))).isEqualTo(ONE);
  }

  @Test
  void anExpressionHasWhatItIsMadeOf() {
    List<Expr> ofZ =
        List.of(
            Z.power(3),
            Z.plus(Y),
            Z.times(Y),
            tanh(Z),
            define("u", Z.times(2)),
            Rows.sum(Z),
            Rows.logSumExp(Z),
            Rows.atTarget(Z));
    assertThat(ofZ).allMatch(expr -> expr.has(Z)).noneMatch(expr -> expr.has(GIVEN));
  }
}
