package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.__Real__Vector.broadcast;
import static jdk.incubator.vector.VectorOperators.AND_NOT;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.__Real__Vector;
import jdk.incubator.vector.__Bits__Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The logistic function and its surprisal on vectors of {@code __real__}; see {@link Logistic} and {@link
 * Vector__Real__Kernels}.
 */
final class Vector__Real__Logistic {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int IN_DOUBLE = DOUBLES.length();

  private static final __Bits__Vector ONE_BITS =
      __Bits__Vector.broadcast(__Bits__Vector.SPECIES_PREFERRED, __Real__.__real__ToRaw__Bits__Bits(1));
  private static final __Bits__Vector ALL_BUT_SIGN =
      __Bits__Vector.broadcast(__Bits__Vector.SPECIES_PREFERRED, __Real__.SIZE - 1);

  private static final Scalar__Real__Kernels TAIL = new Scalar__Real__Kernels();

  private Vector__Real__Logistic() {}

  static double softplusMinusProductOfBlock(__real__[] z, __real__[] y, int start, int length) {
    int end = start + SPECIES.loopBound(length);
    return logOfOnePlusExp(z, start, end)
        - product(z, y, start, end)
        + TAIL.softplusMinusProductOfBlock(z, y, end, start + length - end);
  }

  /** &Sigma; log(1 + exp(&minus;|z|)). */
  private static double logOfOnePlusExp(__real__[] z, int start, int end) {
    DoubleVector product0 = DoubleVector.zero(DOUBLES);
    DoubleVector product1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector logit = __Real__Vector.fromArray(SPECIES, z, i);
      __Real__Vector e =
          Vector__Real__Math.exp(Vector__Real__Math.minusAbs(logit, Vector__Real__Math.leansToYes(logit)));
      DoubleVector e0 = (DoubleVector) e.convertShape(TO_DOUBLE, DOUBLES, 0);
      product0 = product0.fma(e0, product0.add(e0));
      if (LANES > IN_DOUBLE) {
        DoubleVector e1 = (DoubleVector) e.convertShape(TO_DOUBLE, DOUBLES, 1);
        product1 = product1.fma(e1, product1.add(e1));
      }
    }
    product0 = product0.fma(product1, product0.add(product1));
    double product = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      product += product0.lane(lane) + product * product0.lane(lane);
    }
    return Math.log1p(product);
  }

  static double sigmoidMinusOfBlock(
      __real__[] z, __real__[] y, int start, int length, double scale, __real__[] out) {
    int end = start + SPECIES.loopBound(length);
    double linear = product(z, y, start, end);
    storeSignedExp(z, start, end, out);
    return residualOfSignedExp(y, start, end, (__real__) -scale, out)
        - linear
        + TAIL.sigmoidMinusOfBlock(z, y, end, start + length - end, scale, out);
  }

  /**
   * Sums z times how far y is from the answer that z leans to, &minus;1 for a no that was a yes.
   *
   * <p>With no method of ours in it: the compiler may put this loop behind another one in one method.
   */
  private static double product(__real__[] z, __real__[] y, int start, int end) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector logit = __Real__Vector.fromArray(SPECIES, z, i);
      VectorMask<__Real__> leansToYes = logit.compare(GT, 0);
      __Real__Vector miss =
          __Real__Vector.fromArray(SPECIES, y, i).sub(broadcast(SPECIES, 0).blend(1, leansToYes));
      __Real__Vector product = logit.mul(miss).blend(0, miss.compare(EQ, 0).andNot(leansToYes));
      sum0 = sum0.add(product.convertShape(TO_DOUBLE, DOUBLES, 0));
      if (LANES > IN_DOUBLE) {
        sum1 = sum1.add(product.convertShape(TO_DOUBLE, DOUBLES, 1));
      }
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum0.lane(lane);
    }
    return total;
  }

  /** Stores exp(&minus;|z|) with the sign of z, which may be lost by that. */
  private static void storeSignedExp(__real__[] z, int start, int end, __real__[] out) {
    for (int i = start; i < end; i += LANES) {
      __Real__Vector logit = __Real__Vector.fromArray(SPECIES, z, i);
      VectorMask<__Real__> leansToYes = Vector__Real__Math.leansToYes(logit);
      __Real__Vector e = Vector__Real__Math.exp(Vector__Real__Math.minusAbs(logit, leansToYes));
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
      __real__[] y, int start, int end, __real__ minusScale, __real__[] out) {
    DoubleVector product0 = DoubleVector.zero(DOUBLES);
    DoubleVector product1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector signed = __Real__Vector.fromArray(SPECIES, out, i);
      __Bits__Vector sign = signed.reinterpretAs__Bits__s().lanewise(ASHR, ALL_BUT_SIGN);
      __Real__Vector answer = ONE_BITS.lanewise(AND_NOT, sign).reinterpretAs__Real__s();
      __Real__Vector miss = __Real__Vector.fromArray(SPECIES, y, i).sub(answer);
      __Real__Vector e = signed.abs();
      // Plus 0, which takes the sign from a 0.
      signed.div(e.add(1)).add(miss).fma(minusScale, 0).intoArray(out, i);
      DoubleVector e0 = (DoubleVector) e.convertShape(TO_DOUBLE, DOUBLES, 0);
      product0 = product0.fma(e0, product0.add(e0));
      if (LANES > IN_DOUBLE) {
        DoubleVector e1 = (DoubleVector) e.convertShape(TO_DOUBLE, DOUBLES, 1);
        product1 = product1.fma(e1, product1.add(e1));
      }
    }
    product0 = product0.fma(product1, product0.add(product1));
    double product = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      product += product0.lane(lane) + product * product0.lane(lane);
    }
    return Math.log1p(product);
  }

  static void sigmoid(__real__[] z, int start, int length, __real__[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector logit = __Real__Vector.fromArray(SPECIES, z, i);
      VectorMask<__Real__> leansToYes = Vector__Real__Math.leansToYes(logit);
      __Real__Vector e = Vector__Real__Math.exp(Vector__Real__Math.minusAbs(logit, leansToYes));
      e.blend(1, leansToYes).div(e.add(1)).intoArray(out, i);
    }
    TAIL.sigmoid(z, end, start + length - end, out);
  }

  static void sigmoidSlope(__real__[] z, int start, int length, double scale, __real__[] out) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector logit = __Real__Vector.fromArray(SPECIES, z, i);
      __Real__Vector e =
          Vector__Real__Math.exp(Vector__Real__Math.minusAbs(logit, Vector__Real__Math.leansToYes(logit)));
      __Real__Vector onePlusE = e.add(1);
      e.div(onePlusE.mul(onePlusE)).mul((__real__) scale).intoArray(out, i);
    }
    TAIL.sigmoidSlope(z, end, start + length - end, scale, out);
  }
}
