package dev.surprisal.processor;

import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Variance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Rows at which careless losses break: logits that are equal, tiny, far apart, or near the ends of
 * what exp can do; targets that are certain, nearly so, or what is predicted. All numbers are
 * floats.
 */
final class Corners {
  /** Outputs and targets of an example. */
  record Row(double[] outputs, double[] targets) {
    Row {
      outputs = floats(outputs);
      targets = floats(targets);
    }
  }

  private static final double MASK = Double.NEGATIVE_INFINITY;

  /** Five classes each, from the likeliest to the least likely. */
  private static final double[][] LOGITS = {
    {0, 0, 0, 0, 0},
    {1e-7, 1e-30, 0, -1e-30, -1e-7},
    {3, 3, 3, -1, -1},
    {1, 0.5, 0, -0.5, -1},
    {20, 0, 0, 0, 0},
    {20, 19.999, 1, -19, -20},
    {37, 1, 0, 0, 0},
    {88, 87, 0, -1, -16},
    {104, 103, 0, -103, -104},
    {709, 708, 0, -1, -36},
    {745, 744, 0, -745, -745},
    {1e4, 9999, 9990, -1e4, -1e4},
    {-1e4, -10001, -10016, -10040, -10100},
    {1e30, 1e30, 0, -1, -1e30},
    {2, MASK, 0, MASK, -30},
    {100, MASK, 0, -100, MASK},
  };

  private static final double[][] PROBABILITIES = {
    {0, 0, 0, 0, 1},
    {0.2, 0.2, 0.2, 0.2, 0.2},
    {0.5, 0, 0.375, 0, 0.125},
    {1 - 0x1p-23, 0, 0, 0, 0x1p-23},
  };

  private static final double[] LOG_ODDS = {
    0, 1e-30, 1e-7, 0.5, 1, 2, 14, 17, 20, 37, 88, 104, 709, 745, 1e4, 1e30
  };

  private static final double[] CHANCES = {0, 1e-7, 0.5, 1 - 1e-7, 1};

  private static final double[] LOG_VARIANCES = {-720, -100, -1, 0, 1e-7, 1, 100, 700, 720};

  /** Means and targets. */
  private static final double[][] VALUES = {
    {0, 0}, {1, 1}, {-1e30, -1e30}, {1, 0}, {1 + 0x1p-20, 1}, {-3e4, 2}, {1e-30, 0}, {1e30, -1}
  };

  private static final double[] LOG_RATES = {
    0, 1e-7, 1, 1.0986122886681098, 13.815510557964274, 20, 88, 104, 700, 745, 1e4
  };

  private static final double[] COUNTS = {0, 1, 3, 1e6, 0x1p24};

  private static final double[] LOG_MEANS = {0, 1e-7, 1, 1.0986122886681098, 20, 88, 104, 700};

  private static final double[] AMOUNTS = {0, 1e-30, 0.5, 3, 1e6};

  private Corners() {}

  private static double[] floats(double[] values) {
    return Arrays.stream(values).map(value -> (float) value).toArray();
  }

  /** The rows for a loss. */
  static List<Row> of(LossUnderTest loss) {
    return switch (loss.declared().distribution()) {
      case CATEGORICAL -> categorical(loss);
      case BERNOULLI, PRODUCT_OF_BERNOULLIS -> bernoullis(loss.size());
      case ORDINAL -> ordinals(loss.size());
      case GAUSSIAN -> gaussians(loss);
      case POISSON -> pairs(loss.size(), LOG_RATES, COUNTS);
      case LAPLACE, ASYMMETRIC_LAPLACE -> gaussians(loss);
      // Beyond, an exponential is no number.
      case TWEEDIE -> pairs(loss.size(), LOG_MEANS, AMOUNTS);
      default -> throw new IllegalArgumentException(loss + " has its corners in a file");
    };
  }

  private static List<Row> categorical(LossUnderTest loss) {
    List<Row> rows = new ArrayList<>();
    for (double[] logits : LOGITS) {
      double[] outputs =
          loss.options().isLogProbabilities()
              ? Arrays.stream(logits).map(z -> -Math.abs(z)).toArray()
              : logits;
      double[][] targets = loss.isIndex() ? new double[][] {{0}, {2}, {4}} : PROBABILITIES;
      for (double[] y : targets) {
        Row row = new Row(outputs, y);
        if (!isMaskedTarget(row)) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static boolean isMaskedTarget(Row row) {
    double[] y = row.targets();
    for (int k = 0; k < row.outputs().length; k++) {
      boolean isTarget = y.length == 1 ? y[0] == k : y[k] > 0;
      if (row.outputs()[k] == MASK && isTarget) {
        return true;
      }
    }
    return false;
  }

  /** Labels of one row have one logit, so that none hides what becomes of another. */
  private static List<Row> bernoullis(int size) {
    List<Row> rows = new ArrayList<>();
    for (double distance : LOG_ODDS) {
      for (double z : new double[] {distance, -distance}) {
        double[] chances =
            DoubleStream.concat(Arrays.stream(CHANCES), DoubleStream.of(1 / (1 + Math.exp(-z))))
                .toArray();
        for (int first = 0; first <= chances.length - size; first += size) {
          double[] outputs = new double[size];
          double[] targets = new double[size];
          Arrays.fill(outputs, z);
          for (int k = 0; k < size; k++) {
            targets[k] = chances[(first + k) % chances.length];
          }
          rows.add(new Row(outputs, targets));
        }
      }
    }
    return rows;
  }

  /** Each class under logits that are one, and under those of both signs by turns. */
  private static List<Row> ordinals(int size) {
    List<Row> rows = new ArrayList<>();
    for (double distance : LOG_ODDS) {
      for (double z : new double[] {distance, -distance}) {
        for (int y = 0; y <= size; y++) {
          double[] one = new double[size];
          Arrays.fill(one, z);
          rows.add(new Row(one, new double[] {y}));
          double[] both = new double[size];
          Arrays.setAll(both, k -> k % 2 == 0 ? z : -z);
          rows.add(new Row(both, new double[] {y}));
        }
      }
    }
    return rows;
  }

  /** Each output and minus it with each target, but none whose exponential is no number. */
  private static List<Row> pairs(int size, double[] distances, double[] given) {
    List<Row> rows = new ArrayList<>();
    for (double distance : distances) {
      for (double z : new double[] {Math.min(distance, 700), -distance}) {
        for (double target : given) {
          double[] outputs = new double[size];
          double[] targets = new double[size];
          Arrays.fill(outputs, z);
          Arrays.fill(targets, target);
          rows.add(new Row(outputs, targets));
        }
      }
    }
    return rows;
  }

  private static List<Row> gaussians(LossUnderTest loss) {
    boolean isLearned = loss.options().variance() == Variance.LEARNED;
    List<Row> rows = new ArrayList<>();
    // What a Laplace distribution has is the logarithm of a scale, half that of a variance.
    double part = loss.declared().distribution() == Distribution.LAPLACE ? 0.5 : 1;
    for (double logVariance : isLearned ? LOG_VARIANCES : new double[] {0}) {
      for (double[] value : VALUES) {
        double[] outputs = new double[loss.width()];
        double[] targets = new double[loss.size()];
        Arrays.fill(outputs, part * logVariance);
        Arrays.fill(outputs, 0, loss.size(), value[0]);
        Arrays.fill(targets, value[1]);
        rows.add(new Row(outputs, targets));
      }
    }
    return rows;
  }
}
