package dev.surprisal.benchmark.options;

import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.surprisal.annotation.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is the same everywhere: each row of the table, in small. */
class ContendersTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void allComputeTheSame(Precision precision) throws IOException, ReflectiveOperationException {
    List<Row> rows = Row.ALL.stream().map(ContendersTest::small).distinct().toList();
    CompiledHeads heads =
        CompiledHeads.compile(rows.stream().map(Row::head).toList(), precision, folder);
    for (Row row : rows) {
      Batch batch = new Batch(row, precision);
      for (Mode mode : Mode.values()) {
        Map<Way, Contender> contenders = Way.contenders(batch, mode, heads.loss(batch));
        assertThatNoException()
            .as("%s, %s", row.title(), mode)
            .isThrownBy(() -> RowLoop.check(row, contenders));
      }
    }
  }

  private static Row small(Row row) {
    return new Row("small", row.head(), 128, Math.min(row.size(), 7));
  }
}
