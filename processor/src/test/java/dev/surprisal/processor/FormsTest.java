package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Expr.ONE;
import static dev.surprisal.processor.express.algebra.Expr.define;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.expm1;
import static dev.surprisal.processor.express.algebra.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Forms;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Forms of expressions that are equal to them. */
class FormsTest {
  private static final Expr U = define("u", exp(Z));

  private static final Expr V = define("v", tanh(Y));

  @Test
  void whatIsCommonIsTakenOut() {
    Expr sum = Z.times(Y).plus(Z.times(exp(Y)));

    assertThat(Forms.factored(sum)).isEqualTo(Z.times(Y.plus(exp(Y))));
    assertThat(Forms.expanded(Forms.factored(sum))).isEqualTo(sum);
  }

  @Test
  void numbersAreTakenOutWhereTheyAreOfOneSize() {
    assertThat(Forms.factored(Z.times(2).minus(Y.times(2)))).isEqualTo(Z.minus(Y).times(2));
    assertThat(Forms.factored(Z.times(Y).times(2).plus(Z.times(3))))
        .isEqualTo(Z.times(Y.times(2).plus(Expr.of(3))));
  }

  @Test
  void argumentsOfFunctionsAreFactoredToo() {
    assertThat(Forms.factored(tanh(Z.times(Y).plus(Z)))).isEqualTo(tanh(Z.times(Y.plus(ONE))));
  }

  @Test
  void whatSomeTermsShareIsTakenOutWhereItHasALetter() {
    Expr shared = U.times(exp(Y)).plus(V.times(Y)).plus(V.times(Z));
    assertThat(Forms.factored(shared)).isEqualTo(U.times(exp(Y)).plus(V.times(Y.plus(Z))));

    Expr withoutLetter = ONE.plus(Z.times(Y)).plus(Z.times(exp(Y)));
    assertThat(Forms.factored(withoutLetter)).isEqualTo(withoutLetter);
  }

  @Test
  void productsAndSquaresAreMultipliedOut() {
    Expr sum = Z.plus(Y);
    Expr square = Z.squared().plus(Z.times(Y).times(2)).plus(Y.squared());

    assertThat(Forms.expanded(sum.times(exp(Z)))).isEqualTo(Z.times(exp(Z)).plus(Y.times(exp(Z))));
    assertThat(Forms.expanded(sum.squared())).isEqualTo(square);
    assertThat(Forms.expanded(ONE.plus(sum.squared()))).isEqualTo(ONE.plus(square));
  }

  @Test
  void otherPowersAndArgumentsAreNotMultipliedOut() {
    Expr sum = Z.plus(Y);
    for (Expr whole : List.of(sum.power(3), exp(Z).squared(), tanh(sum.squared()), U.plus(sum))) {
      assertThat(Forms.expanded(whole)).isEqualTo(whole);
    }
  }

  @Test
  void theShortestFormIsFactoredExpandedOrBoth() {
    assertThat(Forms.shortest(Z.times(Y).plus(Z.times(exp(Y))))).isEqualTo(Z.times(Y.plus(exp(Y))));
    assertThat(Forms.shortest(Z.times(ONE.plus(Y)).minus(Z))).isEqualTo(Z.times(Y));
    assertThat(Forms.shortest(Z.times(ONE.plus(Y)).minus(Z).plus(Y.times(exp(Y)))))
        .isEqualTo(Y.times(Z.plus(exp(Y))));
    assertThat(Forms.shortest(tanh(Z.times(Y).plus(Z.times(exp(Y))))))
        .isEqualTo(tanh(Z.times(Y.plus(exp(Y)))));
  }

  /** A letter counts as one, whatever it stands for. */
  @Test
  void ofFormsThatAreAsShortTheOneThatItHasStays() {
    for (Expr expr : List.of(Z.times(Y).plus(Z), Z.times(Y.plus(ONE)), U.times(Z).plus(U))) {
      assertThat(Forms.shortest(expr)).isEqualTo(expr);
    }
  }

  @Test
  void anExponentialLessOneKeepsItsDigits() {
    assertThat(Forms.withExpm1(Y.times(exp(Z)).minus(Y))).isEqualTo(Y.times(expm1(Z)));
    assertThat(Forms.withExpm1(tanh(exp(Z).minus(ONE).plus(Y)))).isEqualTo(tanh(expm1(Z).plus(Y)));
  }

  @Test
  void otherDifferencesOfExponentialsStay() {
    for (Expr expr : List.of(exp(Z).minus(Y), tanh(Z).minus(ONE), Y.times(exp(Z)))) {
      assertThat(Forms.withExpm1(expr)).isEqualTo(expr);
    }
  }

  @Test
  void aLetterStandsForWhatItMeans() {
    Expr.Definition d = (Expr.Definition) define("d", Y.times(exp(Z)));

    assertThat(Forms.withLetter(Y.times(exp(Z)).times(Z).plus(ONE), d))
        .isEqualTo(d.times(Z).plus(ONE));
    assertThat(Forms.withLetter(exp(Z).times(Z), d)).isEqualTo(exp(Z).times(Z));
  }

  @Test
  void lettersForPlainArithmeticAreWrittenOut() {
    Expr difference = define("u", Z.minus(Y));
    Expr scaled = define("s", Z.times(new Expr.Parameter("SCALE", 2, "")));

    assertThat(Forms.writtenOut(difference.squared())).isEqualTo(Z.minus(Y).squared());
    assertThat(Forms.writtenOut(define("w", difference.times(2)))).isEqualTo(Z.minus(Y).times(2));
    assertThat(Forms.writtenOut(U.plus(scaled))).isEqualTo(U.plus(scaled));
  }

  @Test
  void formsAreEqual() {
    Random random = new Random(11);
    Evaluation values = new Evaluation(Map.of(Z, 0.7, Y, -1.3));
    List<Expr> atoms = List.of(Z, Y, exp(Z), tanh(Y), U, Expr.of(2), Z.plus(Y));
    for (int i = 0; i < 200; i++) {
      Expr expr = Expr.ZERO;
      for (int term = 0; term < 4; term++) {
        Expr product = Expr.of(random.nextInt(-2, 3));
        for (int factor = 0; factor < 3; factor++) {
          product = product.times(atoms.get(random.nextInt(atoms.size())));
        }
        expr = expr.plus(product);
      }
      for (Expr form :
          List.of(
              Forms.factored(expr),
              Forms.expanded(expr),
              Forms.shortest(expr),
              Forms.withExpm1(expr))) {
        assertThat(values.of(form)).isCloseTo(values.of(expr), within(1e-9));
      }
    }
  }
}
