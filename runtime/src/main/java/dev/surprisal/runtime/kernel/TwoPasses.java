package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.ScalarMath.LN2_HIGH;
import static dev.surprisal.runtime.kernel.ScalarMath.LN2_LOW;

/**
 * The exponential and the logarithm of blocks, by plain loops: one over the bits of the values,
 * which is short, and one that is all arithmetic, of which the compiler makes vectors. Blocks may
 * be the same; NaN gives NaN.
 */
final class TwoPasses {
  /** Beyond it, powers of two near exp(x) or exp(&minus;x) are not all normal numbers. */
  private static final double FAR = 708;

  /** The bits of &radic;&frac12;, from which on an octave has one exponent. */
  private static final long ROOT_HALF = 0x3fe6a09e667f3bcdL;

  private static final long ROOT_HALF_TO_ONE = 0x3ff0000000000000L - ROOT_HALF;

  private static final long MANTISSA = 0x000fffffffffffffL;

  /** The bits of the least normal number, and of infinity. */
  private static final long LEAST_NORMAL = 0x0010000000000000L;

  private static final long INFINITE = 0x7ff0000000000000L;

  private TwoPasses() {}

  /** As {@link FunctionKernels#exp}. */
  static void exp(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] near = blocks.doubles(0, length);
    double[] power = blocks.doubles(1, length);
    split(x, length, near, power);
    for (int i = 0; i < length; i++) {
      out[i] = (ScalarMath.expm1OfRest(near[i]) + 1) * power[i];
    }
    blocks.giveBack();
  }

  /** As {@link FunctionKernels#expm1}. */
  static void expm1(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] near = blocks.doubles(0, length);
    double[] power = blocks.doubles(1, length);
    split(x, length, near, power);
    for (int i = 0; i < length; i++) {
      // An infinite power times 0 would be no number.
      double finite = Math.min(power[i], Double.MAX_VALUE);
      out[i] = finite * ScalarMath.expm1OfRest(near[i]) + (power[i] - 1);
    }
    blocks.giveBack();
  }

  /** exp(x) as a power of two times exp of what is left; of what is far from 0, times exp(0). */
  private static void split(double[] x, int length, double[] near, double[] power) {
    for (int i = 0; i < length; i++) {
      if (Math.abs(x[i]) > FAR) {
        near[i] = 0;
        power[i] = x[i] == Double.POSITIVE_INFINITY ? x[i] : ScalarDoubleMath.exp(x[i]);
      } else {
        near[i] = x[i];
        power[i] = ScalarMath.nearestPower(x[i]);
      }
    }
  }

  /** As {@link FunctionKernels#log}. */
  static void log(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] mantissa = blocks.doubles(0, length);
    double[] exponent = blocks.doubles(1, length);
    for (int i = 0; i < length; i++) {
      long bits = Double.doubleToRawLongBits(x[i]);
      if (bits >= LEAST_NORMAL && bits < INFINITE) {
        bits += ROOT_HALF_TO_ONE;
        mantissa[i] = Double.longBitsToDouble((bits & MANTISSA) + ROOT_HALF);
        exponent[i] = (int) (bits >> 52) - 1023;
      } else {
        mantissa[i] = 1;
        exponent[i] = Math.log(x[i]) / ScalarMath.LN2;
      }
    }
    for (int i = 0; i < length; i++) {
      double s = (mantissa[i] - 1) / (mantissa[i] + 1);
      double rest = exponent[i] * LN2_LOW + ScalarLogs.aboveTwice(s);
      out[i] = exponent[i] * LN2_HIGH + (s + s + rest);
    }
    blocks.giveBack();
  }

  /** As {@link FunctionKernels#log1p}. */
  static void log1p(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] sum = blocks.doubles(0, length);
    double[] lost = blocks.doubles(1, length);
    for (int i = 0; i < length; i++) {
      sum[i] = 1 + x[i];
      // What rounding took from the sum, by the slope of the logarithm there; of infinity, 0.
      double finite = Math.min(x[i], Double.MAX_VALUE);
      lost[i] = (finite - (1 + finite - 1)) / Math.max(1 + finite, Double.MIN_NORMAL);
    }
    log(sum, length, sum);
    for (int i = 0; i < length; i++) {
      out[i] = sum[i] + lost[i];
    }
    blocks.giveBack();
  }
}
