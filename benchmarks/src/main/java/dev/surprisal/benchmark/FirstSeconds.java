package dev.surprisal.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times softmax in its first seconds, in which the compiler is still at work. */
@Command(
    name = "first-seconds",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Times loss and gradient of softmax in a VM that has just been started, in spans of time from"
            + " the first call on, with and without calls on a single row before.")
final class FirstSeconds implements Callable<Integer> {
  private static final List<List<String>> SHAPES =
      List.of(List.of("64", "1000"), List.of("512", "10"));

  /** A span that is over when it begins. */
  private static final String FIRST_CALL = "0";

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "vector,scalar",
      description = "auto, scalar or vector; each in a VM of its own.")
  private List<KernelSetting> kernels;

  @Option(
      names = "--calls-before",
      paramLabel = "N",
      split = ",",
      defaultValue = "0,5000",
      description = "Calls on one row before; each in a VM of its own.")
  private List<Integer> callsBefore;

  @Option(
      names = "--spans",
      paramLabel = "MILLIS",
      split = ",",
      defaultValue = "200,500,1000,1500,3000",
      description = "Where spans end, in milliseconds since the first call.")
  private List<Integer> spans;

  @Mixin private Report report;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(Machine.description());
    List<String> head = new ArrayList<>(List.of("ns per logit", "calls before", "seconds of them"));
    head.add("first call");
    spans.forEach(end -> head.add("to %.1f s".formatted(end / 1e3)));
    head.add("bytes per logit");
    Markdown table = new Markdown(head);
    for (KernelSetting setting : kernels) {
      text.append("- kernels: %s%n".formatted(Machine.kernels(setting)));
      for (List<String> shape : SHAPES) {
        for (int before : callsBefore) {
          table.row(row(setting, shape, before));
        }
      }
    }
    report.publish(text.append('\n').append(table).toString());
    return 0;
  }

  private List<String> row(KernelSetting setting, List<String> shape, int before)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(shape);
    arguments.add(String.valueOf(before));
    arguments.add(FIRST_CALL);
    spans.forEach(end -> arguments.add(String.valueOf(end)));
    List<String> lines =
        Fork.java(setting.vmFlags(), FirstSecondsLoop.class, arguments).lines().toList();
    List<String> cells = new ArrayList<>();
    cells.add("softmax %s, %s".formatted(String.join(" x ", shape), setting));
    cells.add(String.valueOf(before));
    cells.add(lines.get(0));
    List<String[]> measured = lines.stream().skip(1).map(line -> line.split(" ")).toList();
    measured.forEach(span -> cells.add(span[0]));
    cells.add(measured.get(0)[1] + " at first, " + measured.get(measured.size() - 1)[1] + " later");
    return cells;
  }
}
