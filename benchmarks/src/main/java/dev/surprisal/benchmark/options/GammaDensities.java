package dev.surprisal.benchmark.options;

import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;

/** Densities with gamma functions, which are those of Commons Numbers. */
final class GammaDensities {
  private GammaDensities() {}

  /** Amounts, of a log-mean and log-shape. */
  static final class Gamma extends Density {
    @Override
    void at(double m, double s, double y) {
      double shape = Math.exp(s);
      double u = Math.log(y) - m;
      double e = Math.exp(u);
      loss = shape * (e - u - s) + LogGamma.value(shape);
      byMean = shape * (1 - e);
      byScale = shape * (e - u - s - 1 + Digamma.value(shape));
    }
  }

  /** Counts, of a log-mean and log-size. */
  static final class NegativeBinomial extends Density {
    @Override
    void at(double m, double s, double y) {
      double size = Math.exp(s);
      double e = Math.exp(m - s);
      double logOfSum = Math.log1p(e);
      loss = (size + y) * logOfSum - y * (m - s) + LogGamma.value(size) - LogGamma.value(size + y);
      byMean = (size + y) * e / (1 + e) - y;
      byScale = size * (logOfSum + Digamma.value(size) - Digamma.value(size + y)) - byMean;
    }
  }

  /** Shares, of the logit of their mean and a log-precision. */
  static final class Beta extends Density {
    @Override
    void at(double m, double s, double y) {
      double precision = Math.exp(s);
      double mean = 1 / (1 + Math.exp(-m));
      double a = precision * mean;
      double b = precision - a;
      double logShare = Math.log(y);
      double logRest = Math.log1p(-y);
      double byA = Digamma.value(a) - logShare;
      double byB = Digamma.value(b) - logRest;
      loss =
          LogGamma.value(a)
              + LogGamma.value(b)
              - LogGamma.value(precision)
              - a * logShare
              - b * logRest;
      byMean = a * (1 - mean) * (byA - byB);
      byScale = a * byA + b * byB - precision * Digamma.value(precision);
    }
  }
}
