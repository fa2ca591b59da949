package dev.surprisal.runtime.kernel;

/** Between arrays and blocks of float. */
final class VectorFloatTransfer {
  private static final ScalarFloatBlocks SCALAR = new ScalarFloatBlocks();

  private VectorFloatTransfer() {}

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
