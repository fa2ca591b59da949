package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses that are declared as a formula. */
class FormulaTest {
  private static final int ROWS = 700;

  private static ArrayLossFunction<double[], double[]> loss(String members) {
    return create(compile(members));
  }

  /** The class of a head with these members, of double. */
  static Class<?> compile(String members) {
    try {
      return Compiling.load(
              Compiling.compile(
                  Compiling.source(
                      "own.Head",
                      "package own;",
                      "import dev.surprisal.annotation.*;",
                      "@SuppressWarnings({\"formula-kink\", \"formula-unstable\"})",
                      "@Loss(precision = Precision.DOUBLE, " + members + ")",
                      "public interface Head {",
                      "  String NLL = \"(z - y)^2 / 2 + \" + Head.SMALL;",
                      "  String SMALL = \"1e-2 * log1pOfSquare(z)\";",
                      "}")))
          .loadClass("own.HeadLoss");
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  /** A loss of a class whose constructor is given numbers. */
  @SuppressWarnings("unchecked")
  static ArrayLossFunction<double[], double[]> create(Class<?> of, double... parameters) {
    Class<?>[] types = new Class<?>[parameters.length];
    Arrays.fill(types, double.class);
    try {
      return (ArrayLossFunction<double[], double[]>)
          of.getConstructor(types).newInstance(Arrays.stream(parameters).boxed().toArray());
    } catch (InvocationTargetException refused) {
      throw (RuntimeException) refused.getCause();
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  /** What a call of all methods gives. */
  record Answers(LossValue value, double[] gradients, double[] curvature, double[] predictions) {
    static Answers of(
        ArrayLossFunction<double[], double[]> loss, double[] outputs, double[] targets) {
      Answers answers =
          new Answers(
              loss.forward(outputs, targets),
              new double[outputs.length],
              new double[outputs.length],
              new double[outputs.length]);
      loss.forwardBackward(outputs, targets, answers.gradients);
      loss.curvature(outputs, targets, answers.curvature);
      loss.predict(outputs, answers.predictions);
      return answers;
    }
  }

  /** The formula of a distribution is that distribution. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exp(z) - y * z | COUNTS | mean = \"exp(z)\" | distribution = Distribution.POISSON,"
            + " activation = Activation.EXP",
        "y * softplus(-z) + (1 - y) * softplus(z) | PROBABILITIES | mean = \"sigmoid(z)\" |"
            + " distribution = Distribution.BERNOULLI, activation = Activation.SIGMOID",
        "(z - y)^2 / 2 | REALS | mean = \"z\" | distribution = Distribution.GAUSSIAN,"
            + " activation = Activation.IDENTITY",
        "abs(z - y) | REALS | mean = \"z\" | distribution = Distribution.LAPLACE,"
            + " activation = Activation.IDENTITY",
      })
  void isTheDistributionThatItIsTheFormulaOf(
      String formula, String targets, String mean, String distribution) {
    Random random = new Random(3);
    double[] outputs = random.doubles(ROWS, -3, 3).toArray();
    boolean isReal = targets.equals("REALS");
    double[] y = random.doubles(ROWS).map(u -> isReal ? 4 * u - 2 : u < 0.4 ? 0 : 1).toArray();

    Answers own =
        Answers.of(
            loss("nll = \"%s\", targets = Targets.%s, %s".formatted(formula, targets, mean)),
            outputs,
            y);
    Answers named = Answers.of(loss(distribution), outputs, y);

    assertThat(own.value().sum()).isCloseTo(named.value().sum(), within(1e-9));
    assertThat(own.value().weight()).isEqualTo(ROWS);
    assertThat(own.gradients()).containsExactly(named.gradients(), within(1e-15));
    assertThat(own.curvature()).containsExactly(named.curvature(), within(1e-15));
    assertThat(own.predictions()).containsExactly(named.predictions(), within(1e-15));
  }

  /** Each function, with its derivatives, against differences. */
  @ParameterizedTest
  @CsvSource({
    "exp(-z) + y * expm1(z)",
    "log(1 + exp(z) + z^2) - y * sigmoid(z)",
    "softplus(z * y) + tanh(z - y)^2",
    "log1pOfSquare(z - y) / 3",
    "(z - y)^4 / (1 + z^2) - 1e-2 * y",
    "log(softplus(z) + 1)^2 * exp(y) - -(1 + z^2)^-1",
    "(tanh(z) - y)^2 + tanh(2 * z)^2 / 10",
    "tanh(tanh(z) - y)^2",
    "log(1 + abs(z)) + (z - y)^2",
    "log1p(exp(-z) * 3 + tanh(z) / 2) + log1p(abs(z)) * y^2 + z^2",
    "sqrt(1 + abs(z - y)^3) * sqrt(2 + y^2)",
    "sqrt(abs(z) + 1) + y^2 * z^4 / (1 + abs(2 * z) * z^2)",
  })
  void derivativesAgreeWithDifferences(String formula) {
    ArrayLossFunction<double[], double[]> loss =
        loss("reduction = Reduction.SUM, nll = \"" + formula + "\"");
    double step = 0x1p-12;
    for (double z : new double[] {-2.25, -0.3, 0.7, 3}) {
      double[] y = {0.4};
      Answers at = Answers.of(loss, new double[] {z}, y);
      double up = loss.forward(new double[] {z + step}, y).sum();
      double down = loss.forward(new double[] {z - step}, y).sum();
      double here = at.value().sum();
      assertThat(at.gradients()[0]).isCloseTo((up - down) / (2 * step), within(1e-5));
      assertThat(at.curvature()[0]).isCloseTo((up - 2 * here + down) / (step * step), within(1e-3));
      assertThat(at.predictions()).containsExactly(z);
    }
  }

  /** Each output by itself, of losses like those that have kernels of their own for one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(z - y)^2 * exp(-s) + s | \"z\", \"s\" | PROBABILITIES",
        "exp(-s) * y * softplus(-z) + exp(-s) * (1 - y) * softplus(z) + s | \"z\", \"s\" | PROBABILITIES",
        "exp(-s) * y * softplus(-z) + exp(-s) * (1 - y) * softplus(z) | \"z\", \"s\" | PROBABILITIES",
        "(z - y)^2 * exp(-s) | \"z\", \"s\" | PROBABILITIES",
        "s + (y - m)^2 / (2 * exp(s)^2) | \"m\", \"s\" | REALS",
        "tanh(a - y)^2 + tanh(b + y)^2 | \"a\", \"b\" | REALS",
      })
  void derivativesByEachOutputAgreeWithDifferences(String formula, String names, String targets) {
    ArrayLossFunction<double[], double[]> loss =
        loss(
            "size = 2, reduction = Reduction.SUM, outputNames = {%s}, nll = \"%s\", targets = Targets.%s"
                    .formatted(names, formula, targets)
                + ", mean = {\"sigmoid(%s)\", \"1\"}".formatted(names.substring(1, 2)));
    double step = 0x1p-12;
    double[] outputs = {0.3, -0.7, 0.2, 0.9};
    double[] y = {0.4, 0.1};
    Answers at = Answers.of(loss, outputs, y);
    for (int k = 0; k < outputs.length; k++) {
      double[] up = outputs.clone();
      double[] down = outputs.clone();
      up[k] += step;
      down[k] -= step;
      double above = loss.forward(up, y).sum();
      double below = loss.forward(down, y).sum();
      double here = at.value().sum();
      assertThat(at.gradients()[k]).isCloseTo((above - below) / (2 * step), within(1e-6));
      assertThat(at.curvature()[k])
          .isCloseTo((above - 2 * here + below) / (step * step), within(1e-6));
    }
  }

  /** More blocks than are usual. */
  @Test
  void aFormulaMayBeLong() {
    String terms =
        IntStream.range(0, 40)
            .mapToObj(j -> "softplus(z - " + j + ")")
            .collect(Collectors.joining(" + "));
    ArrayLossFunction<double[], double[]> loss =
        loss("targets = Targets.COUNTS, mean = \"exp(z)\", nll = \"" + terms + " - y * z\"");

    double[] outputs = {0.5};
    double expected =
        IntStream.range(0, 40).mapToDouble(j -> Math.log1p(Math.exp(0.5 - j))).sum() - 0.5 * 3;
    Answers answers = Answers.of(loss, outputs, new double[] {3});

    assertThat(answers.value().sum()).isCloseTo(expected, within(1e-13));
    assertThat(answers.curvature()[0])
        .isCloseTo(
            IntStream.range(0, 40).mapToDouble(j -> 1 / (2 + 2 * Math.cosh(0.5 - j))).sum(),
            within(1e-13));
  }

  @Test
  void severalOutputsLieOneAfterTheOther() {
    ArrayLossFunction<double[], double[]> loss =
        loss(
            "size = 2, nll = \"s / 2 + (y - m)^2 * exp(-s) / 2\", outputNames = {\"m\", \"s\"},"
                + " mean = {\"m\", \"exp(s)\"}");
    ArrayLossFunction<double[], double[]> gaussian =
        loss(
            "size = 2, distribution = Distribution.GAUSSIAN, activation = Activation.IDENTITY,"
                + " variance = Variance.LEARNED");
    double[] outputs = {1, 2, 0.3, -0.4, 0, -1, 2, 1};
    double[] targets = {0.5, 3, -2, 0};

    Answers own = Answers.of(loss, outputs, targets);
    Answers named = Answers.of(gaussian, outputs, targets);

    assertThat(own.value().mean()).isCloseTo(named.value().mean(), within(1e-14));
    assertThat(own.gradients()).containsExactly(named.gradients(), within(1e-14));
    assertThat(own.curvature()).containsExactly(named.curvature(), within(1e-14));
    assertThat(own.predictions()).containsExactly(named.predictions(), within(1e-14));
  }

  /** A formula with a name of its own is a constant, which several heads can have. */
  @Test
  void aFormulaMayBeAConstantExpression() {
    double[] outputs = {0.3, -2};
    double[] targets = {1, 4};

    Answers named = Answers.of(loss("nll = Head.NLL + \" + 1e-2 * z^4\""), outputs, targets);
    Answers written =
        Answers.of(
            loss("nll = \"(z - y)^2 / 2 + 1e-2 * log1pOfSquare(z) + 1e-2 * z^4\""),
            outputs,
            targets);

    assertThat(named.value()).isEqualTo(written.value());
    assertThat(named.gradients()).isEqualTo(written.gradients());
    assertThat(named.curvature()).isEqualTo(written.curvature());
  }

  /** What a formula has that does not depend on outputs counts in the surprisal alone. */
  @Test
  void constantsCountInTheSurprisal() {
    ArrayLossFunction<double[], double[]> loss =
        loss(
            "targets = Targets.POSITIVE, mean = \"exp(z)\", nll = \"(z - log(y))^2 / 2 + log(y) + 0.5\"");
    double[] outputs = {1};
    double[] targets = {3};
    double square = Math.pow(1 - Math.log(3), 2) / 2;

    assertThat(loss.forward(outputs, targets).sum()).isCloseTo(square, within(1e-15));
    assertThat(loss.surprisal(outputs, targets).sum())
        .isCloseTo(square + Math.log(3) + 0.5, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({
    "REALS, z, NaN",
    "COUNTS, exp(z), 0.5",
    "AMOUNTS, softplus(z), -1",
    "POSITIVE, exp(z), 0",
    "PROBABILITIES, sigmoid(z), 1.5"
  })
  void targetsAreChecked(String targets, String mean, double bad) {
    ArrayLossFunction<double[], double[]> loss =
        loss("nll = \"(z - y)^2\", mean = \"%s\", targets = Targets.%s".formatted(mean, targets));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.forward(new double[2], new double[] {1, bad}))
        .withMessageContaining("targets[1] = " + bad);
  }

  /** The documentation's wrong formulas are compiled too: see bad/Formulas.java. */
  @Test
  void theJavadocHasTheFormulaAndItsDerivatives() {
    String text =
        Compiling.generatedSources(
                Compiling.compile(
                    Compiling.source(
                        "own.Head",
                        "package own;",
                        "import dev.surprisal.annotation.*;",
                        "@Loss(nll = \"log1pOfSquare(z - y)\")",
                        "public interface Head {}")))
            .get("HeadLoss");
    assertThat(List.of(text))
        .allSatisfy(source ->
            assertThat(source)
                .contains("loss        log(1 + (z - y)^2)")
                .contains("gradient    2 (z - y) / (1 + (z - y)^2)"));
  }
}
