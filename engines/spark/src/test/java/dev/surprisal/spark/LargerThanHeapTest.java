package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set on disk that is larger than the heap, read anew for each evaluation. */
class LargerThanHeapTest {
  private static final int FEATURES = 100;
  private static final int RECORD = (FEATURES + 1) * Double.BYTES;
  private static final int ROWS = 1000;
  private static final Random RANDOM = new Random(1);

  /** Some rows, again and again: their mean loss is that of all. */
  private static Path write(Path folder, byte[] rows) throws IOException {
    Path file = folder.resolve("rows");
    try (OutputStream stream = Files.newOutputStream(file)) {
      for (long size = 0; size <= Runtime.getRuntime().maxMemory(); size += rows.length) {
        stream.write(rows);
      }
    }
    return file;
  }

  private static byte[] rows() {
    ByteBuffer rows = ByteBuffer.allocate(ROWS * RECORD);
    for (int row = 0; row < ROWS; row++) {
      RANDOM.doubles(FEATURES).forEach(rows::putDouble);
      rows.putDouble(RANDOM.nextInt(Heads.CLASSES));
    }
    return rows.array();
  }

  private static Example example(ByteBuffer row) {
    double[] features = new double[FEATURES];
    row.asDoubleBuffer().get(features);
    return new Example(features, row.getDouble(FEATURES * Double.BYTES));
  }

  @Test
  void streamsFromDisk(@TempDir Path folder) throws IOException {
    byte[] rows = rows();
    Path file = write(folder, rows);
    var loss = new HeadsSpeciesLoss();
    var linear = new LinearLoss<>(loss, FEATURES);
    double[] parameters = RANDOM.doubles(linear.zeros().length, -1, 1).toArray();
    try (TestSpark spark = new TestSpark()) {
      JavaRDD<Example> few =
          spark
              .partitions(IntStream.range(0, ROWS).boxed().toList(), 2)
              .map(row -> example(ByteBuffer.wrap(rows, row * RECORD, RECORD).slice()));
      JavaRDD<Example> all =
          spark
              .context()
              .binaryRecords(file.toString(), RECORD)
              .map(row -> example(ByteBuffer.wrap(row)));

      Evaluation expected = new DistributedLoss<>(Blocks.of(few, loss), linear).at(parameters);
      Evaluation evaluation = new DistributedLoss<>(Blocks.of(all, loss), linear).at(parameters);

      assertThat(evaluation.loss().weight() * RECORD)
          .isGreaterThan(Runtime.getRuntime().maxMemory());
      assertThat(evaluation.objective()).isEqualTo(expected.objective(), within(1e-12));
      assertThat(evaluation.gradients()).containsExactly(expected.gradients(), within(1e-12));
    }
  }
}
