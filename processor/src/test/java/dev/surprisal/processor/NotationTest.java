package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.define;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.expm1;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.softplus;
import static dev.surprisal.processor.express.algebra.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Notation;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions as people write them. */
class NotationTest {
  private static final Expr HALF = new Expr.Parameter("HALF", 0.5, "");

  private static final Expr TENTH = new Expr.Parameter("TENTH", 0.1, "");

  private static final Expr GIVEN = new Expr.Symbol("a", Role.GIVEN);

  static Stream<Arguments> formulas() {
    return Stream.of(
        arguments("z - y", Z.minus(Y)),
        arguments("3 y - z", Y.times(3).minus(Z)),
        arguments("-z - y", Z.plus(Y).negate()),
        arguments("-z y", Y.times(Z).negate()),
        arguments("(z - y)^2 / 2", Z.minus(Y).squared().times(0.5)),
        arguments("2.5 z", Z.times(2.5)),
        arguments("0.4 z", Z.times(0.4)),
        arguments("z / (2 y)", Z.times(0.5).over(Y)),
        arguments("1 / z^2", Z.power(-2)),
        arguments("(z - y) / exp(z)", Z.minus(Y).over(exp(Z))),
        arguments("tanh(z)^2", tanh(Z).squared()),
        arguments("z y / 3", Z.times(Y).times(1.0 / 3)));
  }

  static Stream<Arguments> functions() {
    return Stream.of(
        arguments("log(1 + exp(-z))", softplus(Z.negate())),
        arguments("1 / (1 + exp(-z))", sigmoid(Z)),
        arguments("y / (1 + exp(-z))", sigmoid(Z).times(Y)),
        arguments("1 / (1 + exp(-z))^2", sigmoid(Z).squared()),
        arguments("y (exp(z) - 1)", expm1(Z).times(Y)),
        arguments("y (exp(z) - 1)^2", expm1(Z).squared().times(Y)),
        arguments("-(exp(z) - 1)", expm1(Z).negate()),
        arguments("-(exp(z) - 1) / y", expm1(Z).over(Y).negate()),
        arguments("y - (exp(z) - 1)", Y.minus(expm1(Z))),
        arguments("y + exp(z) - 1", Y.plus(expm1(Z))),
        arguments("-(1 - tanh(z)^2)", Function.SECH_SQUARED.of(Z).negate()),
        arguments("y / (1 + z^2)", Function.CAUCHY_WEIGHT.of(Z).times(Y)),
        arguments("[z < 0]", Function.BELOW_ZERO.of(Z)),
        arguments("log(y!)", Function.LOG_FACTORIAL.of(Y)),
        arguments(
            "[softplus(y) - softplus(z) - sigmoid(z) (y - z)]",
            Function.SOFTPLUS_ABOVE_TANGENT.of(List.of(Z, Y))),
        arguments("[log Gamma(n) - n log(n) + n, n = exp(z)]", Function.LOG_GAMMA_REST.of(Z)),
        arguments("[-log(1 - Phi(z))]", Function.NORMAL_TAIL.of(Z)),
        arguments("[phi(z) / (1 - Phi(z))]", Function.NORMAL_HAZARD.of(Z)),
        arguments("[phi(z) / (1 - Phi(z)) - z]", Function.NORMAL_HAZARD_ABOVE.of(Z)),
        arguments("[n (digamma(n) - log(n)), n = exp(z)]", Function.LOG_GAMMA_REST_SLOPE.of(Z)),
        arguments(
            "[n (digamma(n) - log(n) + n trigamma(n) - 1), n = exp(z)]",
            Function.LOG_GAMMA_REST_BEND.of(Z)),
        arguments(
            "[log Gamma(n + y) - log Gamma(n) - y log(n), n = exp(z)]",
            Function.LOG_RISING.of(List.of(Z, Y))),
        arguments(
            "n (log(1 + exp(m) / n) - digamma(n + y) + digamma(n))"
                + " - n (exp(m) - y) / (n + exp(m))",
            Function.SIZE_GRADIENT.of(List.of(Z, new Expr.Symbol("m", Role.OUTPUT), Y))),
        arguments("the derivative of the gradient", Function.SIZE_CURVATURE.of(List.of(Z, Y))));
  }

  static Stream<Arguments> options() {
    return Stream.of(
        arguments("0.5", HALF),
        arguments("0.1 z", TENTH.times(Z)),
        arguments("(1 - 0.1) z", Expr.ONE.minus(TENTH).times(Z)),
        arguments("1.5 z", HALF.times(Z).times(3)),
        arguments("0.5 z / 4", HALF.times(Z).times(0.25)),
        arguments("0.5 0.1 z", HALF.times(TENTH).times(Z)));
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        arguments("-z_k y_k", Y.times(Z).negate()),
        arguments("a z_k", GIVEN.times(Z)),
        arguments("[k <= y] z_k", Rows.REACHED.times(Z)),
        arguments("z_k / C", Rows.EVEN.times(Z)),
        arguments("u_k", define("u", exp(Z))),
        arguments("d", define("d", exp(HALF))),
        arguments("sum_j z_j y_j", Rows.sum(Z.times(Y))),
        arguments("sum_j (exp(z_j) - 1)", Rows.sum(expm1(Z))),
        arguments("(sum_j y_j) exp(z_k)", exp(Z).times(Rows.sum(Y))),
        arguments("(sum_j y_j) a", GIVEN.times(Rows.sum(Y))),
        arguments("(sum_j y_j)^2 / size", Rows.sum(Y).squared().over(Rows.SIZE)),
        arguments("log(sum_j exp(z_j))", Rows.logSumExp(Z)),
        arguments("z_y", Rows.atTarget(Z)));
  }

  @ParameterizedTest
  @MethodSource({"formulas", "functions", "options"})
  void isWrittenAsPeopleWriteIt(String expected, Expr expr) {
    assertThat(new Notation("").of(expr)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void anIndexSaysOfWhichOutputALetterIs(String expected, Expr expr) {
    assertThat(new Notation("_k").of(expr)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "-2, -2", "0.5, 0.5", "999999, 999999", "1e6, 1000000.0", "1e300, 1.0E300"})
  void wholeNumbersHaveNoPoint(double value, String expected) {
    assertThat(Notation.number(value)).isEqualTo(expected);
  }

  @Test
  void primitivesHaveTheNamesOfFunctions() {
    assertThat(Function.EXP.primitive()).isEqualTo("exp");
    assertThat(Function.SOFTPLUS_ABOVE_SIGMOID.primitive()).isEqualTo("softplusAboveSigmoid");
  }
}
