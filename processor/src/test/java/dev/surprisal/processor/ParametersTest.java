package dev.surprisal.processor;

import static dev.surprisal.processor.FormulaTest.compile;
import static dev.surprisal.processor.FormulaTest.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.FormulaTest.Answers;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of a formula that the constructor is given. */
class ParametersTest {
  private static final double[] OUTPUTS = new Random(5).doubles(700, -3, 3).toArray();
  private static final double[] TARGETS = new Random(6).doubles(700, 0, 2).toArray();

  /** Each parameter, as a number in the formula. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(z - y)^2 / (1 + sqrt(1 + ((z - y) / delta)^2)) | delta > 0 | 2.5",
        "(z - y)^2 / delta | delta < -1e-3 | -2.5",
        "abs(z - y) / 2 + (delta - 0.5) * (y - z) | 0 < delta < 1 | 0.3",
        "delta * exp(-z) * (z - y)^2 + delta | 1e-2 <= delta <= 3 | 3",
        "log(delta + (z - y)^2) * 2 - log(delta) | delta >= 0.5 | 0.5",
        "exp(delta * z) - delta * y * z | delta > 0 | 0.75",
        "(z - y - delta)^2 + 1e-3 * z^4 | delta | -4",
      })
  void areNumbersOfTheFormula(String formula, String parameter, double value) {
    String sign = formula.startsWith("(z - y)^2 / delta") ? "-" : "";
    String members = "targets = Targets.AMOUNTS, mean = \"exp(z)\", nll = \"%s(%s)\"";
    Class<?> given =
        compile(members.formatted(sign, formula) + ", parameters = \"" + parameter + "\"");
    Class<?> written =
        compile(members.formatted(sign, formula.replace("delta", "(" + value + ")")));

    Answers own = Answers.of(create(given, value), OUTPUTS, TARGETS);
    Answers constant = Answers.of(create(written), OUTPUTS, TARGETS);

    assertThat(own.value().mean()).isCloseTo(constant.value().mean(), within(1e-13));
    assertThat(own.gradients()).containsExactly(constant.gradients(), within(1e-14));
    assertThat(own.curvature()).containsExactly(constant.curvature(), within(1e-14));
    assertThat(create(given, value).surprisal(OUTPUTS, TARGETS).mean())
        .isCloseTo(create(written).surprisal(OUTPUTS, TARGETS).mean(), within(1e-13));
  }

  /** In the order of the declaration, in predictions too. */
  @Test
  void mayBeSeveral() {
    Class<?> of =
        compile(
            "nll = \"(z - y)^2 * slope + offset * exp(-z)\", mean = \"z / slope\","
                + " parameters = {\"slope > 0\", \"offset >= 0\"}");

    Answers answers = Answers.of(create(of, 2, 3), new double[] {1}, new double[] {4});

    assertThat(answers.value().sum()).isCloseTo(2 * 9 + 3 * Math.exp(-1), within(1e-14));
    assertThat(answers.predictions()).containsExactly(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delta > 0 | 0 | delta = 0.0: must be a finite number, delta > 0",
        "delta > 0 | NaN | delta = NaN: must be a finite number, delta > 0",
        "delta > 0 | Infinity | delta = Infinity: must be a finite number, delta > 0",
        "0 < delta <= 0.5 | 0.6 | delta = 0.6: must be a finite number, 0 < delta && delta <= 0.5",
        "0.25 < delta <= 0.5 | 0.25 | delta = 0.25: must be a finite number, 0.25 < delta && delta <= 0.5",
      })
  void thatAreOutsideOfTheirRangeAreRefused(String parameter, double bad, String message) {
    Class<?> of = compile("nll = \"delta * (z - y)^2\", parameters = \"" + parameter + "\"");
    assertThatIllegalArgumentException().isThrownBy(() -> create(of, bad)).withMessage(message);
    assertThat(create(of, 0.5).forward(new double[] {3}, new double[] {1}).sum()).isEqualTo(2);
  }

  @Test
  void thatCanBeAnyNumberHaveToBeFinite() {
    Class<?> of = compile("nll = \"(z - y - delta)^2\", parameters = \"delta\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> create(of, Double.NaN))
        .withMessage("delta = NaN: must be a finite number");
  }

  @Test
  void goWithTheLossToOtherThreads() {
    ArrayLossFunction<double[], double[]> loss =
        create(compile("nll = \"(z - y)^2 * delta\", parameters = \"delta > 0\""), 2.5);
    double[] gradients = new double[OUTPUTS.length];
    double[] gradientsOfOther = new double[OUTPUTS.length];

    assertThat(
            loss.on(Workers.of(Runnable::run, 2))
                .forwardBackward(OUTPUTS, TARGETS, gradientsOfOther))
        .isEqualTo(loss.forwardBackward(OUTPUTS, TARGETS, gradients));
    assertThat(gradientsOfOther).isEqualTo(gradients);
  }

  /** Variables of generated methods, and parameters of their own. */
  @Test
  @SuppressWarnings("unchecked")
  void mayHaveTheNamesOfVariables() {
    String[] names = {
      "outputs",
      "targets",
      "weights",
      "weight",
      "scale",
      "from",
      "to",
      "rows",
      "blocks",
      "start",
      "length",
      "curvature",
      "residual",
      "bound",
      "hessian",
      "gradients",
      "expm",
      "rest"
    };
    String sum =
        IntStream.range(0, names.length)
            .mapToObj(j -> names[j] + " * (z - y - " + j + ")^2")
            .collect(Collectors.joining(" + "));
    Class<?> of =
        compile(
            "exampleWeights = true, nll = \""
                + sum
                + " + exp(z)\", parameters = {\""
                + String.join(" > 0\", \"", names)
                + " > 0\"}");
    double[] given = IntStream.range(0, names.length).mapToDouble(j -> 1 + j / 8.0).toArray();
    ArrayLossFunction<double[], Weighted<double[]>> loss =
        (ArrayLossFunction<double[], Weighted<double[]>>)
            (ArrayLossFunction<double[], ?>) create(of, given);
    double[] outputs = {1, 2};
    double[] gradients = new double[2];

    loss.forwardBackward(
        outputs, new Weighted<>(new double[] {3, -1}, new double[] {1, 0.5}), gradients, 1);

    double[] expected = {Math.exp(1), Math.exp(2) / 2};
    for (int j = 0; j < names.length; j++) {
      expected[0] += 2 * given[j] * (1 - 3 - j);
      expected[1] += given[j] * (2 + 1 - j);
    }
    assertThat(gradients).containsExactly(expected, within(1e-12));
  }
}
