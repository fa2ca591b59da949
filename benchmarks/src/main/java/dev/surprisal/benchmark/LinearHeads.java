package dev.surprisal.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times the last layer of a language model, and looks how much memory it takes. */
@Command(
    name = "linear",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Times loss and gradients of a linear head, and, built with -Ppytorch, PyTorch's linear and"
            + " cross_entropy; each in a process of its own, whose peak memory is read from /proc.")
final class LinearHeads implements Callable<Integer> {
  private static final String TORCH = "dev.surprisal.benchmark.TorchLinear";

  /** What vectors are before they are compiled is garbage that is collected before it counts. */
  private static final List<String> VM_FLAGS =
      Stream.concat(
              KernelSetting.VECTOR.vmFlags().stream(), Stream.of("-XX:+UseSerialGC", "-Xmn24m"))
          .toList();

  @Option(names = "--tokens", paramLabel = "N", split = ",", defaultValue = "2048")
  private List<Integer> tokens;

  @Option(names = "--inputs", paramLabel = "N", defaultValue = "768")
  private int inputs;

  @Option(names = "--classes", paramLabel = "N", defaultValue = "50257")
  private int classes;

  @Option(names = "--threads", paramLabel = "N", split = ",", defaultValue = "1")
  private List<Integer> threads;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      split = ",",
      defaultValue = "32",
      description = "What Surprisal's tiles of logits may take.")
  private List<Integer> memory;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      split = ",",
      defaultValue = "trained",
      description = "How logits are spread: ${COMPLETION-CANDIDATES}.")
  private List<Stage> stages;

  @Option(
      names = "--negligible",
      paramLabel = "BOUND",
      split = ",",
      defaultValue = "none",
      description = "Residuals that Surprisal takes for 0: ${COMPLETION-CANDIDATES}.")
  private List<Negligible> negligible;

  @Option(
      names = "--calls",
      paramLabel = "N",
      defaultValue = "3",
      description = "Measured calls, after one to warm up.")
  private int calls;

  @Mixin private Report report;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Markdown table =
        new Markdown(
            List.of(
                "loss and gradients",
                "tokens",
                "stage",
                "threads",
                "seconds",
                "GFLOP/s",
                "memory beyond arguments, MB",
                "full logits, MB",
                "loss"));
    for (int rows : tokens) {
      for (Stage stage : stages) {
        for (int count : threads) {
          rows(table, new LinearWork(rows, inputs, classes, stage), count);
        }
      }
    }
    report.publish(
        Machine.description()
            + Machine.peak()
            + "- kernels: %s%n".formatted(Machine.kernels(KernelSetting.VECTOR))
            + "- %d inputs, %d classes; medians of %d calls%n%n".formatted(inputs, classes, calls)
            + table);
    return 0;
  }

  private void rows(Markdown table, LinearWork work, int count)
      throws IOException, InterruptedException {
    for (int mebibytes : memory) {
      for (Negligible bound : negligible) {
        String title = "Surprisal, within " + mebibytes + " MiB" + bound.title;
        row(table, title, work, count, bound.name(), String.valueOf((long) mebibytes << 20));
      }
    }
    if (hasTorch()) {
      row(table, "PyTorch, linear and cross_entropy", work, count, TORCH);
    }
  }

  private void row(Markdown table, String title, LinearWork work, int count, String... contender)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(work.arguments());
    arguments.add(String.valueOf(count));
    arguments.add(String.valueOf(calls));
    arguments.addAll(List.of(contender));
    String[] printed = Fork.java(VM_FLAGS, LinearLoop.class, arguments).strip().split("\\s+");
    double seconds = Double.parseDouble(printed[0]);
    double products = 3 * 2.0 * work.tokens() * work.inputs() * work.classes();
    table.row(
        List.of(
            title,
            String.valueOf(work.tokens()),
            work.stage().toString(),
            String.valueOf(count),
            String.format(Locale.ROOT, "%.2f", seconds),
            String.format(Locale.ROOT, "%.0f", products / seconds * 1e-9),
            String.format(Locale.ROOT, "%.0f", Double.parseDouble(printed[1])),
            String.format(Locale.ROOT, "%.0f", work.logitsInMegabytes()),
            printed[2]));
  }

  private static boolean hasTorch() {
    try {
      Class.forName(TORCH);
      return true;
    } catch (ClassNotFoundException notBuilt) {
      return false;
    }
  }
}
