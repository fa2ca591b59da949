package dev.surprisal.benchmark;

import java.awt.Color;
import java.util.Optional;
import java.util.stream.Stream;

/** A column of the table: a benchmark method, and what people call it. */
enum Column {
  LOSS_AND_GRADIENT("surprisal", "Surprisal", new Color(0x1f5fa8)),
  IN_PLACE("surprisalInPlace", "Surprisal in place", new Color(0x5b93d3)),
  ALL_THREADS("surprisalAllThreads", "Surprisal, all threads", new Color(0x12365f)),
  LOSS_ALONE("surprisalLossOnly", "Surprisal, loss alone", new Color(0xa3c4ea)),
  IN_DOUBLE("surprisalDouble", "Surprisal in double", new Color(0x4b3f8f)),
  PLAIN_LOOP("naive", "plain loop", new Color(0x7a7a7a)),
  COPY("copy", "copy", new Color(0xc4c4c4)),
  COPY_ALL_THREADS("copyAllThreads", "copy, all threads", new Color(0x9a9a9a)),
  TORCH_AUTOGRAD("torchAutograd", "PyTorch autograd", new Color(0xd9731a)),
  TORCH_COMPOSED("torchComposed", "PyTorch composed", new Color(0xf0b27a));

  final String title;
  final Color colour;
  private final String method;

  Column(String method, String title, Color colour) {
    this.method = method;
    this.title = title;
    this.colour = colour;
  }

  /** The column of a benchmark method, if it has one. */
  static Optional<Column> of(String method) {
    return Stream.of(values()).filter(column -> column.method.equals(method)).findFirst();
  }

  static Column titled(String title) {
    return Stream.of(values())
        .filter(column -> column.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column " + title));
  }
}
