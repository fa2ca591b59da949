package dev.surprisal.samples.sparkdigits;

import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.samples.common.Digits;
import dev.surprisal.spark.Block;
import dev.surprisal.spark.Blocks;
import dev.surprisal.spark.DistributedLoss;
import dev.surprisal.spark.Example;
import dev.surprisal.spark.Lbfgs;
import dev.surprisal.spark.LinearLoss;
import dev.surprisal.spark.LinearModel;
import dev.surprisal.spark.Minimum;
import org.apache.spark.api.java.JavaRDD;

/** A linear model under a loss, learned from all digits at once. */
final class Learner {
  /** Few enough that each partition has several. */
  private static final int ROWS_OF_BLOCK = 64;

  private final LinearLoss<double[], int[]> linear;
  private final DistributedLoss<Block<int[]>> loss;

  Learner(ArrayLossFunction<double[], int[]> head, JavaRDD<Example> examples) {
    linear = new LinearLoss<>(head, Digits.PIXELS);
    loss = new DistributedLoss<>(Blocks.of(examples, head, ROWS_OF_BLOCK).cache(), linear);
  }

  Minimum learn(int iterations) {
    return new Lbfgs(10, iterations, 1e-6).minimize(loss, linear.zeros());
  }

  LinearModel model(Minimum minimum) {
    return linear.model(minimum.parameters());
  }
}
