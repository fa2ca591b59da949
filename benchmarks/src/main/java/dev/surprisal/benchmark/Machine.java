package dev.surprisal.benchmark;

import dev.surprisal.runtime.kernel.Kernels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the numbers were measured on, as lines in Markdown. */
public final class Machine {
  private Machine() {}

  /**
   * Prints the kernels of this VM: {@link #kernels} runs it in a fork.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.print(Kernels.description());
  }

  /**
   * The kernels that a VM with these flags chooses.
   *
   * @param setting the flags
   * @return what the runtime says of them
   * @throws IOException if the VM fails
   * @throws InterruptedException if the wait for it is interrupted
   */
  public static String kernels(KernelSetting setting) throws IOException, InterruptedException {
    return Fork.java(setting.vmFlags(), Machine.class, List.of());
  }

  /**
   * What a thread could do at most, measured in a VM that has vectors.
   *
   * @return a line
   * @throws IOException if the VM fails
   * @throws InterruptedException if the wait for it is interrupted
   */
  static String peak() throws IOException, InterruptedException {
    String rate = Fork.java(KernelSetting.VECTOR.vmFlags(), Peak.class, List.of()).strip();
    return "- fused multiply-adds in registers, one thread: " + rate + " GFLOP/s\n";
  }

  /**
   * Processor, system and Java.
   *
   * @return two lines
   */
  public static String description() {
    return String.format(
        Locale.ROOT,
        "- machine: %s, %d cores, %s %s %s%n- Java: %s, %s%n",
        processor().orElse("unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        System.getProperty("java.vm.version"),
        System.getProperty("java.vm.name"));
  }

  private static Optional<String> processor() {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
