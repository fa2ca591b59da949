package dev.surprisal.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  private static TestSpark spark;

  @BeforeAll
  static void start() {
    spark = new TestSpark();
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static Dataset<Row> table(String row) {
    return spark.session().sql("SELECT " + row);
  }

  private static Example only(Columns columns, Dataset<Row> table) {
    List<Example> examples = columns.of(table).collect();
    assertThat(examples).hasSize(1);
    return examples.get(0);
  }

  @Test
  void ofNumbersAndArrays() {
    Example example =
        only(
            new Columns("x", "y", "w"),
            table("array(1.5D, 2.5D) AS x, 3 AS y, CAST(0.5 AS DECIMAL(2, 1)) AS w"));
    assertThat(example.features()).containsExactly(1.5, 2.5);
    assertThat(example.targets()).containsExactly(3);
    assertThat(example.weight()).isEqualTo(0.5);
  }

  @Test
  void ofVectorsAndOneNumber() {
    Example example =
        only(
            new Columns("features", "labels"),
            new org.apache.spark.ml.feature.VectorAssembler()
                .setInputCols(new String[] {"a", "b"})
                .setOutputCol("labels")
                .transform(table("7L AS features, 0.0D AS a, 1 AS b")));
    assertThat(example.features()).containsExactly(7);
    assertThat(example.targets()).containsExactly(0, 1);
    assertThat(example.weight()).isEqualTo(1);
  }

  @Test
  void refuseWhatIsNoNumber() {
    Columns columns = new Columns("x", "y");
    assertThatThrownBy(() -> columns.of(table("1 AS x, 'no' AS y")).count())
        .hasMessageContaining("column y = no: must be a number, an array of numbers or a vector");
    assertThatThrownBy(() -> columns.of(table("array(1, NULL) AS x, 1 AS y")).count())
        .hasMessageContaining("column x = null: must be a number");
    assertThatThrownBy(() -> columns.of(table("1 AS x"))).hasMessageContaining("y");
  }
}
