package dev.surprisal.processor;

import dev.surprisal.annotation.Distribution;
import java.util.stream.IntStream;

/**
 * The losses as a textbook states them, for one example and moderate outputs: the mean by the
 * activation, then &minus;log of the probability (or density) of the target, and the gradient
 * through the activation's Jacobian. Independent of all that is under test, and slow.
 */
enum Naive {
  CATEGORICAL {
    @Override
    double[] mean(double[] z) {
      double[] p = IntStream.range(0, z.length).mapToDouble(k -> Math.exp(z[k])).toArray();
      double total = 0;
      for (double e : p) {
        total += e;
      }
      for (int k = 0; k < p.length; k++) {
        p[k] /= total;
      }
      return p;
    }

    /** The full cross-entropy, a term for each class, with the class as a one-hot target. */
    @Override
    double loss(double[] z, double[] y) {
      double[] p = mean(z);
      double sum = 0;
      for (int k = 0; k < z.length; k++) {
        sum -= oneHot(k, y) * Math.log(p[k]);
      }
      return sum;
    }

    /**
     * &part;loss/&part;z<sub>j</sub> = &Sigma;<sub>k</sub> (&part;loss/&part;p<sub>k</sub>)
     * (&part;p<sub>k</sub>/&part;z<sub>j</sub>).
     */
    @Override
    double[] gradient(double[] z, double[] y) {
      double[] p = mean(z);
      double[] gradient = new double[z.length];
      for (int j = 0; j < z.length; j++) {
        for (int k = 0; k < z.length; k++) {
          double jacobian = p[k] * ((j == k ? 1 : 0) - p[j]);
          gradient[j] += -oneHot(k, y) / p[k] * jacobian;
        }
      }
      return gradient;
    }

    private double oneHot(int k, double[] y) {
      return k == (int) y[0] ? 1 : 0;
    }
  },

  BERNOULLIS {
    @Override
    double[] mean(double[] z) {
      return IntStream.range(0, z.length).mapToDouble(k -> 1 / (1 + Math.exp(-z[k]))).toArray();
    }

    @Override
    double loss(double[] z, double[] y) {
      double[] p = mean(z);
      double sum = 0;
      for (int k = 0; k < z.length; k++) {
        double no = 1 / (1 + Math.exp(z[k]));
        sum -= y[k] * Math.log(p[k]) + (1 - y[k]) * Math.log(no);
      }
      return sum;
    }

    @Override
    double[] gradient(double[] z, double[] y) {
      double[] p = mean(z);
      double[] gradient = new double[z.length];
      for (int k = 0; k < z.length; k++) {
        double no = 1 / (1 + Math.exp(z[k]));
        gradient[k] = (-y[k] / p[k] + (1 - y[k]) / no) * p[k] * no;
      }
      return gradient;
    }
  },

  GAUSSIANS {
    @Override
    double[] mean(double[] z) {
      return z.clone();
    }

    /** &minus;log of the normal density, less the constant that the loss leaves out. */
    @Override
    double loss(double[] z, double[] y) {
      double sum = 0;
      for (int k = 0; k < z.length; k++) {
        double density = Math.exp(-(y[k] - z[k]) * (y[k] - z[k]) / 2) / Math.sqrt(2 * Math.PI);
        sum += -Math.log(density) - Math.log(2 * Math.PI) / 2;
      }
      return sum;
    }

    @Override
    double[] gradient(double[] z, double[] y) {
      return IntStream.range(0, z.length).mapToDouble(k -> z[k] - y[k]).toArray();
    }
  };

  static Naive of(Distribution distribution) {
    return switch (distribution) {
      case CATEGORICAL -> CATEGORICAL;
      case BERNOULLI, PRODUCT_OF_BERNOULLIS -> BERNOULLIS;
      case GAUSSIAN -> GAUSSIANS;
    };
  }

  abstract double[] mean(double[] z);

  abstract double loss(double[] z, double[] y);

  abstract double[] gradient(double[] z, double[] y);
}
