package dev.surprisal.benchmark;

import dev.surprisal.benchmark.Compilation.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the compiler with the processor and without, to tell what the processor adds per head. */
@Command(
    name = "compile-time",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Times javac over a project of heads: alone, together with their losses as if those were"
            + " written by hand, and with the processor that generates them. Takes some minutes.")
final class CompileTime implements Callable<Integer> {
  private static final String EXPLANATION =
      """

      Milliseconds per head, medians. Cold: a javac started for it. Warm: a compiler that has run
      before, in the same VM, as in a build daemon. What the processor adds is the time with it less
      that of the same classes as plain sources; what generating adds, less that of a processor that
      only copies them: the rest is what the compiler itself takes for sources that are generated.
      """;

  @Option(names = "--heads", paramLabel = "N", description = "Heads in the project.")
  private int heads = 1000;

  @Option(names = "--cold", paramLabel = "N", description = "Repetitions of each, cold.")
  private int cold = 3;

  @Option(names = "--warm-up", paramLabel = "N", description = "Rounds before the warm ones.")
  private int warmUp = 3;

  @Option(names = "--warm", paramLabel = "N", description = "Repetitions of each, warm.")
  private int warm = 5;

  @Mixin private Report report;

  /** One compilation, in nanoseconds. */
  private interface Timed {
    long nanos(Way way) throws IOException, InterruptedException;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("heads");
    try {
      Compilation compilation = new Compilation(heads, folder);
      Markdown table =
          new Markdown(
              List.of(
                  heads + " heads",
                  "heads alone",
                  "heads and losses as sources",
                  "losses copied by a processor",
                  "losses generated",
                  "the processor adds",
                  "generating adds",
                  "difference to heads alone"));
      table.row(row("cold", millis(cold, compilation::coldNanos)));
      millis(warmUp, compilation::warmNanos);
      table.row(row("warm", millis(warm, compilation::warmNanos)));
      report.publish(Machine.description() + "\n" + table + EXPLANATION);
    } finally {
      Compilation.delete(folder);
    }
    return 0;
  }

  /** Medians per head of so many rounds, in each of which every way has its turn. */
  private Map<Way, Double> millis(int rounds, Timed timed)
      throws IOException, InterruptedException {
    Map<Way, double[]> millis = new EnumMap<>(Way.class);
    for (int round = 0; round < rounds; round++) {
      for (Way way : Way.values()) {
        millis.computeIfAbsent(way, first -> new double[rounds])[round] =
            timed.nanos(way) / 1e6 / heads;
      }
    }
    Map<Way, Double> medians = new EnumMap<>(Way.class);
    millis.forEach((way, all) -> medians.put(way, Median.of(all)));
    return medians;
  }

  private static List<String> row(String name, Map<Way, Double> millis) {
    List<Double> times = new ArrayList<>(millis.values());
    for (Way less : List.of(Way.HEADS_AND_LOSSES, Way.COPYING, Way.HEADS)) {
      times.add(millis.get(Way.PROCESSOR) - millis.get(less));
    }
    List<String> row = new ArrayList<>(List.of(name));
    times.forEach(time -> row.add(String.format(Locale.ROOT, "%.2f", time)));
    return row;
  }
}
