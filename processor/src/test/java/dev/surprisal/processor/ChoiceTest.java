package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Expr.ZERO;
import static dev.surprisal.processor.express.algebra.Expr.choose;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.expm1;
import static dev.surprisal.processor.express.algebra.Functions.sigmoid;
import static dev.surprisal.processor.express.algebra.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.surprisal.processor.derive.Derivative;
import dev.surprisal.processor.express.algebra.Canonical;
import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Facts.Interval;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Intervals;
import dev.surprisal.processor.express.algebra.Notation;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rounding;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Expressions that differ by what a target is. */
class ChoiceTest {
  private static final Expr.Symbol A = new Expr.Symbol("a", Role.TARGET);

  private static final Expr.Symbol B = new Expr.Symbol("b", Role.TARGET);

  private static final Expr CHOICE = choose(A, Y, Z);

  @Test
  void betweenEqualsThereIsNone() {
    assertThat(choose(A, Z.plus(Y), Y.plus(Z))).isEqualTo(Y.plus(Z));
  }

  @Test
  void isMadeOfItsConditionAndBothCases() {
    assertThat(CHOICE.parts()).containsExactly(A, Y, Z);
    assertThat(CHOICE.replace(Z, ONE)).isEqualTo(choose(A, Y, ONE));
  }

  @Test
  void choicesByOneConditionAreAddedUpCaseByCase() {
    assertThat(CHOICE.plus(ONE).plus(choose(A, Z, Y.negate())))
        .isEqualTo(choose(A, Y.plus(Z), Z.minus(Y)).plus(ONE));
    assertThat(CHOICE.plus(choose(A, Z, Y))).isEqualTo(Y.plus(Z));
  }

  @Test
  void choicesByOthersStandInTheOrderOfTheirConditions() {
    Expr byA = choose(A, Z, ONE);
    Expr byB = choose(B, Y, ONE);

    assertThat(Canonical.terms(byB.plus(byA))).containsExactly(byA, byB);
    assertThat(Canonical.factors(byB.times(byA))).containsExactly(byA, byB);
  }

  @Test
  void aFactorIsOfBothCases() {
    assertThat(Canonical.factors(CHOICE.times(2).times(tanh(Z))))
        .containsExactlyInAnyOrder(Expr.of(2), CHOICE, tanh(Z));
  }

  @Test
  void itsDerivativeIsThatOfEachCase() {
    assertThat(Derivative.of(choose(A, Z.squared(), exp(Z)), Z))
        .isEqualTo(choose(A, Z.times(2), exp(Z)));
    assertThat(Derivative.of(choose(A, Z.plus(Y), Z), Z)).isEqualTo(ONE);
    assertThat(Derivative.of(choose(A, Y, ONE), Z)).isEqualTo(ZERO);
  }

  @Test
  void eachCaseHasItsShortestForm() {
    assertThat(Forms.shortest(choose(A, Z.times(exp(Y)).plus(Z.times(Y)), Z)))
        .isEqualTo(choose(A, Z.times(exp(Y).plus(Y)), Z));
  }

  @Test
  void itsValueIsThatOfEither() {
    Intervals intervals = new Intervals(Map.of());

    assertThat(intervals.of(choose(A, sigmoid(Z), tanh(Z)))).isEqualTo(new Interval(-1, 1));
    assertThat(intervals.of(choose(A, tanh(Z), sigmoid(Z).plus(ONE))))
        .isEqualTo(new Interval(-1, 2));
  }

  @Test
  void isWrittenInBrackets() {
    assertThat(new Notation("").of(Z.minus(choose(A, expm1(Z), Y))))
        .isEqualTo("z - (a ? exp(z) - 1 : y)");
  }

  @Test
  void hasNoSingleNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Evaluation(Map.of(A, 1.0, Y, 1.0, Z, 1.0)).of(CHOICE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rounding(Map.of()).of(CHOICE));
  }
}
