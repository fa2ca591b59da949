package dev.surprisal.benchmark.options;

import dev.surprisal.benchmark.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows as a table in Markdown, each beside the plain head of its shape and beside the peers. */
final class OptionTable {
  private static final List<Way> PEERS = List.of(Way.TORCH_AUTOGRAD, Way.PLAIN_LOOP);

  private static final String NONE = "";

  private OptionTable() {}

  static String of(List<RowCosts> rows) {
    List<Way> peers =
        PEERS.stream()
            .filter(peer -> rows.stream().anyMatch(row -> row.ways().contains(peer)))
            .toList();
    boolean hasSeveralVms = rows.get(0).vms().size() > 1;
    List<String> head = new ArrayList<>(List.of("ns per output", "Surprisal"));
    if (hasSeveralVms) {
      head.add("Surprisal, the slowest VM");
    }
    head.add("times the plain head");
    peers.forEach(peer -> head.add(peer.title));
    peers.forEach(peer -> head.add("times faster than " + peer.title));
    head.add("bytes per call");
    Markdown table = new Markdown(head);
    RowCosts plain = rows.get(0);
    for (RowCosts row : rows) {
      plain = row.row().isPlain() ? row : plain;
      double nanos = row.nanos(Way.SURPRISAL);
      List<String> cells = new ArrayList<>(List.of(name(row.row()), number(nanos)));
      if (hasSeveralVms) {
        cells.add(number(row.slowestNanos(Way.SURPRISAL)));
      }
      cells.add(ratio(nanos / plain.nanos(Way.SURPRISAL)));
      peers.forEach(peer -> cells.add(row.ways().contains(peer) ? number(row.nanos(peer)) : NONE));
      peers.forEach(
          peer -> cells.add(row.ways().contains(peer) ? ratio(row.nanos(peer) / nanos) : NONE));
      cells.add(String.format(Locale.ROOT, "%.0f", row.bytes(Way.SURPRISAL)));
      table.row(cells);
    }
    return table.toString();
  }

  private static String name(Row row) {
    return row.isPlain() ? "**" + row.shape() + "**" : "`" + row.head().members() + "`";
  }

  private static String number(double nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%.0f", ratio);
  }
}
