package dev.surprisal.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times as tables in Markdown. */
final class SpeedTable {
  private static final String CORNER = "ns per output";

  /** Whom the generated losses are compared with. */
  private static final List<Column> PEERS =
      List.of(Column.PLAIN_LOOP, Column.TORCH_AUTOGRAD, Column.TORCH_COMPOSED);

  private SpeedTable() {}

  /** Nanoseconds per output, and bytes. */
  static String times(Times times) {
    List<String> head = new ArrayList<>(List.of(CORNER));
    times.columns().forEach(column -> head.add(column.title));
    head.add("bytes per call");
    Markdown table = new Markdown(head);
    for (Work work : times.works()) {
      List<String> row = new ArrayList<>(List.of(work.title));
      for (Column column : times.columns()) {
        Times.Cell cell = times.cell(work, column);
        row.add(String.format(Locale.ROOT, "%.2f ±%.2f", cell.median(), cell.spread()));
      }
      double bytes = times.cell(work, Column.LOSS_AND_GRADIENT).bytes();
      row.add(String.format(Locale.ROOT, "%.0f", bytes));
      table.row(row);
    }
    return table.toString();
  }

  /** The times that such a table shows, among other text. */
  static Times read(String text) {
    List<List<String>> rows =
        text.lines()
            .dropWhile(line -> !line.startsWith("| " + CORNER))
            .takeWhile(line -> line.startsWith("|"))
            .map(Markdown::cells)
            .toList();
    Times times = new Times();
    for (List<String> row : rows.subList(2, rows.size())) {
      Work work = Work.titled(row.get(0));
      double bytes = Double.parseDouble(row.get(row.size() - 1));
      for (int i = 1; i < row.size() - 1; i++) {
        String[] numbers = row.get(i).split(" ±");
        times.put(
            work,
            Column.titled(rows.get(0).get(i)),
            new Times.Cell(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), bytes));
      }
    }
    return times;
  }

  /** How many times faster than each peer and on all threads, and how many times a copy. */
  static String ratios(Times times) {
    List<Column> peers = PEERS.stream().filter(times.columns()::contains).toList();
    List<String> head = new ArrayList<>(List.of("Surprisal"));
    peers.forEach(peer -> head.add("times faster than " + peer.title));
    head.addAll(
        List.of(
            "in place, times a copy", "all threads, times faster than one", "the same for a copy"));
    Markdown table = new Markdown(head);
    for (Work work : times.works()) {
      List<String> row = new ArrayList<>(List.of(work.title));
      for (Column peer : peers) {
        row.add(ratio(times, work, peer, Column.LOSS_AND_GRADIENT));
      }
      row.add(ratio(times, work, Column.IN_PLACE, Column.COPY));
      row.add(ratio(times, work, Column.LOSS_AND_GRADIENT, Column.ALL_THREADS));
      row.add(ratio(times, work, Column.COPY, Column.COPY_ALL_THREADS));
      table.row(row);
    }
    return table.toString();
  }

  private static String ratio(Times times, Work work, Column numerator, Column denominator) {
    double ratio = times.cell(work, numerator).median() / times.cell(work, denominator).median();
    return String.format(Locale.ROOT, "%.1f", ratio);
  }
}
