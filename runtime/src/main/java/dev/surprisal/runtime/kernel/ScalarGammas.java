package dev.surprisal.runtime.kernel;

/** Plain loops over blocks, of which each applies a relative of the gamma function. */
@SuppressWarnings("serial")
class ScalarGammas extends CompiledApart implements GammaKernels<double[]> {
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
