package dev.surprisal.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws the chart of times that were measured before. */
@Command(
    name = "chart",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Draws the chart of a table that was printed before; measures nothing.")
final class ChartOfTable implements Callable<Integer> {
  @Option(names = "--table", paramLabel = "FILE", description = "The page with the table.")
  private Path table = Path.of("..", "docs", "speed.md");

  @Option(names = "--chart", paramLabel = "FILE", description = "The chart that it draws.")
  private Path chart = Path.of("target", "benchmarks", "speed.png");

  @Override
  public Integer call() throws IOException {
    Charts.save(SpeedChart.of(SpeedTable.read(Files.readString(table))), chart);
    return 0;
  }
}
