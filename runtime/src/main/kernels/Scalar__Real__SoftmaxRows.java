package dev.surprisal.runtime.kernel;

import java.util.Arrays;

/** Plain loops over rows in blocks. */
abstract class Scalar__Real__SoftmaxRows implements BlockKernels<__real__[]> {
  private static final Scalar__Real__Kernels RANGES = new Scalar__Real__Kernels();

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
      for (int r = 0; r < rows; r++) {
        int in = start + r * rowStep;
        int from = r * Blocks.pitch(size);
        for (int k = 0; k < size; k++) {
          out[from + k] = (__real__) x[in + k];
        }
      }
    } else {
      for (int k = 0; k < size; k++) {
        int in = start + k;
        for (int r = 0; r < rows; r++, in += rowStep) {
          out[k * stride + r] = (__real__) x[in];
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
      for (int r = 0; r < rows; r++) {
        int at = start + r * rowStep;
        int from = r * Blocks.pitch(size);
        for (int k = 0; k < size; k++) {
          out[at + k] = (float) (scale * x[from + k]);
        }
      }
    } else {
      for (int k = 0; k < size; k++) {
        int at = start + k;
        for (int r = 0; r < rows; r++, at += rowStep) {
          out[at] = (float) (scale * x[k * stride + r]);
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
      for (int r = 0; r < rows; r++) {
        int in = start + r * rowStep;
        int from = r * Blocks.pitch(size);
        for (int k = 0; k < size; k++) {
          out[from + k] = (__real__) x[in + k];
        }
      }
    } else {
      for (int k = 0; k < size; k++) {
        int in = start + k;
        for (int r = 0; r < rows; r++, in += rowStep) {
          out[k * stride + r] = (__real__) x[in];
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
      for (int r = 0; r < rows; r++) {
        int at = start + r * rowStep;
        int from = r * Blocks.pitch(size);
        for (int k = 0; k < size; k++) {
          out[at + k] = (double) (scale * x[from + k]);
        }
      }
    } else {
      for (int k = 0; k < size; k++) {
        int at = start + k;
        for (int r = 0; r < rows; r++, at += rowStep) {
          out[at] = (double) (scale * x[k * stride + r]);
        }
      }
    }
  }

  @Override
  public void sumOfRows(__real__[] x, int size, int rows, int stride, double[] out) {
    if (stride == 1) {
      for (int r = 0; r < rows; r++) {
        int from = r * Blocks.pitch(size);
        double sum = 0;
        for (int i = from; i < from + size; i++) {
          sum += x[i];
        }
        out[r] = sum;
      }
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
      __real__[] x,
      int size,
      int rows,
      int stride,
      __real__[] max,
      __real__[] exp,
      double[] total) {
    if (stride == 1) {
      for (int r = 0; r < rows; r++) {
        int from = r * Blocks.pitch(size);
        double largest = RANGES.max(x, from, size);
        max[r] = (__real__) largest;
        total[r] = RANGES.storeExpOfSegment(x, from, size, largest, exp);
      }
      return;
    }
    Arrays.fill(max, 0, stride, __Real__.NEGATIVE_INFINITY);
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        max[r] = Math.max(max[r], x[k * stride + r]);
      }
    }
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        exp[k * stride + r] = x[k * stride + r] - max[r];
      }
    }
    for (int i = 0; i < size * stride; i++) {
      exp[i] = (__real__) Scalar__Real__Math.expOfNegative(exp[i]);
    }
    sumOfRows(exp, size, rows, stride, total);
  }

  @Override
  public void sumBelowMax(
      double[] weights,
      __real__[] x,
      __real__[] max,
      int size,
      int rows,
      int stride,
      double[] out) {
    if (stride == 1) {
      for (int r = 0; r < rows; r++) {
        int from = r * Blocks.pitch(size);
        double largest = max[r];
        double sum = 0;
        for (int i = from; i < from + size; i++) {
          sum += weights[i] == 0 ? 0 : weights[i] * (x[i] - largest);
        }
        out[r] = sum;
      }
      return;
    }
    Arrays.fill(out, 0, stride, 0);
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        int at = k * stride + r;
        out[r] += weights[at] == 0 ? 0 : weights[at] * ((double) x[at] - max[r]);
      }
    }
  }

  @Override
  public void multiplyRows(
      __real__[] x, __real__[] numbers, int size, int rows, int stride, __real__[] out) {
    if (stride == 1) {
      for (int r = 0; r < rows; r++) {
        int from = r * Blocks.pitch(size);
        __real__ number = numbers[r];
        for (int i = from; i < from + size; i++) {
          out[i] = x[i] * number;
        }
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
    residuals(exp, numbers, targets, scales, size, rows, stride);
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
    residuals(exp, numbers, targets, scales, size, rows, stride);
    writeRows(exp, size, rows, stride, 1, out, start, rowStep, classStep);
  }

  private static void residuals(
      __real__[] exp,
      double[] numbers,
      double[] targets,
      double[] scales,
      int size,
      int rows,
      int stride) {
    if (stride == 1) {
      for (int r = 0; r < rows; r++) {
        int from = r * Blocks.pitch(size);
        double number = numbers[r];
        double scale = scales[r];
        for (int i = from; i < from + size; i++) {
          exp[i] = (__real__) (scale * (exp[i] * number - targets[i]));
        }
      }
    } else {
      for (int k = 0; k < size; k++) {
        for (int r = 0; r < stride; r++) {
          int at = k * stride + r;
          exp[at] = (__real__) (scales[r] * (exp[at] * numbers[r] - targets[at]));
        }
      }
    }
    // 0 times NaN is none.
    int step = Blocks.step(size, stride);
    for (int r = 0; r < rows; r++) {
      if (scales[r] == 0) {
        fill(exp, r * step, size, stride, 0);
      }
    }
  }

  private static void fill(__real__[] x, int from, int size, int stride, __real__ number) {
    for (int i = from; i < from + size * stride; i += stride) {
      x[i] = number;
    }
  }

  @Override
  public void weighRows(__real__[] x, double[] weights, int size, int rows, int stride) {
    int step = Blocks.step(size, stride);
    for (int r = 0; r < rows; r++) {
      double weight = weights[r];
      int from = r * step;
      for (int i = from; i < from + size * stride; i += stride) {
        x[i] = weight == 0 ? 0 : (__real__) (weight * x[i]);
      }
    }
  }

  @Override
  public void fillRows(double[] x, int size, int rows, int stride, __real__[] out) {
    if (stride == 1) {
      for (int r = 0; r < rows; r++) {
        fill(out, r * Blocks.pitch(size), size, 1, (__real__) x[r]);
      }
      return;
    }
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < stride; r++) {
        out[k * stride + r] = (__real__) x[r];
      }
    }
  }

  @Override
  public void fillClasses(double[] x, int rows, int stride, __real__[] out) {
    if (stride == 1) {
      for (int r = 0; r < rows; r++) {
        int from = r * Blocks.pitch(x.length);
        for (int k = 0; k < x.length; k++) {
          out[from + k] = (__real__) x[k];
        }
      }
      return;
    }
    for (int k = 0; k < x.length; k++) {
      Arrays.fill(out, k * stride, (k + 1) * stride, (__real__) x[k]);
    }
  }

  @Override
  public void spread(
      __real__[] x, int size, int rows, int stride, double whole, double[] out) {
    int step = Blocks.step(size, stride);
    for (int r = 0; r < (stride == 1 ? rows : stride); r++) {
      int from = r * step;
      int unmasked = 0;
      for (int i = from; i < from + size * stride; i += stride) {
        if (x[i] != __Real__.NEGATIVE_INFINITY) {
          unmasked++;
        }
      }
      double part = whole / unmasked;
      for (int i = from; i < from + size * stride; i += stride) {
        out[i] = x[i] == __Real__.NEGATIVE_INFINITY ? 0 : part;
      }
    }
  }

  @Override
  public void spread(
      __real__[] x,
      int size,
      int rows,
      int stride,
      double whole,
      double[] ofRows,
      double[] ofClasses,
      double[] out) {
    spread(x, size, rows, stride, whole, out);
    multiplyRowsAndClasses(size, rows, stride, ofRows, ofClasses, out);
  }

  static void multiplyRowsAndClasses(
      int size, int rows, int stride, double[] ofRows, double[] ofClasses, double[] out) {
    if (stride == 1) {
      for (int r = 0; r < rows; r++) {
        int from = r * Blocks.pitch(size);
        double ofRow = ofRows[r];
        for (int k = 0; k < size; k++) {
          out[from + k] = out[from + k] * (ofRow * ofClasses[k]);
        }
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
