package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Between arrays and blocks of float. */
final class VectorFloatTransfer {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  /** As many floats as there are doubles in a vector. */
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final ScalarFloatBlocks SCALAR = new ScalarFloatBlocks();

  private VectorFloatTransfer() {}

  static void read(float[] x, int start, int length, float[] out, int first) {
    int end = SPECIES.loopBound(length);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, x, start + i).intoArray(out, first + i);
    }
    System.arraycopy(x, start + end, out, first + end, length - end);
  }

  static void read(double[] x, int start, int length, float[] out, int first) {
    for (int i = 0; i < length; i++) {
      out[first + i] = (float) x[start + i];
    }
  }

  /** Where the scale is no float, one by one. */
  static void write(float[] x, int first, int length, double scale, float[] out, int start) {
    int end = Math.abs(scale) > Float.MAX_VALUE ? 0 : SPECIES.loopBound(length);
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(SPECIES, x, first + i).mul((float) scale).intoArray(out, start + i);
    }
    for (int i = end; i < length; i++) {
      out[start + i] = (float) (scale * x[first + i]);
    }
  }

  static void write(float[] x, int first, int length, double scale, double[] out, int start) {
    for (int i = 0; i < length; i++) {
      out[start + i] = scale * x[first + i];
    }
  }

  static void read(float[] x, int part, int parts, int size, int start, int length, float[] out) {
    SCALAR.read(x, part, parts, size, start, length, out);
  }

  static void write(
      float[] x, int length, double scale, float[] out, int part, int parts, int size, int start) {
    SCALAR.write(x, length, scale, out, part, parts, size, start);
  }

  /** One row; 0 for all of it where the scale is 0. */
  static void writeResiduals(
      float[] exp,
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
    for (int i = 0; i < end; i += DOUBLES.length()) {
      DoubleVector residual =
          ((DoubleVector) FloatVector.fromArray(HALF, exp, i).convertShape(F2D, DOUBLES, 0))
              .mul(number)
              .sub(DoubleVector.fromArray(DOUBLES, targets, i))
              .mul(scale);
      ((FloatVector) residual.convertShape(D2F, HALF, 0)).intoArray(out, start + i);
    }
    for (int i = end; i < size; i++) {
      out[start + i] = (float) (scale * (exp[i] * number - targets[i]));
    }
  }

  /** One row; 0 for all of it where the scale is 0. */
  static void writeResiduals(
      float[] exp,
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
    for (int i = 0; i < end; i += DOUBLES.length()) {
      DoubleVector residual =
          ((DoubleVector) FloatVector.fromArray(HALF, exp, i).convertShape(F2D, DOUBLES, 0))
              .mul(number)
              .sub(DoubleVector.fromArray(DOUBLES, targets, i))
              .mul(scale);
      residual.intoArray(out, start + i);
    }
    for (int i = end; i < size; i++) {
      out[start + i] = scale * (exp[i] * number - targets[i]);
    }
  }
}
