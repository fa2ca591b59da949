package dev.surprisal.runtime.kernel;

/** Plain loops over blocks that are capped. */
abstract class Scalar__Real__SoftCaps extends Scalar__Real__SoftmaxRows {
  @Override
  public void capBelowLargest(
      __real__[] x,
      double cap,
      int size,
      int stride,
      __real__[] max,
      double[] largest,
      __real__[] below) {
    maxOfRows(x, size, stride, max);
    cap(max, cap, stride, largest);
    if (stride == 1) {
      double most = largest[0];
      for (int i = 0; i < size; i++) {
        below[i] = (__real__) (cap * Scalar__Real__Math.tanh(x[i] / cap) - most);
      }
    } else {
      for (int k = 0; k < size; k++) {
        for (int i = k * stride, r = 0; r < stride; i++, r++) {
          below[i] = (__real__) (cap * Scalar__Real__Math.tanh(x[i] / cap) - largest[r]);
        }
      }
    }
    for (int i = 0; i < size * stride; i++) {
      if (__Real__.isInfinite(x[i])) {
        below[i] = (__real__) (x[i] - largest[i % stride]);
      }
    }
  }

  @Override
  public void capBelowLargest(
      __real__[] x,
      double cap,
      int size,
      int stride,
      __real__[] max,
      double[] largest,
      __real__[] below,
      __real__[] slope) {
    capBelowLargest(x, cap, size, stride, max, largest, below);
    for (int i = 0; i < size * stride; i++) {
      slope[i] = (__real__) Scalar__Real__Math.slopeOfTanh(x[i] / cap);
    }
  }

  /**
   * Capped values, near 0 by a continued fraction of tanh, within 1e-11 caps. Infinite ones are
   * capped too.
   */
  static void cap(__real__[] x, double cap, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      double u = x[i] / cap;
      double square = u * u;
      double above = 135135 + square * (17325 + square * (378 + square));
      double below = 135135 + square * (62370 + square * (3150 + square * 28));
      out[i] = cap * (square > 1 ? ScalarMath.tanh(u) : u * above / below);
    }
  }

  @Override
  public void tanh(__real__[] x, double factor, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = __Real__.isInfinite(x[i]) ? 0 : (__real__) ScalarMath.tanh(factor * x[i]);
    }
  }

  @Override
  public void tanh(
      __real__[] x, double factor, int length, __real__[] out, __real__[] slope) {
    for (int i = 0; i < length; i++) {
      double e = Scalar__Real__Math.expOfNegative(-2 * Math.abs(factor * x[i]));
      slope[i] = (__real__) (4 * Logistic.slope(e));
    }
    tanh(x, factor, length, out);
  }

  @Override
  public void cap(__real__[] x, __real__[] tanh, double cap, int length, __real__[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = __Real__.isInfinite(x[i]) ? x[i] : (__real__) cap * tanh[i];
    }
  }
}
