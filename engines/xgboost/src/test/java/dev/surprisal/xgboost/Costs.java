package dev.surprisal.xgboost;

import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * What a round of boosting costs, by a generated loss and by XGBoost's own: medians of many, the
 * two taken in turn. Prints a table.
 */
final class Costs {
  private static final int ROWS = 200_000;
  private static final int FEATURES = 20;
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 60;

  private Costs() {}

  public static void main(String[] arguments) throws XGBoostError {
    System.out.printf("%s%n%n", Kernels.description());
    System.out.println(
        "| 200,000 x 20, a round in milliseconds | threads | generated | built in | ratio |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    for (int threads : new int[] {1, 2}) {
      print("two classes", data(2), threads, "binary:logistic", new HeadsBenignLoss());
      print("ten classes", data(10), threads, "multi:softprob", new HeadsDigitLoss());
    }
  }

  /** Classes by where a noisy sum of features lies. */
  private static DMatrix data(int classes) throws XGBoostError {
    Random random = new Random(1);
    float[] inputs = new float[ROWS * FEATURES];
    float[] labels = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double sum = random.nextGaussian();
      for (int i = 0; i < FEATURES; i++) {
        float value = (float) random.nextGaussian();
        inputs[row * FEATURES + i] = value;
        sum += value / Math.sqrt(FEATURES);
      }
      double share = 1 / (1 + Math.exp(-sum));
      labels[row] = Math.min(classes - 1, (int) (classes * share));
    }
    return Trees.matrix(inputs, labels);
  }

  private static void print(
      String name, DMatrix data, int threads, String objective, NewtonLoss<float[], ?> loss)
      throws XGBoostError {
    Map<String, Object> parameters =
        LossParameters.of(
            loss,
            data,
            Trees.parameters("nthread", threads, "max_depth", 6, "objective", objective));
    Booster generated = XGBoost.train(data, parameters, 0, Map.of(), null, null);
    Booster builtIn = XGBoost.train(data, parameters, 0, Map.of(), null, null);
    LossObjective<?> ofLoss = new LossObjective<>(loss);
    double[] times = new double[ROUNDS];
    double[] builtInTimes = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long start = System.nanoTime();
      generated.update(data, round + WARM_UP, ofLoss);
      long between = System.nanoTime();
      builtIn.update(data, round + WARM_UP);
      long end = System.nanoTime();
      if (round >= 0) {
        times[round] = (between - start) / 1e6;
        builtInTimes[round] = (end - between) / 1e6;
      }
    }
    double ours = median(times);
    double theirs = median(builtInTimes);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.2f |%n",
        name,
        threads,
        ours,
        theirs,
        ours / theirs);
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
