package dev.surprisal.processor.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Functions;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.schedule.program.Reals;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions as Java whose operators bind as those of the expressions do. */
class JavaNotationTest {
  private static final Expr.Symbol X = new Expr.Symbol("x", Role.GIVEN);

  private static final Expr.Symbol IS_LATE = new Expr.Symbol("late", Role.GIVEN);

  private static final Expr U = Expr.define("u", X);

  private static final Expr V = Expr.define("v", X.squared());

  private static final Expr EXCESS = Functions.expm1(X);

  private static final Expr CHOICE = Expr.choose(IS_LATE, U, V);

  static Stream<Arguments> expressions() {
    return Stream.of(
        arguments("u - v", U.minus(V)),
        arguments("-u", U.negate()),
        arguments("-excess", EXCESS.negate()),
        arguments("u - excess", U.minus(EXCESS)),
        arguments("2 * (u - v)", U.minus(V).times(2)),
        arguments("-2 * (u - v)", U.minus(V).times(-2)),
        arguments("u / (2 * v)", U.over(V).times(0.5)),
        arguments("1 / (u * u)", U.power(-2)),
        arguments("this.late ? u : v", CHOICE),
        arguments("2 * (this.late ? u : v)", CHOICE.times(2)),
        arguments("-(this.late ? u : v)", CHOICE.negate()),
        arguments("u - (this.late ? u : v)", U.minus(CHOICE)));
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void operatorsBindAsInTheExpression(String expected, Expr expr) {
    JavaNotation notation = new JavaNotation(Map.of(EXCESS, "excess"), Reals.DOUBLES);

    assertThat(notation.of(expr)).isEqualTo(expected);
  }
}
