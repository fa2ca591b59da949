package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.__Real__Vector.broadcast;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators.Conversion;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/**
 * The Vector API: full vectors here, what is left at the end of a range by the scalar kernels.
 *
 * <p>Loops are short, and two are better than a long one: the processor looks ahead over a few
 * hundred instructions, so of a short loop it works on several iterations at a time.
 *
 * <p>A vector is an object where the compiler does not see all of its life. So sums start from
 * vectors made on the spot, no method of ours is given one after a loop, and lanes are added up in
 * place; one by one, as the API's own reduction leaves their order open.
 *
 * <p>Sums of log(1 + e) are one logarithm of &Pi; (1 + e) &minus; 1, which loses no digit where all
 * e are small.
 */
@SuppressWarnings("serial")
final class Vector__Real__Kernels extends Vector__Real__GradedRows
    implements RowKernels<__real__[]> {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** The values of a vector of double, into two of which those of a vector of float go. */
  private static final int IN_DOUBLE = DOUBLES.length();

  /** As many values as there are doubles in a vector. */
  static final VectorSpecies<__Real__> PART =
      VectorSpecies.of(
          __real__.class, VectorShape.forBitSize(__Real__.SIZE * IN_DOUBLE));

  /** To double: a vector of float as two parts, one of double as it is. */
  static final Conversion<__Real__, Double> TO_DOUBLE =
      Conversion.ofCast(__real__.class, double.class);

  static final Conversion<Double, __Real__> FROM_DOUBLE =
      Conversion.ofCast(double.class, __real__.class);

  /** The width of the preferred vectors. */
  static final int BITS = SPECIES.vectorBitSize();

  private static final Scalar__Real__Kernels TAIL = new Scalar__Real__Kernels();

  @Override
  public double max(__real__[] z, int start, int length) {
    __Real__Vector max = broadcast(SPECIES, __Real__.NEGATIVE_INFINITY);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, z, i);
      max = max.blend(v, v.compare(GT, max));
    }
    return Math.max(max.reduceLanes(MAX), TAIL.max(z, end, start + length - end));
  }

  @Override
  public int commonExponent(__real__[] z, int start, int length) {
    __Real__Vector max = broadcast(SPECIES, __Real__.NEGATIVE_INFINITY);
    __Real__Vector min = broadcast(SPECIES, __Real__.POSITIVE_INFINITY);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, z, i);
      max = max.blend(v, v.compare(GT, max));
      __Real__Vector unmasked = v.blend(__Real__.POSITIVE_INFINITY, v.compare(LT, -__Real__.MAX_VALUE));
      min = min.blend(unmasked, unmasked.compare(LT, min));
    }
    int rest = start + length - end;
    return Scalar__Real__Kernels.commonExponent(
        Math.min(min.reduceLanes(MIN), TAIL.leastUnmasked(z, end, rest)),
        Math.max(max.reduceLanes(MAX), TAIL.max(z, end, rest)));
  }

  @Override
  public void storeScaledExp(__real__[] z, int start, int length, int exponent, __real__[] out) {
    Vector__Real__ScaledExp.store(z, start, length, exponent, out);
  }

  @Override
  public double sumScaledExp(__real__[] z, int start, int length, int exponent) {
    return Vector__Real__ScaledExp.sum(z, start, length, exponent);
  }

  @Override
  public double scaledExp(__real__[] z, int i, int exponent) {
    return Vector__Real__ScaledExp.of(z[i], Vector__Real__Math.roundToExponent(exponent));
  }

  @Override
  public double sumExpOfSegment(__real__[] z, int start, int length, double shift) {
    return Vector__Real__Exp.sum(z, start, length, shift);
  }

  @Override
  public double storeExpOfSegment(__real__[] z, int start, int length, double shift, __real__[] out) {
    return Vector__Real__Exp.store(z, start, length, shift, out);
  }

  @Override
  public void scale(__real__[] x, int start, int length, double factor) {
    if (!Scalar__Real__Math.holds(factor)) {
      TAIL.scale(x, start, length, factor);
      return;
    }
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector.fromArray(SPECIES, x, i).mul((__real__) factor).intoArray(x, i);
    }
    TAIL.scale(x, end, start + length - end, factor);
  }

  @Override
  public void indicatorVariance(__real__[] x, int start, int length, double total, double scale) {
    if (scale > __Real__.MAX_VALUE) {
      TAIL.indicatorVariance(x, start, length, total, scale);
      return;
    }
    __real__ restOfMax = (__real__) (total - 1);
    __real__ factor = (__real__) (scale / total);
    __real__ perTotal = (__real__) (1 / total);
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector e = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector rest = broadcast(SPECIES, 1).sub(e).add(restOfMax);
      e.mul(factor).mul(rest.mul(perTotal)).intoArray(x, i);
    }
    TAIL.indicatorVariance(x, end, start + length - end, total, scale);
  }

  @Override
  public double softplusMinusProductOfBlock(__real__[] z, __real__[] y, int start, int length) {
    return Vector__Real__Logistic.softplusMinusProductOfBlock(z, y, start, length);
  }

  @Override
  public double sigmoidMinusOfBlock(
      __real__[] z, __real__[] y, int start, int length, double scale, __real__[] out) {
    return scale > __Real__.MAX_VALUE
        ? TAIL.sigmoidMinusOfBlock(z, y, start, length, scale, out)
        : Vector__Real__Logistic.sigmoidMinusOfBlock(z, y, start, length, scale, out);
  }

  @Override
  public void sigmoid(__real__[] z, int start, int length, __real__[] out) {
    Vector__Real__Logistic.sigmoid(z, start, length, out);
  }

  @Override
  public void sigmoidSlope(__real__[] z, int start, int length, double scale, __real__[] out) {
    if (scale > __Real__.MAX_VALUE) {
      TAIL.sigmoidSlope(z, start, length, scale, out);
    } else {
      Vector__Real__Logistic.sigmoidSlope(z, start, length, scale, out);
    }
  }

  @Override
  public double halfSquaredDistance(__real__[] z, __real__[] y, int start, int length) {
    return Vector__Real__Distances.halfSquaredDistance(z, y, start, length);
  }

  @Override
  public double difference(
      __real__[] z, __real__[] y, int start, int length, double scale, __real__[] out) {
    return Vector__Real__Distances.difference(z, y, start, length, scale, out);
  }

  @Override
  public double weightedHalfSquaredDistance(
      __real__[] z, __real__[] y, int start, int length, double[] weights) {
    return Vector__Real__Distances.weightedHalfSquaredDistance(z, y, start, length, weights);
  }

  @Override
  public double weightedDifference(
      __real__[] z,
      __real__[] y,
      int start,
      int length,
      double[] weights,
      double scale,
      __real__[] out) {
    return Vector__Real__Distances.weightedDifference(z, y, start, length, weights, scale, out);
  }

  @Override
  public double sum(__real__[] x, int start, int length) {
    int end = start + SPECIES.loopBound(length);
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      sum0 = sum0.add(v.convertShape(TO_DOUBLE, DOUBLES, 0));
      if (LANES > IN_DOUBLE) {
        sum1 = sum1.add(v.convertShape(TO_DOUBLE, DOUBLES, 1));
      }
    }
    double total = 0;
    sum0 = sum0.add(sum1);
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum0.lane(lane);
    }
    return total + TAIL.sum(x, end, start + length - end);
  }

  /** As {@link BlockKernels#sumOfRows}, of rows that lie side by side. */
  static void sumOfRows(__real__[] x, int size, int stride, double[] out) {
    for (int r = 0; r < stride; r += LANES) {
      DoubleVector sum0 = DoubleVector.zero(DOUBLES);
      DoubleVector sum1 = DoubleVector.zero(DOUBLES);
      for (int i = r; i < size * stride; i += stride) {
        __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
        sum0 = sum0.add(v.convertShape(TO_DOUBLE, DOUBLES, 0));
        if (LANES > IN_DOUBLE) {
          sum1 = sum1.add(v.convertShape(TO_DOUBLE, DOUBLES, 1));
        }
      }
      sum0.intoArray(out, r);
      if (LANES > IN_DOUBLE) {
        sum1.intoArray(out, r + IN_DOUBLE);
      }
    }
  }

  @Override
  public int firstOutside(__real__[] x, int start, int length, double low, double high) {
    int end = start + SPECIES.loopBound(length);
    for (int i = start; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      if (!v.compare(GE, (__real__) low).and(v.compare(LE, (__real__) high)).allTrue()) {
        return TAIL.firstOutside(x, i, LANES, low, high);
      }
    }
    return TAIL.firstOutside(x, end, start + length - end, low, high);
  }
}
