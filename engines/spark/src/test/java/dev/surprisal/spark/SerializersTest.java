package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surprisal.runtime.LossValue;
import dev.surprisal.runtime.Weighted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Either of Spark's serializers. */
class SerializersTest {
  private static final HeadsWeightedSpeciesLoss LOSS = new HeadsWeightedSpeciesLoss();
  private static final LinearLoss<double[], Weighted<int[]>> LINEAR =
      new LinearLoss<>(LOSS, Quadrants.FEATURES);
  private static final List<Example> EXAMPLES = Quadrants.examples(Quadrants::group);
  private static final double[] PARAMETERS =
      new Random(1).doubles(LINEAR.zeros().length, -1, 1).toArray();

  private static Map<String, String> settings(String serializer) {
    return Map.of("spark.serializer", "org.apache.spark.serializer." + serializer);
  }

  private static JavaRDD<Block<Weighted<int[]>>> blocks(TestSpark spark) {
    return Blocks.of(spark.partitions(EXAMPLES, 3), LOSS, 100)
        .repartition(4)
        .persist(StorageLevel.MEMORY_ONLY_SER());
  }

  /** All examples as one block that was never serialized. */
  private static LossValue local(double[] gradients) {
    return LINEAR.forwardBackward(PARAMETERS, new Piece(0, EXAMPLES).toBlock(LOSS), gradients);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JavaSerializer", "KryoSerializer"})
  void storeAndMoveBlocks(String serializer) {
    double[] sums = LINEAR.zeros();
    LossValue expected = local(sums);
    double[] means = DoubleStream.of(sums).map(sum -> sum / expected.weight()).toArray();
    try (TestSpark spark = new TestSpark(settings(serializer))) {
      Evaluation evaluation = new DistributedLoss<>(blocks(spark), LINEAR).at(PARAMETERS);

      assertThat(evaluation.loss().weight()).isEqualTo(expected.weight());
      assertThat(evaluation.loss().mean()).isEqualTo(expected.mean(), within(1e-13));
      assertThat(evaluation.gradients()).containsExactly(means, within(1e-13));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"JavaSerializer", "KryoSerializer"})
  void addUpLossValues(String serializer) {
    LossValue expected = local(LINEAR.zeros());
    Map<String, String> settings = new HashMap<>(settings(serializer));
    settings.put("spark.kryo.registrator", KryoRecords.class.getName());
    try (TestSpark spark = new TestSpark(settings)) {
      LossValue value =
          blocks(spark)
              .map(block -> LINEAR.forwardBackward(PARAMETERS, block, LINEAR.zeros()))
              .repartition(2)
              .treeAggregate(LossValue.ZERO, LossValue::plus, LossValue::plus);

      assertThat(value.weight()).isEqualTo(expected.weight());
      assertThat(value.mean()).isEqualTo(expected.mean(), within(1e-13));
    }
  }
}
