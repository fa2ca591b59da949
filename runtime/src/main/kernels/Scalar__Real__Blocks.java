package dev.surprisal.runtime.kernel;

import java.util.Arrays;

/** Plain loops. */
final class Scalar__Real__Blocks implements BlockKernels<__real__[]> {
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
    int filled = Math.min(period, length);
    for (int i = 0; i < filled; i++) {
      int at = shift + i < period ? shift + i : shift + i - period;
      out[i] = (__real__) x[positions == 1 ? at : at / positions];
    }
    // The rest is the same again, and again.
    for (int more; filled < length; filled += more) {
      more = Math.min(filled, length - filled);
      System.arraycopy(out, 0, out, filled, more);
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

  @Override
  public void exp(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Scalar__Real__Math.exp(x[i]);
    }
  }

  @Override
  public double logistic(
      __real__[] z, double[] yes, double[] no, int length, __real__[] softplus) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(z[i]));
      sum += surprisal(z, yes, no, i, e, softplus);
    }
    return sum;
  }

  @Override
  public double logistic(
      __real__[] z,
      double[] yes,
      double[] no,
      int length,
      __real__[] softplus,
      __real__[] residual) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(z[i]));
      sum += surprisal(z, yes, no, i, e, softplus);
      residual[i] =
          yes[i] + no[i] == 0 ? 0 : (__real__) Logistic.residual(z[i], yes[i], no[i], e);
    }
    return sum;
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
    for (int i = 0; i < length; i++) {
      double both = yes[i] + no[i];
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(z[i]));
      curvature[i] = both == 0 ? 0 : (__real__) (both * Logistic.slope(e));
    }
    return logistic(z, yes, no, length, softplus, residual);
  }

  private static double surprisal(
      __real__[] z, double[] yes, double[] no, int i, double e, __real__[] softplus) {
    double log = ScalarMath.log1p(e);
    softplus[i] = (__real__) log;
    return Logistic.surprisal(z[i], yes[i], no[i], log);
  }

  @Override
  public void softplus(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(x[i]));
      out[i] = (__real__) (Math.max(x[i], 0) + ScalarMath.log1p(e));
    }
  }

  @Override
  public void sigmoid(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(x[i]));
      out[i] = (__real__) Logistic.sigmoid(x[i], e);
    }
  }

  @Override
  public void sigmoidSlope(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(Logistic.minusAbs(x[i]));
      out[i] = (__real__) Logistic.slope(e);
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
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int end = length & -4;
    for (int i = 0; i < end; i += 4) {
      sum0 += x[i];
      sum1 += x[i + 1];
      sum2 += x[i + 2];
      sum3 += x[i + 3];
    }
    double sum = (sum0 + sum1) + (sum2 + sum3);
    for (int i = end; i < length; i++) {
      sum += x[i];
    }
    return sum;
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
    if (rowStep == 1) {
      for (int k = 0; k < size; k++) {
        for (int r = 0; r < rows; r++) {
          out[k * stride + r] = (__real__) x[start + k * classStep + r];
        }
      }
    } else if (stride == 1) {
      read(x, start, size, out);
    } else {
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < size; k++) {
          out[k * stride + r] = (__real__) x[start + r * rowStep + k];
        }
      }
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
    if (rowStep == 1) {
      for (int k = 0; k < size; k++) {
        for (int r = 0; r < rows; r++) {
          out[start + k * classStep + r] = (float) (scale * x[k * stride + r]);
        }
      }
    } else if (stride == 1) {
      write(x, size, scale, out, start);
    } else {
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < size; k++) {
          out[start + r * rowStep + k] = (float) (scale * x[k * stride + r]);
        }
      }
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
    if (rowStep == 1) {
      for (int k = 0; k < size; k++) {
        for (int r = 0; r < rows; r++) {
          out[k * stride + r] = (__real__) x[start + k * classStep + r];
        }
      }
    } else if (stride == 1) {
      read(x, start, size, out);
    } else {
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < size; k++) {
          out[k * stride + r] = (__real__) x[start + r * rowStep + k];
        }
      }
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
    if (rowStep == 1) {
      for (int k = 0; k < size; k++) {
        for (int r = 0; r < rows; r++) {
          out[start + k * classStep + r] = (double) (scale * x[k * stride + r]);
        }
      }
    } else if (stride == 1) {
      write(x, size, scale, out, start);
    } else {
      for (int r = 0; r < rows; r++) {
        for (int k = 0; k < size; k++) {
          out[start + r * rowStep + k] = (double) (scale * x[k * stride + r]);
        }
      }
    }
  }

  @Override
  public void maxOfRows(__real__[] x, int size, int stride, __real__[] out) {
    Arrays.fill(out, 0, stride, __Real__.NEGATIVE_INFINITY);
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        out[r] = Math.max(out[r], x[k * stride + r]);
      }
    }
  }

  @Override
  public void sumOfRows(__real__[] x, int size, int stride, double[] out) {
    if (stride == 1) {
      out[0] = sum(x, size);
      return;
    }
    Arrays.fill(out, 0, stride, 0);
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        out[r] += x[k * stride + r];
      }
    }
  }

  @Override
  public void subtractRows(
      __real__[] x, __real__[] numbers, int size, int stride, __real__[] out) {
    for (int r = 0; r < stride; r++) {
      __real__ number = numbers[r];
      for (int i = r; i < size * stride; i += stride) {
        out[i] = x[i] - number;
      }
    }
  }

  @Override
  public void multiplyRows(
      __real__[] x, __real__[] numbers, int size, int stride, __real__[] out) {
    for (int r = 0; r < stride; r++) {
      __real__ number = numbers[r];
      for (int i = r; i < size * stride; i += stride) {
        out[i] = x[i] * number;
      }
    }
  }

  @Override
  public void weighRows(__real__[] x, double[] weights, int size, int stride) {
    for (int r = 0; r < stride; r++) {
      double weight = weights[r];
      for (int i = r; i < size * stride; i += stride) {
        x[i] = weight == 0 ? 0 : (__real__) (weight * x[i]);
      }
    }
  }

  @Override
  public void fillRows(double[] x, int size, int stride, __real__[] out) {
    if (stride == 1) {
      Arrays.fill(out, 0, size, (__real__) x[0]);
      return;
    }
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        out[k * stride + r] = (__real__) x[r];
      }
    }
  }

  @Override
  public void fillClasses(double[] x, int stride, __real__[] out) {
    if (stride == 1) {
      read(x, 0, x.length, out);
      return;
    }
    for (int k = 0; k < x.length; k++) {
      Arrays.fill(out, k * stride, (k + 1) * stride, (__real__) x[k]);
    }
  }

  @Override
  public void spread(__real__[] x, int size, int stride, __real__[] out) {
    for (int r = 0; r < stride; r++) {
      int unmasked = 0;
      for (int i = r; i < size * stride; i += stride) {
        if (x[i] != __Real__.NEGATIVE_INFINITY) {
          unmasked++;
        }
      }
      __real__ part = (__real__) 1 / unmasked;
      for (int i = r; i < size * stride; i += stride) {
        out[i] = x[i] == __Real__.NEGATIVE_INFINITY ? 0 : part;
      }
    }
  }

  @Override
  public void tanh(__real__[] x, double factor, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = __Real__.isInfinite(x[i]) ? 0 : (__real__) ScalarMath.tanh(factor * x[i]);
    }
  }

  @Override
  public void sechSquared(__real__[] x, double factor, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(-2 * Math.abs(factor * x[i]));
      out[i] = (__real__) (4 * Logistic.slope(e));
    }
  }

  @Override
  public void keepInfinite(__real__[] x, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = __Real__.isInfinite(x[i]) ? x[i] : out[i];
    }
  }
}
