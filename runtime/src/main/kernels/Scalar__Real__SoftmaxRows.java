package dev.surprisal.runtime.kernel;

import java.util.Arrays;

/** Plain loops over rows in blocks. */
abstract class Scalar__Real__SoftmaxRows extends Scalar__Real__RowTransfers {
  static final Scalar__Real__Kernels RANGES = new Scalar__Real__Kernels();

  final void maxOfRows(__real__[] x, int size, int stride, __real__[] out) {
    if (stride == 1) {
      out[0] = (__real__) RANGES.max(x, 0, size);
      return;
    }
    Arrays.fill(out, 0, stride, __Real__.NEGATIVE_INFINITY);
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        __real__ v = x[k * stride + r];
        out[r] = v > out[r] ? v : out[r];
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
  public void sumOfOthers(__real__[] x, int size, int stride, __real__[] out) {
    for (int r = 0; r < stride; r++) {
      __real__ before = 0;
      for (int i = r; i < size * stride; i += stride) {
        out[i] = before;
        before += x[i];
      }
      __real__ behind = 0;
      for (int i = r + (size - 1) * stride; i >= 0; i -= stride) {
        out[i] += behind;
        behind += x[i];
      }
    }
  }

  @Override
  public void expOfRows(
      __real__[] x, int size, int stride, __real__[] max, __real__[] exp, double[] total) {
    maxOfRows(x, size, stride, max);
    if (stride == 1) {
      total[0] = RANGES.storeExpOfSegment(x, 0, size, max[0], exp);
      return;
    }
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        exp[k * stride + r] = x[k * stride + r] - max[r];
      }
    }
    Scalar__Real__Math.expOfNegatives(exp, size * stride);
    sumOfRows(exp, size, stride, total);
  }

  @Override
  public void sumBelowMax(
      double[] weights, __real__[] x, __real__[] max, int size, int stride, double[] out) {
    Arrays.fill(out, 0, stride, 0);
    if (stride == 1) {
      double largest = max[0];
      double sum = 0;
      for (int k = 0; k < size; k++) {
        sum += weights[k] == 0 ? 0 : weights[k] * (x[k] - largest);
      }
      out[0] = sum;
      return;
    }
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        int at = k * stride + r;
        out[r] += weights[at] == 0 ? 0 : weights[at] * ((double) x[at] - max[r]);
      }
    }
  }

  @Override
  public void multiplyRows(
      __real__[] x, __real__[] numbers, int size, int stride, __real__[] out) {
    if (stride == 1) {
      __real__ number = numbers[0];
      for (int k = 0; k < size; k++) {
        out[k] = x[k] * number;
      }
      return;
    }
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        out[k * stride + r] = x[k * stride + r] * numbers[r];
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
  public void spread(__real__[] x, int size, int stride, double whole, double[] out) {
    for (int r = 0; r < stride; r++) {
      int unmasked = 0;
      for (int i = r; i < size * stride; i += stride) {
        if (x[i] != __Real__.NEGATIVE_INFINITY) {
          unmasked++;
        }
      }
      double part = whole / unmasked;
      for (int i = r; i < size * stride; i += stride) {
        out[i] = x[i] == __Real__.NEGATIVE_INFINITY ? 0 : part;
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
    multiplyRowsAndClasses(size, stride, ofRows, ofClasses, out);
  }

  static void multiplyRowsAndClasses(
      int size, int stride, double[] ofRows, double[] ofClasses, double[] out) {
    if (stride == 1) {
      double ofRow = ofRows[0];
      for (int k = 0; k < size; k++) {
        out[k] = out[k] * (ofRow * ofClasses[k]);
      }
      return;
    }
    for (int k = 0; k < size; k++) {
      double ofClass = ofClasses[k];
      for (int r = 0; r < stride; r++) {
        out[k * stride + r] = out[k * stride + r] * (ofRows[r] * ofClass);
      }
    }
  }
}
