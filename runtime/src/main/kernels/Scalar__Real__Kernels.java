package dev.surprisal.runtime.kernel;

/** Plain loops, each value computed in double, as exactly as a {@code __real__} can tell. */
final class Scalar__Real__Kernels extends Scalar__Real__GradedRows
    implements RowKernels<__real__[]> {
  private final double mostScaled;

  Scalar__Real__Kernels() {
    this(Scalar__Real__Math.MOST_SCALED);
  }

  /**
   * Kernels that look for the exponents of others.
   *
   * @param mostScaled the largest number whose exponential those scale
   */
  Scalar__Real__Kernels(double mostScaled) {
    this.mostScaled = mostScaled;
  }

  @Override
  public double max(__real__[] z, int start, int length) {
    __real__ max = __Real__.NEGATIVE_INFINITY;
    for (int i = start; i < start + length; i++) {
      if (z[i] > max) {
        max = z[i];
      }
    }
    return max;
  }

  @Override
  public int commonExponent(__real__[] z, int start, int length) {
    double min = leastUnmasked(z, start, length);
    double max = max(z, start, length);
    boolean isExact = Math.max(Math.abs(min), Math.abs(max)) <= mostScaled;
    return isExact ? commonExponent(min, max) : NO_EXPONENT;
  }

  /** The smallest value above &minus;&infin;. */
  __real__ leastUnmasked(__real__[] z, int start, int length) {
    __real__ min = __Real__.POSITIVE_INFINITY;
    for (int i = start; i < start + length; i++) {
      if (z[i] < min && z[i] != __Real__.NEGATIVE_INFINITY) {
        min = z[i];
      }
    }
    return min;
  }

  /** The exponent for values in min..max. */
  static int commonExponent(double min, double max) {
    boolean fits = max - min <= Scalar__Real__Math.WIDEST && Math.abs(max) <= MOST_SCALED;
    return fits ? (int) Math.rint(max * ScalarMath.LOG2_E) : NO_EXPONENT;
  }

  @Override
  public void storeScaledExp(__real__[] z, int start, int length, int exponent, __real__[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = Scalar__Real__Math.scaledExp(z[i], exponent);
    }
  }

  @Override
  public double sumScaledExp(__real__[] z, int start, int length, int exponent) {
    Blocks blocks = Blocks.take();
    __real__[] block = blocks.__real__s(0, BLOCK);
    double sum = 0;
    for (int from = 0, count; from < length; from += count) {
      count = Math.min(BLOCK, length - from);
      System.arraycopy(z, start + from, block, 0, count);
      storeScaledExp(block, 0, count, exponent, block);
      sum += sumOfBlock(block, 0, count);
    }
    blocks.giveBack();
    return sum;
  }

  @Override
  public double scaledExp(__real__[] z, int i, int exponent) {
    return Scalar__Real__Math.scaledExp(z[i], exponent);
  }

  @Override
  public double sumExpOfSegment(__real__[] z, int start, int length, double shift) {
    Blocks blocks = Blocks.take();
    __real__[] block = blocks.__real__s(0, BLOCK);
    double sum = 0;
    for (int from = 0, count; from < length; from += count) {
      count = Math.min(BLOCK, length - from);
      System.arraycopy(z, start + from, block, 0, count);
      sum += storeExpOfSegment(block, 0, count, shift, block);
    }
    blocks.giveBack();
    return sum;
  }

  /** In two loops, as the compiler makes vectors of one that adds nothing up. */
  @Override
  public double storeExpOfSegment(__real__[] z, int start, int length, double shift, __real__[] out) {
    double sum = 0;
    int end = start + length;
    for (int from = start, to; from < end; from = to) {
      to = from + Math.min(BLOCK, end - from);
      for (int i = from; i < to; i++) {
        out[i] = (__real__) Scalar__Real__Math.expOfNegative(z[i] - shift);
      }
      sum += sumOfBlock(out, from, to);
    }
    return sum;
  }

  @Override
  public void scale(__real__[] x, int start, int length, double factor) {
    if (!Scalar__Real__Math.holds(factor)) {
      scaleInDouble(x, start, length, factor);
      return;
    }
    __real__ rounded = (__real__) factor;
    for (int i = start; i < start + length; i++) {
      x[i] *= rounded;
    }
  }

  /** A factor that is none of the type may still have products that are. */
  private static void scaleInDouble(__real__[] x, int start, int length, double factor) {
    for (int i = start; i < start + length; i++) {
      x[i] = (__real__) (x[i] * factor);
    }
  }

  @Override
  public void indicatorVariance(__real__[] x, int start, int length, double total, double scale) {
    for (int i = start; i < start + length; i++) {
      double rest = (total - 1) + (1 - x[i]);
      x[i] = (__real__) (scale * (x[i] / total) * (rest / total));
    }
  }

  @Override
  public double softplusMinusProductOfBlock(__real__[] z, __real__[] y, int start, int length) {
    return Scalar__Real__Sigmoids.softplusMinusProduct(z, y, start, length);
  }

  @Override
  public double sigmoidMinusOfBlock(
      __real__[] z, __real__[] y, int start, int length, double scale, __real__[] out) {
    return Scalar__Real__Sigmoids.sigmoidMinus(z, y, start, length, scale, out);
  }

  @Override
  public void sigmoid(__real__[] z, int start, int length, __real__[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = (__real__) Logistic.sigmoid(z[i], Scalar__Real__Math.expOfNegative(Logistic.minusAbs(z[i])));
    }
  }

  @Override
  public void sigmoidSlope(__real__[] z, int start, int length, double scale, __real__[] out) {
    for (int i = start; i < start + length; i++) {
      out[i] = (__real__) (scale * Logistic.slope(Scalar__Real__Math.expOfNegative(Logistic.minusAbs(z[i]))));
    }
  }

  @Override
  public double halfSquaredDistance(__real__[] z, __real__[] y, int start, int length) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double difference = (double) z[i] - y[i];
      sum += difference * difference;
    }
    return sum / 2;
  }

  @Override
  public double difference(__real__[] z, __real__[] y, int start, int length, double scale, __real__[] out) {
    double sum = 0;
    for (int i = start; i < start + length; i++) {
      double difference = (double) z[i] - y[i];
      sum += difference * difference;
      out[i] = (__real__) (scale * difference);
    }
    return sum / 2;
  }

  @Override
  public double weightedHalfSquaredDistance(
      __real__[] z, __real__[] y, int start, int length, double[] weights) {
    return weightedHalfSquaredDistance(z, y, start, 0, length, weights);
  }

  /** Of the values from..to behind the start. */
  double weightedHalfSquaredDistance(
      __real__[] z, __real__[] y, int start, int from, int to, double[] weights) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double difference = weights[i] == 0 ? 0 : (double) z[start + i] - y[start + i];
      sum += weights[i] * difference * difference;
    }
    return sum / 2;
  }

  @Override
  public double weightedDifference(
      __real__[] z,
      __real__[] y,
      int start,
      int length,
      double[] weights,
      double scale,
      __real__[] out) {
    return weightedDifference(z, y, start, 0, length, weights, scale, out);
  }

  /** Of the values from..to behind the start. */
  double weightedDifference(
      __real__[] z,
      __real__[] y,
      int start,
      int from,
      int to,
      double[] weights,
      double scale,
      __real__[] out) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double difference = weights[i] == 0 ? 0 : (double) z[start + i] - y[start + i];
      double weighted = weights[i] * difference;
      sum += weighted * difference;
      out[start + i] = (__real__) (scale * weighted);
    }
    return sum / 2;
  }

  @Override
  public double sum(__real__[] x, int start, int length) {
    double sum = 0;
    int end = start + length;
    for (int from = start, to; from < end; from = to) {
      to = from + Math.min(BLOCK, end - from);
      sum += sumOfBlock(x, from, to);
    }
    return sum;
  }

  /** Four sums, so that additions need not wait for each other. */
  private static double sumOfBlock(__real__[] x, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int end = from + inFours(to - from);
    for (int i = from; i < end; i += 4) {
      sum0 += x[i];
      sum1 += x[i + 1];
      sum2 += x[i + 2];
      sum3 += x[i + 3];
    }
    double rest = 0;
    for (int i = end; i < to; i++) {
      rest += x[i];
    }
    return (sum0 + sum1) + (sum2 + sum3) + rest;
  }

  @Override
  public int firstOutside(__real__[] x, int start, int length, double low, double high) {
    for (int i = start; i < start + length; i++) {
      if (!(x[i] >= low && x[i] <= high)) {
        return i;
      }
    }
    return start + length;
  }
}
