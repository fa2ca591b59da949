package dev.surprisal.runtime.kernel;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Between arrays and blocks of float. */
final class VectorFloatTransfer {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  /** As many floats as there are doubles in a vector. */
  private static final VectorSpecies<Float> HALVES =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final ScalarFloatBlocks SCALAR = new ScalarFloatBlocks();

  private VectorFloatTransfer() {}

  /** As many values as a vector of double has lanes. */
  static DoubleVector load(float[] x, int i) {
    return (DoubleVector) FloatVector.fromArray(HALVES, x, i).convertShape(F2D, DOUBLES, 0);
  }

  /** The same as of double, once the numbers are floats. */
  static void storeRatio(DoubleVector dividend, DoubleVector divisor, float[] out, int i) {
    FloatVector ratio =
        ((FloatVector) dividend.convertShape(D2F, HALVES, 0))
            .div(divisor.convertShape(D2F, HALVES, 0));
    ratio.add(0).intoArray(out, i);
  }

  static void read(float[] x, int start, int length, float[] out) {
    System.arraycopy(x, start, out, 0, length);
  }

  static void read(double[] x, int start, int length, float[] out) {
    SCALAR.read(x, start, length, out);
  }

  /** A loop that the compiler makes vectors of, unless the scale is no float. */
  static void write(float[] x, int length, double scale, float[] out, int start) {
    if (Math.abs(scale) > Float.MAX_VALUE) {
      SCALAR.write(x, length, scale, out, start);
      return;
    }
    float rounded = (float) scale;
    for (int i = 0; i < length; i++) {
      out[start + i] = rounded * x[i];
    }
  }

  static void write(float[] x, int length, double scale, double[] out, int start) {
    SCALAR.write(x, length, scale, out, start);
  }

  static void read(float[] x, int part, int parts, int size, int start, int length, float[] out) {
    SCALAR.read(x, part, parts, size, start, length, out);
  }

  static void write(
      float[] x, int length, double scale, float[] out, int part, int parts, int size, int start) {
    SCALAR.write(x, length, scale, out, part, parts, size, start);
  }
}
