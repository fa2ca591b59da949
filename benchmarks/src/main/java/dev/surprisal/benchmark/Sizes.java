package dev.surprisal.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times softmax over many numbers of classes, to find those that cost more than they should. */
@Command(
    name = "sizes",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Times loss and gradient of softmax for numbers of classes from 2 to 1024, about 65,536 logits"
            + " to a batch, and names the numbers that cost more than twice what their neighbours"
            + " cost.")
final class Sizes implements Callable<Integer> {
  private static final int LARGEST = 1024;

  /** Up to here, and with {@code --all} beyond, no number is left out. */
  private static final int ALL_UP_TO = 64;

  private static final double STEP = 1.06;

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "vector,scalar",
      description = "auto, scalar or vector; each in a VM of its own.")
  private List<KernelSetting> kernels;

  @Option(names = "--all", description = "Every number of classes from 2 to 1024.")
  private boolean all;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      defaultValue = "target/benchmarks/sizes.png",
      description = "The chart that it draws.")
  private Path chart;

  @Mixin private Report report;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Map<KernelSetting, SortedMap<Integer, Double>> times = new EnumMap<>(KernelSetting.class);
    StringBuilder text = new StringBuilder(Machine.description());
    for (KernelSetting setting : kernels) {
      text.append("- kernels: %s%n".formatted(Machine.kernels(setting)));
      times.put(setting, measured(setting));
    }
    text.append('\n').append(table(times));
    times.forEach((setting, bySize) ->
        text.append("%n%s: ".formatted(setting)).append(Outliers.said(bySize)));
    report.publish(text.toString());
    Charts.save(SizesChart.of(times), chart);
    return 0;
  }

  private List<String> sizes() {
    int dense = all ? LARGEST : ALL_UP_TO;
    TreeSet<Integer> sizes =
        IntStream.rangeClosed(2, dense).boxed().collect(Collectors.toCollection(TreeSet::new));
    for (double size = dense; size < LARGEST; size *= STEP) {
      sizes.add((int) Math.round(size));
    }
    sizes.add(LARGEST);
    return sizes.stream().map(String::valueOf).toList();
  }

  private SortedMap<Integer, Double> measured(KernelSetting setting)
      throws IOException, InterruptedException {
    SortedMap<Integer, Double> times = new TreeMap<>();
    Fork.java(setting.vmFlags(), SizesLoop.class, sizes())
        .lines()
        .map(line -> line.split(" "))
        .forEach(cells -> times.put(Integer.valueOf(cells[0]), Double.valueOf(cells[1])));
    return times;
  }

  private static String table(Map<KernelSetting, SortedMap<Integer, Double>> times) {
    List<String> head = new ArrayList<>(List.of("classes"));
    times.keySet().forEach(setting -> head.add("ns per logit, " + setting));
    Markdown table = new Markdown(head);
    for (Integer size : times.values().iterator().next().keySet()) {
      List<String> row = new ArrayList<>(List.of(size.toString()));
      times
          .values()
          .forEach(column -> row.add(String.format(Locale.ROOT, "%.2f", column.get(size))));
      table.row(row);
    }
    return table.toString();
  }
}
