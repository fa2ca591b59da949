package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bits, however a data set is divided. */
class PartitionsTest {
  private static final int ROWS = 100;
  private static final HeadsSpeciesLoss LOSS = new HeadsSpeciesLoss();
  private static final LinearLoss<double[], int[]> LINEAR =
      new LinearLoss<>(LOSS, Quadrants.FEATURES);
  private static final double[] PARAMETERS =
      new Random(1).doubles(LINEAR.zeros().length, -1, 1).toArray();

  private static TestSpark spark;
  private static List<Example> examples;
  private static Evaluation evaluation;
  private static Minimum minimum;

  @BeforeAll
  static void evaluateOnePartition() {
    spark = new TestSpark();
    examples = Quadrants.examples(Quadrants::group);
    DistributedLoss<Block<int[]>> loss = loss(blocks(spark.partitions(examples, 1)));
    evaluation = loss.at(PARAMETERS);
    minimum = new Lbfgs(10, 10, 1e-6).minimize(loss, LINEAR.zeros());
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static JavaRDD<Block<int[]>> blocks(JavaRDD<Example> examples) {
    return Blocks.of(examples, LOSS, ROWS);
  }

  private static DistributedLoss<Block<int[]>> loss(JavaRDD<Block<int[]>> blocks) {
    return new DistributedLoss<>(blocks.cache(), LINEAR);
  }

  private static void assertSameBits(DistributedLoss<Block<int[]>> loss) {
    Evaluation other = loss.at(PARAMETERS);
    assertThat(other.loss()).isEqualTo(evaluation.loss());
    assertThat(other.objective()).isEqualTo(evaluation.objective());
    assertThat(other.gradients()).containsExactly(evaluation.gradients());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 40})
  void numberOfPartitions(int partitions) {
    DistributedLoss<Block<int[]>> loss = loss(blocks(spark.partitions(examples, partitions)));
    assertSameBits(loss);
    Minimum other = new Lbfgs(10, 10, 1e-6).minimize(loss, LINEAR.zeros());
    assertThat(other.parameters()).containsExactly(minimum.parameters());
    assertThat(other.objectives()).containsExactly(minimum.objectives());
  }

  @Test
  void emptyPartitions() {
    JavaRDD<Example> none = spark.partitions(List.<Example>of(), 2);
    JavaRDD<Example> withEmptyOnes =
        none.union(spark.partitions(examples.subList(0, 1234), 3))
            .union(none)
            .union(spark.partitions(examples.subList(1234, examples.size()), 2))
            .union(none);
    assertSameBits(loss(blocks(withEmptyOnes)));
  }

  @Test
  void orderOfBlocks() {
    List<Block<int[]>> blocks = new ArrayList<>(blocks(spark.partitions(examples, 3)).collect());
    Collections.shuffle(blocks, new Random(1));
    assertSameBits(loss(spark.partitions(blocks, 5)));
  }
}
