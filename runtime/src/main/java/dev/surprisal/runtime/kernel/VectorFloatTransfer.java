package dev.surprisal.runtime.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Between arrays and blocks of float. */
final class VectorFloatTransfer {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

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
}
