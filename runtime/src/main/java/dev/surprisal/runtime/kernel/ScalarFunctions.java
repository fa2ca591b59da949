package dev.surprisal.runtime.kernel;

/** Plain loops over blocks, of which each applies a function. */
@SuppressWarnings("serial")
class ScalarFunctions extends CompiledApart implements FunctionKernels<double[]> {
  /** Beyond this, 1 + x&sup2; is x&sup2;, and further on no number. */
  private static final double LARGE = 1e8;

  @Override
  public void exp(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = x[i] == Double.POSITIVE_INFINITY ? x[i] : ScalarDoubleMath.exp(x[i]);
    }
  }

  @Override
  public void expm1(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = x[i] == Double.POSITIVE_INFINITY ? x[i] : ScalarMath.expm1(x[i]);
    }
  }

  @Override
  public void expAboveTangent(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = ScalarMath.expAboveTangent(x[i]);
    }
  }

  @Override
  public void log(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.log(x[i]);
    }
  }

  @Override
  public void softplus(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      double e = ScalarMath.exp(Logistic.minusAbs(x[i]));
      out[i] = Math.max(x[i], 0) + ScalarMath.log1p(e);
    }
  }

  @Override
  public void softplusAboveSigmoid(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      double e = ScalarMath.exp(Logistic.minusAbs(x[i]));
      // Below 0, log(1 + e) - e / (1 + e), whose terms are alike.
      out[i] =
          x[i] < 0
              ? (e * ScalarMath.log1p(e) - ScalarMath.excess(e)) / (1 + e)
              : x[i] + ScalarMath.log1p(e) - 1 / (1 + e);
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
    for (int i = 0; i < length; i++) {
      out[i] = Logistic.sigmoid(x[i], ScalarMath.exp(Logistic.minusAbs(x[i])));
    }
  }

  @Override
  public void sigmoidSlope(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Logistic.slope(ScalarMath.exp(Logistic.minusAbs(x[i])));
    }
  }

  @Override
  public void answers(
      double[] x,
      int length,
      double[] surprisalOfNo,
      double[] surprisalOfYes,
      double[] yes,
      double[] no) {
    for (int i = 0; i < length; i++) {
      double z = x[i];
      double e = ScalarMath.exp(Logistic.minusAbs(z));
      double log1p = ScalarMath.log1p(e);
      surprisalOfNo[i] = Math.max(z, 0) + log1p;
      surprisalOfYes[i] = Math.max(-z, 0) + log1p;
      yes[i] = Logistic.sigmoid(z, e);
      no[i] = Logistic.sigmoid(-z, e);
    }
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
  public void tanh(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = ScalarMath.tanh(x[i]);
    }
  }

  @Override
  public void sechSquared(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = 4 * Logistic.slope(ScalarMath.exp(-2 * Math.abs(x[i])));
    }
  }

  @Override
  public void log1p(double[] x, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = Math.log1p(x[i]);
    }
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
    for (int i = 0; i < length; i++) {
      double size = Math.abs(x[i]);
      out[i] = size > LARGE ? 2 * Math.log(size) : ScalarMath.log1pOf(size * size);
    }
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
    for (int i = 0; i < length; i++) {
      double above = NormalTail.above(Math.abs(x[i]));
      if (x[i] < 0) {
        double below = NormalTail.below(x[i], above);
        hazard[i] = NormalTail.density(x[i]) / (1 - below);
        hazardAbove[i] = hazard[i] - x[i];
        tail[i] = -Math.log1p(-below);
      } else {
        hazard[i] = x[i] + above;
        hazardAbove[i] = above;
        tail[i] = NormalTail.surprisal(x[i], hazard[i]);
      }
    }
  }

  @Override
  public void logGammaRest(double[] logN, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = LogGammaRest.value(logN[i]);
    }
  }

  @Override
  public void logGammaRestSlope(double[] logN, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = LogGammaRest.slope(logN[i]);
    }
  }

  @Override
  public void logGammaRestBend(double[] logN, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = LogGammaRest.bend(logN[i]);
    }
  }

  @Override
  public void logFactorial(double[] y, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = LogGammaRest.logFactorial(y[i]);
    }
  }

  @Override
  public void logRising(double[] logN, double[] y, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = NegativeBinomials.logRising(logN[i], y[i]);
    }
  }

  @Override
  public void sizeGradient(double[] logN, double[] logMean, double[] y, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = NegativeBinomials.sizeGradient(logN[i], logMean[i], y[i]);
    }
  }

  @Override
  public void sizeCurvature(double[] logN, double[] logMean, double[] y, int length, double[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = NegativeBinomials.sizeCurvature(logN[i], logMean[i], y[i]);
    }
  }
}
