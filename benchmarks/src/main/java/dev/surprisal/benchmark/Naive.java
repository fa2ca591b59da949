package dev.surprisal.benchmark;

/**
 * What an engineer writes in an afternoon: stable, in float, with {@link Math}, loss and gradient.
 */
final class Naive {
  private Naive() {}

  static double lossAndGradients(Work work, float[] z, Object targets, float[] gradients) {
    return switch (work.kind) {
      case CLASSES -> softmax(z, (int[]) targets, gradients, work.size);
      case YES_OR_NO, LABELS -> bernoulli(z, (float[]) targets, gradients, work.rows);
      case VALUES -> gaussian(z, (float[]) targets, gradients, work.rows);
      case FORECASTS -> learned(z, (float[]) targets, gradients, work.rows);
    };
  }

  private static double softmax(float[] z, int[] classes, float[] gradients, int size) {
    double sum = 0;
    for (int row = 0; row < classes.length; row++) {
      int start = row * size;
      float max = Float.NEGATIVE_INFINITY;
      for (int i = start; i < start + size; i++) {
        max = Math.max(max, z[i]);
      }
      double total = 0;
      for (int i = start; i < start + size; i++) {
        double e = Math.exp(z[i] - max);
        gradients[i] = (float) e;
        total += e;
      }
      int target = start + classes[row];
      sum += Math.log(total) + max - z[target];
      float scale = (float) (1 / (total * classes.length));
      for (int i = start; i < start + size; i++) {
        gradients[i] *= scale;
      }
      gradients[target] -= 1f / classes.length;
    }
    return sum;
  }

  private static double bernoulli(float[] z, float[] y, float[] gradients, int rows) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      double e = Math.exp(-Math.abs(z[i]));
      sum += Math.max(z[i], 0) - y[i] * z[i] + Math.log1p(e);
      double p = z[i] > 0 ? 1 / (1 + e) : e / (1 + e);
      gradients[i] = (float) ((p - y[i]) / rows);
    }
    return sum;
  }

  private static double gaussian(float[] z, float[] y, float[] gradients, int rows) {
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      float difference = z[i] - y[i];
      sum += difference * difference / 2;
      gradients[i] = difference / rows;
    }
    return sum;
  }

  private static double learned(float[] z, float[] y, float[] gradients, int rows) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double difference = z[2 * i] - y[i];
      double inverse = Math.exp(-z[2 * i + 1]);
      double square = difference * difference * inverse;
      sum += (z[2 * i + 1] + square) / 2;
      gradients[2 * i] = (float) (difference * inverse / rows);
      gradients[2 * i + 1] = (float) ((1 - square) / 2 / rows);
    }
    return sum;
  }
}
