package dev.surprisal.benchmark;

import dev.surprisal.benchmark.LinearShape.Axis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Times linear heads of many shapes, to find those that cost more than they should. */
@Command(
    name = "linear-shapes",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Times loss and gradients of a linear head for many numbers of classes, tokens and inputs,"
            + " one of the three at a time, and names the shapes whose products cost more than twice"
            + " what those of their neighbours cost.")
final class LinearShapes implements Callable<Integer> {
  @Option(
      names = "--middle",
      paramLabel = "SHAPE",
      converter = ShapeConverter.class,
      defaultValue = "256x768x4099",
      description = "Tokens, inputs and classes, where they are not what varies.")
  private LinearShape middle;

  @Option(
      names = "--classes",
      paramLabel = "N",
      split = ",",
      defaultValue = "2,3,10,17,100,257,1000,1023,4096,4099,10000,32768,50257,65537,128256")
  private List<Integer> classes;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,7,16,31,64,255,256,257,1024,1031,4096")
  private List<Integer> tokens;

  @Option(
      names = "--inputs",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,5,16,33,64,100,257,512,767,768,1031,4096")
  private List<Integer> inputs;

  @Option(names = "--threads", paramLabel = "N", defaultValue = "1")
  private int threads;

  @Option(
      names = "--millis",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Of warming up, and of measuring, each shape; at least one and five calls.")
  private int millis;

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "vector,scalar",
      description = "auto, scalar or vector; each in a VM of its own.")
  private List<KernelSetting> kernels;

  @Mixin private Report report;

  @Override
  public Integer call() throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(Machine.description() + Machine.peak());
    text.append(
        "- loss and gradients, %d threads, %d ms for each shape after as many to warm up%n"
            .formatted(threads, millis));
    for (KernelSetting setting : kernels) {
      List<String> arguments =
          new ArrayList<>(List.of(String.valueOf(threads), String.valueOf(millis)));
      axes().forEach((axis, sizes) -> sizes.forEach(size -> arguments.add(shape(axis, size))));
      List<String> printed =
          Fork.java(setting.vmFlags(), LinearShapesLoop.class, arguments).lines().toList();
      text.append("\nkernels: %s%n".formatted(printed.get(0)));
      int line = 1;
      for (Map.Entry<Axis, List<Integer>> axis : axes().entrySet()) {
        int end = line + axis.getValue().size();
        text.append('\n')
            .append(section(axis.getKey(), axis.getValue(), printed.subList(line, end)));
        line = end;
      }
    }
    report.publish(text.toString());
    return 0;
  }

  private Map<Axis, List<Integer>> axes() {
    Map<Axis, List<Integer>> axes = new LinkedHashMap<>();
    axes.put(Axis.CLASSES, classes);
    axes.put(Axis.TOKENS, tokens);
    axes.put(Axis.INPUTS, inputs);
    return axes;
  }

  private String shape(Axis axis, int size) {
    return middle.with(axis, size).toString();
  }

  /** A table of what was measured along an axis, and what stands out of it. */
  private static String section(Axis axis, List<Integer> sizes, List<String> lines) {
    Markdown table = new Markdown(List.of("tokens x inputs x classes", "milliseconds", "GFLOP/s"));
    SortedMap<Integer, Double> costs = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(" ");
      double operations = LinearShape.of(cells[0]).operations();
      double seconds = Double.parseDouble(cells[1]);
      costs.put(sizes.get(i), seconds / operations);
      table.row(
          List.of(
              cells[0],
              String.format(Locale.ROOT, "%.3f", seconds * 1e3),
              String.format(Locale.ROOT, "%.2f", operations / seconds * 1e-9)));
    }
    return table
        + "\nby %s, %s".formatted(axis.name().toLowerCase(Locale.ROOT), Outliers.said(costs));
  }

  /** Reads a shape of the command line. */
  static final class ShapeConverter implements ITypeConverter<LinearShape> {
    @Override
    public LinearShape convert(String text) {
      try {
        return LinearShape.of(text);
      } catch (IllegalArgumentException wrong) {
        throw new TypeConversionException(wrong.getMessage());
      }
    }
  }
}
