package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Expr.define;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.logSumExp;
import static dev.surprisal.processor.express.algebra.Functions.others;
import static dev.surprisal.processor.express.algebra.Functions.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.processor.derive.Derivative;
import dev.surprisal.processor.express.algebra.Components;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Notation;
import dev.surprisal.processor.express.algebra.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Expressions of outputs that describe several components of a value. */
class ComponentsTest {
  private static final Expr.Symbol A = new Expr.Symbol("a", Role.COMPONENT);

  private static final Expr ALL = logSumExp(A.plus(Z));

  @Test
  void whatHasALetterOfAComponentIsANumberForEach() {
    for (Expr ofEach : List.of(A, exp(A).times(Y), define("u", A.minus(Y)), ALL.plus(A))) {
      assertThat(Components.isOfComponents(ofEach)).isTrue();
    }
    for (Expr ofValue : List.of(Z, ONE, exp(Y).plus(Z))) {
      assertThat(Components.isOfComponents(ofValue)).isFalse();
    }
  }

  @Test
  void theirLogSumExpIsOneNumberAndTheirSharesAreNot() {
    assertThat(Components.isOfComponents(ALL)).isFalse();
    assertThat(Components.isOfComponents(exp(ALL).plus(Y))).isFalse();
    assertThat(Components.isOfComponents(share(A))).isTrue();
    assertThat(Components.isOfComponents(others(share(A)))).isTrue();
  }

  @Test
  void threeFunctionsLookAtAllOfThem() {
    assertThat(Stream.of(Function.values()).filter(Components::areTiedBy))
        .containsExactly(Function.LOG_SUM_EXP, Function.SHARE, Function.OTHERS);
  }

  @Test
  void theDerivativeOfTheirLogSumExpIsAShare() {
    Expr share = share(A);

    assertThat(Derivative.of(logSumExp(A), A)).isEqualTo(share);
    assertThat(Derivative.of(share, A)).isEqualTo(share.times(others(share)));
    assertThat(Derivative.of(others(share), A)).isEqualTo(share.times(others(share)).negate());
  }

  @Test
  void sharesAreWrittenAsWhatTheyAre() {
    Notation notation = new Notation("");

    assertThat(notation.of(logSumExp(A))).isEqualTo("log(sum_j exp(a_j))");
    assertThat(notation.of(share(A))).isEqualTo("exp(a - log(sum_j exp(a_j)))");
    assertThat(notation.of(others(define("p", share(A))))).isEqualTo("1 - p");
  }
}
