package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logistic function and its surprisal on vectors of float; see {@link Logistic} and {@link
 * VectorFloatKernels}.
 */
final class VectorFloatLogistic {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final IntVector ONE_BITS =
      IntVector.broadcast(IntVector.SPECIES_PREFERRED, Float.floatToRawIntBits(1));
  private static final IntVector ALL_BUT_SIGN =
      IntVector.broadcast(IntVector.SPECIES_PREFERRED, Float.SIZE - 1);

  private static final ScalarFloatKernels TAIL = new ScalarFloatKernels();

  private VectorFloatLogistic() {}

  static double softplusMinusProductOfBlock(float[] z, float[] y, int start, int length) {
    int end = start + SPECIES.loopBound(length);
    return logOfOnePlusExp(z, start, end)
        - product(z, y, start, end)
        + TAIL.softplusMinusProductOfBlock(z, y, end, start + length - end);
  }

  /** &Sigma; log(1 + exp(&minus;|z|)). */
  private static double logOfOnePlusExp(float[] z, int start, int end) {
    DoubleVector product0 = DoubleVector.zero(DOUBLES);
    DoubleVector product1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      FloatVector e =
          VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, VectorFloatMath.leansToYes(logit)));
      DoubleVector e0 = (DoubleVector) e.convertShape(F2D, DOUBLES, 0);
      DoubleVector e1 = (DoubleVector) e.convertShape(F2D, DOUBLES, 1);
      product0 = product0.fma(e0, product0.add(e0));
      product1 = product1.fma(e1, product1.add(e1));
    }
    product0 = product0.fma(product1, product0.add(product1));
    double product = 0;
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      product += product0.lane(lane) + product * product0.lane(lane);
    }
    return Math.log1p(product);
  }

  static double sigmoidMinusOfBlock(
      float[] z, float[] y, int start, int length, double scale, float[] out) {
    int end = start + SPECIES.loopBound(length);
    double linear = product(z, y, start, end);
    storeSignedExp(z, start, end, out);
    return residualOfSignedExp(y, start, end, (float) -scale, out)
        - linear
        + TAIL.sigmoidMinusOfBlock(z, y, end, start + length - end, scale, out);
  }

  /**
   * Sums z times how far y is from the answer that z leans to, &minus;1 for a no that was a yes.
   */
  private static double product(float[] z, float[] y, int start, int end) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector miss =
          FloatVector.fromArray(SPECIES, y, i).sub(broadcast(SPECIES, 0).blend(1, leansToYes));
      FloatVector product = logit.mul(miss).blend(0, miss.compare(EQ, 0).andNot(leansToYes));
      sum0 = sum0.add(product.convertShape(F2D, DOUBLES, 0));
      sum1 = sum1.add(product.convertShape(F2D, DOUBLES, 1));
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      total += sum0.lane(lane);
    }
    return total;
  }

  /** Stores exp(&minus;|z|) with the sign of z, which may be lost by that. */
  private static void storeSignedExp(float[] z, int start, int end, float[] out) {
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector e = VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, leansToYes));
      e.neg().blend(e, leansToYes).intoArray(out, i);
    }
  }

  /**
   * From s = &plusmn;exp(&minus;|z|), the residual &minus;(s / (1 + |s|) + miss), where miss is y
   * less the answer that z leans to.
   *
   * @return &Sigma; log(1 + |s|)
   */
  private static double residualOfSignedExp(
      float[] y, int start, int end, float minusScale, float[] out) {
    DoubleVector product0 = DoubleVector.zero(DOUBLES);
    DoubleVector product1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      FloatVector signed = FloatVector.fromArray(SPECIES, out, i);
      IntVector sign = signed.reinterpretAsInts().lanewise(ASHR, ALL_BUT_SIGN);
      FloatVector answer = ONE_BITS.lanewise(AND_NOT, sign).reinterpretAsFloats();
      FloatVector miss = FloatVector.fromArray(SPECIES, y, i).sub(answer);
      FloatVector e = signed.abs();
      // Plus 0, which takes the sign from a 0.
      signed.div(e.add(1)).add(miss).fma(minusScale, 0).intoArray(out, i);
      DoubleVector e0 = (DoubleVector) e.convertShape(F2D, DOUBLES, 0);
      DoubleVector e1 = (DoubleVector) e.convertShape(F2D, DOUBLES, 1);
      product0 = product0.fma(e0, product0.add(e0));
      product1 = product1.fma(e1, product1.add(e1));
    }
    product0 = product0.fma(product1, product0.add(product1));
    double product = 0;
    for (int lane = 0; lane < DOUBLES.length(); lane++) {
      product += product0.lane(lane) + product * product0.lane(lane);
    }
    return Math.log1p(product);
  }

  static void sigmoid(float[] z, int start, int length, float[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      VectorMask<Float> leansToYes = VectorFloatMath.leansToYes(logit);
      FloatVector e = VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, leansToYes));
      e.blend(1, leansToYes).div(e.add(1)).intoArray(out, i);
    }
    TAIL.sigmoid(z, end, start + length - end, out);
  }

  static void sigmoidSlope(float[] z, int start, int length, double scale, float[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      FloatVector logit = FloatVector.fromArray(SPECIES, z, i);
      FloatVector e =
          VectorFloatMath.exp(VectorFloatMath.minusAbs(logit, VectorFloatMath.leansToYes(logit)));
      FloatVector onePlusE = e.add(1);
      e.div(onePlusE.mul(onePlusE)).mul((float) scale).intoArray(out, i);
    }
    TAIL.sigmoidSlope(z, end, start + length - end, scale, out);
  }
}
