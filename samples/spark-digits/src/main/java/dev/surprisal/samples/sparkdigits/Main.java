package dev.surprisal.samples.sparkdigits;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.kernel.Kernels;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.samples.common.Sample;
import dev.surprisal.samples.common.Split;
import dev.surprisal.spark.LinearModel;
import dev.surprisal.spark.Minimum;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import picocli.CommandLine.Command;

/** Learns from all partitions at once, by a loss that Spark has and by one that it lacks. */
@Command(
    name = "spark-digits",
    showDefaultValues = true,
    description = "A softmax head over the partitions of a data set of Spark.")
final class Main extends Sample {
  static final int[] ITERATIONS = {1, 2, 5, 10, 20, 50, 100, 200};
  private static final int[] PARTITIONS = {1, 4, 7};

  public static void main(String[] arguments) {
    start(new Main(), arguments);
  }

  @Override
  protected void run() throws IOException {
    Digits digits = Digits.read();
    Split split = Split.of(digits.count(), new Random(seed));
    Digits learned = digits.select(split.learnedRows());
    Digits unseen = digits.select(split.heldOut());
    try (Cluster cluster = new Cluster()) {
      terminal.print("Spark             %s", cluster.version());
      terminal.print("kernels           %s", Kernels.description());
      printSource(SmoothDigitLoss.class);
      terminal.print("");
      terminal.print("partitions  objective after 50 iterations  the same parameters, to the bit");
      partitions(cluster, learned);
      terminal.print("");
      terminal.print("%d digits that no model has seen:", unseen.count());
      terminal.print("");
      terminal.print("                     iterations   nats  wrong");
      LogisticRegressionModel regression = cluster.regression(learned);
      print(
          "Spark's regression",
          regression.summary().totalIterations(),
          Score.of(model(regression), unseen));
      List<Score> plain = scores(cluster, new DigitLoss(), learned, unseen);
      print("Digit", plain);
      List<Score> smooth = scores(cluster, new SmoothDigitLoss(), learned, unseen);
      print("SmoothDigit", smooth);
      terminal.print("");
      save("unseen-digits", Picture.draw(plain, smooth));
    }
  }

  private void partitions(Cluster cluster, Digits learned) {
    double[] first = {};
    for (int partitions : PARTITIONS) {
      Minimum minimum =
          new Learner(new SmoothDigitLoss(), cluster.examples(learned, partitions)).learn(50);
      double[] objectives = minimum.objectives();
      first = first.length == 0 ? minimum.parameters() : first;
      terminal.print(
          "%10d  %29s  %31s",
          partitions,
          objectives[objectives.length - 1],
          Arrays.equals(first, minimum.parameters()) ? "yes" : "no");
    }
  }

  /** Of models that were learned for more and more iterations. */
  private static List<Score> scores(
      Cluster cluster, ArrayLossFunction<double[], int[]> head, Digits learned, Digits unseen) {
    Learner learner = new Learner(head, cluster.examples(learned, 4));
    List<Score> scores = new ArrayList<>();
    for (int iterations : ITERATIONS) {
      scores.add(Score.of(learner.model(learner.learn(iterations)), unseen));
    }
    return scores;
  }

  static LinearModel model(LogisticRegressionModel regression) {
    double[] weights = new double[10 * Digits.PIXELS];
    for (int k = 0; k < 10; k++) {
      for (int i = 0; i < Digits.PIXELS; i++) {
        weights[k * Digits.PIXELS + i] = regression.coefficientMatrix().apply(k, i);
      }
    }
    return new LinearModel(weights, regression.interceptVector().toArray());
  }

  private void print(String name, List<Score> scores) {
    for (int i = 0; i < ITERATIONS.length; i++) {
      if (ITERATIONS[i] >= 20) {
        print(name, ITERATIONS[i], scores.get(i));
      }
    }
  }

  private void print(String name, int iterations, Score score) {
    terminal.print(
        "%-20s %10d  %5.3f  %4.1f %%", name, iterations, score.nats(), 100 * score.wrong());
  }
}
