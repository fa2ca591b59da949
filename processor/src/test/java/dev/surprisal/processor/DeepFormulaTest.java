package dev.surprisal.processor;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.derive.Derivatives;
import dev.surprisal.processor.express.algebra.Evaluation;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Forms;
import dev.surprisal.processor.express.algebra.Intervals;
import dev.surprisal.processor.express.algebra.Notation;
import dev.surprisal.processor.express.text.BadFormula;
import dev.surprisal.processor.express.text.FormulaParser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas of many functions: deriving them and writing them down ends. */
class DeepFormulaTest {
  /** As many as may stand inside each other. */
  private static final int DEEPEST = 49;

  private static Derivatives derived(String formula) throws BadFormula {
    Expr loss =
        FormulaParser.parse(formula, Map.of("y", Y, "z", Z), new Intervals(Map.of())).expr();
    return Derivatives.of(loss, List.of(Z), Map.of(), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tanh(%s)",
        "abs(%s - 1)",
        "softplus(%s)",
        "sigmoid(z - %s)",
        "log1pOfSquare(%s)",
        "sqrt(1 + %s^2)",
        "tanh(z + %s)"
      })
  void functionsInsideEachOther(String function) throws BadFormula {
    String nested = "z";
    for (int i = 0; i < DEEPEST; i++) {
      nested = function.formatted(nested);
    }
    Derivatives derived = derived("(" + nested + " - y)^2");

    Expr curvature = Forms.shortest(derived.curvatures().get(0));
    assertThat(new Notation("").of(Forms.factored(derived.loss()))).contains("- y)^2");
    assertThat(curvature.has(Z)).isTrue();
  }

  /** Expanded, it would have 2^20 terms. */
  @Test
  void productsOfSums() throws BadFormula {
    String product =
        IntStream.rangeClosed(1, 20)
            .mapToObj("(y + tanh(%d * z))"::formatted)
            .collect(Collectors.joining(" * "));
    Expr gradient = derived(product).gradients().get(0);
    Evaluation values = new Evaluation(Map.of(Z, 0.3, Y, 1.1));

    Expr shortest = Forms.shortest(gradient);
    assertThat(values.of(shortest))
        .isCloseTo(values.of(gradient), within(1e-12 * Math.abs(values.of(gradient))));
  }
}
