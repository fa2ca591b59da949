package dev.surprisal.runtime.kernel;

/**
 * What the size n of a negative binomial distribution adds to its surprisal of a count y, in forms
 * that keep their digits for any n: sums of terms of one sign, up to n + 20 one by one, beyond by
 * Stirling's series. All are functions of log n.
 */
final class NegativeBinomials {
  /** From here on, Stirling's series has the digits of a double. */
  private static final int LARGE = 20;

  private NegativeBinomials() {}

  /** The terms that are added up one by one. */
  private static int few(double n, double y) {
    return n >= LARGE ? 0 : (int) Math.min(y, LARGE);
  }

  /**
   * log &Gamma;(n + y) &minus; log &Gamma;(n) &minus; y log n, which is &Sigma; log(1 + j/n) over j
   * below y.
   */
  static double logRising(double logN, double y) {
    double n = Math.exp(logN);
    if (n == Double.POSITIVE_INFINITY) {
      return 0;
    }
    int few = few(n, y);
    double sum = n > 1 ? logOfFew(n, few) : logOfFew(n, logN, few);
    if (y == few) {
      return sum;
    }
    double a = n + few;
    double d = y - few;
    double x = d / a;
    double each = n > 1 ? ScalarLogs.log1pOf(few / n) : Math.log(a) - logN;
    double log = ScalarLogs.log1pOf(x);
    double stirling = LogGammaRest.stirling(1 / (a + d)) - LogGammaRest.stirling(1 / a);
    return sum + d * each + a * (x * log - ScalarLogs.excess(x)) - log / 2 + stirling;
  }

  /** Without the cancellation in log(1 + small). */
  private static double logOfFew(double n, int few) {
    double product = 0;
    for (int j = 1; j < few; j++) {
      product += (1 + product) * (j / n);
    }
    return ScalarLogs.log1pOf(product);
  }

  /** Of n up to 1, by which nothing can be divided. */
  private static double logOfFew(double n, double logN, int few) {
    double product = 1;
    for (int j = 1; j < few; j++) {
      product *= j + n;
    }
    return Math.log(product) - Math.max(few - 1, 0) * logN;
  }

  /**
   * The derivative of the surprisal by log n: n (v &minus; log(1 + v)) &minus; n &Sigma; (1/(n + j)
   * &minus; log(1 + 1/(n + j))) over j below y, with v = (y &minus; mean)/(n + mean).
   */
  static double sizeGradient(double logN, double logMean, double y) {
    double n = Math.exp(logN);
    if (n == 0 || n == Double.POSITIVE_INFINITY) {
      return n == 0 && y > 0 ? -1 : 0;
    }
    int few = few(n, y);
    double sum = 0;
    for (int j = 0; j < few; j++) {
      sum += ScalarLogs.excess(1 / (n + j));
    }
    double rest = y == few ? 0 : digammaRise(n + few, y - few);
    // Of the first term, a product may be a number where the term is none.
    double first = few == 0 ? 0 : n * ScalarLogs.log1pOf(1 / n) - 1;
    double others = few == 0 ? sum : sum - ScalarLogs.excess(1 / n);
    return n * distance(n, logMean, y) + first - n * (others + rest);
  }

  /**
   * The derivative of that by log n: it, less n&sup2; v&sup2; / (n + y), more n&sup2; &Sigma; 1/((n
   * + j)&sup2; (n + j + 1)).
   */
  static double sizeCurvature(double logN, double logMean, double y) {
    double n = Math.exp(logN);
    if (n == 0 || n == Double.POSITIVE_INFINITY) {
      return 0;
    }
    int few = few(n, y);
    double sum = 0;
    for (int j = 1; j < few; j++) {
      double x = 1 / (n + j);
      sum += n * x * x / (n + j + 1) - ScalarLogs.excess(x);
    }
    double first = few == 0 ? 0 : ScalarLogs.log1pOf(1 / n) - 1 / (1 + n);
    double rest = y == few ? 0 : digammaRise(n + few, y - few) + n * trigammaRise(n + few, y - few);
    double v = relative(n, Math.exp(logMean), y);
    double ofDistance = distance(n, logMean, y) - v * v * (n / (n + y));
    return n * (ofDistance + first + sum - rest);
  }

  /** v &minus; log(1 + v), for v = (y &minus; mean) / (n + mean). */
  private static double distance(double n, double logMean, double y) {
    double mean = Math.exp(logMean);
    if (mean == Double.POSITIVE_INFINITY) {
      return logMean - Math.log(n + y) - 1;
    }
    double v = relative(n, mean, y);
    return v < -0.5 ? v - Math.log((n + y) / (n + mean)) : ScalarLogs.excess(v);
  }

  /** (y &minus; mean) / (n + mean). */
  private static double relative(double n, double mean, double y) {
    return mean == Double.POSITIVE_INFINITY ? -1 : (y - mean) / (n + mean);
  }

  /**
   * digamma(a + d) &minus; digamma(a) &minus; log(1 + d/a), for a large a. Of &minus;1/(2a), the
   * difference is taken before anything is rounded.
   */
  private static double digammaRise(double a, double d) {
    return d / a / (a + d) / 2 + digammaRest(a + d) - digammaRest(a);
  }

  /** digamma(a) &minus; log a + 1/(2a). */
  private static double digammaRest(double a) {
    double z = 1 / a * (1 / a);
    double series = z * (691.0 / 32760) - 1.0 / 132;
    series = series * z + 1.0 / 240;
    series = series * z - 1.0 / 252;
    series = series * z + 1.0 / 120;
    series = series * z - 1.0 / 12;
    return series * z;
  }

  /** trigamma(a + d) &minus; trigamma(a) + d / (a (a + d)), for a large a. */
  private static double trigammaRise(double a, double d) {
    double ofSquares = d / a / (a + d) * (1 / a + 1 / (a + d)) / 2;
    return trigammaRest(a + d) - trigammaRest(a) - ofSquares;
  }

  /** trigamma(a) &minus; 1/a &minus; 1/(2a&sup2;). */
  private static double trigammaRest(double a) {
    double x = 1 / a;
    double z = x * x;
    double series = z * (-691.0 / 2730) + 5.0 / 66;
    series = series * z - 1.0 / 30;
    series = series * z + 1.0 / 42;
    series = series * z - 1.0 / 30;
    series = series * z + 1.0 / 6;
    return series * x * z;
  }
}
