package dev.surprisal.spark;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.BERNOULLI;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.annotation.Loss;
import dev.surprisal.runtime.LossValue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model that is the user's own: a straight line each for two heads, through what both share. */
class CompositeTest {
  private static final int ROWS = 10;
  private static final int BLOCKS = 7;

  record Plant(
      @Loss(distribution = BERNOULLI, activation = SIGMOID) double[] blooms,
      @Loss(distribution = GAUSSIAN, activation = IDENTITY, weight = 0.5) double[] height) {}

  private static final CompositeTestPlantLoss LOSS = new CompositeTestPlantLoss();

  /** Both heads are given shared = w x: p[1] + p[2] shared, and p[3] + p[4] shared. */
  private static LossValue forwardBackward(
      double[] p, Block<CompositeTestPlantLoss.Targets> block, double[] gradients) {
    double[] x = block.features();
    Plant outputs = new Plant(new double[x.length], new double[x.length]);
    for (int i = 0; i < x.length; i++) {
      outputs.blooms()[i] = p[1] + p[2] * p[0] * x[i];
      outputs.height()[i] = p[3] + p[4] * p[0] * x[i];
    }
    LossValue value = LOSS.forwardBackward(outputs, block.targets(), outputs, 1);
    Arrays.fill(gradients, 0);
    for (int i = 0; i < x.length; i++) {
      double blooms = outputs.blooms()[i];
      double height = outputs.height()[i];
      gradients[0] += (blooms * p[2] + height * p[4]) * x[i];
      gradients[1] += blooms;
      gradients[2] += blooms * p[0] * x[i];
      gradients[3] += height;
      gradients[4] += height * p[0] * x[i];
    }
    return value;
  }

  private static Block<CompositeTestPlantLoss.Targets> block(Random random) {
    double[] x = random.doubles(ROWS).toArray();
    double[] blooms = random.ints(ROWS, 0, 2).asDoubleStream().toArray();
    double[] height = random.doubles(ROWS, 1, 2).toArray();
    return new Block<>(x, new CompositeTestPlantLoss.Targets(blooms, height));
  }

  @Test
  void severalHeads() {
    Random random = new Random(1);
    var blocks = IntStream.range(0, BLOCKS).mapToObj(number -> block(random)).toList();
    double[] parameters = random.doubles(5).toArray();
    try (TestSpark spark = new TestSpark()) {
      var loss =
          new DistributedLoss<Block<CompositeTestPlantLoss.Targets>>(
              spark.partitions(blocks, 3), CompositeTest::forwardBackward);

      Evaluation evaluation = loss.at(parameters);

      assertThat(evaluation.objective()).isEqualTo(mean(blocks, parameters), within(1e-12));
      Differences.assertGradient(at -> mean(blocks, at), parameters, evaluation.gradients());
      Minimum minimum = Lbfgs.DEFAULT.minimize(loss, parameters);
      assertThat(minimum.isConverged()).isTrue();
      assertThat(minimum.objectives()[minimum.objectives().length - 1])
          .isLessThan(evaluation.objective());
    }
  }

  private static double mean(
      List<Block<CompositeTestPlantLoss.Targets>> blocks, double[] parameters) {
    LossValue value = LossValue.ZERO;
    for (Block<CompositeTestPlantLoss.Targets> block : blocks) {
      value = value.plus(forwardBackward(parameters, block, parameters.clone()));
    }
    return value.mean();
  }
}
