package dev.surprisal.runtime.kernel;

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

  private NormalTail() {}

  /** &minus;log of what is above x of 0 or more, with its hazard. */
  static double surprisal(double x, double hazard) {
    return x * x / 2 + (HALF_LOG_TWO_PI + Math.log(hazard));
  }

  /** What is below x, which is less than 0, with what the hazard of its size is above that. */
  static double below(double x, double above) {
    return density(x) / (above - x);
  }

  /** What the hazard of x of 0 or more is above x. */
  static double above(double x) {
    double shifted = x + 3;
    return LogGammaRest.polynomial(ABOVE, 1 - 6 / shifted) / shifted;
  }

  /** Of x of 0 or less. The square is exact, but for a part whose exponential is a polynomial. */
  static double density(double x) {
    double within = Math.max(x, -VANISHING);
    double high = Double.longBitsToDouble(Double.doubleToRawLongBits(within) & HIGH_BITS);
    double rest = (high - within) * (high + within) / 2;
    double ofRest = 1 + rest * (1 + rest * (0.5 + rest / 6));
    return INVERSE_ROOT_TWO_PI * ScalarMath.exp(-high * high / 2) * ofRest;
  }
}
