package dev.surprisal.runtime.kernel;

/** Plain loops, each value computed in double, as exactly as a float can tell. */
final class ScalarFloatKernels implements RowKernels<float[]> {

  @Override
  public double max(float[] z, int start, int length) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = start; i < start + length; i++) {
      if (z[i] > max) {
        max = z[i];
      }
    }
    return max;
  }

  @Override
  public double sumExp(float[] z, int start, int length, double shift) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += ScalarMath.expForFloat(z[i] - shift);
    }
    return sum;
  }

  @Override
  public double storeExp(float[] z, int start, int length, double shift, float[] out) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double e = ScalarMath.expForFloat(z[i] - shift);
      out[i] = (float) e;
      sum += e;
    }
    return sum;
  }

  @Override
  public void scale(float[] x, int start, int length, double factor) {
    for (int i = start; i < start + length; i++) {
      x[i] = (float) (factor * x[i]);
    }
  }

  @Override
  public void indicatorVariance(float[] x, int start, int length, double total, double scale) {
    for (int i = start; i < start + length; i++) {
      double rest = (total - 1) + (1 - x[i]);
      x[i] = (float) (scale * (x[i] / total) * (rest / total));
    }
  }

  @Override
  public double softplusMinusProduct(float[] z, float[] y, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double minusAbs = Logistic.minusAbs(z[i]);
      double log1p = ScalarMath.log1pForFloat(ScalarMath.expForFloat(minusAbs));
      sum += Logistic.surprisal(z[i], y[i], 1.0 - y[i], minusAbs, log1p);
    }
    return sum;
  }

  @Override
  public double sigmoidMinus(
      float[] z, float[] y, int start, int length, double scale, float[] out) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double logit = z[i];
      double yes = y[i];
      double minusAbs = Logistic.minusAbs(logit);
      double e = ScalarMath.expForFloat(minusAbs);
      sum += Logistic.surprisal(logit, yes, 1 - yes, minusAbs, ScalarMath.log1pForFloat(e));
      out[i] = (float) (scale * Logistic.residual(logit, yes, 1 - yes, e));
    }
    return sum;
  }

  @Override
  public void sigmoid(float[] z, int start, int length, float[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = (float) Logistic.sigmoid(z[i], ScalarMath.expForFloat(Logistic.minusAbs(z[i])));
    }
  }

  @Override
  public void sigmoidSlope(float[] z, int start, int length, double scale, float[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = (float) (scale * Logistic.slope(ScalarMath.expForFloat(Logistic.minusAbs(z[i]))));
    }
  }

  @Override
  public double halfSquaredDistance(float[] z, float[] y, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double difference = (double) z[i] - y[i];
      sum += difference * difference;
    }
    return sum / 2;
  }

  @Override
  public double difference(float[] z, float[] y, int start, int length, double scale, float[] out) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double difference = (double) z[i] - y[i];
      sum += difference * difference;
      out[i] = (float) (scale * difference);
    }
    return sum / 2;
  }

  @Override
  public double sum(float[] x, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Override
  public int firstOutside(float[] x, int start, int length, double low, double high) {
    for (int i = start; i < start + length; i++) {
      if (!(x[i] >= low && x[i] <= high)) {
        return i;
      }
    }
    return start + length;
  }
}
