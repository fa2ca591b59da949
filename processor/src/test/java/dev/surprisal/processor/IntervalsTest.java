package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static dev.surprisal.processor.express.algebra.Functions.exp;
import static dev.surprisal.processor.express.algebra.Functions.log;
import static dev.surprisal.processor.express.algebra.Functions.sqrt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Facts.Interval;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Intervals;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.text.BadFormula;
import dev.surprisal.processor.express.text.FormulaParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the numbers that a formula can be. */
class IntervalsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final Interval REALS = new Interval(-INFINITY, INFINITY);

  private static final Intervals OF_ANY_REALS = new Intervals(Map.of());

  private static Expr parsed(String formula) throws BadFormula {
    return FormulaParser.parse(formula, Map.of("y", Y, "z", Z), OF_ANY_REALS).expr();
  }

  @ParameterizedTest
  @CsvSource({
    "abs(z), 0, Infinity",
    "abs(-z), 0, Infinity",
    "abs(2 * z - y), 0, Infinity",
    "3 * abs(z) + 1, 1, Infinity",
    "-2 * abs(z), -Infinity, 0",
    "abs(z) + abs(y) + z^2, 0, Infinity",
    "abs(z)^3 + 2, 2, Infinity",
    "abs(z)^2 + abs(z) * z^2, 0, Infinity",
    "abs(z) * abs(y), 0, Infinity",
    "abs(z * y), 0, Infinity",
    "abs(tanh(z)) + 1, 1, 2",
    "abs(tanh(z) + 3), 2, 4",
    "abs(-tanh(z) - 3), 2, 4",
    "z^2 * y^4 + 1, 1, Infinity",
    "(z - y)^2 + (z + y)^6, 0, Infinity",
    "sqrt(1 + abs(z)), 1, Infinity",
    "sqrt(4 + z^2) - 2, 0, Infinity",
    "abs(z) * z, -Infinity, Infinity",
    "z^3, -Infinity, Infinity",
    "(2 + tanh(z))^2, 1, 9",
    "(tanh(z) - 2)^2, 1, 9",
    "(tanh(z) - 2)^3, -27, -1",
    "tanh(z)^2, 0, 1",
    "1 / (3 + tanh(z)), 0.25, 0.5",
    "1 / (tanh(z) - 3), -0.5, -0.25",
    "(3 + tanh(z))^-2, 0.0625, 0.25",
    "1 / (1 + z^2), 4.9e-324, 1",
    "-1 / (1 + z^2), -1, -4.9e-324",
    "1 / (-1 - z^2), -1, -4.9e-324",
    "exp(z), 4.9e-324, Infinity",
    "exp(z)^2, 4.9e-324, Infinity",
    "exp(z) * exp(-y), 4.9e-324, Infinity",
    "softplus(z) * sigmoid(y), 4.9e-324, Infinity",
    "exp(abs(z)), 1, Infinity",
    "sigmoid(abs(z)), 0.5, 1",
    "expm1(z), -1, Infinity",
    "expm1(abs(z)), 0, Infinity",
    "log(1 + z^2), 0, Infinity",
    "log(exp(z) + exp(y)), -743.7469247408213, Infinity",
    "log1p(z^2), 0, Infinity",
    "log1p(exp(z) - 0.5), -0.6931471805599453, Infinity",
    "log1pOfSquare(z), 0, Infinity",
    "sqrt(4 + exp(z)), 2, Infinity",
  })
  void valuesLieInThem(String formula, double low, double high) throws BadFormula {
    Expr expr = parsed(formula);
    assertThat(OF_ANY_REALS.of(expr)).isEqualTo(new Interval(low, high));
    // What is above 0 by less than any number may be rounded to it.
    for (double z : new double[] {-1e3, -2.5, -0.3, 0, 0.1, 1, 7}) {
      for (double y : new double[] {-40, -1, 0, 0.5, 3}) {
        assertThat(new Evaluation(Map.of(Z, z, Y, y)).of(expr))
            .isBetween(low - Double.MIN_VALUE, high + Double.MIN_VALUE);
      }
    }
  }

  /** A function of what may lie outside of its domain begins where that does. */
  @Test
  void domainsEndWhereTheyEnd() {
    assertThat(OF_ANY_REALS.of(log(Z))).isEqualTo(REALS);
    assertThat(OF_ANY_REALS.of(Function.LOG1P.of(Z))).isEqualTo(REALS);
    assertThat(OF_ANY_REALS.of(sqrt(Z))).isEqualTo(new Interval(0, INFINITY));
    assertThat(OF_ANY_REALS.of(Z.power(-1))).isEqualTo(REALS);
  }

  @Test
  void whatIsKnownOfSymbolsIsUsed() {
    Intervals ofAmounts = new Intervals(Map.of(Y, new Interval(1, 4)));
    assertThat(ofAmounts.of(Expr.define("u", log(Y)))).isEqualTo(new Interval(0, Math.log(4)));
    assertThat(ofAmounts.of(Rows.atTarget(Y))).isEqualTo(new Interval(1, 4));
    assertThat(ofAmounts.of(new Expr.Parameter("HALF", 0.5, "").times(Y)))
        .isEqualTo(new Interval(0.5, 2));
    assertThat(ofAmounts.of(Rows.sum(Y.times(Z)))).isEqualTo(REALS);
    assertThat(ofAmounts.of(Rows.logSumExp(Y))).isEqualTo(new Interval(1, INFINITY));
  }

  /** A row has one output at least. */
  @Test
  void rowsAreOfSomeLength() {
    Intervals ofAmounts = new Intervals(Map.of(Y, new Interval(1, 4)));
    assertThat(ofAmounts.of(Rows.sum(Y))).isEqualTo(new Interval(1, INFINITY));
    assertThat(ofAmounts.of(Rows.sum(Y.negate()))).isEqualTo(new Interval(-INFINITY, -1));
    assertThat(ofAmounts.of(Rows.sum(exp(Z)))).isEqualTo(new Interval(Double.MIN_VALUE, INFINITY));
  }

  /** Of a softmax and its logarithm. */
  @Test
  void aPartOfASumIsNoMoreThanIt() {
    Expr part = Z.minus(Rows.logSumExp(Z));
    assertThat(OF_ANY_REALS.of(part).high()).isZero();
    assertThat(OF_ANY_REALS.of(Rows.atTarget(part)).high()).isZero();
    assertThat(OF_ANY_REALS.of(exp(part))).isEqualTo(new Interval(Double.MIN_VALUE, 1));
    assertThat(OF_ANY_REALS.of(Z.times(2).minus(Rows.logSumExp(Z)))).isEqualTo(REALS);
    assertThat(OF_ANY_REALS.of(part.negate()).high()).isEqualTo(INFINITY);
  }

  @Test
  void bothEndsAreIncluded() {
    Interval interval = new Interval(-1, 2);
    assertThat(List.of(-1.0, 0.0, 2.0)).allMatch(interval::contains);
    assertThat(List.of(-1.1, 2.1, Double.NaN)).noneMatch(interval::contains);
  }
}
