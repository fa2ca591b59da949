package dev.surprisal.runtime.kernel;

import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.FROM_DOUBLE;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.PART;
import static dev.surprisal.runtime.kernel.Vector__Real__Kernels.TO_DOUBLE;
import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.EQ;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import jdk.incubator.vector.__Real__Vector;

/** The Vector API between arrays and rows in blocks. */
@SuppressWarnings("serial")
abstract class Vector__Real__RowTransfers extends CompiledApart implements BlockKernels<__real__[]> {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int IN_DOUBLE = DOUBLES.length();

  /** As many floats as there are doubles in a vector. */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final Scalar__Real__Blocks SCALAR = new Scalar__Real__Blocks();

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
    } else if (rowStep == 1 && rows == stride) {
      for (int k = 0; k < size; k++) {
        Vector__Real__Transfer.read(x, start + k * classStep, stride, out, k * stride);
      }
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
    } else if (rowStep == 1 && rows == stride) {
      for (int k = 0; k < size; k++) {
        Vector__Real__Transfer.write(x, k * stride, stride, scale, out, start + k * classStep);
      }
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
    } else if (rowStep == 1 && rows == stride) {
      for (int k = 0; k < size; k++) {
        Vector__Real__Transfer.read(x, start + k * classStep, stride, out, k * stride);
      }
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
    } else if (rowStep == 1 && rows == stride) {
      for (int k = 0; k < size; k++) {
        Vector__Real__Transfer.write(x, k * stride, stride, scale, out, start + k * classStep);
      }
    } else {
      SCALAR.writeRows(x, size, rows, stride, scale, out, start, rowStep, classStep);
    }
  }

  @Override
  public void writeResiduals(
      __real__[] exp,
      double[] numbers,
      double[] targets,
      double[] scales,
      int size,
      int rows,
      int stride,
      float[] out,
      int start,
      int rowStep,
      int classStep) {
    if (stride == 1) {
      writeRow(exp, numbers[0], targets, scales[0], size, out, start);
      return;
    }
    residuals(exp, numbers, targets, scales, size, stride);
    writeRows(exp, size, rows, stride, 1, out, start, rowStep, classStep);
  }

  @Override
  public void writeResiduals(
      __real__[] exp,
      double[] numbers,
      double[] targets,
      double[] scales,
      int size,
      int rows,
      int stride,
      double[] out,
      int start,
      int rowStep,
      int classStep) {
    if (stride == 1) {
      writeRow(exp, numbers[0], targets, scales[0], size, out, start);
      return;
    }
    residuals(exp, numbers, targets, scales, size, stride);
    writeRows(exp, size, rows, stride, 1, out, start, rowStep, classStep);
  }

  private static void writeRow(
      __real__[] exp,
      double number,
      double[] targets,
      double scale,
      int size,
      float[] out,
      int start) {
    if (scale == 0) {
      Arrays.fill(out, start, start + size, 0);
      return;
    }
    int end = DOUBLES.loopBound(size);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector e =
          (DoubleVector) __Real__Vector.fromArray(PART, exp, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector residual =
          e.mul(number).sub(DoubleVector.fromArray(DOUBLES, targets, i)).mul(scale);
      ((FloatVector) residual.convertShape(D2F, FLOATS, 0)).intoArray(out, start + i);
    }
    for (int i = end; i < size; i++) {
      out[start + i] = (float) (scale * (exp[i] * number - targets[i]));
    }
  }

  private static void writeRow(
      __real__[] exp,
      double number,
      double[] targets,
      double scale,
      int size,
      double[] out,
      int start) {
    if (scale == 0) {
      Arrays.fill(out, start, start + size, 0);
      return;
    }
    int end = DOUBLES.loopBound(size);
    for (int i = 0; i < end; i += IN_DOUBLE) {
      DoubleVector e =
          (DoubleVector) __Real__Vector.fromArray(PART, exp, i).convertShape(TO_DOUBLE, DOUBLES, 0);
      DoubleVector residual =
          e.mul(number).sub(DoubleVector.fromArray(DOUBLES, targets, i)).mul(scale);
      residual.intoArray(out, start + i);
    }
    for (int i = end; i < size; i++) {
      out[start + i] = (double) (scale * (exp[i] * number - targets[i]));
    }
  }

  private static void residuals(
      __real__[] exp, double[] numbers, double[] targets, double[] scales, int size, int stride) {
    for (int r = 0; r < stride; r += IN_DOUBLE) {
      DoubleVector number = DoubleVector.fromArray(DOUBLES, numbers, r);
      DoubleVector scale = DoubleVector.fromArray(DOUBLES, scales, r);
      VectorMask<Double> isNothing = scale.compare(EQ, 0);
      for (int i = r; i < size * stride; i += stride) {
        DoubleVector e =
            (DoubleVector)
                __Real__Vector.fromArray(PART, exp, i).convertShape(TO_DOUBLE, DOUBLES, 0);
        DoubleVector residual =
            e.mul(number).sub(DoubleVector.fromArray(DOUBLES, targets, i)).mul(scale);
        ((__Real__Vector) residual.blend(0, isNothing).convertShape(FROM_DOUBLE, PART, 0))
            .intoArray(exp, i);
      }
    }
  }
}
