package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Intervals;
import dev.surprisal.processor.express.algebra.Rounding;
import dev.surprisal.processor.express.algebra.Rounding.Rounded;
import dev.surprisal.processor.express.text.BadFormula;
import dev.surprisal.processor.express.text.FormulaParser;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas that lose digits which another form keeps. */
class DigitsTest {
  private static Compilation compile(String nll, String more) {
    return Compiling.compile(
        Compiling.source(
            "own.Head",
            "package own;",
            "import dev.surprisal.annotation.*;",
            "@SuppressWarnings(\"formula-kink\")",
            "@Loss(nll = \"" + nll + "\"" + more + ")",
            "public interface Head {}"));
  }

  private static Expr parsed(String formula) throws BadFormula {
    return FormulaParser.parse(formula, Map.of("y", Y, "z", Z), new Intervals(Map.of())).expr();
  }

  /** The part that loses them is named, with a form that is equal, and keeps them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# - sigmoid(y) * z | log(1 + exp(z)) | softplus(z)",
        "# + (z - y)^2 | log(exp(-z) + 1) | softplus(-z)",
        "2 * # - tanh(y) * z | log(exp(z) + exp(-z)) | z + softplus(-z - z)",
        "# + y^2 * z^2 | log(1 + z^2 + exp(z)) | z + softplus(log1pOfSquare(z) - z)",
        "(1 + y^2) * # | log(1 + z^2) | log1pOfSquare(z)",
        "# * 2 | log(((z - y) * exp(-z))^2 + 1) | log1pOfSquare((z - y) * exp(-z))",
        "# | log(1 + abs(z - y)) | log1p(abs(z - y))",
        "# | log(1 + (z - y)^2 / 3) | log1p((z - y)^2 / 3)",
        "-# + (z - y)^2 | log(sigmoid(z - y)) | -softplus(-(z - y))",
        "-# + (z - y)^2 | log(sigmoid(-z)) | -softplus(z)",
        "(#)^2 + (z - y)^2 | exp(z) - 1 | expm1(z)",
        "(#)^2 + (z - y)^2 | 1 - exp(-z) | -expm1(-z)",
        "(#)^2 + (z - y)^2 | 1 - sigmoid(z) | sigmoid(-z)",
        "(#)^2 + (z - y)^2 | 1 - tanh(z - y) | 2 * sigmoid(-2 * (z - y))",
        "(#) * (1 + y^2) + z^2 | sqrt(1 + z^2) - 1 | z^2 / (1 + sqrt(1 + z^2))",
        "# + (z - y)^2 | exp(z) / (1 + exp(z)) | sigmoid(z)",
      })
  void thatAreLostHaveABetterForm(String formula, String part, String better) throws BadFormula {
    String written = formula.replace("#", part);
    String kept = formula.replace("#", "(" + better + ")");

    assertThat(compile(written, "").warnings())
        .singleElement()
        .extracting(warning -> warning.getMessage(Locale.ROOT))
        .asString()
        .contains("[formula-unstable] nll: " + part + " loses its digits at z = ")
        .contains("  " + written + "\n          " + " ".repeat(written.indexOf(part)) + "^\n")
        .contains("write: " + better + "; or @Suppress");

    assertThat(compile(kept, "").diagnostics()).isEmpty();
    for (double z : new double[] {-2, 0.7, 3}) {
      Evaluation at = new Evaluation(Map.of(Z, z, Y, 0.5));
      assertThat(at.of(parsed(kept))).isCloseTo(at.of(parsed(written)), within(1e-12));
    }
  }

  /** Where a value is lost altogether, it is said whether a better form is known or not. */
  @Test
  void thatAreLostWithoutABetterFormAreReported() {
    assertThat(compile("log(exp(z) + softplus(y) + 1e-3 * y^2) - sigmoid(y) * z", "").warnings())
        .singleElement()
        .extracting(warning -> warning.getMessage(Locale.ROOT))
        .asString()
        .contains("[formula-unstable]")
        .contains("a form that neither subtracts");
  }

  @Test
  void theWarningCanBeSwitchedOff() {
    Compilation compilation =
        Compiling.compile(
            Compiling.source(
                "own.Head",
                "package own;",
                "@dev.surprisal.annotation.Loss(nll = \"log(1 + (z - y)^2)\")",
                "@SuppressWarnings(\"formula-unstable\")",
                "public interface Head {}"));
    assertThat(compilation.diagnostics()).isEmpty();
  }

  /** Differences of what the model emits, and of whole terms, lose nothing that could be kept. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(z - y)^2 / 2",
        "(z - y)^2 / 2 - 1 + z",
        "abs(z - y)",
        "softplus(z) - sigmoid(y) * z",
        "2 * softplus(z - y) - (z - y)",
        "y^2 * exp(-z) + z",
        "exp(z) - z - 1 + y^2 * (exp(-z) + z)",
        "log1pOfSquare(z - y) / 3",
        "log1p(abs(z - y))",
        "(y - exp(z))^2",
        "(tanh(z) - y)^2 + z^4 / 10",
        "1 - exp(-(z - y)^2)",
        "sqrt(1 + (z - y)^2) - 1",
        "(z - y)^4 / (1 + z^2)",
      })
  void thatAreKeptAreNotReported(String formula) {
    assertThat(compile(formula, "").diagnostics()).map(Diagnostic::toString).isEmpty();
  }

  /** The bound of what rounding puts into a value holds, and is not idle, against many digits. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "log(1 + exp(z))",
        "exp(z) - 1",
        "1 - exp(-z * y)",
        "log(exp(z) + exp(y))",
        "tanh(z - y) * exp(y) - 1",
        "(exp(z) - exp(y))^2 / (1 + exp(z))",
        "log(1 + z^2) - tanh(z)^3",
      })
  void errorsAreBounded(String formula) throws BadFormula {
    Expr expr = parsed(formula);
    double worst = 0;
    for (double z : new double[] {-40, -3.1, -1e-9, -1e-4, 1e-9, 0.3, 2.7, 30}) {
      for (double y : new double[] {-2.3, 1e-6, 0.3, 1.9}) {
        Map<Symbol, Double> numbers = Map.of(Z, z, Y, y);
        Rounded rounded = new Rounding(numbers).of(expr);
        double exact = new ManyDigitsOf(numbers).of(expr).toDouble();
        double error = Math.abs(rounded.value() - exact);
        double bound = rounded.error() + 0x1p-52 * Math.abs(exact);
        assertThat(error).as("z = %s, y = %s", z, y).isLessThanOrEqualTo(bound);
        worst = Math.max(worst, error / bound);
      }
    }
    assertThat(worst).isGreaterThan(0.05);
  }
}
