package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.processor.Corners.Row;
import dev.surprisal.processor.LossUnderTest.Pass;
import dev.surprisal.processor.express.distribution.Family;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every combination of options that makes sense, at corners, in its own precision: loss, gradient
 * and curvature against the textbook's in many digits, within bounds that are derived.
 */
class ManyDigitsTest {
  private static final MathContext ENOUGH = new MathContext(40);
  private static final double[] WEIGHTS = {1, 3, 0.7};

  /** What the textbook's loss of a row is, before weights of examples. */
  record Exact(BigDecimal loss, List<BigDecimal> gradient, List<BigDecimal> curvature) {}

  private record Question(Declared declared, int size, int row) {}

  private static final Map<Question, Exact> ANSWERS = new ConcurrentHashMap<>();

  static List<LossUnderTest> losses() {
    return CrossProduct.sound().stream()
        .filter(declared -> !declared.isOfOracle())
        .map(declared -> LossUnderTest.ofSize(declared, size(declared)))
        .toList();
  }

  private static int size(Declared declared) {
    OptionalInt known = Family.of(declared.distribution()).size(declared.options()).whenLeftOut();
    return declared.size().orElse(known.orElse(5));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void keepsItsDigits(LossUnderTest loss) {
    List<Row> rows = Corners.of(loss);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int number = i;
      Row row = unmasked(rows.get(i));
      Naive naive = naive(loss, rows.get(i));
      if (naive.weight(row.targets()) > 0) {
        Exact exact =
            ANSWERS.computeIfAbsent(
                new Question(meaning(loss.declared()), loss.size(), number),
                question -> exact(naive, row));
        ErrorBound bound = ErrorBound.of(loss, naive, row, exact);
        check(loss, rows.get(i), WEIGHTS[i % WEIGHTS.length], exact, bound, faults);
      }
    }
    assertThat(faults).isEmpty();
  }

  /** What the loss of an example depends on. */
  private static Declared meaning(Declared declared) {
    Map<String, Object> members = new TreeMap<>(declared.members());
    members
        .keySet()
        .removeAll(List.of("exampleWeights", "missingTargets", "layout", "ignoreIndex"));
    return new Declared(
        declared.distribution(), Precision.DOUBLE, Reduction.SUM, OptionalInt.empty(), members);
  }

  private static int[] places(Row row) {
    return IntStream.range(0, row.outputs().length)
        .filter(k -> row.outputs()[k] != Double.NEGATIVE_INFINITY)
        .toArray();
  }

  private static double[] chosen(double[] values, int[] places) {
    return Arrays.stream(places).mapToDouble(k -> values[k]).toArray();
  }

  /** The row as if it had no other classes than those that are not masked. */
  private static Row unmasked(Row row) {
    int[] places = places(row);
    if (places.length == row.outputs().length) {
      return row;
    }
    double[] targets =
        row.targets().length == 1
            ? new double[] {Arrays.binarySearch(places, (int) row.targets()[0])}
            : chosen(row.targets(), places);
    return new Row(chosen(row.outputs(), places), targets);
  }

  private static Naive naive(LossUnderTest loss, Row row) {
    return loss.naive(places(row));
  }

  private static Exact exact(Naive naive, Row row) {
    BigDecimal loss = BigDecimal.ZERO;
    List<BigDecimal> gradient = new ArrayList<>();
    List<BigDecimal> curvature = new ArrayList<>();
    for (int k = 0; k < row.outputs().length; k++) {
      double[] direction = new double[row.outputs().length];
      direction[k] = 1;
      Jet<ManyDigits> jet =
          naive.loss(Jet.along(row.outputs(), direction, ManyDigits::exactly), row.targets());
      loss = jet.value().value().round(ENOUGH);
      gradient.add(jet.first().value().round(ENOUGH));
      curvature.add(jet.second().value().round(ENOUGH));
    }
    return new Exact(loss, gradient, curvature);
  }

  private static void check(
      LossUnderTest loss,
      Row row,
      double exampleWeight,
      Exact exact,
      ErrorBound bound,
      List<String> faults) {
    Batch one = batch(loss, row, exampleWeight);
    double weight = loss.options().exampleWeights() ? exampleWeight : 1;
    Pass pass = loss.forwardBackward(one.outputs(), one.arguments(), 1);
    double[] curvature = loss.curvature(one.outputs(), one.arguments());
    double scale = weight / one.divisor();
    String where = Arrays.toString(row.outputs()) + " for " + Arrays.toString(row.targets());
    Comparison of = new Comparison(where, faults);
    of.compare("loss", pass.value().sum() / one.rows(), exact.loss(), bound.loss(), weight, false);
    of.compare(
        "forward",
        loss.perExample(one.outputs(), one.arguments())[0],
        exact.loss(),
        bound.loss(),
        weight,
        false);
    int[] places = places(row);
    for (int i = 0; i < places.length; i++) {
      int at = loss.index(0, places[i]);
      of.compare(
          "gradient " + places[i],
          pass.gradients()[at],
          exact.gradient().get(i),
          bound.gradient()[i],
          weight,
          loss.isFloat());
      of.compare(
          "curvature " + places[i],
          curvature[at],
          exact.curvature().get(i),
          bound.curvature()[i],
          scale,
          loss.isFloat());
    }
  }

  /** The row, at each position of an example. */
  private static Batch batch(LossUnderTest loss, Row row, double weight) {
    int rows = loss.positions();
    double[] outputs = new double[rows * loss.width()];
    double[] targets = new double[rows * loss.targetSize()];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < loss.width(); k++) {
        outputs[loss.index(i, k)] = row.outputs()[k];
      }
      for (int k = 0; k < loss.targetSize(); k++) {
        targets[loss.targetIndex(i, k)] = row.targets()[k];
      }
    }
    double[] weights = new double[rows];
    Arrays.fill(weights, weight);
    return new Batch(loss, loss.naive(), rows, outputs, targets, weights);
  }

  /** Of numbers that were computed with exact ones. */
  private record Comparison(String where, List<String> faults) {
    void compare(
        String name,
        double actual,
        BigDecimal exact,
        double bound,
        double scale,
        boolean isFloatArray) {
      BigDecimal expected = exact.multiply(new BigDecimal(scale), ENOUGH);
      double largest = isFloatArray ? Float.MAX_VALUE : Double.MAX_VALUE;
      // What is too large for a number may be infinite.
      boolean isTooLarge = Math.abs(expected.doubleValue()) >= largest * (1 - 0x1p-20);
      boolean isRight =
          isTooLarge && Double.isInfinite(actual)
              ? Math.signum(actual) == expected.signum()
              : Double.isFinite(actual)
                  && expected.subtract(new BigDecimal(actual)).abs().doubleValue() <= bound * scale;
      if (!isRight) {
        faults.add(
            "%s is %s, not %s (off by %s, may be by %s) at %s"
                .formatted(
                    name,
                    actual,
                    expected.round(new MathContext(17)),
                    Double.isFinite(actual)
                        ? expected.subtract(new BigDecimal(actual)).round(new MathContext(3))
                        : "all",
                    bound * scale,
                    where));
      }
    }
  }

  /** Functions in many digits, to more than their doubles. */
  @Test
  void theReferenceHasManyDigits() {
    ManyDigits two = ManyDigits.exactly(2);
    assertThat(two.exp().log().value().subtract(two.value()).abs())
        .isLessThan(new BigDecimal("1e-350"));
    assertThat(two.log().value().toString()).startsWith("0.69314718055994530941723212145817656807");
    assertThat(two.exp().value().toString()).startsWith("7.38905609893065022723042746057500781318");
    assertThat(two.tanh().value().toString()).startsWith("0.96402758007581688394641372410092");
    ManyDigits least = ManyDigits.exactly(Double.MIN_VALUE);
    BigDecimal rest = least.of(1).plus(least).plus(least.of(-1)).value();
    assertThat(rest.subtract(least.value()).abs().doubleValue()).isZero();
  }
}
