package dev.surprisal.spark;

import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns of a table that examples are read from: numbers, arrays of numbers, or vectors of
 * Spark ML.
 *
 * @param features the name of a column
 * @param targets the name of a column: of numbers, where the head has one target for each example
 * @param weights the name of a column of numbers, or null where each example counts once
 */
public record Columns(String features, String targets, @Nullable String weights) {

  /**
   * The columns of examples that count once.
   *
   * @param features the name of a column
   * @param targets the name of a column
   */
  public Columns(String features, String targets) {
    this(features, targets, null);
  }

  /**
   * The examples of a table, in its order: that of its partitions and of the rows in each. Spark
   * keeps that order for what was sorted, or read from files in the same splits.
   *
   * @param table what has these columns; a null in one of them fails the job
   * @return a row each
   */
  public JavaRDD<Example> of(Dataset<Row> table) {
    String[] names =
        weights == null
            ? new String[] {features, targets}
            : new String[] {features, targets, weights};
    return table
        .select(Stream.of(names).map(functions::col).toArray(Column[]::new))
        .toJavaRDD()
        .map(row ->
            new Example(
                numbers(names[0], row.get(0)),
                numbers(names[1], row.get(1)),
                row.length() < 3 ? 1 : number(names[2], row.get(2))));
  }

  private static double[] numbers(String column, Object value) {
    if (value instanceof Vector vector) {
      return vector.toArray();
    }
    if (value instanceof scala.collection.Seq<?> sequence) {
      return CollectionConverters.asJava(sequence).stream()
          .mapToDouble(element -> number(column, element))
          .toArray();
    }
    return new double[] {number(column, value)};
  }

  private static double number(String column, Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "column " + column + " = " + value + ": must be a number, an array of numbers or a vector");
  }
}
