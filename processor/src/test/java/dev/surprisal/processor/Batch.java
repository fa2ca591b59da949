package dev.surprisal.processor;

import dev.surprisal.annotation.Reduction;
import dev.surprisal.runtime.Workers;
import java.util.Arrays;
import java.util.Random;

/**
 * A random batch, and what the naive reference says of it. Some rows are ignored or have the weight
 * 0, and some targets are unknown, where the loss knows such.
 */
record Batch(
    LossUnderTest loss,
    Naive naive,
    int rows,
    double[] outputs,
    double[] targets,
    double[] weights) {

  static Batch random(LossUnderTest loss, Random random, int examples) {
    int rows = examples * loss.positions();
    return new Batch(
        loss,
        loss.naive(),
        rows,
        outputs(loss, random, rows),
        targets(loss, random, rows),
        weights(random, rows));
  }

  /** One of more rows than are worked on at a time. */
  static Batch ofSeveralChunks(LossUnderTest loss, Random random) {
    int rows = 5 * Workers.rowsPerChunk(loss.size()) / 2;
    return random(loss, random, rows / loss.positions() + 1);
  }

  /** Some rows of this one, each as often as it is named, in the order in which they are named. */
  Batch rows(int... chosen) {
    double[] theirOutputs = new double[chosen.length * loss.width()];
    double[] theirTargets = new double[chosen.length * loss.targetSize()];
    double[] theirWeights = new double[chosen.length];
    for (int row = 0; row < chosen.length; row++) {
      for (int k = 0; k < loss.width(); k++) {
        theirOutputs[loss.index(row, k)] = outputs[loss.index(chosen[row], k)];
      }
      for (int k = 0; k < loss.targetSize(); k++) {
        theirTargets[loss.targetIndex(row, k)] = targets[loss.targetIndex(chosen[row], k)];
      }
      theirWeights[row] = weights[chosen[row]];
    }
    return new Batch(loss, naive, chosen.length, theirOutputs, theirTargets, theirWeights);
  }

  /** The same targets for other outputs. */
  Batch with(double[] otherOutputs) {
    return new Batch(loss, naive, rows, loss.rounded(otherOutputs), targets, weights);
  }

  private static double[] outputs(LossUnderTest loss, Random random, int rows) {
    double[] outputs = new double[rows * loss.width()];
    for (int row = 0; row < rows; row++) {
      boolean isOfOracle = loss.declared().isOfOracle();
      double shift = loss.isExponential() ? -2 : random.nextInt(-20, 21);
      double total = 0;
      for (int k = 0; k < loss.width(); k++) {
        // Shapes are exponents of exponentials.
        double spread = isOfOracle ? 1 : k >= loss.size() ? 6 : 12;
        double z = spread * (random.nextDouble() - 0.5) + (spread == 12 ? shift : 0);
        outputs[loss.index(row, k)] = z;
        total += Math.exp(z);
      }
      if (loss.options().isLogProbabilities()) {
        for (int k = 0; k < loss.width(); k++) {
          // A little below, so that a finite difference does not make them positive.
          outputs[loss.index(row, k)] -= Math.log(total) + 0.1;
        }
      }
    }
    return loss.rounded(outputs);
  }

  private static double[] targets(LossUnderTest loss, Random random, int rows) {
    double[] targets = new double[rows * loss.targetSize()];
    for (int row = 0; row < rows; row++) {
      double total = 0;
      for (int k = 0; k < loss.targetSize(); k++) {
        double u = random.nextDouble();
        targets[loss.targetIndex(row, k)] =
            switch (loss.declared().distribution()) {
              case ORDINAL -> index(loss, random);
              case CATEGORICAL -> loss.isIndex() ? index(loss, random) : Math.max(0, u - 0.3);
              // Certain and graded targets both.
              case BERNOULLI, PRODUCT_OF_BERNOULLIS -> Math.min(1, Math.max(0, 2 * u - 0.5));
              case GAUSSIAN, LAPLACE, ASYMMETRIC_LAPLACE, STUDENT_T, MIXTURE_OF_GAUSSIANS ->
                  10 * (u - 0.5);
              case POISSON, NEGATIVE_BINOMIAL -> Math.floor(20 * u * u);
              case BINOMIAL -> Math.floor(12 * u);
              case BETA -> 0.05 + 0.9 * u;
              case GAMMA, INVERSE_GAUSSIAN, LOG_NORMAL, WEIBULL -> 0.1 + 5 * u * u;
              case FORMULA -> throw new IllegalArgumentException("no batch of any formula");
              case TWEEDIE -> Math.max(0, 10 * u - 3);
            };
        total += targets[loss.targetIndex(row, k)];
      }
      if (loss.isCategorical() && !loss.isIndex()) {
        for (int k = 0; k < loss.size(); k++) {
          targets[loss.targetIndex(row, k)] =
              total == 0 ? k == 0 ? 1 : 0 : targets[loss.targetIndex(row, k)] / total;
        }
      }
    }
    if (loss.options().censored()) {
      outliveSome(random, targets);
    }
    if (loss.options().missingTargets()) {
      forgetSome(loss, random, targets);
    }
    return loss.rounded(targets);
  }

  /** What was outlived is below 0. */
  private static void outliveSome(Random random, double[] targets) {
    for (int i = 0; i < targets.length; i++) {
      targets[i] = random.nextInt(3) == 0 ? -targets[i] : targets[i];
    }
  }

  /** All targets of some rows, and some of others. */
  private static void forgetSome(LossUnderTest loss, Random random, double[] targets) {
    for (int row = 0; row < targets.length / loss.size(); row++) {
      boolean isAll = random.nextInt(4) == 0;
      for (int k = 0; k < loss.size(); k++) {
        if (isAll || random.nextInt(3) == 0) {
          targets[loss.targetIndex(row, k)] = Double.NaN;
        }
      }
    }
  }

  private static double index(LossUnderTest loss, Random random) {
    return loss.options().ignoreIndex().isPresent() && random.nextInt(3) == 0
        ? CrossProduct.IGNORED
        : random.nextInt(loss.classes());
  }

  private static double[] weights(Random random, int rows) {
    return random.doubles(rows).map(u -> u < 0.25 ? 0 : 2 * u).toArray();
  }

  /** The targets as the loss takes them. */
  Object arguments() {
    return loss.targets(targets, weights);
  }

  double[] outputs(int row) {
    return row(outputs, row);
  }

  /** The part of an array of the shape of the outputs that belongs to a row. */
  double[] row(double[] values, int row) {
    double[] part = new double[loss.width()];
    Arrays.setAll(part, k -> values[loss.index(row, k)]);
    return part;
  }

  double[] targets(int row) {
    double[] part = new double[loss.targetSize()];
    Arrays.setAll(part, k -> targets[loss.targetIndex(row, k)]);
    return part;
  }

  double exampleWeight(int row) {
    return loss.options().exampleWeights() ? weights[row] : 1;
  }

  /** What a row adds to what a mean divides by; 0 for one that counts for nothing. */
  double weight(int row) {
    return exampleWeight(row) * naive.weight(targets(row));
  }

  double weight() {
    boolean isOfOutputs = loss.declared().reduction() == Reduction.MEAN_OF_OUTPUTS;
    double weight = 0;
    for (int row = 0; row < rows; row++) {
      weight += weight(row) * (isOfOutputs ? Naive.known(targets(row)).length : 1);
    }
    return weight;
  }

  double divisor() {
    return loss.declared().reduction() == Reduction.SUM ? 1 : weight();
  }

  /** The loss of a row, moving in a direction. */
  Jet<Binary> loss(int row, double[] direction) {
    if (weight(row) == 0) {
      return Jet.of(new Binary(0));
    }
    return naive.loss(Jet.along(outputs(row), direction), targets(row)).times(exampleWeight(row));
  }

  double loss(int row) {
    return loss(row, new double[loss.width()]).value().toDouble();
  }

  /** The loss of a row, moving in one of its outputs. */
  Jet<Binary> loss(int row, int k) {
    double[] direction = new double[loss.width()];
    direction[k] = 1;
    return loss(row, direction);
  }

  /**
   * The curvature of a row by one of its outputs, expected if its targets were drawn from what the
   * outputs say: of targets a deviation above the means and below, as it is of their squares alone.
   */
  double expectedCurvature(int row, int k) {
    if (Double.isNaN(targets(row)[k % loss.size()])) {
      return 0;
    }
    double[] direction = new double[loss.width()];
    direction[k] = 1;
    double[] means = mean(row);
    double sum = 0;
    for (int sign : new int[] {-1, 1}) {
      double[] drawn = new double[loss.size()];
      Arrays.setAll(drawn, i -> means[i] + sign * Math.sqrt(means[loss.size() + i]));
      sum += naive.loss(Jet.along(outputs(row), direction), drawn).second().toDouble();
    }
    return exampleWeight(row) * sum / 2;
  }

  double[] mean(int row) {
    return naive.mean(Jet.along(outputs(row), new double[loss.width()])).stream()
        .mapToDouble(mean -> mean.value().toDouble())
        .toArray();
  }
}
