package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.obermuhlner.math.big.BigDecimalMath;
import dev.surprisal.processor.express.algebra.Components;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.runtime.kernel.Blocks;
import dev.surprisal.runtime.kernel.FunctionKernels;
import dev.surprisal.runtime.kernel.Kernels;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of functions against what the runtime makes of numbers, and against many digits. */
class FunctionTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final double[] GRID =
      DoubleStream.concat(
              DoubleStream.iterate(-740, x -> x <= 740, x -> x + 8.125),
              DoubleStream.concat(
                  DoubleStream.iterate(-3, x -> x <= 3, x -> x + 0x1p-5),
                  DoubleStream.of(-1e30, -1e4, -1e-7, -1e-30, 0, 1e-30, 1e-7, 0.1, 1e4, 1e30)))
          .toArray();

  private static final double[] LOGARITHMS =
      DoubleStream.iterate(-20, x -> x <= 4, x -> x + 0x1.3p-2).toArray();

  private static final double[] COUNTS = {0, 1, 2, 3, 20, 31, 32, 33, 34, 60, 200};

  /** The units in the last place that a function may be off by, as the kernels say. */
  private static final double ULPS = 4;

  private static final double ULP = 0x1p-52;

  private static final MathContext DIGITS = new MathContext(100);

  /** What is 1 but for some 1e-305 has digits. */
  private static final MathContext FOR_TAILS = new MathContext(500);

  private static final Set<Function> OF_OTHERS =
      EnumSet.of(
          Function.WEIGH,
          Function.LOG_RISING,
          Function.LOG_FACTORIAL,
          Function.SOFTPLUS_ABOVE_TANGENT,
          Function.SIZE_GRADIENT,
          Function.SIZE_CURVATURE);

  private static final Set<Function> OF_LOGARITHMS =
      EnumSet.of(
          Function.LOG_GAMMA_REST, Function.LOG_GAMMA_REST_SLOPE, Function.LOG_GAMMA_REST_BEND);

  private static final Set<Function> OF_NORMAL =
      EnumSet.of(Function.NORMAL_TAIL, Function.NORMAL_HAZARD, Function.NORMAL_HAZARD_ABOVE);

  static Set<Function> ofNormal() {
    return OF_NORMAL;
  }

  static Stream<Function> ofOneNumber() {
    return Arrays.stream(Function.values())
        .filter(function -> !OF_OTHERS.contains(function) && !Components.areTiedBy(function));
  }

  static Set<Function> ofLogarithms() {
    return OF_LOGARITHMS;
  }

  static Stream<Function> elementary() {
    return ofOneNumber()
        .filter(function -> !OF_LOGARITHMS.contains(function) && !OF_NORMAL.contains(function));
  }

  /** By the kernel of its name, or by that of all that are of the normal distribution. */
  private static double[] apply(Function function, double[]... arguments) {
    int length = arguments[0].length;
    if (OF_NORMAL.contains(function)) {
      return allOfNormal(arguments[0])[List.copyOf(OF_NORMAL).indexOf(function)];
    }
    double[] out = new double[length + Blocks.SPARE];
    try {
      List<Class<?>> types = new ArrayList<>();
      List<Object> values = new ArrayList<>();
      for (double[] argument : arguments) {
        types.add(Object.class);
        values.add(block(argument));
      }
      types.addAll(List.of(int.class, Object.class));
      values.addAll(List.of(length, out));
      FunctionKernels.class
          .getMethod(function.primitive(), types.toArray(new Class<?>[0]))
          .invoke(Kernels.FUNCTIONS, values.toArray());
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
    return Arrays.copyOf(out, length);
  }

  private static double[] block(double[] values) {
    return Arrays.copyOf(values, values.length + Blocks.SPARE);
  }

  @ParameterizedTest
  @MethodSource("ofOneNumber")
  void infinitiesAndNanGiveWhatTheTableSays(Function function) {
    double[] at = apply(function, new double[] {-INFINITY, INFINITY, Double.NaN});
    assertThat(at[0] + 0).isEqualTo(Double.valueOf(function.facts().atMinusInfinity()));
    assertThat(at[1]).isEqualTo(Double.valueOf(function.facts().atPlusInfinity()));
    assertThat(at[2]).isNaN();
  }

  @ParameterizedTest
  @MethodSource("elementary")
  void valuesAreExactAndInTheRange(Function function) {
    double[] x =
        Arrays.stream(GRID)
            .filter(v -> v <= 709 || !isLikeExp(function))
            .filter(v -> v >= function.facts().domain().low())
            .toArray();
    double[] values = apply(function, x);
    for (int i = 0; i < x.length; i++) {
      double exact = exact(function, x[i]);
      double rounding = ULPS * ULP;
      assertThat(values[i])
          .as("%s of %s", function, x[i])
          .isBetween(
              function.facts().range().low() - rounding,
              function.facts().range().high() * (1 + rounding));
      if (Double.isInfinite(exact)) {
        assertThat(values[i]).isEqualTo(exact);
      } else {
        assertThat(values[i])
            .as("%s of %s", function, x[i])
            .isCloseTo(exact, within(rounding * Math.abs(exact) + ULPS * Double.MIN_NORMAL));
      }
    }
  }

  /** All of them are what each function is of the log-odds, or of their reverse. */
  @Test
  void bothAnswers() {
    double[] x = IntStream.range(0, GRID.length / 4).mapToDouble(i -> GRID[4 * i]).toArray();
    double[] reverse = Arrays.stream(x).map(v -> -v).toArray();
    double[][] out = new double[4][x.length + Blocks.SPARE];
    Kernels.FUNCTIONS.answers(block(x), x.length, out[0], out[1], out[2], out[3]);
    double[][] surprisals = new double[2][x.length + Blocks.SPARE];
    Kernels.FUNCTIONS.surprisals(block(x), x.length, surprisals[0], surprisals[1]);
    for (int j = 0; j < surprisals.length; j++) {
      assertThat(Arrays.copyOf(surprisals[j], x.length))
          .containsExactly(Arrays.copyOf(out[j], x.length));
    }
    for (int i = 0; i < x.length; i++) {
      double[] exact = {
        exact(Function.SOFTPLUS, x[i]),
        exact(Function.SOFTPLUS, reverse[i]),
        exact(Function.SIGMOID, x[i]),
        exact(Function.SIGMOID, reverse[i])
      };
      for (int j = 0; j < exact.length; j++) {
        assertThat(out[j][i])
            .as("%d of %s", j, x[i])
            .isCloseTo(exact[j], within(ULPS * ULP * exact[j] + ULPS * Double.MIN_NORMAL));
      }
    }
  }

  @Test
  void bothAnswersAtTheEnds() {
    double[] x = {-INFINITY, INFINITY, Double.NaN};
    double[][] out = new double[4][x.length + Blocks.SPARE];
    Kernels.FUNCTIONS.answers(block(x), x.length, out[0], out[1], out[2], out[3]);
    assertThat(Arrays.stream(out).mapToDouble(of -> of[0]))
        .containsExactly(0.0, INFINITY, 0.0, 1.0);
    assertThat(Arrays.stream(out).flatMapToDouble(of -> DoubleStream.of(of[1], of[2])))
        .containsOnly(Double.NaN);
  }

  /** Also behind the last whole vector, and of what is no number. */
  @Test
  void oneOfTwo() {
    int length = 19;
    boolean[] which = new boolean[length + 1];
    double[] first = new double[length + Blocks.SPARE];
    double[] second = new double[length + Blocks.SPARE];
    double[] expected = new double[length];
    for (int i = 0; i < length; i++) {
      which[1 + i] = i % 3 == 0;
      first[i] = i == 6 ? Double.NaN : i;
      second[i] = i % 2 == 0 ? INFINITY : -i;
      expected[i] = which[1 + i] ? first[i] : second[i];
    }
    Kernels.FUNCTIONS.choose(which, 1, first, second, length, second);
    assertThat(Arrays.copyOf(second, length)).containsExactly(expected);
  }

  @Test
  void weightsOfZeroMakeZeroOfEverything() {
    double[] weights = {0, 0, -0.0, 2, 2, Double.NaN};
    double[] x = {INFINITY, Double.NaN, 3, INFINITY, -3, 0};
    assertThat(apply(Function.WEIGH, weights, x))
        .containsExactly(0, 0, 0, INFINITY, -6, Double.NaN);
  }

  private static boolean isLikeExp(Function function) {
    return switch (function) {
      case EXP, EXPM1, EXP_ABOVE_TANGENT -> true;
      default -> false;
    };
  }

  /** The definition in many digits, each exponential of no more than 0. */
  private static double exact(Function function, double at) {
    ManyDigits x = ManyDigits.exactly(at);
    ManyDigits one = x.of(1);
    ManyDigits e = x.of(-Math.abs(at)).exp();
    ManyDigits onePlusE = one.plus(e);
    UnaryOperator<ManyDigits> minus = of -> of.times(x.of(-1));
    ManyDigits square = x.times(x);
    ManyDigits result =
        switch (function) {
          case EXP -> at <= 0 ? e : one.over(e);
          case EXPM1 -> (at <= 0 ? e : one.over(e)).plus(x.of(-1));
          case EXP_ABOVE_TANGENT -> (at <= 0 ? e : one.over(e)).plus(x.of(-1)).plus(minus.apply(x));
          case LOG -> at == 0 ? null : x.log();
          case LOG1P -> at == -1 ? null : one.plus(x).log();
          case SQRT -> at == 0 ? x : x.log().times(x.of(0.5)).exp();
          case TANH -> x.tanh();
          case SECH_SQUARED -> {
            ManyDigits two = e.times(e);
            yield two.times(x.of(4)).over(one.plus(two).times(one.plus(two)));
          }
          case SOFTPLUS -> onePlusE.log().plus(x.of(Math.max(at, 0)));
          case SOFTPLUS_ABOVE_SIGMOID ->
              onePlusE
                  .log()
                  .plus(x.of(Math.max(at, 0)))
                  .plus(minus.apply((at < 0 ? e : one).over(onePlusE)));
          case ABS -> x.of(Math.abs(at));
          case SIGN -> x.of(at < 0 ? -1 : at > 0 ? 1 : 0);
          case BELOW_ZERO -> x.of(at < 0 ? 1 : 0);
          case SIGMOID -> (at < 0 ? e : one).over(onePlusE);
          case SIGMOID_SLOPE -> e.over(onePlusE.times(onePlusE));
          case LOG1P_OF_SQUARE -> one.plus(square).log();
          case CAUCHY_WEIGHT -> one.over(one.plus(square));
          case CAUCHY_INFLUENCE -> x.over(one.plus(square));
          case CAUCHY_LACK -> square.over(one.plus(square));
          default -> throw new IllegalArgumentException(function + " is not elementary");
        };
    return result == null ? -INFINITY : result.toDouble();
  }

  /** Derivatives of log Gamma(n) - n log n + n by log n, from differences in many digits. */
  @ParameterizedTest
  @MethodSource("ofLogarithms")
  void logGamma(Function function) {
    double[] values = apply(function, LOGARITHMS);
    BigDecimal step = new BigDecimal("1e-20");
    for (int i = 0; i < values.length; i++) {
      BigDecimal at = new BigDecimal(LOGARITHMS[i]);
      BigDecimal up = logGammaRest(at.add(step));
      BigDecimal down = logGammaRest(at.subtract(step));
      BigDecimal here = logGammaRest(at);
      BigDecimal exact =
          switch (function) {
            case LOG_GAMMA_REST -> here;
            case LOG_GAMMA_REST_SLOPE -> up.subtract(down).divide(step.add(step), DIGITS);
            default -> up.add(down).subtract(here.add(here)).divide(step.multiply(step), DIGITS);
          };
      double value = exact.doubleValue();
      // The function itself crosses 0.
      double size = function == Function.LOG_GAMMA_REST ? Math.max(Math.abs(value), 1) : value;
      assertThat(values[i])
          .as("%s of %s", function, LOGARITHMS[i])
          .isCloseTo(value, within(ULPS * ULP * Math.abs(size)));
    }
  }

  private static BigDecimal logGammaRest(BigDecimal logN) {
    BigDecimal n = BigDecimalMath.exp(logN, DIGITS);
    // Of 1 + n, since the library loses digits near 0.
    BigDecimal log =
        BigDecimalMath.log(BigDecimalMath.gamma(n.add(BigDecimal.ONE), DIGITS), DIGITS);
    return log.subtract(logN).subtract(n.multiply(logN)).add(n);
  }

  /** From what is above, in many digits; nothing is left out but what is below normal numbers. */
  @ParameterizedTest
  @MethodSource("ofNormal")
  void normalTail(Function function) {
    double[] sizes = {
      0, 1e-300, 1e-9, 0.03, 0.4, 1, 1.7, 2.9, 3, 3.1, 5, 8.3, 13, 26, 33.3, 37.4, 1e3, 1e9, 1e19,
      1e150
    };
    double[] x =
        DoubleStream.concat(Arrays.stream(sizes), Arrays.stream(sizes).map(v -> -v)).toArray();
    double[] values = apply(function, x);
    for (int i = 0; i < x.length; i++) {
      BigDecimal hazardAbove = hazardAboveOf(new BigDecimal(Math.abs(x[i])));
      double exact = normal(function, x[i], hazardAbove).doubleValue();
      assertThat(values[i])
          .as("%s of %s", function, x[i])
          .isCloseTo(exact, within(ULPS * ULP * exact + ULPS * Double.MIN_NORMAL));
    }
  }

  /** Tail, hazard, and what that is above x. */
  private static double[][] allOfNormal(double... x) {
    double[][] out = new double[3][x.length + Blocks.SPARE];
    Kernels.FUNCTIONS.normal(block(x), x.length, out[0], out[1], out[2]);
    return out;
  }

  private static BigDecimal normal(Function function, double at, BigDecimal hazardAbove) {
    BigDecimal x = new BigDecimal(at);
    BigDecimal hazardOfSize = x.abs().add(hazardAbove);
    BigDecimal halfSquare = x.multiply(x).divide(new BigDecimal(2), DIGITS);
    BigDecimal twoPi = BigDecimalMath.pi(DIGITS).multiply(new BigDecimal(2));
    BigDecimal root = BigDecimalMath.sqrt(twoPi, DIGITS);
    BigDecimal logRoot = BigDecimalMath.log(root, DIGITS);
    if (at >= 0) {
      return switch (function) {
        case NORMAL_TAIL -> halfSquare.add(logRoot).add(BigDecimalMath.log(hazardOfSize, DIGITS));
        case NORMAL_HAZARD -> hazardOfSize;
        default -> hazardAbove;
      };
    }
    if (at < -40) {
      return function == Function.NORMAL_HAZARD_ABOVE ? x.negate() : BigDecimal.ZERO;
    }
    BigDecimal density = BigDecimalMath.exp(halfSquare.negate(), FOR_TAILS).divide(root, FOR_TAILS);
    BigDecimal above = BigDecimal.ONE.subtract(density.divide(hazardOfSize, FOR_TAILS));
    BigDecimal hazard = density.divide(above, FOR_TAILS);
    return switch (function) {
      case NORMAL_TAIL -> BigDecimalMath.log(above, FOR_TAILS).negate();
      case NORMAL_HAZARD -> hazard;
      default -> hazard.subtract(x);
    };
  }

  /** By a continued fraction; near 0, by the series of the probability between 0 and x. */
  private static BigDecimal hazardAboveOf(BigDecimal x) {
    if (x.doubleValue() >= 3) {
      BigDecimal rest = x;
      for (int n = 1000; n > 0; n--) {
        rest = x.add(new BigDecimal(n).divide(rest, DIGITS));
      }
      return rest.subtract(x, DIGITS);
    }
    BigDecimal square = x.multiply(x, DIGITS);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 1; n < 300; n++) {
      term = term.multiply(square, DIGITS).divide(new BigDecimal(2 * n + 1), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    BigDecimal root =
        BigDecimalMath.sqrt(BigDecimalMath.pi(DIGITS).multiply(new BigDecimal(2)), DIGITS);
    BigDecimal density =
        BigDecimalMath.exp(square.divide(new BigDecimal(-2), DIGITS), DIGITS).divide(root, DIGITS);
    BigDecimal above = new BigDecimal("0.5").subtract(density.multiply(sum), DIGITS);
    return density.divide(above, DIGITS).subtract(x, DIGITS);
  }

  /** The divergence of two log-odds, near to each other and far. */
  @Test
  void softplusAboveItsTangent() {
    double[] logits = {-700, -40, -3, -0.5, 0, 1e-9, 0.7, 12, 300};
    for (double distance : new double[] {-900, -5, -0.9, -1e-6, 0, 1e-12, 0.3, 1.1, 60, 800}) {
      double[] others = Arrays.stream(logits).map(x -> x + distance).toArray();
      double[] values = apply(Function.SOFTPLUS_ABOVE_TANGENT, logits, others);
      for (int i = 0; i < logits.length; i++) {
        double exact = divergence(new BigDecimal(logits[i]), new BigDecimal(others[i]));
        double rounding = ULPS * ULP * exact * (1 + Math.min(Math.abs(logits[i]), 700));
        assertThat(values[i])
            .as("%s and %s", logits[i], others[i])
            .isCloseTo(exact, within(2 * rounding + Double.MIN_NORMAL));
      }
    }
  }

  private static double divergence(BigDecimal x, BigDecimal y) {
    MathContext many = new MathContext(900);
    BigDecimal ex = BigDecimalMath.exp(x, many);
    BigDecimal ey = BigDecimalMath.exp(y, many);
    BigDecimal p = ex.divide(BigDecimal.ONE.add(ex), many);
    BigDecimal ratio = BigDecimal.ONE.add(ey).divide(BigDecimal.ONE.add(ex), many);
    return BigDecimalMath.log(ratio, many).subtract(p.multiply(y.subtract(x))).doubleValue();
  }

  @Test
  void factorials() {
    double[] values = apply(Function.LOG_FACTORIAL, COUNTS);
    for (int i = 0; i < COUNTS.length; i++) {
      BigDecimal product = BigDecimal.ONE;
      for (int j = 2; j <= COUNTS[i]; j++) {
        product = product.multiply(new BigDecimal(j));
      }
      double exact = BigDecimalMath.log(product, DIGITS).doubleValue();
      assertThat(values[i]).isCloseTo(exact, within(ULPS * ULP * exact));
    }
  }

  /** The sum of logarithms that it is. */
  @Test
  void risingFactorials() {
    for (double logN : new double[] {-800, -40, -1, 0, 1e-9, 1, 3, 10, 30}) {
      double[] at = new double[COUNTS.length];
      Arrays.fill(at, logN);
      double[] values = apply(Function.LOG_RISING, at, COUNTS);
      BigDecimal n = BigDecimalMath.exp(new BigDecimal(logN), DIGITS);
      for (int i = 0; i < COUNTS.length; i++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int j = 0; j < COUNTS[i]; j++) {
          BigDecimal ratio = n.add(new BigDecimal(j)).divide(n, DIGITS);
          sum = sum.add(BigDecimalMath.log(ratio, DIGITS));
        }
        double exact = sum.doubleValue();
        // Of one, nothing is left.
        double least = COUNTS[i] == 0 ? 0 : Math.min(1, COUNTS[i] * Math.exp(-logN));
        assertThat(values[i])
            .as("%s and %s", logN, COUNTS[i])
            .isCloseTo(exact, within(ULPS * ULP * Math.max(exact, least)));
      }
    }
  }

  /** Derivatives of (n + y) log(1 + mean/n) - log rising(n, y) by log n, from differences. */
  @ParameterizedTest
  @EnumSource(names = {"SIZE_GRADIENT", "SIZE_CURVATURE"})
  void sizesOfNegativeBinomials(Function function) {
    BigDecimal step = new BigDecimal("1e-20");
    for (double logN : new double[] {-30, -3, 0, 1.5, 2.9, 3.1, 8, 18}) {
      for (double logMean : new double[] {-2, 0.7, 4}) {
        double[] s = new double[COUNTS.length];
        double[] m = new double[COUNTS.length];
        Arrays.fill(s, logN);
        Arrays.fill(m, logMean);
        double[] values = apply(function, s, m, COUNTS);
        for (int i = 0; i < COUNTS.length; i++) {
          BigDecimal at = new BigDecimal(logN);
          BigDecimal up = surprisal(at.add(step), logMean, COUNTS[i]);
          BigDecimal down = surprisal(at.subtract(step), logMean, COUNTS[i]);
          BigDecimal here = surprisal(at, logMean, COUNTS[i]);
          double exact =
              function == Function.SIZE_GRADIENT
                  ? up.subtract(down).divide(step.add(step), DIGITS).doubleValue()
                  : up.add(down)
                      .subtract(here.add(here))
                      .divide(step.multiply(step), DIGITS)
                      .doubleValue();
          double n = Math.exp(logN);
          double mean = Math.exp(logMean);
          // What is far from the mean, and what is expected of a count.
          double v = (COUNTS[i] - mean) / (n + mean);
          double terms = n * Math.min(v * v, Math.abs(v)) + COUNTS[i] / (n + COUNTS[i]);
          assertThat(values[i])
              .as("%s of %s, %s and %s", function, logN, logMean, COUNTS[i])
              .isCloseTo(exact, within(2 * ULPS * ULP * (Math.abs(exact) + terms)));
        }
      }
    }
  }

  /** Where n is none or infinite, and where the mean is: what the formula comes to. */
  @Test
  void sizesOfNegativeBinomialsAtTheirEnds() {
    double[] logN = {-800, -800, 800, 0, 0};
    double[] logMean = {1, 1, 1, 800, 800};
    double[] counts = {0, 3, 3, 0, 3};
    double[] slopes = {0, -1, 0, 799, 799 - (1 + 1 / 2.0 + 1 / 3.0)};
    double[] bends = {0, 0, 0, 798, slopes[4] - 1 + (1 + 1 / 4.0 + 1 / 9.0)};

    assertThat(apply(Function.SIZE_GRADIENT, logN, logMean, counts))
        .containsExactly(slopes, within(800 * ULPS * ULP));
    assertThat(apply(Function.SIZE_CURVATURE, logN, logMean, counts))
        .containsExactly(bends, within(800 * ULPS * ULP));
  }

  private static BigDecimal surprisal(BigDecimal logN, double logMean, double y) {
    BigDecimal n = BigDecimalMath.exp(logN, DIGITS);
    BigDecimal mean = BigDecimalMath.exp(new BigDecimal(logMean), DIGITS);
    BigDecimal whole = BigDecimalMath.log(n.add(mean), DIGITS);
    BigDecimal sum = whole.subtract(logN).multiply(n).add(whole.multiply(new BigDecimal(y)));
    for (int j = 0; j < y; j++) {
      sum = sum.subtract(BigDecimalMath.log(n.add(new BigDecimal(j)), DIGITS));
    }
    return sum;
  }
}
