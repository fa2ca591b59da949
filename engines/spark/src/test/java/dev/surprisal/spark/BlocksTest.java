package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surprisal.runtime.ArrayLossFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksTest {
  private static final int COUNT = 50;
  private static final HeadsSpeciesLoss LOSS = new HeadsSpeciesLoss();

  private static TestSpark spark;

  @BeforeAll
  static void start() {
    spark = new TestSpark();
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  /** Each with its number as its only feature. */
  private static List<Example> numbered() {
    return IntStream.range(0, COUNT)
        .mapToObj(number -> new Example(new double[] {number}, number % 3))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "3, 7", "8, 7", "70, 7", "5, 10", "5, 1", "2, 1000", "50, 1000"})
  void holdExamplesByTheirPlaceInTheDataSet(int partitions, int rows) {
    List<Block<int[]>> blocks =
        new ArrayList<>(Blocks.of(spark.partitions(numbered(), partitions), LOSS, rows).collect());

    blocks.sort(Comparator.comparingDouble(block -> block.features()[0]));
    assertThat(blocks.stream().flatMapToDouble(block -> DoubleStream.of(block.features())))
        .containsExactlyElementsOf(IntStream.range(0, COUNT).mapToObj(Double::valueOf).toList());
    assertThat(blocks.stream().flatMapToInt(block -> IntStream.of(block.targets())))
        .containsExactlyElementsOf(IntStream.range(0, COUNT).mapToObj(i -> i % 3).toList());
    assertThat(blocks.subList(0, blocks.size() - 1))
        .allSatisfy(block -> assertThat(block.features()).hasSize(rows));
    assertThat(blocks).hasSize((COUNT + rows - 1) / rows);
  }

  private static <T> ThrowingCallable blocksWith(ArrayLossFunction<?, T> loss, Example example) {
    List<Example> examples = new ArrayList<>(numbered());
    examples.set(23, example);
    return () -> Blocks.of(spark.partitions(examples, 2), loss, 10).count();
  }

  @Test
  void refuseWhatTheLossDoesNotTake() {
    assertThatThrownBy(blocksWith(LOSS, new Example(new double[1], 2.5)))
        .hasMessageContaining("examples from 20 on: labels[3] = 2.5: must be a whole number");
    assertThatThrownBy(blocksWith(LOSS, new Example(new double[1], Double.NaN)))
        .hasMessageContaining("examples from 20 on: labels[3] = NaN: must be a whole number");
    assertThatThrownBy(blocksWith(LOSS, new Example(new double[1], new double[] {1}, 2)))
        .hasMessageContaining("examples from 20 on: weights: the loss takes none");
  }

  @Test
  void refuseFeaturesThatAreNotFiniteOrOfAnotherNumber() {
    assertThatThrownBy(blocksWith(LOSS, new Example(new double[] {Double.NaN}, 1)))
        .hasMessageContaining("features[0] of example 23 = NaN: must be finite");
    assertThatThrownBy(blocksWith(LOSS, new Example(new double[2], 1)))
        .hasMessageContaining("features of example 23: there are 2, but 1 of example 20");
    assertThatThrownBy(blocksWith(LOSS, new Example(new double[1], 1, 2)))
        .hasMessageContaining("targets of example 23: there are 2, but 1 of example 20");
  }

  @Test
  void refuseNothingAndBlocksOfNothing() {
    assertThatThrownBy(() -> Blocks.of(spark.partitions(List.of(), 2), LOSS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("examples: there are none");
    assertThatThrownBy(() -> Blocks.of(spark.context().<Example>emptyRDD(), LOSS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("examples: there are none");
    assertThatThrownBy(() -> Blocks.of(spark.partitions(numbered(), 2), LOSS, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows = 0: must be at least 1");
  }
}
