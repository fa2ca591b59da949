package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Elementary functions on vectors of float. Error bounds are relative, and hold for every lane.
 *
 * <p>They are as short as they are because the compiler gives up inlining when a loop grows beyond
 * some fifty operations on vectors, and what it does not inline it allocates. Constants are
 * broadcast where they are used: the compiler keeps them in registers over a loop, where it would
 * load a constant vector from memory every time. It inlines the API whatever the size of the loop,
 * but not a method of ours: so there is none around {@code broadcast}.
 */
final class VectorFloatMath {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final float LOG2_E = (float) ScalarMath.LOG2_E;
  private static final float MINUS_LN2_HIGH = -0x1.62e43p-1f;

  /** LN2_HIGH &minus; log 2. */
  private static final float MINUS_LN2_LOW = 0x1.05c61p-29f;

  /**
   * Added to n, leaves the exponent of 2<sup>n</sup> in the low bits: 1.5 &middot; 2<sup>23</sup>,
   * whose own low bits are 0, and the bias of exponents.
   */
  private static final float ROUND_TO_EXPONENT = 0x1.8p23f + 127;

  private static final IntVector MANTISSA_BITS =
      IntVector.broadcast(IntVector.SPECIES_PREFERRED, 23);

  /** Below this, exp is less than the least normal float. */
  static final float UNDERFLOW = -0x1.5d589ep6f;

  // exp(r) = 1 + r + EXP_2 r^2 + ..., minimax for |r| <= log(2)/2.
  private static final float EXP_2 = 0x1.fffffcp-2f;
  private static final float EXP_3 = 0x1.555492p-3f;
  private static final float EXP_4 = 0x1.5558f2p-5f;
  private static final float EXP_5 = 0x1.123a2p-7f;
  private static final float EXP_6 = 0x1.6a23e6p-10f;

  // (atanh(s)/s - 1)/s^2, minimax for s up to (sqrt(2) - 1)/(sqrt(2) + 1).
  private static final float LOG1P_3 = 0x1.55557ap-2f;
  private static final float LOG1P_5 = 0x1.995eb6p-3f;
  private static final float LOG1P_7 = 0x1.31e34cp-3f;

  private static final float LN2 = (float) ScalarMath.LN2;

  private VectorFloatMath() {}

  /**
   * exp(x) for x &le; 88, or NaN; within 0.91 ulp (found over every float), and 0 where it is less
   * than the least normal number, 2<sup>&minus;126</sup>.
   */
  static FloatVector exp(FloatVector x) {
    return scaledExp(x, ROUND_TO_EXPONENT, UNDERFLOW);
  }

  /** The first constant of {@link #scaledExp} for a division by 2<sup>exponent</sup>. */
  static float roundToExponent(int exponent) {
    return ROUND_TO_EXPONENT - exponent;
  }

  /**
   * exp(x) / 2<sup>exponent</sup>, within 0.91 ulp where that is a normal number; 0 for x below the
   * given underflow.
   *
   * <p>x = n log 2 + r with |r| &le; log(2)/2; exp(r) is a polynomial of degree 6, whose relative
   * error is below 4e-9 there; n &minus; exponent goes into the bits of a power of two.
   */
  static FloatVector scaledExp(FloatVector x, float roundToExponent, float underflow) {
    FloatVector rounded = x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, roundToExponent));
    FloatVector n = rounded.sub(roundToExponent);
    FloatVector r =
        n.fma(broadcast(SPECIES, MINUS_LN2_LOW), n.fma(broadcast(SPECIES, MINUS_LN2_HIGH), x));
    FloatVector r2 = r.mul(r);
    FloatVector high =
        r2.fma(
            broadcast(SPECIES, EXP_6), r.fma(broadcast(SPECIES, EXP_5), broadcast(SPECIES, EXP_4)));
    FloatVector q = high.fma(r2, r.fma(broadcast(SPECIES, EXP_3), broadcast(SPECIES, EXP_2)));
    FloatVector one = broadcast(SPECIES, 1);
    FloatVector p = r.fma(r.fma(q, one), one);
    FloatVector powerOfTwo =
        rounded.reinterpretAsInts().lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
    return p.mul(powerOfTwo).blend(0, x.compare(LT, underflow));
  }

  /** What {@link #powerOfTwo} of x is taken from, with the bias of exponents. */
  static FloatVector rounded(FloatVector x) {
    return x.fma(broadcast(SPECIES, LOG2_E), broadcast(SPECIES, ROUND_TO_EXPONENT));
  }

  /** The power of two near exp(x), 2<sup>n</sup> in {@link #scaledExp}. */
  static FloatVector powerOfTwo(FloatVector rounded) {
    return rounded.reinterpretAsInts().lanewise(LSHL, MANTISSA_BITS).reinterpretAsFloats();
  }

  /**
   * exp(x) less the power of two near it, 2<sup>n</sup> (exp(r) &minus; 1): exp(x) and exp(x)
   * &minus; 1 both have their digits where that power, or that less 1, is added.
   */
  static FloatVector expMinusPower(FloatVector x, FloatVector rounded) {
    FloatVector n = rounded.sub(ROUND_TO_EXPONENT);
    FloatVector r =
        n.fma(broadcast(SPECIES, MINUS_LN2_LOW), n.fma(broadcast(SPECIES, MINUS_LN2_HIGH), x));
    FloatVector r2 = r.mul(r);
    FloatVector high =
        r2.fma(
            broadcast(SPECIES, EXP_6), r.fma(broadcast(SPECIES, EXP_5), broadcast(SPECIES, EXP_4)));
    FloatVector q = high.fma(r2, r.fma(broadcast(SPECIES, EXP_3), broadcast(SPECIES, EXP_2)));
    return q.fma(r2, r).mul(powerOfTwo(rounded));
  }

  /** log(1 + x) for 0 &le; x &le; 1, or NaN; as {@link VectorDoubleMath#log1p}. */
  static FloatVector log1p(FloatVector x) {
    VectorMask<Float> isLarge = x.compare(GT, (float) ScalarLogs.LARGEST_SMALL);
    FloatVector f = x.blend(x.sub(1).mul(0.5f), isLarge);
    FloatVector s = f.div(f.add(2));
    FloatVector z = s.mul(s);
    FloatVector q =
        z.fma(broadcast(SPECIES, LOG1P_7), broadcast(SPECIES, LOG1P_5))
            .fma(z, broadcast(SPECIES, LOG1P_3));
    FloatVector twice = s.add(s);
    FloatVector log = twice.fma(z.mul(q), twice);
    return log.add(broadcast(SPECIES, 0).blend(LN2, isLarge));
  }

  /** Where yes is the more probable answer to a logit. */
  static VectorMask<Float> leansToYes(FloatVector z) {
    return z.compare(GT, 0);
  }

  /** &minus;|z|; NaN for +&infin;, see {@link Logistic}. */
  static FloatVector minusAbs(FloatVector z, VectorMask<Float> leansToYes) {
    return broadcast(SPECIES, 0).blend(z, leansToYes).fma(broadcast(SPECIES, -2), z);
  }
}
