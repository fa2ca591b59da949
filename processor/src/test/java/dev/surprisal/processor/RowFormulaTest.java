package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossFunction;
import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.Weighted;
import dev.surprisal.runtime.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas that tie the outputs of a row together. */
class RowFormulaTest {
  private static final String CLASSES = "targets = Targets.CLASSES, ";

  private static final String CROSS_ENTROPY = "logSumExp(z) - z[y]";

  /** The same, in a form that no kernel is known for. */
  private static final String SHIFTED = "logSumExp(z - z[y])";

  private static final String SOFTMAX = "mean = \"exp(z - logSumExp(z))\", ";

  /** All that a loss gives, as text: that shows each bit. */
  private record Answers(
      List<LossValue> values, double[] gradients, double[] curvature, double[] predictions) {

    static <T> Answers of(NewtonLoss<double[], T> loss, double[] outputs, T targets, int rows) {
      double[] gradients = new double[outputs.length];
      double[] curvature = new double[outputs.length];
      double[] predictions = new double[outputs.length];
      double[] losses = new double[rows];
      List<LossValue> values = new ArrayList<>();
      values.add(loss.forward(outputs, targets));
      values.add(loss.forwardBackward(outputs, targets, gradients));
      values.add(loss.surprisal(outputs, targets));
      loss.perExample(outputs, targets, losses);
      values.add(new LossValue(Arrays.stream(losses).sum(), 1));
      loss.curvature(outputs, targets, curvature);
      loss.predict(outputs, predictions);
      double[] both = new double[outputs.length];
      double[] beside = new double[outputs.length];
      values.add(loss.forwardBackward(outputs, targets, both, beside));
      assertThat(both).containsExactly(gradients, within(1e-15));
      assertThat(beside).containsExactly(curvature, within(1e-15));
      return new Answers(values, gradients, curvature, predictions);
    }

    void areAs(Answers other, double tolerance) {
      for (int i = 0; i < values.size(); i++) {
        double sum = other.values.get(i).sum();
        assertThat(values.get(i).sum()).isCloseTo(sum, within(tolerance * (1 + Math.abs(sum))));
        assertThat(values.get(i).weight()).isEqualTo(other.values.get(i).weight());
      }
      assertThat(gradients).containsExactly(other.gradients, within(tolerance));
      assertThat(curvature).containsExactly(other.curvature, within(tolerance));
      assertThat(predictions).containsExactly(other.predictions, within(tolerance));
    }
  }

  private static <T> NewtonLoss<double[], T> loss(String members, int... given) {
    return create(FormulaTest.compile(members), given);
  }

  @SuppressWarnings("unchecked")
  private static <T> NewtonLoss<double[], T> create(Class<?> of, int... given) {
    Class<?>[] types = new Class<?>[given.length];
    Arrays.fill(types, int.class);
    try {
      return (NewtonLoss<double[], T>)
          of.getConstructor(types).newInstance(Arrays.stream(given).boxed().toArray());
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  private static double[] outputs(int length) {
    return new Random(length).doubles(length, -4, 4).toArray();
  }

  private static int[] classes(int rows, int size) {
    return new Random(rows).ints(rows, 0, size).toArray();
  }

  private static final String CATEGORICAL =
      "distribution = Distribution.CATEGORICAL, activation = Activation.SOFTMAX, checkOutputs = false, ";

  /** By the same kernels, to the same bits; and by a program of its own, nearly so. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "layout = Layout.CLASSES_FIRST | ''",
        "ignoreIndex = 1 | ''",
        "reduction = Reduction.SUM | zLoss = 0.1",
        "layout = Layout.CLASSES_FIRST, ignoreIndex = 0 | zLoss = 0.1",
      })
  void isACategoricalDistribution(String members, String penalty) {
    String more = members.isEmpty() ? "" : members + ", ";
    boolean isPenalised = !penalty.isEmpty();
    String form = isPenalised ? " + 0.1 * logSumExp(z)^2\"" : "\"";
    String own = CLASSES + SOFTMAX + more + "nll = \"";
    Class<?> ofDistribution =
        FormulaTest.compile(CATEGORICAL + more + (isPenalised ? penalty : "zLoss = 0"));
    Class<?> ofSame = FormulaTest.compile(own + CROSS_ENTROPY + form);
    Class<?> ofNear = FormulaTest.compile(own + SHIFTED + form);
    for (int size : new int[] {2, 5, 64, 65, 700}) {
      int rows = size > 100 ? 6 : 150;
      int[] given = more.contains("layout") ? new int[] {size, 3} : new int[] {size};
      double[] outputs = outputs(rows * size);
      int[] classes = classes(rows, size);

      Answers named = Answers.of(create(ofDistribution, given), outputs, classes, rows);
      Answers same = Answers.of(create(ofSame, given), outputs, classes, rows);
      Answers near = Answers.of(create(ofNear, given), outputs, classes, rows);

      assertThat(same.gradients).isEqualTo(named.gradients);
      assertThat(same.curvature).isEqualTo(named.curvature);
      assertThat(same.predictions).isEqualTo(named.predictions);
      assertThat(same.values.get(0).sum()).isEqualTo(named.values.get(0).sum());
      same.values.set(2, same.values.get(0));
      named.values.set(2, same.values.get(0));
      near.values.set(2, same.values.get(0));
      near.areAs(named, 1e-13);
    }
  }

  /** Weights of 0 stand beside classes that there are not. */
  @Test
  void rowsHaveWeights() {
    int rows = 40;
    double[] outputs = outputs(rows * 5);
    double[] weights = new Random(1).doubles(rows).map(w -> w < 0.3 ? 0 : w).toArray();
    int[] classes = classes(rows, 5);
    for (int row = 0; row < rows; row++) {
      if (weights[row] == 0) {
        classes[row] = row % 2 == 0 ? -7 : 99;
        outputs[row * 5] = row % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
      }
    }
    Weighted<int[]> weighted = new Weighted<>(classes, weights);
    String all = "size = 5, exampleWeights = true, ";

    Answers named = Answers.of(loss(CATEGORICAL + all + "zLoss = 0"), outputs, weighted, rows);
    Answers own =
        Answers.of(
            loss(CLASSES + SOFTMAX + all + "nll = \"" + SHIFTED + "\""), outputs, weighted, rows);

    assertThat(own.gradients).containsExactly(named.gradients, within(1e-14));
    assertThat(own.curvature).containsExactly(named.curvature, within(1e-14));
    assertThat(own.values.get(0).sum()).isCloseTo(named.values.get(0).sum(), within(1e-12));
    assertThat(own.values.get(0).weight()).isEqualTo(named.values.get(0).weight());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "layout = Layout.CLASSES_FIRST, "})
  void amountsOfEachClassAreTargetsAsWell(String layout) {
    int[] positions = layout.isEmpty() ? new int[0] : new int[] {2};
    double[] outputs = outputs(60 * 4);
    double[] targets = new Random(2).doubles(outputs.length).toArray();
    String all = layout + "size = 4, targets = Targets.PROBABILITIES, " + SOFTMAX + "nll = \"";

    Answers same =
        Answers.of(loss(all + "sum(y * (logSumExp(z) - z))\"", positions), outputs, targets, 60);
    Answers near =
        Answers.of(
            loss(all + "sum(y) * logSumExp(z) - sum(y * z)\"", positions), outputs, targets, 60);

    near.areAs(same, 1e-13);
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Answers.of(
                loss(all + "sum(y * (logSumExp(z) - z))\"", positions), outputs, outputs, 60));
  }

  /** Derivatives through sums within sums, of several outputs, with and without classes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum((z - y)^2) | z",
        "sum(exp(z)) - sum(y) * logSumExp(z) + sum(z)^2 / 9 | z",
        "sum((z - sum(z) / 10 - y)^2) + logSumExp(z) + 0.1 * logSumExp(2 * z - y)^2 | z",
        "sum(exp(z - logSumExp(z))^2 * y^2) + logSumExp(z - sum(z^2) / 20)^2 + sum(abs(z - y)^3) | z",
        "sum((y - m)^2 * exp(-s) / 2 + s / 2) + 0.1 * logSumExp(m + s)^2 * exp(sum(s)^2 / 30) | m s",
        "log(1 + sum((z - y)^2)) + sqrt(1 + sum(exp(z)) / size1) | z",
        "logSumExp(p)^2 - p[y] * p[y] + 3 * sum(p^2) | p",
        "(1 - exp(z[y] - logSumExp(z)))^2 * (logSumExp(z) - z[y]) | z",
        "sum(softplus(z - z[y] + 1)) | z",
        "sum(exp(s - s[y]) * z^2) + sum(s^2) + (z[y] - 1)^2 | z s",
        "(logSumExp(z) - sum(y))^2 | z",
        "sum((z - y)^2) + 0.1 * logSumExp(s)^2 | z s",
      })
  void derivativesAgreeWithDifferences(String formula, String names) {
    int size = 3;
    int parts = names.split(" ").length;
    String text = formula.replace("size1", "2");
    boolean isOfClasses = text.contains("[y]");
    String members =
        "size = 3, reduction = Reduction.SUM, nll = \"%s\", outputNames = {\"%s\"}%s"
            .formatted(
                text,
                names.replace(" ", "\", \""),
                isOfClasses ? ", targets = Targets.CLASSES" : "");
    int rows = 2;
    double[] outputs = outputs(rows * parts * size);
    Object targets = isOfClasses ? classes(rows, size) : outputs(rows * size + 1);
    if (!isOfClasses) {
      targets = Arrays.copyOf((double[]) targets, rows * size);
    }
    NewtonLoss<double[], Object> loss = loss(members);
    Answers at = Answers.of(loss, outputs, targets, rows);
    double here = at.values.get(0).sum();
    double step = 0x1p-12;
    for (int k = 0; k < outputs.length; k++) {
      double[] moved = outputs.clone();
      moved[k] += step;
      double above = loss.forward(moved, targets).sum();
      moved[k] = outputs[k] - step;
      double below = loss.forward(moved, targets).sum();
      assertThat(at.gradients[k])
          .isCloseTo((above - below) / (2 * step), within(1e-5 * (1 + Math.abs(here))));
      assertThat(at.curvature[k])
          .isCloseTo(
              (above - 2 * here + below) / (step * step), within(1e-5 * (1 + Math.abs(here))));
    }
    assertThat(at.predictions).isEqualTo(outputs);
  }

  private static Jet<ManyDigits> sum(List<Jet<ManyDigits>> x) {
    return x.stream().reduce(Jet::plus).orElseThrow();
  }

  private static Jet<ManyDigits> logSumExp(List<Jet<ManyDigits>> z) {
    return sum(z.stream().map(Jet::exp).toList()).log();
  }

  static Stream<Arguments> textbooks() {
    return Stream.of(
        textbook(
            "logSumExp(z - z[y]) + 0.5 * logSumExp(z)^2",
            (z, y) -> logSumExp(z).minus(z.get(1)).plus(logSumExp(z).squared().times(0.5))),
        textbook(
            "logSumExp(z) * exp(z[y] / 64) - z[y] / 2 + sum(tanh(z))^2",
            (z, y) ->
                logSumExp(z)
                    .times(z.get(1).times(1.0 / 64).exp())
                    .minus(z.get(1).times(0.5))
                    .plus(sum(z.stream().map(Jet::tanh).toList()).squared())),
        textbook(
            "sum((z - sum(z) / 8 - y)^2) + logSumExp(z - y * sum(z) / 4)",
            (z, y) -> {
              List<Jet<ManyDigits>> squares = new ArrayList<>();
              List<Jet<ManyDigits>> logits = new ArrayList<>();
              for (int k = 0; k < y.length; k++) {
                Jet<ManyDigits> t = z.get(k).constant(y[k]);
                squares.add(z.get(k).minus(sum(z).times(0.125)).minus(t).squared());
                logits.add(z.get(k).minus(t.times(sum(z)).times(0.25)));
              }
              return sum(squares).plus(logSumExp(logits));
            }));
  }

  private static Arguments textbook(
      String formula, BiFunction<List<Jet<ManyDigits>>, double[], Jet<ManyDigits>> loss) {
    return Arguments.arguments(formula, loss);
  }

  /** With 360 digits, at outputs that lie near each other and far apart. */
  @ParameterizedTest
  @MethodSource("textbooks")
  void digitsAreThoseOfTheTextbook(
      String formula, BiFunction<List<Jet<ManyDigits>>, double[], Jet<ManyDigits>> textbook) {
    boolean isOfClasses = formula.contains("[y]");
    double[] y = {0.25, -0.5, 1, 0};
    Object targets = isOfClasses ? new int[] {1} : y;
    NewtonLoss<double[], Object> loss =
        loss("size = 4, %snll = \"%s\"".formatted(isOfClasses ? CLASSES : "", formula));
    double[][] rows = {{0.3, 0.1, -0.2, 0.7}, {-30, 2, 0.1, 11}, {25, 24.5, 9, -20}};
    for (double[] row : rows) {
      Answers at = Answers.of(loss, row, targets, 1);
      for (int k = 0; k < row.length; k++) {
        double[] direction = new double[row.length];
        direction[k] = 1;
        Jet<ManyDigits> exact = textbook.apply(Jet.along(row, direction, ManyDigits::exactly), y);
        double size = 1 + Math.abs(exact.value().toDouble());
        assertThat(at.values.get(0).sum())
            .isCloseTo(exact.value().toDouble(), within(1e-15 * 4 * size));
        assertThat(at.gradients[k]).isCloseTo(exact.first().toDouble(), within(1e-15 * 4 * size));
        assertThat(at.curvature[k]).isCloseTo(exact.second().toDouble(), within(1e-15 * 4 * size));
      }
    }
  }

  /** A row and a value, each by its own class. */
  @Test
  void aRowMayBePartOfAComposite() throws ReflectiveOperationException {
    ClassLoader classes =
        Compiling.load(
            Compiling.compile(
                Compiling.source(
                    "own.Both",
                    "package own;",
                    "import dev.surprisal.annotation.*;",
                    "public record Both(",
                    "    @Loss(nll = \"" + SHIFTED + " + sum(z)^2\", targets = Targets.CLASSES,",
                    "        size = 3, ignoreIndex = -1) double[] kind,",
                    "    @Loss(nll = \"sum((z - y)^2)\", size = 2, weight = 2) double[] place) {}")));
    Object loss = classes.loadClass("own.BothLoss").getConstructor().newInstance();
    Class<?> targets = classes.loadClass("own.BothLoss$Targets");
    Object outputs =
        classes
            .loadClass("own.Both")
            .getConstructors()[0]
            .newInstance(new double[] {1, 2, 0, 5, 5, 5}, new double[] {1, 0, 2, 2});
    Object given =
        targets.getConstructors()[0].newInstance(new int[] {1, -1}, new double[] {0, 0, 2, 1});

    @SuppressWarnings("unchecked")
    LossFunction<Object, Object> both = (LossFunction<Object, Object>) loss;
    double row = Math.log(1 + Math.exp(-1) + Math.exp(-2)) + 9;

    assertThat(both.forward(outputs, given).mean()).isCloseTo(row + 2, within(1e-14));
  }

  /** Rows are shared out, whole. */
  @Test
  void workersGiveTheSameBits() {
    int rows = 20_000;
    double[] outputs = outputs(rows * 5);
    int[] classes = classes(rows, 5);
    ArrayLossFunction<double[], int[]> loss =
        (ArrayLossFunction<double[], int[]>)
            RowFormulaTest.<int[]>loss(CLASSES + "size = 5, nll = \"" + SHIFTED + "\"");
    double[] alone = new double[outputs.length];
    double[] shared = new double[outputs.length];

    double sum = loss.forwardBackward(outputs, classes, alone).sum();
    double sumOfShared =
        loss.on(Workers.of(ForkJoinPool.commonPool(), 4))
            .forwardBackward(outputs, classes, shared)
            .sum();

    assertThat(sumOfShared).isEqualTo(sum);
    assertThat(shared).isEqualTo(alone);
  }

  /** Masks, and what is far out. */
  @Test
  void logitsMayBeMasked() {
    double[] outputs = {1e4, Double.NEGATIVE_INFINITY, -1e4, 3, 4, Double.NEGATIVE_INFINITY};
    Answers own =
        Answers.of(
            loss(CLASSES + SOFTMAX + "size = 3, nll = \"" + SHIFTED + "\""),
            outputs,
            new int[] {0, 1},
            2);

    assertThat(own.values.get(0).sum()).isCloseTo(Math.log1p(Math.exp(-1)), within(1e-15));
    assertThat(own.gradients[1]).isEqualTo(0);
    assertThat(own.gradients[5]).isEqualTo(0);
    assertThat(own.predictions).startsWith(1, 0, 0);
  }

  @Test
  void classesAreChecked() {
    NewtonLoss<double[], int[]> loss = loss(CLASSES + "nll = \"" + SHIFTED + "\"", 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.forward(new double[6], new int[] {0, 3}))
        .withMessageContaining("classes[1] = 3");
  }

  /** Values that stand by themselves, and predictions that do not, of examples with positions. */
  @Test
  void predictionsOfRowsBesideLossesOfValues() throws ReflectiveOperationException {
    NewtonLoss<double[], Object> loss =
        loss(
            "nll = \"(z - y)^2\", size = 3, layout = Layout.CLASSES_FIRST,"
                + " mean = \"exp(z - logSumExp(z))\"",
            4);
    double[] outputs = outputs(2 * 3 * 4);
    double[] means = new double[outputs.length];
    loss.predict(outputs, means);
    for (int first : new int[] {0, 3, 12, 15}) {
      double sum = means[first] + means[first + 4] + means[first + 8];
      assertThat(sum).isCloseTo(1, within(1e-12));
      double odds = Math.exp(outputs[first + 4] - outputs[first]);
      assertThat(means[first + 4] / means[first]).isCloseTo(odds, within(1e-12 * odds));
    }
  }
}
