package dev.surprisal.benchmark.options;

import dev.surprisal.annotation.Precision;
import dev.surprisal.benchmark.Fork;
import dev.surprisal.benchmark.KernelSetting;
import dev.surprisal.benchmark.Machine;
import dev.surprisal.benchmark.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times every option of every family, to tell what it costs. */
@Command(
    name = "options",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Times every option of every family beside the plain head of the same shape, a plain loop"
            + " and, built with -Ppytorch, PyTorch's autograd, all on one thread. A head is timed in a"
            + " VM of its own. A table for each precision, kind of kernels and mode.")
public final class OptionCosts implements Callable<Integer> {
  private static final String EXPLANATION =
      """

      Medians of iterations, in which all ways have their turns, in processor time of one thread.
      """;

  private static final Path FOLDER = Path.of("target", "benchmarks", "heads");

  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "REGEX",
      defaultValue = "",
      showDefaultValue = Visibility.NEVER,
      description =
          "Only heads in whose shape and options it is found, and the plain heads beside them.")
  private Pattern pattern;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      split = ",",
      defaultValue = "gradient",
      description = "${COMPLETION-CANDIDATES}.")
  private List<Mode> modes;

  @Option(
      names = "--precision",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "FLOAT",
      description = "${COMPLETION-CANDIDATES}.")
  private List<Precision> precisions;

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "vector",
      description = "${COMPLETION-CANDIDATES}.")
  private List<KernelSetting> kernels;

  @Option(
      names = "--vms",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "VMs for each head, of which the JIT compiler may make different things; the table has"
              + " their median, and the slowest.")
  private int vms;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "Iterations before: the JIT takes seconds for vectors.")
  private int warmUp;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      defaultValue = "7",
      description = "Measured iterations.")
  private int iterations;

  @Option(
      names = "--millis",
      paramLabel = "N",
      defaultValue = "50",
      description = "Milliseconds of an iteration.")
  private int millis;

  @Mixin private Report report;

  /** For the command line. */
  public OptionCosts() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(heading());
    for (Precision precision : precisions) {
      CompiledHeads heads = compiled(precision);
      for (KernelSetting setting : kernels) {
        for (Mode mode : modes) {
          text.append("%n%s, %s, %s kernels%n%n".formatted(mode.title, precision, setting));
          text.append(OptionTable.of(measured(setting, precision, mode, heads)));
        }
      }
    }
    report.publish(text.append(EXPLANATION).toString());
    return 0;
  }

  private String heading() throws IOException, InterruptedException {
    StringBuilder heading = new StringBuilder(Machine.description());
    for (KernelSetting setting : kernels) {
      heading.append("- kernels: %s%n".formatted(Machine.kernels(setting)));
    }
    return heading
        .append(
            "- VMs for each head: %d; in each, %d iterations of %d ms, after %d to warm up%n"
                .formatted(vms, iterations, millis, warmUp))
        .toString();
  }

  private List<Row> rows() {
    List<Row> rows = Row.ALL.stream().filter(row -> pattern.matcher(row.title()).find()).toList();
    if (rows.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--rows " + pattern + ": found nowhere");
    }
    Set<String> shapes = rows.stream().map(Row::shape).collect(Collectors.toSet());
    return Row.ALL.stream()
        .filter(row -> rows.contains(row) || row.isPlain() && shapes.contains(row.shape()))
        .toList();
  }

  private CompiledHeads compiled(Precision precision) throws IOException {
    Set<Head> heads =
        rows().stream().map(Row::head).collect(Collectors.toCollection(LinkedHashSet::new));
    return CompiledHeads.compile(heads, precision, FOLDER.resolve(precision.name()));
  }

  private List<RowCosts> measured(
      KernelSetting setting, Precision precision, Mode mode, CompiledHeads heads)
      throws IOException, InterruptedException {
    List<RowCosts> costs = new ArrayList<>();
    for (Row row : rows()) {
      List<String> arguments =
          List.of(
              String.valueOf(Row.ALL.indexOf(row)),
              mode.name(),
              precision.name(),
              heads.folder().toString(),
              String.valueOf(warmUp),
              String.valueOf(iterations),
              String.valueOf(millis));
      List<Map<Way, RowCosts.Cost>> each = new ArrayList<>();
      for (int vm = 0; vm < vms; vm++) {
        each.add(RowCosts.parse(Fork.java(setting.vmFlags(), RowLoop.class, arguments)));
      }
      costs.add(new RowCosts(row, each));
    }
    return costs;
  }
}
