package dev.surprisal.runtime.kernel;

import java.util.Arrays;

/** Plain loops. */
final class Scalar__Real__Blocks extends Scalar__Real__Logistic {
  /** The bits of infinity, beyond which all are of NaN. */
  private static final int INFINITE_FLOAT = 0x7f800000;

  private static final long INFINITE_DOUBLE = 0x7ff0000000000000L;

  @Override
  public void read(float[] x, int start, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = (__real__) x[start + i];
    }
  }

  @Override
  public void write(__real__[] x, int length, double scale, float[] out, int start) {
    for (int i = 0; i < length; i++) {
      out[start + i] = (float) (scale * x[i]);
    }
  }

  @Override
  public void read(double[] x, int start, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = (__real__) x[start + i];
    }
  }

  @Override
  public void write(__real__[] x, int length, double scale, double[] out, int start) {
    for (int i = 0; i < length; i++) {
      out[start + i] = (double) (scale * x[i]);
    }
  }

  @Override
  public void read(float[] x, int part, int parts, int size, int start, int length, __real__[] out) {
    read(x, part, parts, size, start, 0, length, out);
  }

  /** From the value {@code from} of the block on. */
  void read(
      float[] x, int part, int parts, int size, int start, int from, int to, __real__[] out) {
    if (size == 1) {
      int first = parts * start + part;
      for (int i = from; i < to; i++) {
        out[i] = (__real__) x[first + parts * i];
      }
      return;
    }
    for (int i = from, end; i < to; i = end) {
      int shift = place(part, parts, size, start + i) - i;
      end = endOfRow(size, start, i, to);
      for (; i < end; i++) {
        out[i] = (__real__) x[shift + i];
      }
    }
  }

  @Override
  public void write(
      __real__[] x, int length, double scale, float[] out, int part, int parts, int size, int start) {
    write(x, 0, length, scale, out, part, parts, size, start);
  }

  /** From the value {@code from} of the block on. */
  void write(
      __real__[] x,
      int from,
      int to,
      double scale,
      float[] out,
      int part,
      int parts,
      int size,
      int start) {
    if (size == 1) {
      int first = parts * start + part;
      for (int i = from; i < to; i++) {
        out[first + parts * i] = (float) (scale * x[i]);
      }
      return;
    }
    for (int i = from, end; i < to; i = end) {
      int shift = place(part, parts, size, start + i) - i;
      end = endOfRow(size, start, i, to);
      for (; i < end; i++) {
        out[shift + i] = (float) (scale * x[i]);
      }
    }
  }

  @Override
  public void read(double[] x, int part, int parts, int size, int start, int length, __real__[] out) {
    read(x, part, parts, size, start, 0, length, out);
  }

  /** From the value {@code from} of the block on. */
  void read(
      double[] x, int part, int parts, int size, int start, int from, int to, __real__[] out) {
    if (size == 1) {
      int first = parts * start + part;
      for (int i = from; i < to; i++) {
        out[i] = (__real__) x[first + parts * i];
      }
      return;
    }
    for (int i = from, end; i < to; i = end) {
      int shift = place(part, parts, size, start + i) - i;
      end = endOfRow(size, start, i, to);
      for (; i < end; i++) {
        out[i] = (__real__) x[shift + i];
      }
    }
  }

  @Override
  public void write(
      __real__[] x, int length, double scale, double[] out, int part, int parts, int size, int start) {
    write(x, 0, length, scale, out, part, parts, size, start);
  }

  /** From the value {@code from} of the block on. */
  void write(
      __real__[] x,
      int from,
      int to,
      double scale,
      double[] out,
      int part,
      int parts,
      int size,
      int start) {
    if (size == 1) {
      int first = parts * start + part;
      for (int i = from; i < to; i++) {
        out[first + parts * i] = (double) (scale * x[i]);
      }
      return;
    }
    for (int i = from, end; i < to; i = end) {
      int shift = place(part, parts, size, start + i) - i;
      end = endOfRow(size, start, i, to);
      for (; i < end; i++) {
        out[shift + i] = (double) (scale * x[i]);
      }
    }
  }

  /** Where an output of a value is. */
  static int place(int part, int parts, int size, int value) {
    return (value / size * parts + part) * size + value % size;
  }

  /** The value of a block after the last that is of the row of value i. */
  static int endOfRow(int size, int start, int i, int to) {
    return Math.min(i + size - (start + i) % size, to);
  }

  @Override
  public void perOutput(double[] x, int positions, int start, int length, __real__[] out) {
    int period = x.length * positions;
    int shift = start % period;
    for (int i = 0; i < Math.min(period, length); i++) {
      int at = shift + i < period ? shift + i : shift + i - period;
      out[i] = (__real__) x[positions == 1 ? at : at / positions];
    }
    repeat(out, period, length);
  }

  @Override
  public void inversePerOutput(double[] x, int positions, int start, int length, __real__[] out) {
    int period = x.length * positions;
    int different = Math.min(period, length);
    perOutput(x, positions, start, different, out);
    for (int i = 0; i < different; i++) {
      out[i] = 1 / out[i];
    }
    repeat(out, period, length);
  }

  private static void repeat(__real__[] x, int period, int length) {
    for (int filled = period, more; filled < length; filled += more) {
      more = Math.min(filled, length - filled);
      System.arraycopy(x, 0, x, filled, more);
    }
  }

  @Override
  public void perRow(
      double[] x, int size, int positions, int start, int length, __real__[] out) {
    if (size == 1) {
      read(x, start, length, out);
      return;
    }
    for (int i = 0, end; i < length; i = end) {
      int example = (start + i) / (size * positions);
      int position = (start + i) % positions;
      int row = example * positions + position;
      if (positions == 1) {
        end = Math.min(length, (example + 1) * size - start);
        Arrays.fill(out, i, end, (__real__) x[row]);
      } else {
        end = Math.min(length, i + positions - position);
        for (int j = i; j < end; j++) {
          out[j] = (__real__) x[row + j - i];
        }
      }
    }
  }

  /** Without a branch, which random gaps would have the processor guess wrong. */
  @Override
  public void zeroBesideNan(float[] x, int start, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      int size = Float.floatToRawIntBits(x[start + i]) & Integer.MAX_VALUE;
      out[i] *= 1 + ((INFINITE_FLOAT - size) >> 31);
    }
  }

  @Override
  public void zeroBesideNan(double[] x, int start, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      long size = Double.doubleToRawLongBits(x[start + i]) & Long.MAX_VALUE;
      out[i] *= 1 + ((INFINITE_DOUBLE - size) >> 63);
    }
  }

  @Override
  public void weigh(__real__[] weights, __real__[] x, int length) {
    for (int i = 0; i < length; i++) {
      x[i] = weights[i] == 0 ? 0 : weights[i] * x[i];
    }
  }

  @Override
  public double sum(__real__[] x, int length) {
    return RANGES.sum(x, 0, length);
  }
}
