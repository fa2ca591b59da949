package dev.surprisal.benchmark;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** What was measured, by work and column. */
final class Times {
  /**
   * One cell.
   *
   * @param median nanoseconds per output
   * @param spread half the interquartile range
   * @param bytes allocated by a call
   */
  record Cell(double median, double spread, double bytes) {}

  private final Map<Work, Map<Column, Cell>> cells = new EnumMap<>(Work.class);

  static Times of(Collection<RunResult> results) {
    Times times = new Times();
    for (RunResult result : results) {
      Work work = Work.valueOf(result.getParams().getParam("work"));
      Column column = Column.of(result.getPrimaryResult().getLabel()).orElseThrow();
      times.put(work, column, cell(result, work));
    }
    return times;
  }

  void put(Work work, Column column, Cell cell) {
    cells.computeIfAbsent(work, first -> new EnumMap<>(Column.class)).put(column, cell);
  }

  private static Cell cell(RunResult result, Work work) {
    Statistics calls = result.getPrimaryResult().getStatistics();
    double range = calls.getPercentile(75) - calls.getPercentile(25);
    return new Cell(
        calls.getPercentile(50) / work.outputs(),
        range / 2 / work.outputs(),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }

  List<Work> works() {
    return List.copyOf(cells.keySet());
  }

  /** The columns that were measured for all works, in their order. */
  List<Column> columns() {
    return Stream.of(Column.values())
        .filter(column -> cells.values().stream().allMatch(row -> row.containsKey(column)))
        .toList();
  }

  /** The least of all medians. */
  double shortest() {
    return medians().min().orElseThrow();
  }

  /** The greatest. */
  double longest() {
    return medians().max().orElseThrow();
  }

  private DoubleStream medians() {
    return cells.values().stream().flatMap(row -> row.values().stream()).mapToDouble(Cell::median);
  }

  Cell cell(Work work, Column column) {
    return cells.get(work).get(column);
  }
}
