package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.FROM_DOUBLE;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.PART;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.IS_INFINITE;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/**
 * The Vector API on whole vectors: a block has room behind its last value, so there is no end to be
 * treated apart.
 */
final class Vector__Real__Blocks implements BlockKernels<__real__[]> {
  private static final VectorSpecies<__Real__> SPECIES = __Real__Vector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int IN_DOUBLE = DOUBLES.length();

  private static final Scalar__Real__Blocks SCALAR = new Scalar__Real__Blocks();
  private static final Vector__Real__Kernels RANGES = new Vector__Real__Kernels();

  @Override
  public void read(float[] x, int start, int length, __real__[] out) {
    Vector__Real__Transfer.read(x, start, length, out);
  }

  @Override
  public void read(double[] x, int start, int length, __real__[] out) {
    Vector__Real__Transfer.read(x, start, length, out);
  }

  @Override
  public void write(__real__[] x, int length, double scale, float[] out, int start) {
    Vector__Real__Transfer.write(x, length, scale, out, start);
  }

  @Override
  public void write(__real__[] x, int length, double scale, double[] out, int start) {
    Vector__Real__Transfer.write(x, length, scale, out, start);
  }

  @Override
  public void read(
      float[] x, int part, int parts, int size, int start, int length, __real__[] out) {
    Vector__Real__Transfer.read(x, part, parts, size, start, length, out);
  }

  @Override
  public void read(
      double[] x, int part, int parts, int size, int start, int length, __real__[] out) {
    SCALAR.read(x, part, parts, size, start, length, out);
  }

  @Override
  public void write(
      __real__[] x,
      int length,
      double scale,
      float[] out,
      int part,
      int parts,
      int size,
      int start) {
    Vector__Real__Transfer.write(x, length, scale, out, part, parts, size, start);
  }

  @Override
  public void write(
      __real__[] x,
      int length,
      double scale,
      double[] out,
      int part,
      int parts,
      int size,
      int start) {
    SCALAR.write(x, length, scale, out, part, parts, size, start);
  }

  @Override
  public void perOutput(double[] x, int positions, int start, int length, __real__[] out) {
    SCALAR.perOutput(x, positions, start, length, out);
  }

  @Override
  public void perRow(
      double[] x, int size, int positions, int start, int length, __real__[] out) {
    SCALAR.perRow(x, size, positions, start, length, out);
  }

  @Override
  public void exp(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      Vector__Real__Math.exp(
              __Real__Vector.fromArray(SPECIES, x, i).min(Scalar__Real__Math.LARGEST_EXPONENT))
          .intoArray(out, i);
    }
  }

  @Override
  public double logistic(
      __real__[] z, double[] yes, double[] no, int length, __real__[] softplus) {
    storeExpOfMinusAbs(z, length, softplus);
    storeLog1p(softplus, length, softplus);
    return surprisal(z, yes, no, length, softplus);
  }

  @Override
  public double logistic(
      __real__[] z,
      double[] yes,
      double[] no,
      int length,
      __real__[] softplus,
      __real__[] residual) {
    storeExpOfMinusAbs(z, length, residual);
    storeLog1p(residual, length, softplus);
    residual(z, yes, no, length, residual);
    return surprisal(z, yes, no, length, softplus);
  }

  @Override
  public double logistic(
      __real__[] z,
      double[] yes,
      double[] no,
      int length,
      __real__[] softplus,
      __real__[] residual,
      __real__[] curvature) {
    storeExpOfMinusAbs(z, length, residual);
    storeLog1p(residual, length, softplus);
    slope(yes, no, length, residual, curvature);
    residual(z, yes, no, length, residual);
    return surprisal(z, yes, no, length, softplus);
  }

  private static void storeExpOfMinusAbs(__real__[] z, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector logit = __Real__Vector.fromArray(SPECIES, z, i);
      Vector__Real__Math.exp(
              Vector__Real__Math.minusAbs(logit, Vector__Real__Math.leansToYes(logit)))
          .intoArray(out, i);
    }
  }

  private static void storeLog1p(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      Vector__Real__Math.log1p(__Real__Vector.fromArray(SPECIES, x, i)).intoArray(out, i);
    }
  }

  /** From exp(&minus;|z|). */
  private static void slope(
      double[] yes, double[] no, int length, __real__[] exp, __real__[] out) {
    for (int i = 0; i < length; i += IN_DOUBLE) {
      DoubleVector both =
          DoubleVector.fromArray(DOUBLES, yes, i).add(DoubleVector.fromArray(DOUBLES, no, i));
      DoubleVector e =
          (DoubleVector)
              __Real__Vector.fromArray(PART, exp, i)
                  .convertShape(TO_DOUBLE, DOUBLES, 0)
                  .blend(0, both.compare(EQ, 0));
      DoubleVector onePlusE = e.add(1);
      ((__Real__Vector) both.mul(e).convertShape(FROM_DOUBLE, PART, 0))
          .div(onePlusE.mul(onePlusE).convertShape(FROM_DOUBLE, PART, 0))
          .intoArray(out, i);
    }
  }

  /** From log(1 + exp(&minus;|z|)). What lies behind the values gets no weight. */
  private static double surprisal(
      __real__[] z, double[] yes, double[] no, int length, __real__[] log1p) {
    int end = DOUBLES.loopBound(length + IN_DOUBLE - 1);
    Arrays.fill(yes, length, end, 0);
    Arrays.fill(no, length, end, 0);
    DoubleVector sum = DoubleVector.zero(DOUBLES);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector logit =
          (DoubleVector) __Real__Vector.fromArray(PART, z, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector softplus =
          (DoubleVector)
              __Real__Vector.fromArray(PART, log1p, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      VectorMask<Double> leansToYes = logit.compare(GT, 0);
      DoubleVector ifYes = DoubleVector.fromArray(DOUBLES, yes, i);
      DoubleVector ifNo = DoubleVector.fromArray(DOUBLES, no, i);
      DoubleVector miss = ifYes.neg().blend(ifNo, leansToYes);
      DoubleVector linear = logit.mul(miss).blend(0, miss.compare(EQ, 0).andNot(leansToYes));
      DoubleVector both = ifYes.add(ifNo);
      sum = sum.add(softplus.fma(both, linear).blend(0, both.compare(EQ, 0)));
    }
    double total = 0;
    for (int lane = 0; lane < IN_DOUBLE; lane++) {
      total += sum.lane(lane);
    }
    return total;
  }

  /**
   * From exp(&minus;|z|), in its place, which may be NaN where there is no weight. Its numerator,
   * of two numbers that may be close, is taken in double.
   */
  private static void residual(
      __real__[] z, double[] yes, double[] no, int length, __real__[] residual) {
    for (int i = 0; i < length; i += IN_DOUBLE) {
      VectorMask<Double> leansToYes =
          __Real__Vector.fromArray(PART, z, i).convertShape(TO_DOUBLE, DOUBLES, 0).compare(GT, 0);
      DoubleVector ifYes = DoubleVector.fromArray(DOUBLES, yes, i);
      DoubleVector ifNo = DoubleVector.fromArray(DOUBLES, no, i);
      DoubleVector e =
          (DoubleVector)
              __Real__Vector.fromArray(PART, residual, i)
                  .convertShape(TO_DOUBLE, DOUBLES, 0)
                  .blend(0, ifYes.add(ifNo).compare(EQ, 0));
      DoubleVector miss = ifYes.neg().blend(ifNo, leansToYes);
      DoubleVector hit = ifNo.neg().blend(ifYes, leansToYes);
      // Plus 0, which takes the sign from a 0.
      ((__Real__Vector) hit.neg().fma(e, miss).convertShape(FROM_DOUBLE, PART, 0))
          .div(e.add(1).convertShape(FROM_DOUBLE, PART, 0))
          .add(0)
          .intoArray(residual, i);
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
  public void weigh(__real__[] weights, __real__[] x, int length) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector weight = __Real__Vector.fromArray(SPECIES, weights, i);
      weight
          .mul(__Real__Vector.fromArray(SPECIES, x, i))
          .blend(0, weight.compare(EQ, 0))
          .intoArray(x, i);
    }
  }

  @Override
  public double sum(__real__[] x, int length) {
    return length < 2 * LANES ? SCALAR.sum(x, length) : RANGES.sum(x, 0, length);
  }

  @Override
  public void readRows(
      float[] x,
      int start,
      int rowStep,
      int classStep,
      int size,
      int rows,
      int stride,
      __real__[] out) {
    if (stride == 1) {
      read(x, start, size, out);
    } else {
      SCALAR.readRows(x, start, rowStep, classStep, size, rows, stride, out);
    }
  }

  @Override
  public void writeRows(
      __real__[] x,
      int size,
      int rows,
      int stride,
      double scale,
      float[] out,
      int start,
      int rowStep,
      int classStep) {
    if (stride == 1) {
      write(x, size, scale, out, start);
    } else {
      SCALAR.writeRows(x, size, rows, stride, scale, out, start, rowStep, classStep);
    }
  }

  @Override
  public void readRows(
      double[] x,
      int start,
      int rowStep,
      int classStep,
      int size,
      int rows,
      int stride,
      __real__[] out) {
    if (stride == 1) {
      read(x, start, size, out);
    } else {
      SCALAR.readRows(x, start, rowStep, classStep, size, rows, stride, out);
    }
  }

  @Override
  public void writeRows(
      __real__[] x,
      int size,
      int rows,
      int stride,
      double scale,
      double[] out,
      int start,
      int rowStep,
      int classStep) {
    if (stride == 1) {
      write(x, size, scale, out, start);
    } else {
      SCALAR.writeRows(x, size, rows, stride, scale, out, start, rowStep, classStep);
    }
  }

  @Override
  public void maxOfRows(__real__[] x, int size, int stride, __real__[] out) {
    if (stride == 1) {
      out[0] = (__real__) RANGES.max(x, 0, size);
      return;
    }
    for (int r = 0; r < stride; r += LANES) {
      __Real__Vector max =
          __Real__Vector.broadcast(SPECIES, __Real__.NEGATIVE_INFINITY);
      for (int i = r; i < size * stride; i += stride) {
        __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
        max = max.blend(v, v.compare(GT, max));
      }
      max.intoArray(out, r);
    }
  }

  @Override
  public void sumOfRows(__real__[] x, int size, int stride, double[] out) {
    if (stride == 1) {
      out[0] = sum(x, size);
    } else {
      Vector__Real__Kernels.sumOfRows(x, size, stride, out);
    }
  }

  @Override
  public void subtractRows(
      __real__[] x, __real__[] numbers, int size, int stride, __real__[] out) {
    if (stride == 1) {
      __real__ number = numbers[0];
      for (int i = 0; i < size; i += LANES) {
        __Real__Vector.fromArray(SPECIES, x, i).sub(number).intoArray(out, i);
      }
      return;
    }
    for (int r = 0; r < stride; r += LANES) {
      __Real__Vector number = __Real__Vector.fromArray(SPECIES, numbers, r);
      for (int i = r; i < size * stride; i += stride) {
        __Real__Vector.fromArray(SPECIES, x, i).sub(number).intoArray(out, i);
      }
    }
  }

  @Override
  public void multiplyRows(
      __real__[] x, __real__[] numbers, int size, int stride, __real__[] out) {
    if (stride == 1) {
      __real__ number = numbers[0];
      for (int i = 0; i < size; i += LANES) {
        __Real__Vector.fromArray(SPECIES, x, i).mul(number).intoArray(out, i);
      }
      return;
    }
    for (int r = 0; r < stride; r += LANES) {
      __Real__Vector number = __Real__Vector.fromArray(SPECIES, numbers, r);
      for (int i = r; i < size * stride; i += stride) {
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
        DoubleVector v =
            (DoubleVector) __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
        ((__Real__Vector) v.mul(weights[0]).convertShape(FROM_DOUBLE, PART, 0)).intoArray(x, i);
      }
      return;
    }
    for (int r = 0; r < stride; r += IN_DOUBLE) {
      DoubleVector weight = DoubleVector.fromArray(DOUBLES, weights, r);
      VectorMask<Double> isNothing = weight.compare(EQ, 0);
      for (int i = r; i < size * stride; i += stride) {
        DoubleVector v =
            (DoubleVector) __Real__Vector.fromArray(PART, x, i).convertShape(TO_DOUBLE, DOUBLES, 0);
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
  public void spread(__real__[] x, int size, int stride, __real__[] out) {
    if (stride == 1) {
      // Their count as lanes of ones, behind the last value none.
      int end = SPECIES.loopBound(size + LANES - 1);
      Arrays.fill(x, size, end, __Real__.NEGATIVE_INFINITY);
      __Real__Vector ones = __Real__Vector.zero(SPECIES);
      for (int i = 0; i < end; i += LANES) {
        __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
        ones = ones.add(1, v.compare(EQ, __Real__.NEGATIVE_INFINITY).not());
      }
      double unmasked = 0;
      for (int lane = 0; lane < LANES; lane++) {
        unmasked += ones.lane(lane);
      }
      __real__ part = (__real__) (1 / unmasked);
      for (int i = 0; i < end; i += LANES) {
        __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
        __Real__Vector.broadcast(SPECIES, part)
            .blend(0, v.compare(EQ, __Real__.NEGATIVE_INFINITY))
            .intoArray(out, i);
      }
      return;
    }
    for (int r = 0; r < stride; r += LANES) {
      __Real__Vector unmasked = __Real__Vector.zero(SPECIES);
      for (int i = r; i < size * stride; i += stride) {
        __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
        unmasked = unmasked.add(1, v.compare(EQ, __Real__.NEGATIVE_INFINITY).not());
      }
      __Real__Vector part = __Real__Vector.broadcast(SPECIES, 1).div(unmasked);
      for (int i = r; i < size * stride; i += stride) {
        __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
        part.blend(0, v.compare(EQ, __Real__.NEGATIVE_INFINITY)).intoArray(out, i);
      }
    }
  }

  @Override
  public void tanh(__real__[] x, double factor, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector rest = Vector__Real__Math.expm1(v.abs().mul((__real__) (-2 * factor)));
      __Real__Vector t = __Real__Vector.zero(SPECIES).sub(rest).div(rest.add(2));
      t.blend(t.neg(), v.compare(LT, 0))
          .blend(0, v.test(IS_INFINITE))
          .intoArray(out, i);
    }
  }

  @Override
  public void sechSquared(__real__[] x, double factor, int length, __real__[] out) {
    for (int i = 0; i < length; i += LANES) {
      __Real__Vector v = __Real__Vector.fromArray(SPECIES, x, i);
      __Real__Vector e = Vector__Real__Math.exp(v.abs().mul((__real__) (-2 * factor)));
      __Real__Vector onePlusE = e.add(1);
      e.mul(4).div(onePlusE.mul(onePlusE)).intoArray(out, i);
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
