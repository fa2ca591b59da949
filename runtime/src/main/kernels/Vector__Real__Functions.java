package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_INFINITE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/** The Vector API on blocks, a function at a time: see {@link Vector__Real__Blocks}. */
abstract class Vector__Real__Functions extends Vector__Real__SoftmaxRows {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final Vector__Real__Kernels RANGES = new Vector__Real__Kernels();

  @Override
  public void exp(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      Vector__Real__Math.exp(v.min(Scalar__Real__Math.LARGEST_EXPONENT))
          .blend(v, v.compare(EQ, __Real__.POSITIVE_INFINITY))
          .intoArray(out, i);
    }
  }

  @Override
  public void softplus(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector e =
          Vector__Real__Math.exp(
              Vector__Real__Math.minusAbs(v, Vector__Real__Math.leansToYes(v)));
      Vector__Real__Math.log1p(e).add(v.max(0)).intoArray(out, i);
    }
  }

  @Override
  public void sigmoid(__real__[] x, int length, __real__[] out) {
    RANGES.sigmoid(x, 0, length, out);
  }

  @Override
  public void sigmoidSlope(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector e =
          Vector__Real__Math.exp(
              Vector__Real__Math.minusAbs(v, Vector__Real__Math.leansToYes(v)));
      __Real__Vector onePlusE = e.add(1);
      e.div(onePlusE.mul(onePlusE)).intoArray(out, i);
    }
  }

  @Override
  public void sign(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      v.blend(1, v.compare(GT, 0)).blend(-1, v.compare(LT, 0)).intoArray(out, i);
    }
  }

  @Override
  public void belowZero(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      v.blend(0, v.compare(GE, 0)).blend(1, v.compare(LT, 0)).intoArray(out, i);
    }
  }

  @Override
  public void tanh(__real__[] x, double factor, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector exponent =
          v.abs().mul((__real__) (-2 * factor)).max(Vector__Real__Math.UNDERFLOW);
      __Real__Vector rounded = Vector__Real__Math.rounded(exponent);
      __Real__Vector power = Vector__Real__Math.powerOfTwo(rounded);
      __Real__Vector more = Vector__Real__Math.expMinusPower(exponent, rounded);
      // e - 1, with e = exp(-2 |factor x|).
      __Real__Vector rest = more.add(power.sub(1));
      // As beside a slope, so that it has the same bits.
      __Real__Vector t = rest.mul(__Real__Vector.broadcast(SPECIES, 1).div(rest.add(2)));
      __Real__Vector.zero(SPECIES).sub(t).blend(t, v.compare(LT, 0)).blend(0, v.test(IS_INFINITE)).intoArray(out, i);
    }
  }

  @Override
  public void tanh(
      __real__[] x, double factor, int length, __real__[] out, __real__[] slope) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector minusTwice = v.abs().mul((__real__) (-2 * factor));
      __Real__Vector exponent = minusTwice.max(Vector__Real__Math.UNDERFLOW);
      __Real__Vector rounded = Vector__Real__Math.rounded(exponent);
      __Real__Vector power = Vector__Real__Math.powerOfTwo(rounded);
      __Real__Vector more = Vector__Real__Math.expMinusPower(exponent, rounded);
      // e - 1, with e = exp(-2 |factor x|).
      __Real__Vector rest = more.add(power.sub(1));
      // One division for both: they take longer than all else.
      __Real__Vector inverse = __Real__Vector.broadcast(SPECIES, 1).div(rest.add(2));
      __Real__Vector t = rest.mul(inverse);
      __Real__Vector.zero(SPECIES).sub(t).blend(t, v.compare(LT, 0)).blend(0, v.test(IS_INFINITE)).intoArray(out, i);
      more.add(power)
          .mul(4)
          .mul(inverse)
          .mul(inverse)
          .blend(0, minusTwice.compare(LT, Vector__Real__Math.UNDERFLOW))
          .intoArray(slope, i);
    }
  }

  @Override
  public void keepInfinite(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector.fromArray(SPECIES, out, i).blend(v, v.test(IS_INFINITE)).intoArray(out, i);
    }
  }
}
