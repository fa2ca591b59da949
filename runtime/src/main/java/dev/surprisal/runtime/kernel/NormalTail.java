package dev.surprisal.runtime.kernel;

import java.util.Arrays;

/**
 * What a standard normal distribution has above a number x: minus the logarithm of that
 * probability; its derivative, the hazard &lambda;(x), which is the density over the probability;
 * and &lambda;(x) &minus; x, which has digits of its own where both are large.
 *
 * <p>For x of 0 or more, &lambda;(x) &minus; x is a polynomial in (x &minus; 3) / (x + 3) over x +
 * 3, the Chebyshev interpolant of the function, computed with 60 digits, whose relative error is
 * below 1e-16; the others are sums of it that do not cancel. Below 0, all come from what lies above
 * &minus;x.
 */
final class NormalTail {
  static final double HALF_LOG_TWO_PI = 0x1.d67f1c864beb5p-1;

  static final double INVERSE_ROOT_TWO_PI = 0x1.9884533d43651p-2;

  /** Splits a number in two, of which the square of the first is exact. */
  private static final double SPLIT = 0x1p27 + 1;

  /** The part of a number whose square is exact. */
  static final long HIGH_BITS = 0xfffffffff8000000L;

  /** Beyond it, the density is less than the least normal number. */
  static final double VANISHING = 40;

  /** Of (hazard(x) - x) (x + 3) for x of 0 or more, in powers of (x - 3) / (x + 3). */
  static final double[] ABOVE = {
    0x1.b2d6ebb2ce8ffp+0, -0x1.aede2c42fdfbep-1, 0x1.19337485e350ap-6, 0x1.7c500fb505de3p-3,
    -0x1.a0b9138b8c7a2p-6, -0x1.bf9976337a6fbp-5, 0x1.f89c93295e299p-8, 0x1.2dfa290b39455p-6,
    -0x1.ee57ee58246eap-11, -0x1.a190bf8559b72p-8, -0x1.4c66ce288b69cp-11, 0x1.0bd91d0b27c0bp-9,
    0x1.40f03c59f94b8p-11, -0x1.1c3a4dcea6ed9p-11, -0x1.529e3d29edd47p-12, 0x1.80df09477f82cp-14,
    0x1.009f5ebaa372bp-13, 0x1.7a4c74ccf5878p-18, -0x1.15336a799a1c4p-15, -0x1.6cd10f65b1377p-17,
    0x1.61516cfe99013p-18, 0x1.14b24fa80fbbap-18, 0x1.c59f996123ea0p-26, -0x1.b62a1596317adp-21,
    -0x1.c9a0f4e76cbc2p-23, 0x1.1a2837002f16ap-24, 0x1.228d33dac1b22p-25, 0x1.1dc59991be67fp-29,
  };

  /** Makes what decides of a number, unless that is so small that it makes no difference. */
  private static final double STEEP = 0x1p60;

  private NormalTail() {}

  /** As {@link FunctionKernels#normal}, in loops that are all arithmetic. */
  static void of(double[] x, int length, double[] tail, double[] hazard, double[] hazardAbove) {
    Blocks blocks = Blocks.take();
    double[] density = blocks.doubles(0, length);
    double[] above = blocks.doubles(1, length);
    double[] odds = blocks.doubles(2, length);
    densities(x, length, density);
    hazardsAbove(x, length, above, odds);
    for (int i = 0; i < length; i++) {
      double ofSize = Math.abs(x[i]) + above[i];
      hazard[i] = density[i] / (1 - density[i] / ofSize);
      odds[i] = hazard[i] / ofSize;
      tail[i] = ofSize;
    }
    TwoPasses.log(tail, length, density);
    for (int i = 0; i < length; i++) {
      odds[i] = ScalarLogs.log1p(odds[i]);
      density[i] = x[i] * x[i] / 2 + (HALF_LOG_TWO_PI + density[i]);
    }
    for (int i = 0; i < length; i++) {
      double sign = x[i] * STEEP * Math.max(1, Math.abs(x[i]));
      hazardAbove[i] = greaterIf(-sign, above[i], hazard[i] - x[i]);
      hazard[i] = greaterIf(sign, hazard[i], tail[i]);
      tail[i] = greaterIf(sign, odds[i], density[i]);
    }
    blocks.giveBack();
  }

  /**
   * The greater of two numbers where what decides is above both, the other where that is below 0;
   * where it is between, both are the same but for rounding. The greater one must not grow faster
   * than what decides.
   */
  private static double greaterIf(double decides, double less, double greater) {
    return Math.max(less, Math.min(greater, decides));
  }

  /**
   * The density: half the square of a number is that of the part of it whose square is exact, and a
   * rest whose exponential is a polynomial.
   */
  private static void densities(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      double high = high(Math.min(Math.abs(x[i]), VANISHING));
      out[i] = -0.5 * high * high;
    }
    TwoPasses.exp(out, length, out);
    for (int i = 0; i < length; i++) {
      double within = Math.min(Math.abs(x[i]), VANISHING);
      double high = high(within);
      double rest = (high - within) * (high + within) / 2;
      double ofRest = 1 + rest * (1 + rest * (0.5 + rest / 6));
      out[i] = INVERSE_ROOT_TWO_PI * out[i] * ofRest;
    }
  }

  private static double high(double x) {
    double split = x * SPLIT;
    return split - (split - x);
  }

  /** What the hazard of |x| is above |x|; four powers in a loop. */
  private static void hazardsAbove(double[] x, int length, double[] out, double[] place) {
    for (int i = 0; i < length; i++) {
      place[i] = 1 - 6 / (Math.abs(x[i]) + 3);
    }
    Arrays.fill(out, 0, length, 0);
    for (int k = ABOVE.length - 1; k >= 0; k -= 4) {
      addPowers(place, length, ABOVE[k], ABOVE[k - 1], ABOVE[k - 2], ABOVE[k - 3], out);
    }
    for (int i = 0; i < length; i++) {
      out[i] /= Math.abs(x[i]) + 3;
    }
  }

  private static void addPowers(
      double[] place, int length, double a, double b, double c, double d, double[] out) {
    for (int i = 0; i < length; i++) {
      double at = place[i];
      out[i] = (((out[i] * at + a) * at + b) * at + c) * at + d;
    }
  }
}
