package dev.surprisal.benchmark;

import dev.surprisal.benchmark.options.OptionCosts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times losses over the shapes that matter, as tables in Markdown and a chart. */
@Command(
    name = "benchmarks",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    subcommands = {
      Sizes.class,
      LinearHeads.class,
      LinearShapes.class,
      CompileTime.class,
      FirstSeconds.class,
      OptionCosts.class,
      ChartOfTable.class
    },
    description =
        "Times generated losses beside plain loops, a copy of memory and, built with -Ppytorch,"
            + " PyTorch. Each work and benchmark runs in a VM of its own, on one thread where nothing"
            + " else is said.")
public final class Main implements Callable<Integer> {
  private static final String EXPLANATION =
      """
      Loss and gradient in float on one thread, where nothing else is said. Medians of iterations ± half of their
      interquartile range.
      """;

  @Spec private CommandSpec spec;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description =
          "Iterations before: the JIT takes seconds for vectors, longer on a busy machine.")
  private int warmUp = 10;

  @Option(names = "--iterations", paramLabel = "N", description = "Measured iterations.")
  private int iterations = 7;

  @Option(names = "--millis", paramLabel = "N", description = "Milliseconds of an iteration.")
  private int millis = 300;

  @Option(names = "--kernels", paramLabel = "KIND", description = "auto, scalar or vector.")
  private KernelSetting kernels = KernelSetting.VECTOR;

  @Option(
      names = "--work",
      paramLabel = "PART",
      defaultValue = "",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Only works whose name has this part, such as SOFTMAX or 1M.")
  private String part;

  @Option(names = "--chart", paramLabel = "FILE", description = "The chart that it draws.")
  private Path chart = Path.of("target", "benchmarks", "speed.png");

  @Mixin private Report report;

  private Main() {}

  /**
   * Runs from a command line.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(commandLine.execute(arguments));
  }

  @Override
  public Integer call() throws RunnerException, IOException, InterruptedException {
    String[] works =
        Stream.of(Work.values())
            .map(Work::name)
            .filter(name -> name.contains(part))
            .toArray(String[]::new);
    if (works.length == 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--work " + part + ": must be part of one of " + List.of(Work.values()));
    }
    Times times = Times.of(new Runner(options(works)).run());
    report.publish(
        String.join(
            "\n", heading(), SpeedTable.times(times), EXPLANATION, SpeedTable.ratios(times)));
    Charts.save(SpeedChart.of(times), chart);
    return 0;
  }

  private Options options(String[] works) {
    return new OptionsBuilder()
        .include(Main.class.getPackageName())
        .param("work", works)
        .warmupIterations(warmUp)
        .warmupTime(TimeValue.milliseconds(millis))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.milliseconds(millis))
        .forks(1)
        .jvmArgsAppend(kernels.vmFlags().toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .build();
  }

  private String heading() throws IOException, InterruptedException {
    return Machine.description()
        + "- kernels: %s%n".formatted(Machine.kernels(kernels))
        + "- each work and benchmark in a VM of its own, started with: %s%n"
            .formatted(String.join(" ", kernels.vmFlags()))
        + "- %d iterations of %d ms, after %d to warm up%n".formatted(iterations, millis, warmUp);
  }
}
