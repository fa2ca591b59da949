package dev.surprisal.lightgbm;

import dev.surprisal.runtime.NewtonLoss;
import dev.surprisal.runtime.kernel.Kernels;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * What a round of boosting costs, by a generated loss and by LightGBM's own: medians of many, the
 * two taken in turn. Prints a table.
 */
final class Costs {
  private static final int ROWS = 200_000;
  private static final int FEATURES = 20;
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 60;

  private Costs() {}

  public static void main(String[] arguments) throws LGBMException {
    System.out.printf("%s%n%n", Kernels.description());
    System.out.println(
        "| 200,000 x 20, a round in milliseconds | threads | generated | built in | ratio |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    for (int threads : new int[] {1, 2}) {
      print("two classes", 2, threads, "binary", new HeadsFloatBenignLoss());
      print("ten classes", 10, threads, "multiclass num_class=10", new HeadsDigitLoss());
    }
  }

  /** Classes by where a noisy sum of features lies. */
  private static LGBMDataset data(int classes, String parameters) throws LGBMException {
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
    LGBMDataset data = LGBMDataset.createFromMat(inputs, ROWS, FEATURES, true, parameters, null);
    data.setField("label", labels);
    return data;
  }

  private static void print(
      String name, int classes, int threads, String objective, NewtonLoss<float[], ?> loss)
      throws LGBMException {
    String parameters =
        "num_leaves=63 learning_rate=0.1 force_row_wise=true verbosity=-1 num_threads=" + threads;
    LGBMDataset train = data(classes, parameters);
    LossObjective<?, ?> ofLoss = LossObjective.of(loss, train);
    LGBMBooster generated = LGBMBooster.create(train, ofLoss.parameters(parameters));
    LGBMBooster builtIn =
        LGBMBooster.create(data(classes, parameters), parameters + " objective=" + objective);
    double[] times = new double[ROUNDS];
    double[] builtInTimes = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long start = System.nanoTime();
      ofLoss.update(generated);
      long between = System.nanoTime();
      builtIn.updateOneIter();
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
