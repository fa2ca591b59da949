package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.FROM_DOUBLE;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.PART;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.VectorOperators.IS_INFINITE;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/** The Vector API on blocks that are capped: see {@link Vector__Real__Blocks}. */
@SuppressWarnings("serial")
abstract class Vector__Real__SoftCaps extends Vector__Real__SoftmaxRows {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int IN_DOUBLE = DOUBLES.length();

  @Override
  public void capBelowLargest(
      __real__[] x,
      double cap,
      int size,
      int stride,
      __real__[] max,
      double[] largest,
      __real__[] below) {
    reference(x, cap, size, stride, max, largest);
    for (int i = 0, r = 0; i < size * stride; i += IN_DOUBLE) {
      DoubleVector most = DoubleVector.fromArray(DOUBLES, largest, r);
      r = r + IN_DOUBLE < stride ? r + IN_DOUBLE : 0;
      DoubleVector v =
          (DoubleVector)
              __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector exponent = v.abs().mul(-2 / cap).max(VectorDoubleMath.UNDERFLOW);
      DoubleVector rounded = VectorDoubleMath.rounded(exponent);
      DoubleVector power = VectorDoubleMath.powerOfTwo(rounded);
      DoubleVector more = VectorDoubleMath.expMinusPower(exponent, rounded);
      // e - 1, with e = exp(-2 |x / cap|).
      DoubleVector rest = more.add(power.sub(1));
      // As beside a slope, so that it has the same bits.
      DoubleVector inverse = DoubleVector.broadcast(DOUBLES, 1).div(rest.add(2));
      DoubleVector minus = rest.mul(inverse).mul(cap);
      DoubleVector capped =
          DoubleVector.zero(DOUBLES)
              .sub(minus)
              .blend(minus, v.compare(LT, 0))
              .blend(v, v.test(IS_INFINITE));
      ((__Real__Vector) capped.sub(most).convertShape(FROM_DOUBLE, PART, 0)).intoArray(below, i);
    }
  }

  @Override
  public void capBelowLargest(
      __real__[] x,
      double cap,
      int size,
      int stride,
      __real__[] max,
      double[] largest,
      __real__[] below,
      __real__[] slope) {
    reference(x, cap, size, stride, max, largest);
    for (int i = 0, r = 0; i < size * stride; i += IN_DOUBLE) {
      DoubleVector most = DoubleVector.fromArray(DOUBLES, largest, r);
      r = r + IN_DOUBLE < stride ? r + IN_DOUBLE : 0;
      DoubleVector v =
          (DoubleVector)
              __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector minusTwice = v.abs().mul(-2 / cap);
      DoubleVector exponent = minusTwice.max(VectorDoubleMath.UNDERFLOW);
      DoubleVector rounded = VectorDoubleMath.rounded(exponent);
      DoubleVector power = VectorDoubleMath.powerOfTwo(rounded);
      DoubleVector more = VectorDoubleMath.expMinusPower(exponent, rounded);
      // e - 1, with e = exp(-2 |x / cap|).
      DoubleVector rest = more.add(power.sub(1));
      DoubleVector inverse = DoubleVector.broadcast(DOUBLES, 1).div(rest.add(2));
      DoubleVector minus = rest.mul(inverse).mul(cap);
      DoubleVector capped =
          DoubleVector.zero(DOUBLES)
              .sub(minus)
              .blend(minus, v.compare(LT, 0))
              .blend(v, v.test(IS_INFINITE));
      ((__Real__Vector) capped.sub(most).convertShape(FROM_DOUBLE, PART, 0)).intoArray(below, i);
      DoubleVector bent =
          more.add(power)
              .mul(4)
              .mul(inverse)
              .mul(inverse)
              .blend(0, minusTwice.compare(LT, VectorDoubleMath.UNDERFLOW));
      ((__Real__Vector) bent.convertShape(FROM_DOUBLE, PART, 0)).intoArray(slope, i);
    }
  }

  private static void reference(
      __real__[] x, double cap, int size, int stride, __real__[] max, double[] largest) {
    maxOfRows(x, size, stride, max);
    Scalar__Real__SoftCaps.cap(max, cap, stride, largest);
    if (stride == 1) {
      // The number of a row that has the block for itself, repeated for all lanes.
      Arrays.fill(largest, 0, IN_DOUBLE, largest[0]);
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
  public void cap(__real__[] x, __real__[] tanh, double cap, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector.fromArray(SPECIES, tanh, i)
          .mul((__real__) cap)
          .blend(v, v.test(IS_INFINITE))
          .intoArray(out, i);
    }
  }
}
