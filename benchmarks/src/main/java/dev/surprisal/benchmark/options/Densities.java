package dev.surprisal.benchmark.options;

import org.apache.commons.numbers.gamma.Erfcx;

/** Densities made of exponentials and logarithms, up to constants. */
final class Densities {
  private Densities() {}

  /** Counts of a log-rate. */
  static final class Poisson extends Density {
    @Override
    void at(double m, double s, double y) {
      double rate = Math.exp(m);
      loss = rate - y * m;
      byMean = rate - y;
    }
  }

  /** Successes of ten trials, of a logit. */
  static final class Binomial extends Density {
    @Override
    void at(double m, double s, double y) {
      double e = Math.exp(-Math.abs(m));
      loss = 10 * (Math.max(m, 0) + Math.log1p(e)) - y * m;
      byMean = 10 * (m >= 0 ? 1 : e) / (1 + e) - y;
    }
  }

  /** Amounts of a log-mean, of power 1.5. */
  static final class Tweedie extends Density {
    @Override
    void at(double m, double s, double y) {
      double root = Math.exp(0.5 * m);
      loss = 2 * (root + y / root);
      byMean = root - y / root;
    }
  }

  /** Absolute errors. */
  static final class Laplace extends Density {
    @Override
    void at(double m, double s, double y) {
      loss = Math.abs(m - y);
      byMean = Math.signum(m - y);
    }
  }

  /** The pinball loss of the 0.9-quantile. */
  static final class AsymmetricLaplace extends Density {
    @Override
    void at(double m, double s, double y) {
      double slope = y < m ? 0.1 : y > m ? -0.9 : 0;
      loss = (m - y) * slope;
      byMean = slope;
    }
  }

  /** Absolute errors by a log-scale. */
  static final class ScaledLaplace extends Density {
    @Override
    void at(double m, double s, double y) {
      double inverse = Math.exp(-s);
      double scaled = Math.abs(m - y) * inverse;
      loss = scaled + s;
      byMean = Math.signum(m - y) * inverse;
      byScale = 1 - scaled;
    }
  }

  /** Squared errors by a variance of at least 1e-3. */
  static final class FlooredGaussian extends Density {
    @Override
    void at(double m, double s, double y) {
      double learned = Math.exp(s);
      double inverse = 1 / (1e-3 + learned);
      double difference = m - y;
      double scaled = difference * inverse;
      loss = 0.5 * (difference * scaled - Math.log(inverse));
      byMean = scaled;
      byScale = 0.5 * (1 - difference * scaled) * learned * inverse;
    }
  }

  /** Amounts, of the mean and log-variance of their logarithms. */
  static final class LogNormal extends Density {
    @Override
    void at(double m, double s, double y) {
      double difference = m - Math.log(y);
      double scaled = difference * Math.exp(-s);
      loss = 0.5 * (difference * scaled + s);
      byMean = scaled;
      byScale = 0.5 * (1 - difference * scaled);
    }

    @Override
    void beyond(double m, double s, double y) {
      double inverse = Math.exp(-0.5 * s);
      double u = (Math.log(y) - m) * inverse;
      double scaledTail = Erfcx.value(u * Math.sqrt(0.5));
      double hazard = Math.sqrt(2 / Math.PI) / scaledTail;
      loss = 0.5 * u * u - Math.log(0.5 * scaledTail);
      byMean = -hazard * inverse;
      byScale = -0.5 * u * hazard;
    }
  }

  /** Amounts, of a log-mean and log-shape. */
  static final class InverseGaussian extends Density {
    @Override
    void at(double m, double s, double y) {
      double inverse = Math.exp(-m);
      double difference = y * inverse - 1;
      double shape = Math.exp(s);
      double scaled = shape * difference / y;
      loss = 0.5 * (scaled * difference - s);
      byMean = -shape * difference * inverse;
      byScale = 0.5 * (scaled * difference - 1);
    }
  }

  /** Times, of a log-scale and log-shape. */
  static final class Weibull extends Density {
    @Override
    void at(double m, double s, double y) {
      double shape = Math.exp(s);
      double u = shape * (Math.log(y) - m);
      double e = Math.exp(u);
      loss = e - u - s;
      byMean = -shape * (e - 1);
      byScale = u * (e - 1) - 1;
    }

    @Override
    void beyond(double m, double s, double y) {
      double shape = Math.exp(s);
      double u = shape * (Math.log(y) - m);
      loss = Math.exp(u);
      byMean = -shape * loss;
      byScale = u * loss;
    }
  }

  /** Five degrees of freedom, of a location and the logarithm of a squared scale. */
  static final class StudentT extends Density {
    @Override
    void at(double m, double s, double y) {
      double inverse = Math.exp(-s) / 5;
      double difference = m - y;
      double square = difference * difference * inverse;
      loss = 0.5 * s + 3 * Math.log1p(square);
      byMean = 6 * difference * inverse / (1 + square);
      byScale = 0.5 - 3 * square / (1 + square);
    }
  }
}
