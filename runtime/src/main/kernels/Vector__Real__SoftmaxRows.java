package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.FROM_DOUBLE;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.PART;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.MAX;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/** The Vector API on rows in blocks: see {@link Vector__Real__Blocks}. */
@SuppressWarnings("serial")
abstract class Vector__Real__SoftmaxRows extends Vector__Real__RowTransfers {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int IN_DOUBLE = DOUBLES.length();

  private static final Scalar__Real__Blocks SCALAR = new Scalar__Real__Blocks();

  @Override
  public void sumOfRows(__real__[] x, int size, int stride, double[] out) {
    if (stride == 1) {
      out[0] = sum(x, size);
    } else {
      Vector__Real__Kernels.sumOfRows(x, size, stride, out);
    }
  }

  @Override
  public void sumOfOthers(__real__[] x, int size, int stride, __real__[] out) {
    if (stride == 1) {
      SCALAR.sumOfOthers(x, size, stride, out);
      return;
    }
    for (int r = 0; r < stride; r += LANES) {
      __Real__Vector before = __Real__Vector.zero(SPECIES);
      for (int i = r; i < size * stride; i += stride) {
        before.intoArray(out, i);
        before = before.add(__Real__Vector.fromArray(SPECIES, x, i));
      }
      __Real__Vector behind = __Real__Vector.zero(SPECIES);
      for (int i = r + (size - 1) * stride; i >= 0; i -= stride) {
        __Real__Vector.fromArray(SPECIES, out, i).add(behind).intoArray(out, i);
        behind = behind.add(__Real__Vector.fromArray(SPECIES, x, i));
      }
    }
  }

  @Override
  public void expOfRows(
      __real__[] x, int size, int stride, __real__[] max, __real__[] exp, double[] total) {
    maxOfRows(x, size, stride, max);
    if (stride == 1) {
      total[0] = expOfRow(x, size, max[0], exp, total);
      return;
    }
    for (int r = 0; r < stride; r += LANES) {
      __Real__Vector largest = __Real__Vector.fromArray(SPECIES, max, r);
      DoubleVector sum0 = DoubleVector.zero(DOUBLES);
      DoubleVector sum1 = DoubleVector.zero(DOUBLES);
      for (int i = r; i < size * stride; i += stride) {
        __Real__Vector e =
            Vector__Real__Math.exp(__Real__Vector.fromArray(SPECIES, x, i).sub(largest));
        e.intoArray(exp, i);
        sum0 = sum0.add(e.convertShape(TO_DOUBLE, DOUBLES, 0));
        if (LANES > IN_DOUBLE) {
          sum1 = sum1.add(e.convertShape(TO_DOUBLE, DOUBLES, 1));
        }
      }
      sum0.intoArray(total, r);
      if (LANES > IN_DOUBLE) {
        sum1.intoArray(total, r + IN_DOUBLE);
      }
    }
  }

  static void maxOfRows(__real__[] x, int size, int stride, __real__[] max) {
    if (stride == 1) {
      max[0] = maxOfRow(x, padded(x, size));
      return;
    }
    for (int r = 0; r < stride; r += LANES) {
      __Real__Vector largest =
          __Real__Vector.broadcast(SPECIES, __Real__.NEGATIVE_INFINITY);
      for (int i = r; i < size * stride; i += stride) {
        __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
        largest = largest.blend(v, v.compare(GT, largest));
      }
      largest.intoArray(max, r);
    }
  }

  private static __real__ maxOfRow(__real__[] x, int end) {
    __Real__Vector max = __Real__Vector.broadcast(SPECIES, __Real__.NEGATIVE_INFINITY);
    for (int i = 0; i < end; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      max = max.blend(v, v.compare(GT, max));
    }
    return max.reduceLanes(MAX);
  }

  /** What fills the last vector is masked, and adds nothing. */
  private static double expOfRow(
      __real__[] x, int size, __real__ max, __real__[] exp, double[] lanes) {
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = 0; i < size; i += LANES) {
      __Real__Vector e = Vector__Real__Math.exp(__Real__Vector.fromArray(SPECIES, x, i).sub(max));
      e.intoArray(exp, i);
      sum0 = sum0.add(e.convertShape(TO_DOUBLE, DOUBLES, 0));
      if (LANES > IN_DOUBLE) {
        sum1 = sum1.add(e.convertShape(TO_DOUBLE, DOUBLES, 1));
      }
    }
    sum0.add(sum1).intoArray(lanes, 0);
    return sumOfLanes(lanes);
  }

  /** Two by two, so that additions need not wait for each other. */
  private static double sumOfLanes(double[] lanes) {
    double even = 0;
    double odd = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane += 2) {
      even += lanes[lane];
      odd += lanes[lane + 1];
    }
    return even + odd;
  }

  /** The size of a row with as much behind it, that counts nothing, as fills its last vector. */
  private static int padded(__real__[] row, int size) {
    int end = SPECIES.loopBound(size + LANES - 1);
    Arrays.fill(row, size, end, __Real__.NEGATIVE_INFINITY);
    return end;
  }

  @Override
  public void sumBelowMax(
      double[] weights, __real__[] x, __real__[] max, int size, int stride, double[] out) {
    if (stride == 1) {
      out[0] = sumBelowMax(weights, x, max[0], size, out);
      return;
    }
    for (int r = 0; r < stride; r += IN_DOUBLE) {
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      DoubleVector largest =
          (DoubleVector) __Real__Vector.fromArray(PART, max, r).convertShape(TO_DOUBLE, DOUBLES, 0);
      for (int i = r; i < size * stride; i += stride) {
        DoubleVector weight = DoubleVector.fromArray(DOUBLES, weights, i);
        DoubleVector below = ((DoubleVector)
                __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0)).sub(largest);
        sum = below.blend(0, weight.compare(EQ, 0)).fma(weight, sum);
      }
      sum.intoArray(out, r);
    }
  }

  private static double sumBelowMax(
      double[] weights, __real__[] x, double largest, int size, double[] lanes) {
    int end = DOUBLES.loopBound(size + 2 * IN_DOUBLE - 1) & -2 * IN_DOUBLE;
    Arrays.fill(weights, size, end, 0);
    DoubleVector sum0 = DoubleVector.zero(DOUBLES);
    DoubleVector sum1 = DoubleVector.zero(DOUBLES);
    for (int i = 0; i < end; i += 2 * IN_DOUBLE) {
      DoubleVector weight0 = DoubleVector.fromArray(DOUBLES, weights, i);
      DoubleVector below0 = ((DoubleVector)
              __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0)).sub(largest);
      DoubleVector weight1 = DoubleVector.fromArray(DOUBLES, weights, i + IN_DOUBLE);
      DoubleVector below1 = ((DoubleVector)
              __Real__Vector.fromArray(PART, x, i + IN_DOUBLE).convertShape(TO_DOUBLE, DOUBLES, 0)).sub(largest);
      sum0 = below0.blend(0, weight0.compare(EQ, 0)).fma(weight0, sum0);
      sum1 = below1.blend(0, weight1.compare(EQ, 0)).fma(weight1, sum1);
    }
    sum0.add(sum1).intoArray(lanes, 0);
    return sumOfLanes(lanes);
  }

  /**
   * How far vectors of a row are from each other. The number of a row that has the block for itself
   * is repeated for all lanes.
   */
  private static int stepOfRows(__real__[] numbers, int stride) {
    if (stride > 1) {
      return stride;
    }
    __Real__Vector.broadcast(SPECIES, numbers[0]).intoArray(numbers, 0);
    return LANES;
  }

  @Override
  public void multiplyRows(
      __real__[] x, __real__[] numbers, int size, int stride, __real__[] out) {
    int step = stepOfRows(numbers, stride);
    for (int r = 0; r < stride; r += LANES) {
      __Real__Vector number = __Real__Vector.fromArray(SPECIES, numbers, r);
      for (int i = r; i < size * stride; i += step) {
        __Real__Vector.fromArray(SPECIES, x, i).mul(number).intoArray(out, i);
      }
    }
  }

  @Override
  public void weighRows(__real__[] x, double[] weights, int size, int stride) {
    if (stride == 1) {
      if (weights[0] == 0) {
        Arrays.fill(x, 0, size, 0);
        return;
      }
      for (int i = 0; i < size; i += IN_DOUBLE) {
        DoubleVector v = (DoubleVector) __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
        ((__Real__Vector) v.mul(weights[0]).convertShape(FROM_DOUBLE, PART, 0)).intoArray(x, i);
      }
      return;
    }
    for (int r = 0; r < stride; r += IN_DOUBLE) {
      DoubleVector weight = DoubleVector.fromArray(DOUBLES, weights, r);
      VectorMask<Double> isNothing = weight.compare(EQ, 0);
      for (int i = r; i < size * stride; i += stride) {
        DoubleVector v = (DoubleVector) __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
        ((__Real__Vector) v.mul(weight).blend(0, isNothing).convertShape(FROM_DOUBLE, PART, 0))
            .intoArray(x, i);
      }
    }
  }

  @Override
  public void fillRows(double[] x, int size, int stride, __real__[] out) {
    SCALAR.fillRows(x, size, stride, out);
  }

  @Override
  public void fillClasses(double[] x, int stride, __real__[] out) {
    SCALAR.fillClasses(x, stride, out);
  }

  @Override
  public void spread(__real__[] x, int size, int stride, double whole, double[] out) {
    if (stride == 1) {
      // What fills the last vector is masked, and taken off before.
      int end = padded(x, size);
      int masked = size - end;
      for (int i = 0; i < end; i += LANES) {
        __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
        masked += v.compare(EQ, __Real__.NEGATIVE_INFINITY).trueCount();
      }
      double part = whole / (size - masked);
      Arrays.fill(out, 0, size, part);
      if (masked > 0) {
        for (int i = 0; i < size; i++) {
          out[i] = x[i] == __Real__.NEGATIVE_INFINITY ? 0 : part;
        }
      }
      return;
    }
    for (int r = 0; r < stride; r += IN_DOUBLE) {
      DoubleVector unmasked = DoubleVector.zero(DOUBLES);
      for (int i = r; i < size * stride; i += stride) {
        DoubleVector v =
            (DoubleVector) __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
        unmasked = unmasked.add(1, v.compare(EQ, Double.NEGATIVE_INFINITY).not());
      }
      DoubleVector part = DoubleVector.broadcast(DOUBLES, whole).div(unmasked);
      for (int i = r; i < size * stride; i += stride) {
        DoubleVector v =
            (DoubleVector) __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
        part.blend(0, v.compare(EQ, Double.NEGATIVE_INFINITY)).intoArray(out, i);
      }
    }
  }

  @Override
  public void spread(
      __real__[] x,
      int size,
      int stride,
      double whole,
      double[] ofRows,
      double[] ofClasses,
      double[] out) {
    spread(x, size, stride, whole, out);
    Scalar__Real__Blocks.multiplyRowsAndClasses(size, stride, ofRows, ofClasses, out);
  }
}
