package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Facts.Interval;
import dev.surprisal.processor.express.algebra.Intervals;
import dev.surprisal.processor.express.text.BadFormula;
import dev.surprisal.processor.express.text.FormulaParser;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of the numbers that a formula can be. */
class IntervalsTest {
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
    "z * sign(y), -Infinity, Infinity",
    "z * sign(z^2), -Infinity, Infinity",
    "abs(z) * z, -Infinity, Infinity",
    "z^3, -Infinity, Infinity",
  })
  void valuesLieInThem(String formula, double low, double high) throws BadFormula {
    Expr expr = parsed(formula);
    assertThat(OF_ANY_REALS.of(expr)).isEqualTo(new Interval(low, high));
    for (double z : new double[] {-1e3, -2.5, -0.3, 0, 0.1, 1, 7}) {
      for (double y : new double[] {-40, -1, 0, 0.5, 3}) {
        assertThat(new Evaluation(Map.of(Z, z, Y, y)).of(expr)).isBetween(low, high);
      }
    }
  }
}
