package dev.surprisal.runtime.kernel;

/** Plain loops, each value computed in double, as exactly as a float can tell. */
final class ScalarFloatKernels implements RowKernels<float[]> {
  /** Values whose logits lie so near to each other have exponentials of one scale. */
  private static final double WIDEST = 80;

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
  public int commonExponent(float[] z, int start, int length) {
    return commonExponent(leastUnmasked(z, start, length), max(z, start, length));
  }

  /** The smallest value above &minus;&infin;. */
  float leastUnmasked(float[] z, int start, int length) {
    float min = Float.POSITIVE_INFINITY;
    for (int i = start; i < start + length; i++) {
      if (z[i] < min && z[i] != Float.NEGATIVE_INFINITY) {
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
  public void storeScaledExp(float[] z, int start, int length, int exponent, float[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = scaledExp(z[i], exponent);
    }
  }

  @Override
  public double sumScaledExp(float[] z, int start, int length, int exponent) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += scaledExp(z[i], exponent);
    }
    return sum;
  }

  @Override
  public double scaledExp(float[] z, int i, int exponent) {
    return scaledExp(z[i], exponent);
  }

  private static float scaledExp(float z, int exponent) {
    return z == Float.NEGATIVE_INFINITY ? 0 : (float) ScalarMath.scaledExpForFloat(z, exponent);
  }

  @Override
  public double sumExpOfSegment(float[] z, int start, int length, double shift) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      sum += ScalarMath.expForFloat(z[i] - shift);
    }
    return sum;
  }

  @Override
  public double storeExpOfSegment(float[] z, int start, int length, double shift, float[] out) {
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
    if (!isNormalFloat(factor)) {
      scaleInDouble(x, start, length, factor);
      return;
    }
    float rounded = (float) factor;
    for (int i = start; i < start + length; i++) {
      x[i] *= rounded;
    }
  }

  /** Whether a factor can be rounded to a float without losing more digits than one has. */
  static boolean isNormalFloat(double factor) {
    return factor >= Float.MIN_NORMAL && factor <= Float.MAX_VALUE;
  }

  /** A factor that no float holds may still have products that are floats. */
  private static void scaleInDouble(float[] x, int start, int length, double factor) {
    for (int i = start; i < start + length; i++) {
      x[i] = (float) (x[i] * factor);
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
  public double softplusMinusProductOfBlock(float[] z, float[] y, int start, int length) {
    double sum = 0;
    // Pi (1 + e) - 1, of which one logarithm is taken.
    double product = 0;
    for (int i = start; i < start + length; i++) {
      double minusAbs = Logistic.minusAbs(z[i]);
      double e = ScalarMath.expForFloat(minusAbs);
      sum += Logistic.linear(z[i], y[i], 1.0 - y[i], minusAbs);
      product += e + product * e;
    }
    return sum + Math.log1p(product);
  }

  @Override
  public double sigmoidMinusOfBlock(
      float[] z, float[] y, int start, int length, double scale, float[] out) {
    double sum = 0;
    // Pi (1 + e) - 1, of which one logarithm is taken.
    double product = 0;
    for (int i = start; i < start + length; i++) {
      double logit = z[i];
      double yes = y[i];
      double minusAbs = Logistic.minusAbs(logit);
      double e = ScalarMath.expForFloat(minusAbs);
      sum += Logistic.linear(logit, yes, 1 - yes, minusAbs);
      product += e + product * e;
      out[i] = (float) (scale * Logistic.residual(logit, yes, 1 - yes, e));
    }
    return sum + Math.log1p(product);
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
