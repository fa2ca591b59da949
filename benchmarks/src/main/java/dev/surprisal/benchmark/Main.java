package dev.surprisal.benchmark;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmark and prints a table in Markdown: nanoseconds per output, medians. */
@Command(
    name = "benchmarks",
    description = "Times generated losses beside plain loops and a copy of memory.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("surprisal", "surprisalLossOnly", "surprisalDouble", "naive", "copy");

  @Option(names = "--iterations", description = "Measured iterations, ${DEFAULT-VALUE} by default.")
  private int iterations = 7;

  @Option(names = "--millis", description = "Milliseconds each, ${DEFAULT-VALUE} by default.")
  private int millis = 300;

  @Option(names = "--kernels", description = "auto, scalar or vector; vector by default.")
  private String kernels = "vector";

  @Option(names = "--work", description = "Only works whose name has this part, such as SOFTMAX.")
  private String part = "";

  private Main() {}

  /**
   * Runs from a command line.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() throws RunnerException {
    String[] works =
        List.of(Work.values()).stream()
            .map(Work::name)
            .filter(name -> name.contains(part))
            .toArray(String[]::new);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Main.class.getPackageName())
            .param("work", works)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .forks(1)
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.NORMAL);
    String kernelChoice = "-Dsurprisal.kernels=" + kernels;
    if (kernels.equals("scalar")) {
      options.jvmArgsAppend(kernelChoice);
    } else {
      options.jvmArgsAppend(kernelChoice, "--add-modules", "jdk.incubator.vector");
    }
    print(new Runner(options.build()).run());
    return 0;
  }

  private void print(Collection<RunResult> results) {
    Map<Work, Map<String, RunResult>> table = new EnumMap<>(Work.class);
    for (RunResult result : results) {
      Work work = Work.valueOf(result.getParams().getParam("work"));
      table
          .computeIfAbsent(work, first -> new TreeMap<>())
          .put(result.getPrimaryResult().getLabel(), result);
    }
    System.out.printf(
        "%nJava %s, %s kernels, one thread; nanoseconds per output, medians of %d.%n%n",
        System.getProperty("java.version"), kernels, iterations);
    System.out.println(
        "| work | loss and gradient | loss alone | in double | plain loop | times faster | copy | bytes per call |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
    table.forEach((work, row) -> System.out.println(line(work, row)));
  }

  private static String line(Work work, Map<String, RunResult> row) {
    StringBuilder line = new StringBuilder("| " + work.title);
    double[] times =
        COLUMNS.stream().mapToDouble(column -> median(row.get(column)) / work.outputs()).toArray();
    for (int column = 0; column < 4; column++) {
      line.append(String.format(Locale.ROOT, " | %.2f", times[column]));
    }
    line.append(String.format(Locale.ROOT, " | %.1f", times[3] / times[0]));
    line.append(String.format(Locale.ROOT, " | %.2f", times[4]));
    Result<?> bytes = row.get("surprisal").getSecondaryResults().get("gc.alloc.rate.norm");
    return line.append(String.format(Locale.ROOT, " | %.0f |", bytes.getScore())).toString();
  }

  private static double median(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }
}
