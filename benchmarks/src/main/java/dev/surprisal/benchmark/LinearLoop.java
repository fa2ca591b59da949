package dev.surprisal.benchmark;

import dev.surprisal.linear.LinearHead;
import dev.surprisal.linear.LinearLossFunction;
import dev.surprisal.runtime.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/**
 * Times one way to the loss of a linear head in a process of its own, and looks how much memory it
 * took beyond the arrays that go in and come out. Run in a fork; prints seconds per call, the
 * memory in megabytes and the loss.
 */
public final class LinearLoop {
  private LinearLoop() {}

  /**
   * Times it.
   *
   * @param arguments the work, the number of threads, of calls, and a class of contenders, or for
   *     Surprisal what is negligible and the bytes that its tiles may take
   * @throws ReflectiveOperationException if there is no such class
   * @throws IOException if the system does not say how much memory is used
   */
  public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
    List<String> all = List.of(arguments);
    LinearWork work = LinearWork.of(all);
    int threads = Integer.parseInt(all.get(4));
    double[] seconds = new double[Integer.parseInt(all.get(5))];
    LinearContender contender =
        all.size() > 7
            ? surprisal(work, threads, Negligible.valueOf(all.get(6)), Long.parseLong(all.get(7)))
            : (LinearContender)
                Class.forName(all.get(6))
                    .getDeclaredConstructor(LinearWork.class, int.class)
                    .newInstance(work, threads);
    double before = megabytes("VmRSS:");
    double loss = contender.forwardBackward();
    for (int i = 0; i < seconds.length; i++) {
      long start = System.nanoTime();
      contender.forwardBackward();
      seconds[i] = (System.nanoTime() - start) * 1e-9;
    }
    double memory = megabytes("VmHWM:") - before;
    System.out.printf(Locale.ROOT, "%.4f %.1f %.6f%n", Median.of(seconds), memory, loss);
  }

  /** The generated loss, its arguments and gradients all in memory. */
  static LinearContender surprisal(
      LinearWork work, int threads, Negligible negligible, long bytes) {
    LinearHead head = work.head();
    int[] targets = work.targets();
    LinearHead gradients = head.zeros();
    // Zeros take no memory before they are written to.
    Arrays.fill(gradients.weights(), 1);
    Arrays.fill(gradients.inputs(), 1);
    LinearLossFunction<int[]> loss =
        negligible
            .loss(work.inputs(), work.classes())
            .within(bytes)
            .on(Workers.of(ForkJoinPool.commonPool(), threads));
    return () -> loss.forwardBackward(head, targets, gradients).mean();
  }

  private static double megabytes(String entry) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(entry))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    }
  }
}
