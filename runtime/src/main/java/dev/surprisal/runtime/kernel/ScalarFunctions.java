package dev.surprisal.runtime.kernel;

/** Plain loops over blocks, of which each applies a function. */
@SuppressWarnings("serial")
class ScalarFunctions extends ScalarGammas implements FunctionKernels<double[]> {
  /** Beyond this, 1 + x&sup2; is x&sup2;, and further on no number. */
  private static final double LARGE = 1e8;

  @Override
  public void exp(double[] x, int length, double[] out) {
    TwoPasses.exp(x, length, out);
  }

  @Override
  public void expm1(double[] x, int length, double[] out) {
    TwoPasses.expm1(x, length, out);
  }

  @Override
  public void expAboveTangent(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = ScalarMath.expAboveTangent(x[i]);
    }
  }

  @Override
  public void log(double[] x, int length, double[] out) {
    TwoPasses.log(x, length, out);
  }

  @Override
  public void softplus(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] e = ScalarDoubleSigmoids.expOfMinusAbs(x, 0, length, blocks);
    for (int i = 0; i < length; i++) {
      out[i] = Math.max(x[i], 0) + ScalarLogs.log1p(e[i]);
    }
    blocks.giveBack();
  }

  @Override
  public void softplusAboveSigmoid(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      double e = ScalarMath.exp(Logistic.minusAbs(x[i]));
      // Below 0, log(1 + e) - e / (1 + e), whose terms are alike.
      out[i] =
          x[i] < 0
              ? (e * ScalarLogs.log1p(e) - ScalarLogs.excess(e)) / (1 + e)
              : x[i] + ScalarLogs.log1p(e) - 1 / (1 + e);
    }
  }

  @Override
  public void softplusAboveTangent(double[] x, double[] y, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      // It is even.
      double side = -Math.copySign(1, x[i]);
      out[i] = Logistic.softplusAboveTangent(side * x[i], side * y[i]);
    }
  }

  @Override
  public void sigmoid(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] e = ScalarDoubleSigmoids.expOfMinusAbs(x, 0, length, blocks);
    for (int i = 0; i < length; i++) {
      out[i] = Logistic.sigmoid(x[i], e[i]);
    }
    blocks.giveBack();
  }

  @Override
  public void sigmoidSlope(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] e = ScalarDoubleSigmoids.expOfMinusAbs(x, 0, length, blocks);
    for (int i = 0; i < length; i++) {
      out[i] = Logistic.slope(e[i]);
    }
    blocks.giveBack();
  }

  @Override
  public void surprisals(double[] x, int length, double[] ofNo, double[] ofYes) {
    Blocks blocks = Blocks.take();
    double[] e = ScalarDoubleSigmoids.expOfMinusAbs(x, 0, length, blocks);
    for (int i = 0; i < length; i++) {
      double z = x[i];
      double log1p = ScalarLogs.log1p(e[i]);
      ofNo[i] = Math.max(z, 0) + log1p;
      ofYes[i] = Math.max(-z, 0) + log1p;
    }
    blocks.giveBack();
  }

  @Override
  public void answers(
      double[] x,
      int length,
      double[] surprisalOfNo,
      double[] surprisalOfYes,
      double[] yes,
      double[] no) {
    Blocks blocks = Blocks.take();
    double[] e = ScalarDoubleSigmoids.expOfMinusAbs(x, 0, length, blocks);
    double[] log1p = blocks.doubles(1, length);
    for (int i = 0; i < length; i++) {
      log1p[i] = ScalarLogs.log1p(e[i]);
    }
    for (int i = 0; i < length; i++) {
      double z = x[i];
      surprisalOfNo[i] = Math.max(z, 0) + log1p[i];
      surprisalOfYes[i] = Math.max(-z, 0) + log1p[i];
      yes[i] = Logistic.sigmoid(z, e[i]);
      no[i] = Logistic.sigmoid(-z, e[i]);
    }
    blocks.giveBack();
  }

  @Override
  public void weigh(double[] weights, double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = weighed(weights[i], x[i]);
    }
  }

  /** Without a branch: whether a target is 0 is as hard to foresee as the answer. */
  private static double weighed(double weight, double x) {
    long twice = Double.doubleToRawLongBits(weight) << 1;
    long isNotZero = (twice | -twice) >> 63;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(weight * x) & isNotZero);
  }

  @Override
  public void choose(
      boolean[] which, int start, double[] first, double[] second, int length, double[] out) {
    choose(which, start, first, second, 0, length, out);
  }

  /** From a value on, by the bits. */
  static void choose(
      boolean[] which, int start, double[] first, double[] second, int from, int to, double[] out) {
    for (int i = from; i < to; i++) {
      long isFirst = -(which[start + i] ? 1 : 0);
      out[i] =
          Double.longBitsToDouble(
              Double.doubleToRawLongBits(first[i]) & isFirst
                  | Double.doubleToRawLongBits(second[i]) & ~isFirst);
    }
  }

  @Override
  public void tanh(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] rest = blocks.doubles(0, length);
    for (int i = 0; i < length; i++) {
      rest[i] = -2 * Math.abs(x[i]);
    }
    TwoPasses.expm1(rest, length, rest);
    for (int i = 0; i < length; i++) {
      out[i] = Math.signum(x[i]) * (-rest[i] / (2 + rest[i]));
    }
    blocks.giveBack();
  }

  @Override
  public void sechSquared(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] e = blocks.doubles(0, length);
    for (int i = 0; i < length; i++) {
      e[i] = -2 * Math.abs(x[i]);
    }
    TwoPasses.exp(e, length, e);
    for (int i = 0; i < length; i++) {
      out[i] = 4 * Logistic.slope(e[i]);
    }
    blocks.giveBack();
  }

  @Override
  public void log1p(double[] x, int length, double[] out) {
    TwoPasses.log1p(x, length, out);
  }

  @Override
  public void sqrt(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.sqrt(x[i]);
    }
  }

  @Override
  public void abs(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.abs(x[i]);
    }
  }

  @Override
  public void sign(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.signum(x[i]);
    }
  }

  @Override
  public void belowZero(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.max(-Math.signum(x[i]), 0);
    }
  }

  @Override
  public void log1pOfSquare(double[] x, int length, double[] out) {
    Blocks blocks = Blocks.take();
    double[] log = blocks.doubles(0, length);
    double[] times = blocks.doubles(1, length);
    double[] lost = blocks.doubles(2, length);
    for (int i = 0; i < length; i++) {
      double size = Math.abs(x[i]);
      double sum = 1 + size * size;
      boolean isLarge = size > LARGE;
      log[i] = isLarge ? size : sum;
      times[i] = isLarge ? 2 : 1;
      // What rounding took from the sum.
      lost[i] = isLarge ? 0 : (size * size - (sum - 1)) / sum;
    }
    TwoPasses.log(log, length, log);
    for (int i = 0; i < length; i++) {
      out[i] = times[i] * log[i] + lost[i];
    }
    blocks.giveBack();
  }

  @Override
  public void cauchyWeight(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = 1 / (1 + x[i] * x[i]);
    }
  }

  @Override
  public void cauchyInfluence(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = 1 / (x[i] + 1 / x[i]);
    }
  }

  @Override
  public void cauchyLack(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = 1 / (1 + 1 / (x[i] * x[i]));
    }
  }

  @Override
  public void normal(double[] x, int length, double[] tail, double[] hazard, double[] hazardAbove) {
    NormalTail.of(x, length, tail, hazard, hazardAbove);
  }
}
