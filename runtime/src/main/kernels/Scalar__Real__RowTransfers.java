package dev.surprisal.runtime.kernel;

/** Plain loops between arrays and rows in blocks. */
abstract class Scalar__Real__RowTransfers implements BlockKernels<__real__[]> {
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
      write(x, size, scale, out, start);
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
      read(x, start, size, out);
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
      write(x, size, scale, out, start);
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
    residuals(exp, numbers, targets, scales, size, stride);
    writeRows(exp, size, rows, stride, 1, out, start, rowStep, classStep);
  }

  private static void residuals(
      __real__[] exp, double[] numbers, double[] targets, double[] scales, int size, int stride) {
    if (stride == 1) {
      double number = numbers[0];
      double scale = scales[0];
      for (int k = 0; k < size; k++) {
        exp[k] = (__real__) (scale * (exp[k] * number - targets[k]));
      }
    } else {
      for (int k = 0; k < size; k++) {
        for (int r = 0; r < stride; r++) {
          int at = k * stride + r;
          exp[at] = (__real__) (scales[r] * (exp[at] * numbers[r] - targets[at]));
        }
      }
    }
    clearRows(scales, size, stride, exp);
  }

  /** 0 times NaN is none. */
  private static void clearRows(double[] scales, int size, int stride, __real__[] x) {
    for (int r = 0; r < stride; r++) {
      if (scales[r] == 0) {
        for (int k = 0; k < size; k++) {
          x[k * stride + r] = 0;
        }
      }
    }
  }
}
