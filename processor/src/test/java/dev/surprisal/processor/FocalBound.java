package dev.surprisal.processor;

/**
 * What rounding may do to what a focus makes of a surprisal n, f(n) = (1 - exp(-n))^g n, to first
 * order. What exp(-n) lacks to 1 has the digits of 1 and no more; below them, its power does not
 * exceed that of what it is off by.
 *
 * @param slope the derivative of f, at most
 * @param slopeError what it may be off by
 * @param bend the second derivative, at most
 * @param bendError what it may be off by
 * @param loss what the power may be off by, times n
 */
record FocalBound(double slope, double slopeError, double bend, double bendError, double loss) {
  private static final double ULPS = 16 * 0x1p-53;

  /** Of a loss that is the surprisal. */
  static final FocalBound NONE = new FocalBound(1, 0, 0, 0, 0);

  /**
   * Of a row of a softmax.
   *
   * @param g the power
   * @param n the surprisal
   * @param error what that may be off by
   * @param p the probability
   * @param rest what that lacks to 1
   */
  static FocalBound of(double g, double n, double error, double p, double rest) {
    double errorOfRest = p * error + ULPS;
    double most = rest + errorOfRest;
    double ulps = ULPS * (1 + g * Math.abs(Math.log(most))) + (g + 3) * errorOfRest / most;
    double f = Math.pow(most, g);
    double held = p == 0 ? 0 : n + error;
    double slope = f * (1 + g * held * p / most);
    double bend = g * f * p / most * (2 + held + (g + 1) * held * p / most);
    double relative = ulps + (p == 0 ? 0 : error);
    return new FocalBound(slope, slope * relative, bend, bend * relative, ulps * f * n);
  }

  /**
   * Of an answer of yes or no with log-odds z, whose power is an exponential of g softplus(z): so
   * many ulps more as that is large. A logit that was rounded has moved any term by g + 2 times
   * that at most. Probabilities below the least normal number are 0.
   */
  static ErrorBound ofAnswer(double g, double weight, double z, double moved) {
    double p = 1 / (1 + Math.exp(-z));
    double notP = 1 / (1 + Math.exp(z));
    double power = g * softplus(z);
    double nll = softplus(-z);
    double error = weight * Math.exp(-power) * (ULPS * (1 + power) + (g + 2) * moved);
    double lost = weight * Double.MIN_NORMAL * (1 + g) * (1 + g) * (1 + nll);
    return new ErrorBound(
        error * nll + lost,
        new double[] {error * (g * p * nll + notP) + lost},
        new double[] {error * (g * g * p * p * nll + p * notP * (2 * g + 1 + g * nll)) + lost});
  }

  private static double softplus(double z) {
    return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  }
}
