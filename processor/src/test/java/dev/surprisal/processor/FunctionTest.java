package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.runtime.kernel.BlockKernels;
import dev.surprisal.runtime.kernel.Blocks;
import dev.surprisal.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of functions against what the runtime makes of numbers, and against many digits. */
class FunctionTest {
  private static final double MINUS_INFINITY = Double.NEGATIVE_INFINITY;
  private static final double PLUS_INFINITY = Double.POSITIVE_INFINITY;

  private static final double[] GRID =
      DoubleStream.concat(
              DoubleStream.iterate(-740, x -> x <= 740, x -> x + 8.125),
              DoubleStream.of(-1e30, -1e4, -1e-7, -1e-30, 0, 1e-30, 1e-7, 0.1, 1e4, 1e30))
          .map(x -> (float) x)
          .toArray();

  /** The units of its precision that a function may be off by, as {@link BlockKernels} says. */
  private static final double ULPS = 4;

  /** Functions of this virtual machine's kernels of a precision, seen as on doubles. */
  private record Precise(boolean isFloat) {
    double[] apply(Function function, double... x) {
      int room = x.length + Blocks.SPARE;
      if (isFloat) {
        float[] out = new float[room];
        float[] in = floats(Arrays.copyOf(x, room));
        apply(function, Kernels.FLOAT_BLOCKS, in, x.length, out);
        return Arrays.copyOf(LossUnderTest.doubles(out), x.length);
      }
      double[] out = new double[room];
      double[] in = Arrays.copyOf(x, room);
      apply(function, Kernels.DOUBLE_BLOCKS, in, x.length, out);
      return Arrays.copyOf(out, x.length);
    }

    private static float[] floats(double[] values) {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    /** By the kernel that the function is, or is a part of. */
    private static <A> void apply(
        Function function, BlockKernels<A> blocks, A x, int length, A out) {
      switch (function) {
        case EXP -> blocks.exp(x, length, out);
        case TANH -> blocks.tanh(x, 1, length, out);
        case SECH_SQUARED -> blocks.tanh(x, 1, length, x, out);
        case SIGMOID_SLOPE -> blocks.sigmoidSlope(x, length, out);
        case SIGMOID -> blocks.sigmoid(x, length, out);
        case SOFTPLUS -> blocks.softplus(x, length, out);
        case SIGN -> blocks.sign(x, length, out);
        case BELOW_ZERO -> blocks.belowZero(x, length, out);
        case LOG -> throw new IllegalArgumentException(function + " is no kernel");
      }
    }

    double ulp() {
      return isFloat ? 0x1p-23 : 0x1p-52;
    }

    double leastNormal() {
      return isFloat ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    }

    /** Up to this, exp is a number. */
    double largestExponent() {
      return isFloat ? 88 : 709;
    }
  }

  private static final List<Precise> PRECISIONS = List.of(new Precise(true), new Precise(false));

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOG")
  void infinitiesAndNanGiveWhatTheTableSays(Function function) {
    for (Precise precise : PRECISIONS) {
      double[] at = precise.apply(function, MINUS_INFINITY, PLUS_INFINITY, Double.NaN);
      assertThat(at[0]).isEqualTo(function.atMinusInfinity());
      assertThat(at[1]).isEqualTo(Double.valueOf(function.atPlusInfinity()));
      assertThat(at[2]).isNaN();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOG")
  void valuesAreExactAndInTheRange(Function function) {
    for (Precise precise : PRECISIONS) {
      double[] x =
          Arrays.stream(GRID)
              .filter(v -> function != Function.EXP || v <= precise.largestExponent())
              .filter(v -> v >= function.domain().low() && v <= function.domain().high())
              .toArray();
      double[] values = precise.apply(function, x);
      for (int i = 0; i < x.length; i++) {
        double exact = exact(function, x[i]);
        double rounding = ULPS * precise.ulp();
        assertThat(values[i])
            .as("%s of %s", function, x[i])
            .isBetween(
                function.range().low() * (1 + rounding), function.range().high() * (1 + rounding))
            .isCloseTo(exact, within(rounding * Math.abs(exact) + ULPS * precise.leastNormal()));
      }
    }
  }

  /** The definition in many digits, each exponential of no more than 0. */
  private static double exact(Function function, double at) {
    ManyDigits x = ManyDigits.exactly(at);
    ManyDigits one = x.of(1);
    ManyDigits e = x.of(-Math.abs(at)).exp();
    ManyDigits onePlusE = one.plus(e);
    ManyDigits result =
        switch (function) {
          case EXP -> at <= 0 ? e : one.over(e);
          case LOG -> x.log();
          case TANH -> x.tanh();
          case SECH_SQUARED -> {
            ManyDigits square = e.times(e);
            yield square.times(x.of(4)).over(one.plus(square).times(one.plus(square)));
          }
          case SOFTPLUS -> onePlusE.log().plus(x.of(Math.max(at, 0)));
          case SIGN -> x.of(at < 0 ? -1 : at > 0 ? 1 : 0);
          case BELOW_ZERO -> x.of(at < 0 ? 1 : 0);
          case SIGMOID -> (at < 0 ? e : one).over(onePlusE);
          case SIGMOID_SLOPE -> e.over(onePlusE.times(onePlusE));
        };
    return result.toDouble();
  }

  /** What blocks are given to has a primitive of that name, of a block to a block. */
  @ParameterizedTest
  @EnumSource(names = {"EXP", "SIGMOID_SLOPE", "SIGN", "BELOW_ZERO"})
  void thePrimitiveIsThere(Function function) throws NoSuchMethodException {
    assertThat(
            BlockKernels.class.getMethod(
                function.primitive(), Object.class, int.class, Object.class))
        .isNotNull();
  }
}
