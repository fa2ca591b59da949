package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logistic function and its surprisal on vectors of double; see {@link Logistic} and {@link
 * VectorDoubleKernels}.
 */
final class VectorDoubleLogistic {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final LongVector ONE_BITS =
      LongVector.broadcast(LongVector.SPECIES_PREFERRED, Double.doubleToRawLongBits(1));
  private static final LongVector ALL_BUT_SIGN =
      LongVector.broadcast(LongVector.SPECIES_PREFERRED, Double.SIZE - 1);

  private static final ScalarDoubleKernels TAIL = new ScalarDoubleKernels();

  private VectorDoubleLogistic() {}

  static double softplusMinusProductOfBlock(double[] z, double[] y, int start, int length) {
    int end = start + SPECIES.loopBound(length);
    return logOfOnePlusExp(z, start, end)
        - product(z, y, start, end)
        + TAIL.softplusMinusProductOfBlock(z, y, end, start + length - end);
  }

  /** &Sigma; log(1 + exp(&minus;|z|)). */
  private static double logOfOnePlusExp(double[] z, int start, int end) {
    DoubleVector product = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector e =
          VectorDoubleMath.exp(
              VectorDoubleMath.minusAbs(logit, VectorDoubleMath.leansToYes(logit)));
      product = product.fma(e, product.add(e));
    }
    double all = 0;
    for (int lane = 0; lane < LANES; lane++) {
      all += product.lane(lane) + all * product.lane(lane);
    }
    return Math.log1p(all);
  }

  static double sigmoidMinusOfBlock(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    int end = start + SPECIES.loopBound(length);
    double linear = product(z, y, start, end);
    storeSignedExp(z, start, end, out);
    return residualOfSignedExp(y, start, end, -scale, out)
        - linear
        + TAIL.sigmoidMinusOfBlock(z, y, end, start + length - end, scale, out);
  }

  /**
   * Sums z times how far y is from the answer that z leans to, &minus;1 for a no that was a yes.
   */
  private static double product(double[] z, double[] y, int start, int end) {
    DoubleVector sum = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector miss =
          DoubleVector.fromArray(SPECIES, y, i).sub(broadcast(SPECIES, 0).blend(1, leansToYes));
      DoubleVector linear = logit.mul(miss).blend(0, miss.compare(EQ, 0).andNot(leansToYes));
      sum = sum.add(linear);
    }
    double total = 0;
    for (int lane = 0; lane < LANES; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  /** Stores exp(&minus;|z|) with the sign of z, which may be lost by that. */
  private static void storeSignedExp(double[] z, int start, int end, double[] out) {
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector e = VectorDoubleMath.exp(VectorDoubleMath.minusAbs(logit, leansToYes));
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
      double[] y, int start, int end, double minusScale, double[] out) {
    DoubleVector product = broadcast(SPECIES, 0);
    for (int i = start; i < end; i += LANES) {
      DoubleVector signed = DoubleVector.fromArray(SPECIES, out, i);
      LongVector sign = signed.reinterpretAsLongs().lanewise(ASHR, ALL_BUT_SIGN);
      DoubleVector answer = ONE_BITS.lanewise(AND_NOT, sign).reinterpretAsDoubles();
      DoubleVector miss = DoubleVector.fromArray(SPECIES, y, i).sub(answer);
      DoubleVector e = signed.abs();
      // Plus 0, which takes the sign from a 0.
      signed.div(e.add(1)).add(miss).fma(minusScale, 0).intoArray(out, i);
      product = product.fma(e, product.add(e));
    }
    double all = 0;
    for (int lane = 0; lane < LANES; lane++) {
      all += product.lane(lane) + all * product.lane(lane);
    }
    return Math.log1p(all);
  }

  static void sigmoid(double[] z, int start, int length, double[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      VectorMask<Double> leansToYes = VectorDoubleMath.leansToYes(logit);
      DoubleVector e = VectorDoubleMath.exp(VectorDoubleMath.minusAbs(logit, leansToYes));
      e.blend(1, leansToYes).div(e.add(1)).intoArray(out, i);
    }
    TAIL.sigmoid(z, end, start + length - end, out);
  }

  static void sigmoidSlope(double[] z, int start, int length, double scale, double[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      DoubleVector logit = DoubleVector.fromArray(SPECIES, z, i);
      DoubleVector e =
          VectorDoubleMath.exp(
              VectorDoubleMath.minusAbs(logit, VectorDoubleMath.leansToYes(logit)));
      DoubleVector onePlusE = e.add(1);
      e.div(onePlusE.mul(onePlusE)).mul(scale).intoArray(out, i);
    }
    TAIL.sigmoidSlope(z, end, start + length - end, scale, out);
  }
}
