package dev.surprisal.runtime.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The elementary functions of the float kernels, for each of the 2<sup>32</sup> floats: prints the
 * worst error of each, and holds it to the bound that is stated. It takes minutes, so only the
 * profile every-float runs it. References are in double, whose own error is some 1e-8 ulp of float.
 */
class EveryFloat {
  /** Floats that differ in their low bits only, and are worked on together. */
  private static final int BLOCK = 1 << 16;

  private static final int BLOCKS = 1 << 16;

  /** The blocks that begin with these numbers. */
  private static final int FIRST_NEGATIVE = BLOCKS / 2;

  private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY) / BLOCK;
  private static final int MOST_SCALED =
      Float.floatToRawIntBits((float) RowKernels.MOST_SCALED) / BLOCK;

  /** Of a block, as many as lie near enough for one scale. */
  private static final int PART = BLOCK / 4;

  /** The width of what one scale suits. */
  private static final double WIDEST = 80;

  /** One of so many floats, where a sum of one term is read at a time. */
  private static final int STRIDE = 16;

  /** What {@link RowKernels} states. */
  private static final double ULPS = 4;

  /** What {@link ScalarMath#expForFloat} states. */
  private static final double EXP_FOR_FLOAT = 2e-8;

  /** Half the least float: what is less is rounded to 0. */
  private static final double HALF_OF_LEAST = Float.MIN_VALUE / 2.0;

  /** log 2, with so few digits that n &middot; LN2_HIGH is exact; and the rest of it. */
  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  /**
   * Kernels, and what they state of exp.
   *
   * @param length the length of the ranges that they do not leave to others
   */
  private record Implementation(
      String name,
      RowKernels<float[]> kernel,
      int length,
      double ulpsOfExp,
      double ulpsOfScaledExp) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Implementation> kernels() {
    Implementation scalar =
        new Implementation(
            "scalar",
            new ScalarFloatKernels(),
            1,
            roundedToFloat(EXP_FOR_FLOAT),
            roundedToFloat(EXP_FOR_FLOAT));
    return Host.current().vectorModule()
        ? List.of(
            scalar,
            new Implementation(
                "vector", new VectorFloatKernels(), VectorFloatKernels.LANES, 0.91, 0.91))
        : List.of(scalar);
  }

  /** In ulp, the error of a float that was rounded from a number with a relative error. */
  private static double roundedToFloat(double relativeError) {
    return 0.5 + relativeError * 0x1p24;
  }

  /** The worst error so far, and where. */
  private record Worst(double error, float at) {
    static final Worst NONE = new Worst(0, Float.NaN);

    Worst or(Worst other) {
      return other.error > error ? other : this;
    }
  }

  private interface Block {
    Worst worst(float[] x);
  }

  private static Worst worst(IntStream blocks, Block block) {
    return blocks.parallel().mapToObj(i -> block.worst(floats(i))).reduce(Worst.NONE, Worst::or);
  }

  private static float[] floats(int block) {
    float[] x = new float[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      x[i] = Float.intBitsToFloat(block * BLOCK + i);
    }
    return x;
  }

  private static Worst worst(float[] x, IntToDoubleFunction actual, DoubleUnaryOperator exact) {
    return worst(x, actual, exact, EveryFloat::ulps);
  }

  private static Worst worst(
      float[] x,
      IntToDoubleFunction actual,
      DoubleUnaryOperator exact,
      DoubleBinaryOperator error) {
    double worst = 0;
    float at = Float.NaN;
    for (int i = 0; i < x.length; i++) {
      double next = error.applyAsDouble(actual.applyAsDouble(i), exact.applyAsDouble(x[i]));
      if (next > worst) {
        worst = next;
        at = x[i];
      }
    }
    return new Worst(worst, at);
  }

  /** Infinite for a NaN that should be none, or none that should; 0 for what may become 0. */
  private static double ulps(double actual, double exact) {
    boolean isSound =
        Double.isNaN(exact)
            ? Double.isNaN(actual)
            : exact < Float.MIN_NORMAL
                ? actual >= 0 && actual <= Float.MIN_NORMAL
                : actual >= Float.MIN_NORMAL;
    if (!isSound) {
      return Double.POSITIVE_INFINITY;
    }
    return exact >= Float.MIN_NORMAL ? Math.abs(actual - exact) / Math.ulp((float) exact) : 0;
  }

  private static void assertWithin(double bound, String function, Worst worst) {
    System.out.printf("%s: %.4f ulp at %s%n", function, worst.error, worst.at);
    assertThat(worst.error).as("%s at %s", function, worst.at).isLessThanOrEqualTo(bound);
  }

  /** Of all that is 0 or less, or NaN. */
  @ParameterizedTest
  @MethodSource("kernels")
  void exp(Implementation implementation) {
    IntStream notPositive =
        IntStream.concat(
            IntStream.range(FIRST_NEGATIVE, BLOCKS), IntStream.range(INFINITY, FIRST_NEGATIVE));
    Worst worst =
        worst(
            notPositive,
            x -> {
              x[0] = x[0] > 0 ? 0 : x[0];
              float[] out = new float[BLOCK];
              implementation.kernel.storeExp(x, 0, BLOCK, 0, out);
              return worst(x, i -> out[i], Math::exp);
            });
    assertWithin(implementation.ulpsOfExp, implementation + " exp", worst);
  }

  /** Of all that it is exact for, at both ends of the scales that it may be given. */
  @ParameterizedTest
  @MethodSource("kernels")
  void scaledExp(Implementation implementation) {
    IntStream scaled =
        IntStream.concat(
            IntStream.rangeClosed(0, MOST_SCALED),
            IntStream.rangeClosed(FIRST_NEGATIVE, FIRST_NEGATIVE + MOST_SCALED));
    float most = (float) RowKernels.MOST_SCALED;
    Worst worst =
        worst(
            scaled,
            x -> {
              Worst worstPart = Worst.NONE;
              for (int start = 0; start < BLOCK; start += PART) {
                float[] part = Arrays.copyOfRange(x, start, start + PART);
                for (int i = 0; i < PART; i++) {
                  part[i] = Math.max(-most, Math.min(most, part[i]));
                }
                worstPart = worstPart.or(worstScaledExp(implementation.kernel, part));
              }
              return worstPart;
            });
    assertWithin(implementation.ulpsOfScaledExp, implementation + " exp, scaled", worst);
  }

  private static Worst worstScaledExp(RowKernels<float[]> kernel, float[] x) {
    int exponent = kernel.commonExponent(x, 0, PART);
    if (exponent == RowKernels.NO_EXPONENT) {
      assertThat(Math.max(Math.abs(x[0]), Math.abs(x[PART - 1])))
          .isGreaterThan((float) ScalarFloatMath.MOST_SCALED);
      return Worst.NONE;
    }
    float[] large = new float[PART];
    kernel.storeScaledExp(x, 0, PART, exponent, large);

    double width = Math.abs((double) x[PART - 1] - x[0]);
    int shift = (int) ((WIDEST - width) * ScalarMath.LOG2_E);
    float[] small = new float[PART];
    kernel.storeScaledExp(x, 0, PART, exponent + shift, small);
    for (int i = 0; i < PART; i++) {
      if (small[i] != Math.scalb(large[i], -shift)) {
        return new Worst(Double.POSITIVE_INFINITY, x[i]);
      }
    }
    return worst(
        x, i -> large[i], value -> Math.exp((value - exponent * LN2_HIGH) - exponent * LN2_LOW));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sigmoid(Implementation implementation) {
    Worst worst =
        worst(
            IntStream.range(0, BLOCKS),
            x -> {
              float[] out = new float[BLOCK];
              implementation.kernel.sigmoid(x, 0, BLOCK, out);
              return worst(
                  x,
                  i -> out[i],
                  z -> z == Double.POSITIVE_INFINITY ? Double.NaN : 1 / (1 + Math.exp(-z)));
            });
    assertWithin(ULPS, implementation + " sigmoid", worst);
  }

  /** Of one float in {@link #STRIDE}, alone in a vector of masked ones, each in a lane by turns. */
  @ParameterizedTest
  @MethodSource("kernels")
  void softplus(Implementation implementation) {
    int length = implementation.length;
    float[] noes = new float[BLOCK / STRIDE * length];
    Worst worst =
        worst(
            IntStream.range(0, BLOCKS),
            all -> {
              float[] x = new float[BLOCK / STRIDE];
              float[] masked = new float[x.length * length];
              Arrays.fill(masked, Float.NEGATIVE_INFINITY);
              for (int i = 0; i < x.length; i++) {
                x[i] = all[i * STRIDE + i / length % STRIDE];
                masked[i * length + i % length] = x[i];
              }
              return worst(
                  x,
                  i -> implementation.kernel.softplusMinusProduct(masked, noes, i * length, length),
                  EveryFloat::softplus);
            });
    assertWithin(ULPS, implementation + " softplus", worst);
  }

  private static double softplus(double z) {
    if (z == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    return z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z));
  }

  /** In double, before it is rounded; relative to itself, or to the least normal float. */
  @Test
  void expForFloat() {
    Worst worst =
        worst(
            IntStream.range(FIRST_NEGATIVE, BLOCKS),
            x -> worst(x, i -> ScalarMath.expForFloat(x[i]), Math::exp, EveryFloat::relative));
    System.out.printf("expForFloat: relative %.3g at %s%n", worst.error, worst.at);
    assertThat(worst.error).as("expForFloat at %s", worst.at).isLessThanOrEqualTo(EXP_FOR_FLOAT);
  }

  private static double relative(double actual, double exact) {
    if (!(exact >= HALF_OF_LEAST)) {
      boolean isSound = Double.isNaN(exact) ? Double.isNaN(actual) : actual < HALF_OF_LEAST;
      return isSound ? 0 : Double.POSITIVE_INFINITY;
    }
    double error = Math.abs(actual - exact) / Math.max(exact, Float.MIN_NORMAL);
    return error >= 0 ? error : Double.POSITIVE_INFINITY;
  }
}
