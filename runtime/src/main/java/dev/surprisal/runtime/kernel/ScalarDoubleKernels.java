package dev.surprisal.runtime.kernel;

/** Plain loops, . */
final class ScalarDoubleKernels implements RowKernels<double[]> {
  /** Values whose logits lie so near to each other have exponentials of one scale. */
  private static final double WIDEST = 600;

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
  public int commonExponent(double[] z, int start, int length) {
    return commonExponent(leastUnmasked(z, start, length), max(z, start, length));
  }

  /** The smallest value above &minus;&infin;. */
  double leastUnmasked(double[] z, int start, int length) {
    double min = Double.POSITIVE_INFINITY;
    for (int i = start; i < start + length; i++) {
      if (z[i] < min && z[i] != Double.NEGATIVE_INFINITY) {
        min = z[i];
      }
    }
    return min;
  }

  /** The exponent for values in min..max. */
  static int commonExponent(double min, double max) {
    boolean fits = max - min <= WIDEST && Math.abs(max) <= MOST_SCALED;
    return fits ? (int) Math.rint(max * ScalarMath.LOG2_E) : NO_EXPONENT;
  }

  @Override
  public void storeScaledExp(double[] z, int start, int length, int exponent, double[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = scaledExp(z[i], exponent);
    }
  }

  @Override
  public double sumScaledExp(double[] z, int start, int length, int exponent) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += scaledExp(z[i], exponent);
    }
    return sum;
  }

  @Override
  public double scaledExp(double[] z, int i, int exponent) {
    return scaledExp(z[i], exponent);
  }

  private static double scaledExp(double z, int exponent) {
    return z == Double.NEGATIVE_INFINITY ? 0 : ScalarMath.scaledExp(z, exponent);
  }

  @Override
  public double sumExpOfSegment(double[] z, int start, int length, double shift) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += ScalarMath.exp(z[i] - shift);
    }
    return sum;
  }

  @Override
  public double storeExpOfSegment(double[] z, int start, int length, double shift, double[] out) {
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
  public double softplusMinusProductOfBlock(double[] z, double[] y, int start, int length) {
    double sum = 0;
    // Pi (1 + e) - 1, of which one logarithm is taken.
    double product = 0;
    for (int i = start; i < start + length; i++) {
      double minusAbs = Logistic.minusAbs(z[i]);
      double e = ScalarMath.exp(minusAbs);
      sum += Logistic.linear(z[i], y[i], 1.0 - y[i], minusAbs);
      product += e + product * e;
    }
    return sum + Math.log1p(product);
  }

  @Override
  public double sigmoidMinusOfBlock(
      double[] z, double[] y, int start, int length, double scale, double[] out) {
    double sum = 0;
    // Pi (1 + e) - 1, of which one logarithm is taken.
    double product = 0;
    for (int i = start; i < start + length; i++) {
      double logit = z[i];
      double yes = y[i];
      double minusAbs = Logistic.minusAbs(logit);
      double e = ScalarMath.exp(minusAbs);
      sum += Logistic.linear(logit, yes, 1 - yes, minusAbs);
      product += e + product * e;
      out[i] = (scale * Logistic.residual(logit, yes, 1 - yes, e));
    }
    return sum + Math.log1p(product);
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
