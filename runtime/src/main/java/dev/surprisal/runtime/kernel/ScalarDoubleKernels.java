package dev.surprisal.runtime.kernel;

/** Plain loops. */
final class ScalarDoubleKernels implements RowKernels<double[]> {

  @Override
  public double max(double[] z, int start, int length) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + length; i++) {
      if (z[i] > max) {
        max = z[i];
      }
    }
    return max;
  }

  @Override
  public double sumExp(double[] z, int start, int length, double shift) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += ScalarMath.exp(z[i] - shift);
    }
    return sum;
  }

  @Override
  public double storeExp(double[] z, int start, int length, double shift, double[] out) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double e = ScalarMath.exp(z[i] - shift);
      out[i] = e;
      sum += e;
    }
    return sum;
  }

  @Override
  public void scale(double[] x, int start, int length, double factor) {
    for (int i = start; i < start + length; i++) {
      x[i] = (factor * x[i]);
    }
  }

  @Override
  public void indicatorVariance(double[] x, int start, int length, double total, double scale) {
    for (int i = start; i < start + length; i++) {
      double rest = (total - 1) + (1 - x[i]);
      x[i] = (scale * (x[i] / total) * (rest / total));
    }
  }

  @Override
  public double softplusMinusProduct(double[] z, double[] y, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double minusAbs = Logistic.minusAbs(z[i]);
      double log1p = Math.log1p(ScalarMath.exp(minusAbs));
      sum += Logistic.surprisal(z[i], y[i], 1.0 - y[i], minusAbs, log1p);
    }
    return sum;
  }

  @Override
  public double sigmoidMinus(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double logit = z[i];
      double yes = y[i];
      double minusAbs = Logistic.minusAbs(logit);
      double e = ScalarMath.exp(minusAbs);
      sum += Logistic.surprisal(logit, yes, 1 - yes, minusAbs, Math.log1p(e));
      out[i] = scale * Logistic.residual(logit, yes, 1 - yes, e);
    }
    return sum;
  }

  @Override
  public void sigmoid(double[] z, int start, int length, double[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = Logistic.sigmoid(z[i], ScalarMath.exp(Logistic.minusAbs(z[i])));
    }
  }

  @Override
  public void sigmoidSlope(double[] z, int start, int length, double scale, double[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = scale * Logistic.slope(ScalarMath.exp(Logistic.minusAbs(z[i])));
    }
  }

  @Override
  public double halfSquaredDistance(double[] z, double[] y, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double difference = z[i] - y[i];
      sum += difference * difference;
    }
    return sum / 2;
  }

  @Override
  public double difference(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double difference = z[i] - y[i];
      sum += difference * difference;
      out[i] = (scale * difference);
    }
    return sum / 2;
  }

  @Override
  public double sum(double[] x, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Override
  public int firstOutside(double[] x, int start, int length, double low, double high) {
    for (int i = start; i < start + length; i++) {
      if (!(x[i] >= low && x[i] <= high)) {
        return i;
      }
    }
    return start + length;
  }
}
