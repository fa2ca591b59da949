package dev.surprisal.benchmark;

import java.util.List;
import java.util.stream.Stream;

/** A table in Markdown: its head, then its rows. */
public final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /**
   * A table without rows.
   *
   * @param head the titles of its columns
   */
  public Markdown(List<String> head) {
    row(head);
    row(head.stream().map(cell -> cell.equals(head.get(0)) ? "---" : "---:").toList());
  }

  /**
   * Adds a row.
   *
   * @param cells as many as there are columns
   */
  public void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** The cells of a row. */
  static List<String> cells(String row) {
    return Stream.of(row.split("\\|")).skip(1).map(String::strip).toList();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
