package dev.surprisal.benchmark.options;

import dev.surprisal.annotation.Precision;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The inputs of a row, the same for everybody and every time. Outputs are normal numbers with the
 * spread of their family. What a head does not have is empty.
 */
final class Batch {
  /** Of classes first. */
  private static final int POSITIONS = 64;

  private static final double IGNORED = 0.1;
  private static final double OUTLIVED = 0.3;

  final Head head;
  final Precision precision;
  final int rows;
  final int size;

  /** Positions of an example, side by side in classes first. */
  final int positions;

  final Values outputs;
  final int[] classes;
  final Values targets;

  /** Which targets were outlived and not seen. */
  final boolean[] outlived;

  final double[] exampleWeights;

  /** Class weights, positive weights or variances. */
  final double[] perOutput;

  private final double ignoreIndex;

  Batch(Row row, Precision precision) {
    head = row.head();
    this.precision = precision;
    rows = row.rows();
    size = row.size();
    positions = head.has("layout = CLASSES_FIRST") ? POSITIONS : 1;
    ignoreIndex = head.number("ignoreIndex", Double.NaN);
    Random random = new Random(1);
    outputs = Values.of(precision, row.outputs());
    for (int i = 0; i < outputs.length(); i++) {
      outputs.set(i, head.family().spread() * random.nextGaussian());
    }
    boolean isIndex = head.family().isOfClasses() && !head.has("target = PROBABILITIES");
    classes = isIndex ? randomClasses(random) : new int[0];
    targets = Values.of(precision, isIndex ? 0 : rows * size);
    fillTargets(random);
    outlived = new boolean[head.has("censored = true") ? rows * size : 0];
    for (int i = 0; i < outlived.length; i++) {
      outlived[i] = random.nextDouble() < OUTLIVED;
    }
    exampleWeights =
        head.has("exampleWeights = true") ? randomWeights(random, rows) : new double[0];
    boolean hasPerOutput =
        head.has("classWeights = true")
            || head.has("positiveWeights = true")
            || head.has("variance = FIXED");
    perOutput = hasPerOutput ? randomWeights(random, size) : new double[0];
    if (head.has("outputs = LOG_PROBABILITIES")) {
      normalizeOutputs();
    }
  }

  private int[] randomClasses(Random random) {
    boolean isIgnoring = !Double.isNaN(ignoreIndex);
    return IntStream.range(0, rows)
        .map(row ->
            isIgnoring && random.nextDouble() < IGNORED ? (int) ignoreIndex : random.nextInt(size))
        .toArray();
  }

  private void fillTargets(Random random) {
    for (int i = 0; i < targets.length(); i++) {
      targets.set(
          i,
          switch (head.family()) {
            case CATEGORICAL, PAIRWISE, GAUSSIAN -> random.nextDouble();
            case BERNOULLI, PRODUCT_OF_BERNOULLIS -> random.nextInt(2);
            case POISSON, BINOMIAL, NEGATIVE_BINOMIAL -> random.nextInt(11);
            case LAPLACE, ASYMMETRIC_LAPLACE, STUDENT_T, MIXTURE_OF_GAUSSIANS ->
                random.nextGaussian();
            case BETA -> 0.01 + 0.98 * random.nextDouble();
            case TWEEDIE, GAMMA, INVERSE_GAUSSIAN, LOG_NORMAL, WEIBULL -> 0.5 + random.nextDouble();
          });
    }
    if (head.has("target = PROBABILITIES")) {
      for (int row = 0; row < rows; row++) {
        double total = 0;
        for (int k = 0; k < size; k++) {
          total += targets.get(at(row, k));
        }
        for (int k = 0; k < size; k++) {
          targets.set(at(row, k), targets.get(at(row, k)) / total);
        }
      }
    }
  }

  /** Around 1, and the same in float as in double. */
  private static double[] randomWeights(Random random, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> (128 + random.nextInt(256)) / 256.0)
        .toArray();
  }

  private void normalizeOutputs() {
    for (int row = 0; row < rows; row++) {
      double total = 0;
      for (int k = 0; k < size; k++) {
        total += Math.exp(outputs.get(at(row, k)));
      }
      for (int k = 0; k < size; k++) {
        outputs.set(at(row, k), outputs.get(at(row, k)) - Math.log(total));
      }
    }
  }

  /** Where class k of a row lies. */
  int at(int row, int k) {
    return start(row) + k * positions;
  }

  /** Where the first class of a row lies; the others follow, {@link #positions} apart. */
  int start(int row) {
    return row / positions * size * positions + row % positions;
  }

  /** How often an example counts, whatever its class. */
  double exampleWeight(int row) {
    return exampleWeights.length == 0 ? 1 : exampleWeights[row];
  }

  boolean isIgnored(int row) {
    return classes.length > 0 && classes[row] == ignoreIndex;
  }

  /** The weight of the class of an example. */
  double classWeight(int row) {
    boolean isWeighted = classes.length > 0 && perOutput.length > 0;
    return isWeighted ? perOutput[classes[row]] : 1;
  }

  /** What a mean divides by. */
  double totalWeight() {
    boolean isWeighted = exampleWeights.length > 0 || classes.length > 0;
    if (!isWeighted) {
      return rows;
    }
    double total = 0;
    for (int row = 0; row < rows; row++) {
      total += isIgnored(row) ? 0 : exampleWeight(row) * classWeight(row);
    }
    return total;
  }
}
