package dev.surprisal.spark;

import dev.surprisal.runtime.kernel.Kernels;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What an iteration costs, by a generated loss and by Spark's own regression, on cached data and
 * two threads: medians of runs, the two taken in turn. Prints a table.
 */
final class Costs {
  private static final int FEATURES = 100;
  private static final int PARTITIONS = 4;
  private static final int ITERATIONS = 20;
  private static final int RUNS = 3;

  private static final StructType SCHEMA =
      new StructType()
          .add("features", SQLDataTypes.VectorType())
          .add("label", DataTypes.DoubleType);

  private Costs() {}

  public static void main(String[] arguments) {
    try (TestSpark spark = new TestSpark()) {
      System.out.printf("Spark %s, %s%n%n", spark.session().version(), Kernels.description());
      System.out.println(
          "| rows x 100 features, 3 classes | iteration, ms | Spark's, ms | ratio | ns per row |");
      System.out.println("| --- | ---: | ---: | ---: | ---: |");
      for (int rows : new int[] {1_000, 20_000, 200_000}) {
        print(spark, rows);
      }
    }
  }

  /** Made where they are needed, the same ones each time. */
  private static JavaRDD<Example> examples(TestSpark spark, int rows) {
    return spark
        .partitions(IntStream.range(0, PARTITIONS).boxed().toList(), PARTITIONS)
        .flatMap(seed -> examples(rows / PARTITIONS, new Random(seed)).iterator());
  }

  private static Stream<Example> examples(int rows, Random random) {
    return Stream.generate(() -> example(random)).limit(rows);
  }

  private static Example example(Random random) {
    double[] features = random.doubles(FEATURES, -1, 1).toArray();
    double sum = 2 * random.nextGaussian();
    for (double feature : features) {
      sum += feature;
    }
    return new Example(features, sum < -3 ? 0 : sum < 3 ? 1 : 2);
  }

  private static void print(TestSpark spark, int rows) {
    JavaRDD<Example> examples = examples(spark, rows);
    var head = new HeadsSpeciesLoss();
    var linear = new LinearLoss<>(head, FEATURES);
    var blocks = Blocks.of(examples, head).cache();
    var loss = new DistributedLoss<>(blocks, linear);
    Dataset<Row> table =
        spark
            .session()
            .createDataFrame(
                examples.map(example ->
                    RowFactory.create(Vectors.dense(example.features()), example.targets()[0])),
                SCHEMA)
            .cache();
    LogisticRegression regression =
        new LogisticRegression()
            .setFamily("multinomial")
            .setStandardization(false)
            .setMaxIter(ITERATIONS)
            .setTol(0);
    double[] ours = new double[RUNS];
    double[] theirs = new double[RUNS];
    for (int run = -1; run < RUNS; run++) {
      long start = System.nanoTime();
      int iterations =
          new Lbfgs(10, ITERATIONS, 0).minimize(loss, linear.zeros()).objectives().length;
      long between = System.nanoTime();
      int sparks = regression.fit(table).summary().objectiveHistory().length;
      long end = System.nanoTime();
      if (run >= 0) {
        ours[run] = (between - start) / 1e6 / iterations;
        theirs[run] = (end - between) / 1e6 / sparks;
      }
    }
    blocks.unpersist();
    table.unpersist();
    double median = median(ours);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %.1f | %.1f | %.2f | %.0f |%n",
        rows,
        median,
        median(theirs),
        median / median(theirs),
        median * 1e6 / rows);
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
