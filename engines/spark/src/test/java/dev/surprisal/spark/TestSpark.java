package dev.surprisal.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Spark on two threads of this VM. */
final class TestSpark implements AutoCloseable {
  private final SparkSession session;
  private final JavaSparkContext context;

  TestSpark() {
    this(Map.of());
  }

  TestSpark(Map<String, String> settings) {
    SparkConf configuration =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("surprisal")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.sql.shuffle.partitions", "2");
    settings.forEach(configuration::set);
    session = SparkSession.builder().config(configuration).getOrCreate();
    context = JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  SparkSession session() {
    return session;
  }

  JavaSparkContext context() {
    return context;
  }

  <E> JavaRDD<E> partitions(List<E> elements, int partitions) {
    return context.parallelize(elements, partitions);
  }

  @Override
  public void close() {
    session.stop();
  }
}
