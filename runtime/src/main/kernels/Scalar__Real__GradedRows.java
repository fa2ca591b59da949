package dev.surprisal.runtime.kernel;

/**
 * Plain loops over rows in which every class has a target. Sums are four, so that additions need
 * not wait for each other.
 */
abstract class Scalar__Real__GradedRows implements GradedRowKernels<__real__[]> {
  private static final int FEW = 32;

  @Override
  public double sumBelow(__real__[] z, int start, int length, double from) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int end = start + inFours(length);
    for (int i = start; i < end; i += 4) {
      sum0 += from - z[i];
      sum1 += from - z[i + 1];
      sum2 += from - z[i + 2];
      sum3 += from - z[i + 3];
    }
    double rest = 0;
    for (int i = end; i < start + length; i++) {
      rest += from - z[i];
    }
    return (sum0 + sum1) + (sum2 + sum3) + rest;
  }

  @Override
  public double sumBelow(__real__[] z, int start, int length, double from, double[] weights) {
    return sumBelow(z, start, 0, length, from, weights);
  }

  /** Of the values first..end behind the start. */
  double sumBelow(
      __real__[] z, int start, int first, int end, double from, double[] weights) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int fours = first + inFours(end - first);
    for (int i = first; i < fours; i += 4) {
      sum0 += weights[i] * (from - z[start + i]);
      sum1 += weights[i + 1] * (from - z[start + i + 1]);
      sum2 += weights[i + 2] * (from - z[start + i + 2]);
      sum3 += weights[i + 3] * (from - z[start + i + 3]);
    }
    double rest = 0;
    for (int i = fours; i < end; i++) {
      rest += weights[i] * (from - z[start + i]);
    }
    return (sum0 + sum1) + (sum2 + sum3) + rest;
  }

  @Override
  public double sumBelow(__real__[] z, __real__[] weights, int start, int length, double from) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int end = start + inFours(length);
    for (int i = start; i < end; i += 4) {
      sum0 += product(weights[i], from - z[i]);
      sum1 += product(weights[i + 1], from - z[i + 1]);
      sum2 += product(weights[i + 2], from - z[i + 2]);
      sum3 += product(weights[i + 3], from - z[i + 3]);
    }
    double rest = 0;
    for (int i = end; i < start + length; i++) {
      rest += product(weights[i], from - z[i]);
    }
    return (sum0 + sum1) + (sum2 + sum3) + rest;
  }

  /**
   * How many of some values are added up in four sums: none of few, which vector kernels add up one
   * after the other as well.
   */
  static int inFours(int length) {
    return length < FEW ? 0 : length & -4;
  }

  /** 0 where the weight is. */
  private static double product(double weight, double below) {
    return weight == 0 ? 0 : weight * below;
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
