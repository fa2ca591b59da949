package dev.surprisal.runtime.kernel;

/** Plain loops over rows in which every class has a target. */
abstract class Scalar__Real__GradedRows implements GradedRowKernels<__real__[]> {
  @Override
  public double sumBelow(__real__[] z, int start, int length, double from) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += from - z[i];
    }
    return sum;
  }

  @Override
  public double sumBelow(__real__[] z, int start, int length, double from, double[] weights) {
    return sumBelow(z, start, 0, length, from, weights);
  }

  /** Of the values first..end behind the start. */
  double sumBelow(
      __real__[] z, int start, int first, int end, double from, double[] weights) {
    double sum = 0;
    for (int i = first; i < end; i++) {
      sum += weights[i] * (from - z[start + i]);
    }
    return sum;
  }

  @Override
  public double sumBelow(__real__[] z, __real__[] weights, int start, int length, double from) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += weights[i] == 0 ? 0 : weights[i] * (from - z[i]);
    }
    return sum;
  }

  @Override
  public void scaleMinus(__real__[] x, int start, int length, double factor, double y) {
    for (int i = start; i < start + length; i++) {
      x[i] = (__real__) (factor * x[i] - y);
    }
  }

  @Override
  public void scaleMinus(
      __real__[] x, int start, int length, double factor, double[] y, double times) {
    scaleMinus(x, start, 0, length, factor, y, times);
  }

  /** Of the values first..end behind the start. */
  void scaleMinus(
      __real__[] x, int start, int first, int end, double factor, double[] y, double times) {
    for (int i = first; i < end; i++) {
      x[start + i] = (__real__) (factor * x[start + i] - times * y[i]);
    }
  }

  @Override
  public void scaleMinus(
      __real__[] x, __real__[] y, int start, int length, double factor, double times) {
    for (int i = start; i < start + length; i++) {
      x[i] = (__real__) (factor * x[i] - times * y[i]);
    }
  }
}
