package dev.surprisal.benchmark;

import java.util.List;

/** A table in Markdown: its head, then its rows. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  Markdown(List<String> head) {
    row(head);
    row(head.stream().map(cell -> cell.equals(head.get(0)) ? "---" : "---:").toList());
  }

  void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
