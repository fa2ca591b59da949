package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.surprisal.annotation.Precision;
import dev.surprisal.processor.OracleCase.Result;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated losses, number by number against what PyTorch gives in float64. */
class OracleTest {
  /**
   * Relative, for each number, however small. The worst is 5e-15 off, by a cancellation in PyTorch.
   */
  private static final double DOUBLE_TOLERANCE = 1e-12;

  /** The bound that RowKernels states. What is around the kernels is in double. */
  private static final double FLOAT_ULPS = 4;

  /**
   * A log-variance is rounded to float before the head is given it. The largest here, log 1e-6, is
   * off by up to 2^-21, and so is, relatively, the variance that it stands for.
   */
  private static final double FLOAT_ULPS_OF_LOG_VARIANCE = 0x1p-21 / 0x1p-24;

  static Stream<Arguments> casesInBothPrecisions() {
    return OracleCase.ALL.stream()
        .flatMap(given ->
            Stream.of(Precision.values()).map(precision -> Arguments.of(given, precision)));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("casesInBothPrecisions")
  void givesWhatPyTorchGivesOrDiffersAsItShould(OracleCase given, Precision precision) {
    Optional<Result> expected = OracleDifference.expected(given);
    OracleCall call = OracleMapping.call(given);

    if (expected.isEmpty()) {
      assertThatIllegalArgumentException()
          .as(given.name())
          .isThrownBy(() -> call.run(precision))
          .withMessageContaining("[" + firstBadTarget(given) + "] = ");
    } else {
      Result actual = assertDoesNotThrow(() -> call.run(precision), given.name());
      assertLosses(given, precision, actual.losses(), expected.get().losses());
      assertGradients(given, precision, actual.gradients(), expected.get().gradients());
    }
  }

  @Test
  void all74CasesAreComparedOrDiffer() {
    Set<String> different =
        Stream.of(OracleDifference.values())
            .flatMap(difference -> difference.names().stream())
            .collect(Collectors.toSet());
    Predicate<OracleCase> differs = given -> different.contains(given.name());
    Predicate<OracleCase> isRefusedByBoth = given -> given.inDouble().isEmpty();

    assertThat(OracleCase.ALL).extracting(OracleCase::name).doesNotHaveDuplicates().hasSize(74);
    assertThat(OracleCase.ALL).extracting(OracleCase::name).containsAll(different);
    assertThat(OracleCase.ALL).filteredOn(differs).hasSize(16).noneMatch(isRefusedByBoth);
    assertThat(OracleCase.ALL).filteredOn(isRefusedByBoth).hasSize(2);
    assertThat(OracleCase.ALL).filteredOn(differs.or(isRefusedByBoth).negate()).hasSize(56);
    assertThat(casesInBothPrecisions()).hasSize(2 * 74);
  }

  private static int firstBadTarget(OracleCase given) {
    if (given.has("ignore_index")) {
      int[] targets = given.indices("target");
      return IntStream.range(0, targets.length)
          .filter(i -> targets[i] != given.number("ignore_index"))
          .filter(i -> targets[i] < 0 || targets[i] >= given.columns())
          .findFirst()
          .orElseThrow();
    }
    double[] targets = given.reals(given.has("target") ? "target" : "target_probs");
    return IntStream.range(0, targets.length)
        .filter(i -> !(targets[i] >= 0 && targets[i] <= 1))
        .findFirst()
        .orElseThrow();
  }

  private static void assertLosses(
      OracleCase given, Precision precision, double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double tolerance = tolerance(given, precision, expected[i]);
      assertClose(given + ": loss " + i, actual[i], expected[i], tolerance);
    }
  }

  /**
   * A kernel may round the argument of an exp to float: of exp(-d), where d is the distance to the
   * largest logit, that makes up to d ulp more. The quotient of two gradients of a row tells d. A
   * target of each class is subtracted from the probability, whose ulps then count.
   */
  private static void assertGradients(
      OracleCase given, Precision precision, double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    boolean isSoftmax = given.file().startsWith("cross_entropy");
    boolean isRounded = isSoftmax && precision == Precision.FLOAT;
    double[] subtracted = isRounded ? targetsOfClasses(given) : new double[expected.length];
    for (int i = 0; i < expected.length; i++) {
      double tolerance = tolerance(given, precision, expected[i]);
      if (isRounded && expected[i] != 0) {
        int row = i - i % given.columns();
        double largest =
            IntStream.range(row, row + given.columns())
                .mapToDouble(k -> Math.abs(expected[k] + subtracted[k]))
                .max()
                .orElseThrow();
        double ofClass = Math.abs(expected[i] + subtracted[i]);
        double ulps = Math.log(largest / ofClass) + (subtracted[i] == 0 ? 0 : FLOAT_ULPS);
        tolerance += ulp(ofClass) * ulps;
      }
      assertClose(given + ": gradient " + i, actual[i], expected[i], tolerance);
    }
  }

  /**
   * What is subtracted from the gradients of classes, but for what the row's class adds; else 0.
   */
  private static double[] targetsOfClasses(OracleCase given) {
    int columns = given.columns();
    double smoothing = given.number("label_smoothing");
    double[] weights = new double[columns];
    Arrays.fill(weights, 1);
    if (given.has("weight")) {
      weights = given.reals("weight");
    }
    double[] targets = new double[given.outputs().length];
    if (given.has("target_probs")) {
      targets = given.reals("target_probs");
    }
    for (int i = 0; i < targets.length; i++) {
      targets[i] = weights[i % columns] * ((1 - smoothing) * targets[i] + smoothing / columns);
    }
    double divisor = given.isMean() ? counted(given, weights) : 1;
    return Arrays.stream(targets).map(target -> target / divisor).toArray();
  }

  /** What a mean divides by. */
  private static double counted(OracleCase given, double[] weights) {
    return given.has("target_probs")
        ? given.outputs().length / given.columns()
        : Arrays.stream(given.indices("target"))
            .filter(target -> target != given.number("ignore_index"))
            .mapToDouble(target -> weights[target])
            .sum();
  }

  private static double tolerance(OracleCase given, Precision precision, double expected) {
    if (precision == Precision.DOUBLE) {
      return DOUBLE_TOLERANCE * Math.abs(expected);
    }
    boolean isLogVariance = given.file().equals("gaussian_nll");
    double ulps = FLOAT_ULPS + (isLogVariance ? FLOAT_ULPS_OF_LOG_VARIANCE : 0);
    // An exponential below the least normal number may be 0.
    return Math.max(ulps * ulp(expected), Float.MIN_NORMAL);
  }

  /** An ulp of float, also beyond the largest float: sums are doubles. */
  private static double ulp(double value) {
    return Math.ulp(value) * 0x1p29;
  }

  private static void assertClose(String what, double actual, double expected, double tolerance) {
    if (Double.isFinite(expected)) {
      assertThat(actual).as(what).isCloseTo(expected, within(tolerance));
    } else {
      // Boxed, NaN equals NaN.
      assertThat(actual).as(what).isEqualTo(Double.valueOf(expected));
    }
  }
}
