package dev.surprisal.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the text goes: to the terminal, and to a file where one is named. */
public final class Report {
  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Also writes what it prints to this file.")
  private Path file;

  /** For the command line. */
  public Report() {}

  /**
   * Prints a text, and writes it where that was asked for.
   *
   * @param markdown the text
   * @throws IOException if it cannot be written
   */
  public void publish(String markdown) throws IOException {
    System.out.println();
    System.out.print(markdown);
    if (file != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, markdown);
    }
  }
}
